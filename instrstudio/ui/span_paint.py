"""Paints tint and line of each origin under a text."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QTextBlock,
    QTextDocument,
    QTextLine,
)

from instrstudio.domain.span import Origin, Ref
from instrstudio.ui.theme import theme

_RADIUS = 3.0
_DROP = 0.3
"""The line lies this many em under the baseline."""

Range = tuple[int, int, Origin, Ref | None]


def paint_spans(
    painter: QPainter,
    document: QTextDocument,
    ranges: Iterable[Range],
    shown: frozenset[Origin] | None,
) -> None:
    """Paint every range whose origin is `shown` (None: all)."""
    for start, end, origin in _joined(ranges):
        if origin is Origin.EDITED or (shown is not None and origin not in shown):
            continue
        for box, baseline, em in _boxes(document, start, end):
            paint_origin(painter, origin, box, baseline + em * _DROP)


def _joined(ranges: Iterable[Range]) -> Iterator[tuple[int, int, Origin]]:
    """Join neighbouring ranges of one origin."""
    last: tuple[int, int, Origin] | None = None
    for start, end, origin, _ref in ranges:
        if last and last[1] == start and last[2] == origin:
            last = (last[0], end, origin)
            continue
        if last:
            yield last
        last = (start, end, origin)
    if last:
        yield last


def _boxes(
    document: QTextDocument, start: int, end: int
) -> Iterator[tuple[QRectF, float, float]]:
    """Yield for each line of the range its box, its baseline and the font's size."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _block_boxes(document, block, start, end)
        block = block.next()


def _block_boxes(
    document: QTextDocument, block: QTextBlock, start: int, end: int
) -> Iterator[tuple[QRectF, float, float]]:
    """Yield the boxes of the range in one block."""
    layout, text = block.layout(), block.text()
    top = document.documentLayout().blockBoundingRect(block).topLeft()
    em = float(block.begin().fragment().charFormat().font().pixelSize())
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start - block.position(), line.textStart())
        last = min(end - block.position(), line.textStart() + line.textLength())
        # white space at the end of a wrapped line would stick out
        if last == line.textStart() + line.textLength():
            while last > first and text[last - 1].isspace():
                last -= 1
        if last <= first:
            continue
        box, baseline = _line_box(line, first, last, em)
        yield box.translated(top), baseline + top.y(), em


def _line_box(
    line: QTextLine, first: int, last: int, em: float
) -> tuple[QRectF, float]:
    """Return the box around [first, last) of one line, and its baseline."""
    left, right = _x(line, first), _x(line, last)
    baseline = line.y() + line.ascent()
    return QRectF(left, baseline - em * 1.04, right - left, em * 1.46), baseline


def _x(line: QTextLine, position: int) -> float:
    """Return the x of a position in a line."""
    # PySide gives a pair of x and position; its stub says object
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def paint_origin(painter: QPainter, origin: Origin, box: QRectF, under: float) -> None:
    """Paint one box: its tint, then the line that carries the meaning."""
    colour = theme().color(f"{origin}_line")
    if origin is Origin.SLOT:
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(theme().color("slot_tint"))
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, _RADIUS, _RADIUS)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color(f"{origin}_tint"))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    pen = _pen(origin, colour)
    if pen is not None:
        painter.setPen(pen)
        painter.drawLine(QLineF(box.left() + 1, under, box.right() - 1, under))


def _pen(origin: Origin, colour: QColor) -> QPen | None:
    """Return the pen of an origin's line; template text has none."""
    if origin is Origin.TEMPLATE:
        return None
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if origin is Origin.RECORD:
        pen.setWidthF(2.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
    elif origin is Origin.GENERATED:
        pen.setDashPattern([4.0, 2.4])
    return pen
