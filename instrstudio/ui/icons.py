"""Draws the program's own icons from SVG in any colour and at any pixel ratio."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from instrstudio import resources

_RATIOS = (1.0, 2.0)


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    """Return the SVG of one icon."""
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """Draw icon `name` as a square of `size` logical pixels."""
    svg = _source(name).replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=512)
def _icon(name: str, size: int, colour: str, disabled: str, ratio: float) -> QIcon:
    """Make an icon with its disabled look."""
    icon = QIcon()
    for one in sorted({*_RATIOS, ratio}):
        icon.addPixmap(pixmap(name, size, QColor(colour), one))
        icon.addPixmap(pixmap(name, size, QColor(disabled), one), QIcon.Mode.Disabled)
    return icon


def icon(
    name: str, size: int, colour: QColor, disabled: QColor, ratio: float = 1.0
) -> QIcon:
    """Return icon `name`, drawn once for each size and colour."""
    return _icon(name, size, colour.name(), disabled.name(), ratio)
