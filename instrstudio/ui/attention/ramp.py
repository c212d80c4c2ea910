"""The colours of the heat map: attention in one hue, copying in the task's own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from instrstudio.ui.theme import theme

_WIDTH = 56


def attention_ramp() -> Sequence[QColor]:
    """Return the colours of attention from none to most."""
    return theme().ramp()


def copy_ramp() -> Sequence[QColor]:
    """Return the colours of copying from never to surely: the task is its origin."""
    return theme().color("surface"), theme().color("task_line")


def between(colours: Sequence[QColor], share: float) -> QColor:
    """Return the colour of two at `share` in [0, 1] of the way."""
    low, high, part = colours[0], colours[-1], min(1.0, max(0.0, share))
    return QColor(
        round(low.red() + (high.red() - low.red()) * part),
        round(low.green() + (high.green() - low.green()) * part),
        round(low.blue() + (high.blue() - low.blue()) * part),
    )


class Ramp(QWidget):
    """A legend: colours in a row, from none to most."""

    def __init__(
        self, colours: Callable[[], Sequence[QColor]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colours = colours
        self.setFixedSize(theme().px(_WIDTH), theme().space.inner)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the colours in a row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        colours = self._colours()
        for place, colour in enumerate(colours):
            gradient.setColorAt(place / (len(colours) - 1), colour)
        painter.setPen(theme().color("border"))
        painter.setBrush(gradient)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme().space.hair
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
