"""A text with its differences, both sides or one."""

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.difference import ADDED, REMOVED, SAME, Piece
from instrstudio.ui.diff_text import AFTER, BEFORE, DiffText


@pytest.mark.parametrize("emoji", ["", "😀 "])
def test_each_side_shows_its_own_words(qtbot: QtBot, emoji: str) -> None:
    text = DiffText("x")
    qtbot.addWidget(text)
    pieces = (Piece(SAME, f"{emoji}say "), Piece(REMOVED, "it"), Piece(ADDED, "them"))
    text.show_pieces(pieces, BEFORE)
    assert text.text() == f"{emoji}say it"
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    assert cursor.charFormat().fontUnderline()
    assert not cursor.charFormat().fontStrikeOut()  # on one side nothing is gone
    text.show_pieces(pieces)
    assert text.text() == f"{emoji}say itthem"
    cursor = text.textCursor()
    cursor.setPosition(len(text.text().encode("utf-16-le")) // 2 - 4)
    assert cursor.charFormat().fontStrikeOut()
    text.show_pieces(pieces, AFTER)
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    assert text.text() == f"{emoji}say them"
    assert cursor.charFormat().fontUnderline()
    cursor.setPosition(3)
    assert not cursor.charFormat().fontUnderline()
