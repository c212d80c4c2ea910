"""The axes of a heat map, labelled with tokens; made when pyqtgraph is loaded."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from instrstudio.domain.language import is_cjk
from instrstudio.ui.attention.copy_strip import CopyStrip
from instrstudio.ui.attention.token_words import shown
from instrstudio.ui.theme import theme

ANGLE = -52.0
_READABLE = 14
"""Pixels that a label needs; narrower cells show every n-th one."""
_ROOM = 60
"""Pixels beyond the axis for the last rotated label."""


def token_axis(orientation: str) -> Any:
    """Return an axis for ``top`` (labels rotated by `ANGLE`) or ``left``.

    The one at the left carries the strip of copies between labels and cells.
    """
    return _axis_class()(orientation)


@cache
def _axis_class() -> Any:
    """Make the class: its parent is only there once pyqtgraph is imported."""
    import pyqtgraph as pg

    class TokenAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
        """Draws one label a cell, starting at the cell's middle."""

        def __init__(self, orientation: str) -> None:
            super().__init__(orientation)
            self._is_top = orientation == "top"
            self._labels = Labels(self._is_top)
            self.strip = CopyStrip()

        def set_tokens(self, tokens: Sequence[str]) -> None:
            """Label with other tokens."""
            self._labels.tokens, self._labels.hovered = tuple(tokens), -1
            self.update()

        def set_hovered(self, place: int) -> None:
            """Draw one label with weight."""
            self._labels.hovered = place
            self.update()

        def boundingRect(self) -> QRectF:  # noqa: N802  Qt's name
            """Return the axis with room for what is rotated beyond its end."""
            size = self.size()
            if self._is_top:
                return QRectF(0, 0, size.width() + _ROOM, size.height())
            return QRectF(0, -_ROOM, size.width() + _ROOM, size.height() + _ROOM)

        def paint(self, painter: QPainter, *_args: object) -> None:
            """Draw the labels, and the strip."""
            view = self.linkedView()
            if view is None:
                return
            low, high = view.viewRange()[0 if self._is_top else 1]
            size = self.size()
            if self._is_top:
                self._labels.paint(painter, size, low, high)
                return
            beside = QSizeF(size.width() - self.strip.width, size.height())
            self._labels.paint(painter, beside, low, high)
            self.strip.paint(painter, size, low, high)

    return TokenAxis


def is_upright(tokens: Sequence[str], place: int) -> bool:
    """Say whether a label above its cell is not turned.

    A single Chinese character is read more easily upright, where no turned label
    before it leans over its place.
    """
    text = tokens[place].strip()
    before = tokens[place - 1].strip() if place else ""
    return len(text) == 1 and is_cjk(text) and len(before) <= 1


class Labels:
    """The labels of one axis and how they are drawn."""

    def __init__(self, top: bool) -> None:
        self._top = top
        self.tokens: tuple[str, ...] = ()
        self.hovered = -1

    def paint(self, painter: QPainter, size: QSizeF, low: float, high: float) -> None:
        """Draw every label for which there is room, and always the hovered one."""
        length = size.width() if self._top else size.height()
        cell = length / max(high - low, 1e-9)
        every = max(1, -(-_READABLE // max(1, int(cell))))
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for place in range(len(self.tokens)):
            at = (place + 0.5 - low) * cell
            has_room = place % every == 0 or place == self.hovered
            if has_room and 0 <= at <= length:
                self._label(painter, size, place, at)

    def _label(self, painter: QPainter, size: QSizeF, place: int, at: float) -> None:
        """Draw one label at `at` along the axis."""
        token, hovered = self.tokens[place], place == self.hovered
        font = theme().font("caption")
        font.setBold(hovered)
        special = token.startswith("<") and token.endswith(">")
        role = "text3" if special else "text" if hovered else "text2"
        painter.setFont(font)
        painter.setPen(theme().color(role))
        text, metrics = shown(token), QFontMetrics(font)
        if not self._top:
            self._level(painter, size, text, at, metrics)
        elif is_upright(self.tokens, place):
            width = metrics.horizontalAdvance(text)
            above = size.height() - theme().space.unit
            painter.drawText(QPointF(at - width / 2, above), text)
        else:
            self._rotated(painter, size, text, at, metrics)

    def _rotated(
        self,
        painter: QPainter,
        size: QSizeF,
        text: str,
        at: float,
        metrics: QFontMetrics,
    ) -> None:
        """Draw a label that rises to the right from the cell's middle."""
        gap = theme().space.unit
        room = int(size.height() / 0.8) - 2 * gap
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.translate(at, size.height() - gap)
        painter.rotate(ANGLE)
        painter.drawText(QPointF(0, metrics.ascent() / 3), text)
        painter.restore()

    def _level(
        self,
        painter: QPainter,
        size: QSizeF,
        text: str,
        at: float,
        metrics: QFontMetrics,
    ) -> None:
        """Draw a label that ends at the plot."""
        gap = theme().space.unit
        width, height = int(size.width()) - 2 * gap, metrics.height()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        box = QRectF(gap, at - height / 2, width, height)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(right), text)
