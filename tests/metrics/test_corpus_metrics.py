"""Metrics of a set: hand-computed, and against sacrebleu."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF

from instrstudio.domain.ports import CorpusMetric
from instrstudio.metrics.chrf import PLUGIN as CHRF_PLUGIN
from instrstudio.metrics.rouge_l import PLUGIN as ROUGE_L

METRICS: tuple[CorpusMetric, ...] = (CHRF_PLUGIN, ROUGE_L)


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
