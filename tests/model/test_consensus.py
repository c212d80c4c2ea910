import pytest
from sacrebleu.metrics.chrf import CHRF

from instrstudio.model.consensus import agreement, likeness

TEXTS = [
    "Write a short summary of the text below.",
    "Summarise the text in one sentence.",
    "Write a short  summary of the article below.",
    "请写一段摘要。",
    "请写一篇简短的摘要：",
    "ab",
]


def test_likeness_is_chrf() -> None:
    chrf, found = CHRF(), likeness(TEXTS)
    for row, text in enumerate(TEXTS):
        for column, reference in enumerate(TEXTS):
            true = chrf.sentence_score(text, [reference]).score
            assert 100 * found[row, column] == pytest.approx(true, abs=1e-6)


def test_the_text_most_others_are_like_agrees_most() -> None:
    texts = ["请写一段摘要。", "写一首诗歌吧", "请写一段短摘要。", "请写一段长摘要。"]
    found = agreement(texts)
    assert min(found) == found[1]
    assert all(0 <= share <= 1 for share in found)


def test_a_text_that_comes_twice_is_evidence_for_itself() -> None:
    assert agreement(["ab cd", "ab cd"]) == pytest.approx([1.0, 1.0])


def test_one_text_none_and_an_empty_one() -> None:
    assert agreement([]) == []
    assert agreement(["a"]) == [0.0]
    assert agreement(["a", ""]) == [0.0, 0.0]
