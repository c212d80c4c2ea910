"""Likeness of descriptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.analysis.likeness import cosine, grams, likeness


def test_equal_descriptions_are_wholly_alike() -> None:
    for text in ("给新闻写摘要", "Summarize a news article", "写 SQL"):
        assert likeness(text, text) == pytest.approx(1.0)


def test_small_words_and_endings_do_not_count() -> None:
    assert likeness("the a of to", "the a of to") == 0.0
    assert likeness("summarize articles", "Summarizing an article") == pytest.approx(1)


def test_nearer_matter_is_more_alike() -> None:
    near = likeness("给新闻写摘要", "为新闻报道写一段摘要")
    assert near > likeness("给新闻写摘要", "为旅行写一份计划") >= 0


def test_cosine_by_hand() -> None:
    assert grams("a b") == {"a": 1, "b": 1, "ab": 1}
    assert cosine({"x": 1, "y": 1}, {"x": 1}) == pytest.approx(0.5**0.5)
    assert cosine({}, {"x": 1}) == 0.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_lies_between_none_and_one(a: str, b: str) -> None:
    assert 0.0 <= likeness(a, b) <= 1.0 + 1e-9
    assert likeness(a, b) == pytest.approx(likeness(b, a))
