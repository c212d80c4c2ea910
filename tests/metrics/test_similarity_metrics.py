"""Every metric with references: best on equal texts, and as its reference has it."""

import gzip
import json
import math
import os
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from instrstudio.domain.language import CJK_CHARACTER, units
from instrstudio.domain.ports import CorpusMetric, Itemised
from instrstudio.metrics.bleu import PLUGIN as BLEU_PLUGIN
from instrstudio.metrics.chrf import PLUGIN as CHRF_PLUGIN
from instrstudio.metrics.chrf_plus_plus import PLUGIN as CHRF_PLUS_PLUS
from instrstudio.metrics.edit_effort import PLUGIN as EDIT_EFFORT
from instrstudio.metrics.exact_match import PLUGIN as EXACT_MATCH
from instrstudio.metrics.measuring.edit_distance import edit_distance, edit_share
from instrstudio.metrics.normalised_match import PLUGIN as NORMALISED_MATCH
from instrstudio.metrics.rouge_1 import PLUGIN as ROUGE_1
from instrstudio.metrics.rouge_2 import PLUGIN as ROUGE_2
from instrstudio.metrics.rouge_l import PLUGIN as ROUGE_L
from instrstudio.metrics.ter import PLUGIN as TER_PLUGIN
from instrstudio.services import plugins

METRICS: tuple[CorpusMetric, ...] = plugins.metrics()
TEXTS = (
    "Write a summary.",
    "Go",
    "请写一段摘要。",
    "翻译",
    "用 SQL 查询 2 张表，不要解释！",
    "Summarize [text] in one sentence; use “simple” words.\n\nText:",
)


def best(metric: CorpusMetric) -> float:
    return metric.high if metric.higher_is_better else metric.low


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
@pytest.mark.parametrize("text", TEXTS)
def test_equal_texts_are_best_alone_in_a_set_and_among_references(
    metric: CorpusMetric, text: str
) -> None:
    other = "完全不同的内容吗" if CJK_CHARACTER.search(text) else "Zzz qqq jjj"
    assert metric.score([text], [[text]]) == pytest.approx(best(metric))
    assert metric.score([text], [[other, text]]) == pytest.approx(best(metric))
    assert metric.score([text], [[other]]) != pytest.approx(best(metric))
    assert isinstance(metric, Itemised)
    each = metric.each([text, text], [[text], [other]])
    assert each[0] == pytest.approx(best(metric))
    assert (each[1] < each[0]) == metric.higher_is_better
    assert metric.score(list(TEXTS), [[t] for t in TEXTS]) == pytest.approx(
        best(metric)
    )


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_nothing_written_and_nothing_wanted_is_no_error(metric: CorpusMetric) -> None:
    assert isinstance(metric, Itemised)
    worst = metric.low if metric.higher_is_better else min(metric.high, 100.0)
    assert metric.each(["", "a b"], [["Write it."], []]) == pytest.approx(
        [worst, worst]
    )
    assert metric.each([], []) == []
    assert metric.score(["a b"], [[]]) == pytest.approx(worst)


@pytest.mark.parametrize(
    ("metric", "text", "reference", "score"),
    [
        (ROUGE_1, "写摘要", "写新闻摘要", 2 * 3 / 8),
        (ROUGE_2, "写摘要", "写新闻摘要", 2 * 1 / (2 + 4)),
        (ROUGE_2, "用 SQL 查询", "用 SQL 查", 2 * 2 / (3 + 2)),
        (ROUGE_1, "写写写", "写", 2 * 1 / (3 + 1)),
        (ROUGE_2, "写", "写", 1.0),
        (ROUGE_2, "写", "读", 0.0),
        # 3 of 3 characters, 1 of 2 pairs, no triple (smoothed to half a one)
        (BLEU_PLUGIN, "写摘要", "写新闻摘要", 1e2 * 0.25 ** (1 / 3) / math.exp(2 / 3)),
        (BLEU_PLUGIN, "翻译", "翻译", 100.0),
        # two characters to be put in, of five
        (TER_PLUGIN, "写摘要", "写新闻摘要", 40.0),
        # 新闻 moves to the front, which is one edit, of four
        (TER_PLUGIN, "摘要新闻", "新闻摘要", 25.0),
        (TER_PLUGIN, "写摘要，谢谢", "写摘要", 100.0),
        (EDIT_EFFORT, "写摘要", "写新闻摘要", 2 / 5),
        (EDIT_EFFORT, "写摘要。", "写总结。", 2 / 4),
        (EXACT_MATCH, " 写摘要。\n", "写摘要。", 1.0),
        (EXACT_MATCH, "写摘要", "写摘要。", 0.0),
        (NORMALISED_MATCH, "写摘要。", "写 摘 要", 1.0),
        (NORMALISED_MATCH, "用ＳＱＬ查询！", "用 sql 查询", 1.0),
        (NORMALISED_MATCH, "写摘要", "写个摘要", 0.0),
        (NORMALISED_MATCH, "an other", "another", 0.0),
        (NORMALISED_MATCH, "!!", "??", 0.0),
        (NORMALISED_MATCH, "！！", "!!", 1.0),
    ],
)  # fmt: skip
def test_by_hand(metric: CorpusMetric, text: str, reference: str, score: float) -> None:
    assert metric.score([text], [[reference]]) == pytest.approx(score)
    assert isinstance(metric, Itemised)
    assert metric.each([text], [[reference]]) == pytest.approx([score])


def test_ter_counts_the_fewest_edits_over_the_mean_length() -> None:
    # one edit to the first; three words and one word make two on average
    assert TER_PLUGIN.each(["a b"], [["a b c", "z"]]) == pytest.approx([50.0])


def test_ter_of_long_texts_looks_for_no_moves() -> None:
    for count, edits in ((40, 1), (70, 2)):
        words = [f"w{i}" for i in range(count)]
        moved = " ".join([*words[1:], words[0]])
        found = TER_PLUGIN.each([moved], [[" ".join(words)]])
        assert found == pytest.approx([100 * edits / count])


def test_bleu_takes_the_tokenizer_of_the_language() -> None:
    text, reference = "Don't stop, e.g. now.", "Don't stop (e.g. here)."
    plain = BLEU(effective_order=True).sentence_score(text, [reference]).score
    assert BLEU_PLUGIN.each([text], [[reference]])[0] == pytest.approx(plain)
    text, reference = "请对以下新闻进行摘要。", "请为以下新闻文章写摘要。"
    chinese = BLEU(tokenize="zh", effective_order=True).sentence_score(
        text, [reference]
    )
    assert BLEU_PLUGIN.each([text], [[reference]])[0] == pytest.approx(chinese.score)
    assert BLEU(effective_order=True).sentence_score(text, [reference]).score < 1


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_bit_parallel_distance_is_the_plain_one(a: str, b: str) -> None:
    assert edit_distance(a, b) == plain_distance(a, b) == edit_distance(b, a)
    assert 0 <= edit_share(a, b) <= 1


@given(st.text("ab", max_size=90), st.text("ab", max_size=90))
def test_the_bit_parallel_distance_of_much_alike(a: str, b: str) -> None:
    assert edit_distance(a, b) == plain_distance(a, b)


def plain_distance(a: str, b: str) -> int:
    """The table of Wagner and Fischer, one row at a time."""
    row = list(range(len(b) + 1))
    for i, character in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            above = row[j]
            row[j] = min(above + 1, row[j - 1] + 1, diagonal + (character != other))
            diagonal = above
    return row[-1]


ROWS = 1000
_LONGEST = 30


def real_rows() -> Iterator[str]:
    """Yield English instructions of the research data."""
    folder = os.environ.get("INSTRSTUDIO_BENCH_DATA", "")
    path = Path(folder) / "train_triples.jsonl.gz"
    if not folder or not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            text = row["instruction"]
            if (
                row["lang"] == "en"
                and not CJK_CHARACTER.search(text)
                and 3 <= len(text.split()) <= _LONGEST
            ):
                yield text


@pytest.fixture(scope="module")
def pairs() -> tuple[list[str], list[list[str]]]:
    """Real instructions with words lost, doubled and moved; two references each."""
    # every 60th, so that many sources are among them
    found = list(islice(real_rows(), 0, 60 * ROWS, 60))
    if len(found) < ROWS:
        pytest.skip("the research data is not here")
    draw = random.Random(5)
    texts = []
    for text in found:
        words = [
            w for w in text.split(" ") for _ in range(draw.choice((0, 1, 1, 1, 2)))
        ]
        at = draw.randrange(max(1, len(words) - 1))
        words[at : at + 2] = reversed(words[at : at + 2])
        texts.append(" ".join(words))
    references = [[a, b] for a, b in zip(found, found[1:] + found[:1], strict=True)]
    return texts, references


Pairs = tuple[list[str], list[list[str]]]


@pytest.mark.parametrize(
    ("metric", "reference"),
    [
        (BLEU_PLUGIN, BLEU()),
        (CHRF_PLUGIN, CHRF()),
        (CHRF_PLUS_PLUS, CHRF(word_order=2)),
        (TER_PLUGIN, TER(normalized=True)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_real_rows_score_as_with_sacrebleu(
    metric: CorpusMetric, reference: BLEU | CHRF | TER, pairs: Pairs
) -> None:
    texts, references = pairs
    streams = [list(stream) for stream in zip(*references, strict=True)]
    wanted = reference.corpus_score(texts, streams).score
    assert metric.score(texts, references) == pytest.approx(wanted)
    assert isinstance(metric, Itemised)
    alone = BLEU(effective_order=True) if metric.name == "bleu" else reference
    some = slice(None, None, 5)
    assert metric.each(texts[some], references[some]) == pytest.approx(
        [
            alone.sentence_score(text, own).score
            for text, own in zip(texts[some], references[some], strict=True)
        ]
    )


@pytest.mark.parametrize(
    ("metric", "n"), [(ROUGE_1, 1), (ROUGE_2, 2)], ids=["rouge_1", "rouge_2"]
)
def test_real_rows_score_as_rouge_n_is_defined(
    metric: CorpusMetric, n: int, pairs: Pairs
) -> None:
    texts, references = pairs
    assert_each(metric, pairs, lambda a, b: textbook(grams(a, n), grams(b, n)))
    mean = sum(metric.each(texts, references)) / len(texts)  # type: ignore[attr-defined]
    assert metric.score(texts, references) == pytest.approx(mean)


@pytest.mark.parametrize(
    ("metric", "name"),
    [(ROUGE_1, "rouge1"), (ROUGE_2, "rouge2"), (ROUGE_L, "rougeL")],
    ids=["rouge_1", "rouge_2", "rouge_l"],
)
def test_real_rows_score_as_with_rouge_score(
    metric: CorpusMetric, name: str, pairs: Pairs
) -> None:
    package = pytest.importorskip("rouge_score.rouge_scorer")

    class Units:
        """Their tokenizer knows ASCII only; ours is given to both."""

        def tokenize(self, text: str) -> list[str]:
            return units(text)

    scorer = package.RougeScorer([name], tokenizer=Units())
    assert_each(metric, pairs, lambda a, b: scorer.score(b, a)[name].fmeasure)


def assert_each(
    metric: CorpusMetric, pairs: Pairs, wanted: Callable[[str, str], float]
) -> None:
    """See that a metric is the best of what is wanted for each reference."""
    assert isinstance(metric, Itemised)
    texts, references = pairs
    assert metric.each(texts, references) == pytest.approx(
        [
            max(wanted(text, reference) for reference in own)
            for text, own in zip(texts, references, strict=True)
        ]
    )


def grams(text: str, n: int) -> list[str]:
    """Return the n-grams one after the other, joined."""
    words = units(text)
    return [" ".join(words[i : i + n]) for i in range(len(words) - n + 1)]


def textbook(said: Sequence[str], wanted: Sequence[str]) -> float:
    """Return the harmonic mean of precision and recall, crossing off what is used."""
    left, hits = list(wanted), 0
    for gram in said:
        if gram in left:
            left.remove(gram)
            hits += 1
    if not hits:
        return 0.0
    precision, recall = hits / len(said), hits / len(wanted)
    return 2 * precision * recall / (precision + recall)
