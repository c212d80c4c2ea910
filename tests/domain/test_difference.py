"""What differs between two texts: by word, by character for Chinese."""

from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain import difference as module
from instrstudio.domain.difference import ADDED, REMOVED, SAME, Piece, difference


def test_english_differs_by_word() -> None:
    assert difference("Translate it.", "Translate them.") == (
        Piece(SAME, "Translate "),
        Piece(REMOVED, "it"),
        Piece(ADDED, "them"),
        Piece(SAME, "."),
    )


def test_chinese_differs_by_character() -> None:
    assert difference("请翻译这段文字", "请翻译这篇GPT文字") == (
        Piece(SAME, "请翻译这"),
        Piece(REMOVED, "段"),
        Piece(ADDED, "篇GPT"),
        Piece(SAME, "文字"),
    )


def test_equal_and_empty_texts() -> None:
    assert difference("", "") == ()
    assert difference("a b", "a b") == (Piece(SAME, "a b"),)
    assert difference("", "a") == (Piece(ADDED, "a"),)


def test_long_texts_are_paired_by_sentence() -> None:
    head = "One of many. " * module._MOST
    assert difference(head + "The old end.", head + "The new end.") == (
        Piece(SAME, head[:-1]),
        Piece(REMOVED, " The old end."),
        Piece(ADDED, " The new end."),
    )


texts = st.text(st.sampled_from("ab 标签\n.。\u0301😀"), max_size=30)


@given(before=texts, after=texts)
def test_the_pieces_are_the_texts(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join(p.text for p in pieces if p.kind != ADDED) == before
    assert "".join(p.text for p in pieces if p.kind != REMOVED) == after
    assert all(piece.text for piece in pieces)
