"""A text that is only read, with what differs from another marked."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from instrstudio.domain.difference import ADDED, REMOVED, difference
from instrstudio.ui.controls import ProseEdit
from instrstudio.ui.theme import signals, theme

_LINES = (1, 8)


class MarkedText(ProseEdit):
    """Underlines and tints what the other text has not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, role="preview", lines=_LINES)
        self.setReadOnly(True)
        self._shown, self._other = "", ""
        signals().theme_changed.connect(self._mark)

    def show_text(self, text: str, other: str) -> None:
        """Show `text`, marked where `other` says something else."""
        self._shown, self._other = text, other
        self.set_text(text)
        self._mark()

    @Slot()
    def _mark(self) -> None:
        """Mark what is only here."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        cursor.setPosition(0)
        for piece in difference(self._other, self._shown) if self._other else ():
            if piece.kind == REMOVED:
                continue
            # Qt counts in UTF-16, where an emoji is two
            length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter,
                QTextCursor.MoveMode.KeepAnchor,
                length,
            )
            if piece.kind == ADDED:
                cursor.setCharFormat(_mark())
            cursor.clearSelection()


def _mark() -> QTextCharFormat:
    """Return how a piece looks that the other text has not."""
    look = QTextCharFormat()
    look.setBackground(theme().color("match"))
    look.setFontUnderline(True)
    return look
