"""An axis of a plot that is labelled with tokens; made when pyqtgraph is loaded."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from instrstudio.domain.language import is_cjk
from instrstudio.ui.theme import theme

ANGLE = -52.0
_READABLE = 14
"""Pixels that a label needs; narrower cells show every n-th one."""
_ROOM = 60
"""Pixels beyond the axis for the last rotated label."""


def token_axis(orientation: str) -> Any:
    """Return an axis for ``top`` (labels rotated by `ANGLE`) or ``left``."""
    return _axis_class()(orientation)


@cache
def _axis_class() -> Any:
    """Make the class: its parent is only there once pyqtgraph is imported."""
    import pyqtgraph as pg

    class TokenAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
        """Draws one label a cell, starting at the cell's middle."""

        def __init__(self, orientation: str) -> None:
            super().__init__(orientation)
            self._labels = Labels(orientation == "top")

        def set_tokens(self, tokens: Sequence[str]) -> None:
            """Label with other tokens."""
            self._labels.tokens, self._labels.hovered = tuple(tokens), -1
            self.update()

        def set_hovered(self, place: int) -> None:
            """Draw one label with weight."""
            self._labels.hovered = place
            self.update()

        def boundingRect(self) -> QRectF:  # noqa: N802  Qt's name
            """Return the axis with room for the last label beyond its end."""
            room = _ROOM if self.orientation == "top" else 0
            size = self.size()
            return QRectF(0, 0, size.width() + room, size.height())

        def paint(self, painter: QPainter, *_args: object) -> None:
            """Draw the labels."""
            view = self.linkedView()
            if view is not None:
                low, high = view.viewRange()[0 if self.orientation == "top" else 1]
                self._labels.paint(painter, self.size(), low, high)

    return TokenAxis


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
        for place, token in enumerate(self.tokens):
            at = (place + 0.5 - low) * cell
            shown = place % every == 0 or place == self.hovered
            if shown and 0 <= at <= length:
                self._label(painter, size, token, at, place == self.hovered)

    def _label(
        self, painter: QPainter, size: QSizeF, token: str, at: float, hovered: bool
    ) -> None:
        """Draw one label at `at` along the axis."""
        font = theme().font("caption")
        font.setBold(hovered)
        special = token.startswith("<") and token.endswith(">")
        role = "text3" if special else "text" if hovered else "text2"
        painter.setFont(font)
        painter.setPen(theme().color(role))
        draw = self._rotated if self._top else self._level
        draw(painter, size, token.strip() or "␣", at, QFontMetrics(font))

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
        if len(text) == 1 and is_cjk(text):  # a single character is not turned
            width = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(at - width / 2, size.height() - gap), text)
            return
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
