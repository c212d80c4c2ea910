"""Metrics of a set: hand-computed, and against sacrebleu."""

from collections.abc import Sequence
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from instrstudio.domain.ports import CorpusMetric
from instrstudio.metrics import chrf, chrf_plus_plus
from instrstudio.metrics.chrf import PLUGIN as CHRF_PLUGIN
from instrstudio.metrics.chrf_plus_plus import PLUGIN as CHRF_PLUS_PLUS
from instrstudio.metrics.rouge_l import PLUGIN as ROUGE_L
from instrstudio.metrics.rouge_l import common_subsequence, f1

METRICS: tuple[CorpusMetric, ...] = (CHRF_PLUGIN, CHRF_PLUS_PLUS, ROUGE_L)


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
@pytest.mark.parametrize("text", ["请写一段摘要。", "Write a summary.", "用 SQL 查询"])
def test_equal_texts_are_best_and_strangers_worst(
    metric: CorpusMetric, text: str
) -> None:
    assert metric.score([text], [[text]]) == pytest.approx(metric.high)
    assert metric.score([text], [["Zzz qqq", text]]) == pytest.approx(metric.high)
    assert metric.score([text], [["xxx" * 4]]) == pytest.approx(metric.low, abs=1)
    assert metric.score([], []) == metric.low


@pytest.mark.parametrize(
    ("text", "reference", "score"),
    [
        ("police killed the gunman", "police kill the gunman", 0.75),
        ("the gunman kill police", "police kill the gunman", 0.5),
        ("a b c", "a x b y c", 2 * 3 / 8),
        ("写摘要", "写新闻摘要", 2 * 3 / 8),
        ("请用 SQL 查询", "用 SQL 查", 2 * 3 / (5 + 3)),
        ("A, b! C?", "a b c", 1.0),
        ("", "a", 0.0),
        ("", "", 1.0),
    ],
)
def test_rouge_l_by_hand(text: str, reference: str, score: float) -> None:
    assert ROUGE_L.score([text], [[reference]]) == pytest.approx(score)


def test_rouge_l_is_the_mean_over_texts_of_the_best_reference() -> None:
    texts = ["a b", "c d"]
    references = [["x y", "a b"], ["c x"]]
    assert ROUGE_L.score(texts, references) == pytest.approx((1.0 + 0.5) / 2)
    assert ROUGE_L.score(["a"], [[]]) == 0.0
    with pytest.raises(ValueError, match="zip"):
        ROUGE_L.score(["a", "b"], [["a"]])


PAIRS = [
    ("The cat is on the mat.", "The cat sat on the mat."),
    ("请为新闻写摘要", "请对以下新闻文章进行摘要"),
    ("Summarize the report", "Summarise this report in one line"),
    ("完全不同", "Nothing shared"),
]


def test_chrf_is_that_of_sacrebleu() -> None:
    scorer = CHRF()
    for text, reference in PAIRS:
        wanted = scorer.corpus_score([text], [[reference]]).score
        assert CHRF_PLUGIN.score([text], [[reference]]) == pytest.approx(wanted)
    texts = [text for text, _ in PAIRS]
    references = [[reference] for _, reference in PAIRS]
    wanted = scorer.corpus_score(texts, [[r for _, r in PAIRS]]).score
    assert CHRF_PLUGIN.score(texts, references) == pytest.approx(wanted)


def test_chrf_by_hand() -> None:
    # one of two characters right, no order above 1 exists in both: F2 of 1/2, 1/2
    assert CHRF_PLUGIN.score(["ab"], [["ax"]]) == pytest.approx(
        CHRF().corpus_score(["ab"], [["ax"]]).score
    )
    assert CHRF_PLUGIN.score(["ab"], [["ax"]]) == pytest.approx(25.0)


def test_chrf_with_uneven_references_takes_the_best() -> None:
    texts, references = ["abc", "xyz"], [["abc"], ["qqq", "xyz"]]
    assert CHRF_PLUGIN.score(texts, references) == pytest.approx(100.0)
    assert CHRF_PLUGIN.score(["a"], [[]]) == 0.0


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=20))
def test_rouge_l_lies_in_bounds_and_is_symmetric(texts: list[str], other: str) -> None:
    score = ROUGE_L.score(texts, [[other]] * len(texts))
    assert ROUGE_L.low <= score <= ROUGE_L.high
    back = [ROUGE_L.score([other], [[text]]) for text in texts]
    assert score == pytest.approx(sum(back) / len(back))


def plain_common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """The table of Wagner and Fischer, one row at a time."""
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for j, other in enumerate(b, 1):
            above = row[j]
            row[j] = diagonal + 1 if word == other else max(above, row[j - 1])
            diagonal = above
    return row[-1]


WORDS = st.lists(st.sampled_from("abcde"), max_size=150)


@given(WORDS, WORDS)
def test_the_fast_subsequence_is_the_plain_one(a: list[str], b: list[str]) -> None:
    assert common_subsequence(a, b) == plain_common_subsequence(a, b)


def test_rouge_l_of_a_pair_is_that_of_the_set() -> None:
    for text, reference in PAIRS:
        assert f1(text, reference) == ROUGE_L.score([text], [[reference]])
    assert f1("写摘要", "写新闻摘要") == pytest.approx(6 / 8)


@pytest.mark.parametrize("module", [chrf, chrf_plus_plus], ids=["chrf", "chrf++"])
def test_chrf_of_one_text(module: ModuleType) -> None:
    for text, reference in PAIRS:
        alone = module.PLUGIN.score([text], [[reference]])
        assert module.sentence(text, [reference]) == pytest.approx(alone)
        both = module.sentence(text, ["Zzz", reference])
        assert both == pytest.approx(alone)
    assert module.sentence("a", []) == 0.0


def test_chrf_plus_plus_of_english_is_that_of_sacrebleu() -> None:
    scorer = CHRF(word_order=2)
    for text, reference in (PAIRS[0], PAIRS[2]):
        wanted = scorer.corpus_score([text], [[reference]]).score
        assert CHRF_PLUS_PLUS.score([text], [[reference]]) == pytest.approx(wanted)


def test_chrf_plus_plus_counts_chinese_characters_as_words() -> None:
    spaced = CHRF(word_order=2).corpus_score(["写 摘 要 。"], [["写 总 结 。"]])
    score = CHRF_PLUS_PLUS.score(["写摘要。"], [["写总结。"]])
    assert score == pytest.approx(spaced.score)
    unspaced = CHRF(word_order=2).corpus_score(["写摘要。"], [["写总结。"]])
    assert score > unspaced.score
    mixed = CHRF(word_order=2).corpus_score(["用 SQL 查 ， x"], [["用 SQL ， y"]])
    assert CHRF_PLUS_PLUS.score(["用SQL查，x"], [["用SQL，y"]]) == pytest.approx(
        mixed.score
    )
