import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.search.analyzer import (
    LONGEST_TERM,
    fold,
    placed,
    scan,
    terms_and_places,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Write a Story", ["write", "a", "story"]),
        ("gpt-4", ["gpt-4", "gpt", "4"]),
        ("don't", ["don't", "don", "t"]),
        ("don’t", ["don't", "don", "t"]),
        ("task_type", ["task_type", "task", "type"]),
        ("e-mail, node.js.", ["e-mail", "e", "mail", "node.js", "node", "js"]),
        ("ＧＰＴ－４　ｍｏｄｅｌ", ["gpt-4", "gpt", "4", "model"]),
        ("新闻", ["新闻", "闻"]),
        ("写一个", ["写一", "一个", "个"]),
        ("字", ["字"]),
        ("用Python写代码", ["用", "python", "写代", "代码", "码"]),
        ("good😀day", ["good", "day"]),
        ("😀 🎉", []),
        ("……！？", []),
        ("Привет, Мир", ["привет", "мир"]),
        ("café CAFÉ", ["café", "café"]),
        ("Straße", ["strasse"]),
        ("한국어", ["한국", "국어", "어"]),
        ("ﾃｽﾄ", ["テス", "スト", "ト"]),
        ("हिन्दी", ["हिन्दी"]),
        ("x²", ["x2"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_decomposed_letters_are_the_same_word() -> None:
    assert tokens("cafe\u0301") == tokens("café")


def test_a_pasted_key_is_cut() -> None:
    (term,) = tokens("k" * 1000)
    assert len(term) == LONGEST_TERM


def test_a_joined_word_has_the_place_of_its_first_part() -> None:
    found = placed(scan(fold("use gpt-4 now")), 10)
    assert found == [("use", 10), ("gpt-4", 11), ("gpt", 11), ("4", 12), ("now", 13)]


@given(st.text())
def test_tokens_lie_where_they_say(text: str) -> None:
    folded = fold(text)
    for term, start, end in scan(folded):
        assert folded[start:end].startswith(term)
        assert end > start


@given(st.one_of(st.text(), st.text("ab_.-' 4新闻字é", max_size=40)), st.integers(0, 9))
def test_the_quick_way_gives_the_same(text: str, first: int) -> None:
    folded = fold(text)
    terms, places = terms_and_places(folded, first)
    assert list(zip(terms, places, strict=True)) == placed(scan(folded), first)


@given(st.text())
def test_folding_twice_changes_no_terms(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)
