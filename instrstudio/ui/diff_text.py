"""A text with what was added and removed: by word, by character in Chinese."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from instrstudio.domain.difference import ADDED, REMOVED, SAME, Piece
from instrstudio.ui.controls import ProseEdit
from instrstudio.ui.theme import signals, theme

BOTH, BEFORE, AFTER = (SAME, REMOVED, ADDED), (SAME, REMOVED), (SAME, ADDED)
"""Which pieces are shown: one text with both, or one side."""
_MOST = 20_000
_LINES = (1, 12)


class DiffText(ProseEdit):
    """Only read; what is gone is struck out, what is new or on one side underlined."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, lines=_LINES)
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self._pieces: tuple[Piece, ...] = ()
        self._sides: tuple[str, ...] = BOTH
        signals().theme_changed.connect(self._show)

    def show_pieces(
        self, pieces: Sequence[Piece], sides: tuple[str, ...] = BOTH
    ) -> None:
        """Show a text made of pieces."""
        self._pieces, self._sides = tuple(pieces), sides
        self._show()

    @Slot()
    def _show(self) -> None:
        """Write the pieces, each in its colours."""
        shown = [piece for piece in self._pieces if piece.kind in self._sides]
        self.set_text("".join(piece.text for piece in shown)[:_MOST])
        cursor = QTextCursor(self.document())
        room = len(self.toPlainText())
        for piece in shown:
            # Qt counts in UTF-16, where an emoji is two
            length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter,
                QTextCursor.MoveMode.KeepAnchor,
                min(length, room),
            )
            cursor.setCharFormat(_look(piece.kind, alone=self._sides != BOTH))
            cursor.clearSelection()


def _look(kind: str, alone: bool) -> QTextCharFormat:
    """Return how a piece looks; `alone`: as one side, where nothing is gone yet."""
    look = QTextCharFormat()
    if kind == SAME:
        return look
    role = "success" if kind == ADDED else "danger"
    ground = "match" if alone else f"{role}_ground"
    look.setBackground(theme().color(ground))
    if not alone:
        look.setForeground(theme().color(role))
    look.setFontUnderline(alone or kind == ADDED)
    look.setFontStrikeOut(kind == REMOVED and not alone)
    return look
