"""The strip beside the editor: line numbers and a mark where lint found something."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from instrstudio.ui.theme import theme

if TYPE_CHECKING:
    from instrstudio.ui.templates.code_editor import CodeEditor


class Gutter(QWidget):
    """Paints the numbers of the visible lines of its editor.

    `severities` maps a line, counted from 1, to ``error`` or ``warning``.
    """

    def __init__(self, editor: "CodeEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self._severities: Mapping[int, str] = {}
        self.setObjectName("templateGutter")

    def show_problems(self, severities: Mapping[int, str]) -> None:
        """Mark these lines."""
        self._severities = severities
        self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed width of the strip."""
        return QSize(self._editor.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers that `event` needs."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().color("surface"))
        painter.setFont(theme().font("caption"))
        editor = self._editor
        current = editor.textCursor().blockNumber()
        block = editor.firstVisibleBlock()
        while block.isValid():
            box = self._box(block)
            if box.top() > event.rect().bottom():
                break
            if block.isVisible() and box.bottom() >= event.rect().top():
                self._paint_line(painter, block.blockNumber(), box, current)
            block = block.next()
        painter.end()

    def _box(self, block: QTextBlock) -> QRectF:
        """Return where the first visual line of `block` is in the strip."""
        editor = self._editor
        box = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
        line = editor.fontMetrics().lineSpacing()
        return QRectF(0.0, box.top(), float(self.width()), max(float(line), 1.0))

    def _paint_line(
        self, painter: QPainter, number: int, box: QRectF, current: int
    ) -> None:
        """Draw one number, and a mark in front of it where there is a problem."""
        severity = self._severities.get(number + 1)
        gap = theme().space.group
        if severity:
            size = theme().px(14)
            icon = theme().icon(severity, size, _ROLE_OF[severity])
            top = box.top() + (box.height() - size) / 2
            icon.paint(painter, gap, round(top), size, size)
        role = "text" if number == current else "text3"
        painter.setPen(theme().color(role))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -gap, 0), right, str(number + 1))


_ROLE_OF = {"error": "danger", "warning": "warning"}
