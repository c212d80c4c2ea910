"""The strip beside a heat map: how likely each written token was copied."""

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetrics, QPainter

from instrstudio.ui.attention.ramp import between, copy_ramp
from instrstudio.ui.theme import theme

_WIDTH = 12
_ANGLE = -52.0


class CopyStrip:
    """Draws one cell a token at the right end of an axis; empty for no copies."""

    def __init__(self) -> None:
        self.copied: tuple[float, ...] = ()
        self.name = ""

    @property
    def width(self) -> int:
        """The room it takes between labels and map."""
        return theme().px(_WIDTH) + theme().space.unit if self.copied else 0

    def holds(self, x: float, axis_width: float) -> bool:
        """Say whether `x` of an axis is over the strip."""
        return bool(self.copied) and axis_width - self.width <= x <= axis_width

    def paint(self, painter: QPainter, size: QSizeF, low: float, high: float) -> None:
        """Draw the cells that are in view, and the strip's name above them."""
        if not self.copied:
            return
        cell = size.height() / max(high - low, 1e-9)
        left = size.width() - self.width
        colours = copy_ramp()
        painter.setPen(theme().color("border"))
        for place, share in enumerate(self.copied):
            top = (place - low) * cell
            if top + cell > 0 and top < size.height():
                painter.setBrush(between(colours, share))
                painter.drawRect(QRectF(left, top, theme().px(_WIDTH), cell))
        font = theme().font("caption")
        painter.setFont(font)
        painter.setPen(theme().color("text3"))
        painter.save()
        painter.translate(left + theme().px(_WIDTH) / 2, -theme().space.unit)
        painter.rotate(_ANGLE)
        painter.drawText(QPointF(0, QFontMetrics(font).ascent() / 3), self.name)
        painter.restore()
