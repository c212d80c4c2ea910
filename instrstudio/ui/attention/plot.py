"""The plot of a heat map: one image, its grid, and two axes of tokens."""

from PySide6.QtCore import QPointF, Qt

from instrstudio.ui.attention.cells import Cells
from instrstudio.ui.attention.ramp import attention_ramp
from instrstudio.ui.attention.token_axis import token_axis
from instrstudio.ui.theme import theme

_WIDE, _HIGH = 18, 18
"""The smallest cell: its labels can be read."""
_WIDEST, _HIGHEST = 44, 34
_TOP, _LEFT, _RIGHT = 92, 92, 52


class Map:
    """Draws `Cells` with pyqtgraph, which is imported when the first one is made.

    `most` is the largest weight, at which the colours end.
    """

    def __init__(self) -> None:
        import pyqtgraph as pg

        self.most = 1.0
        self._cells: Cells | None = None
        self._top, self._left = token_axis("top"), token_axis("left")
        self.plot = pg.PlotWidget(axisItems={"top": self._top, "left": self._left})
        self.plot.setObjectName("attentionPlot")
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._item = self.plot.getPlotItem()
        self._item.hideButtons()
        self._item.setMenuEnabled(False)
        self._item.setMouseEnabled(x=False, y=False)
        self._item.hideAxis("bottom")
        self._item.showAxis("top")
        self._item.invertY(True)
        self._item.setContentsMargins(0, 0, theme().px(_RIGHT), theme().space.unit)
        self._top.setHeight(theme().px(_TOP))
        self._image = pg.ImageItem(axisOrder="row-major")
        self._grid, self._parts = pg.PlotCurveItem(), pg.PlotCurveItem()
        for item in (self._image, self._grid, self._parts):
            self._item.addItem(item)

    def dress(self) -> None:
        """Take over the theme's colours."""
        import numpy as np
        import pyqtgraph as pg

        self.plot.setBackground(theme().color("surface"))
        colours = attention_ramp()
        stops = np.linspace(0.0, 1.0, len(colours))
        ramp = pg.ColorMap(stops, [colour.getRgb() for colour in colours])
        self._image.setLookupTable(ramp.getLookupTable(nPts=256))
        self._grid.setPen(pg.mkPen(theme().color("surface")))
        self._parts.setPen(pg.mkPen(theme().color("text3")))
        for axis in (self._top, self._left):
            axis.update()

    def draw(self, cells: Cells, copied: str) -> None:
        """Draw other cells; `copied` is the name of the strip of copies."""
        self._cells = cells
        rows, columns = cells.weights.shape
        self.most = float(cells.weights.max()) or 1.0
        self._image.setImage(cells.weights, levels=(0.0, self.most))
        self._top.set_tokens(cells.across)
        self._left.set_tokens(cells.down)
        self._left.strip.copied, self._left.strip.name = cells.copied, copied
        self._left.setWidth(theme().px(_LEFT) + self._left.strip.width)
        across = [(x, x, 0, rows) for x in range(1, columns)]
        down = [(0, columns, y, y) for y in range(1, rows)]
        _draw_lines(self._grid, [*across, *down])
        _draw_lines(self._parts, [(x, x, 0, rows) for x in cells.parts])

    def room(self) -> tuple[int, int]:
        """Return how many columns and rows there is room for, readable."""
        wide, high = self._size()
        return (
            max(1, int(wide // theme().px(_WIDE))),
            max(1, int(high // theme().px(_HIGH))),
        )

    def scroll(self, column: int, row: int) -> None:
        """Show the cells from `column` and `row` on; few cells do not grow for ever."""
        if self._cells is None:
            return
        rows, columns = self._cells.weights.shape
        room, (wide, high) = self.room(), self._size()
        across = max(min(columns, room[0]), wide / theme().px(_WIDEST))
        down = max(min(rows, room[1]), high / theme().px(_HIGHEST))
        self._item.setXRange(column, column + across, padding=0.0)
        self._item.setYRange(row, row + down, padding=0.0)

    def hover(self, row: int, column: int) -> None:
        """Draw the labels of a cell with weight; -1 for none."""
        self._left.set_hovered(row)
        self._top.set_hovered(column)

    def at(self, position: QPointF) -> tuple[int, int | None] | None:
        """Return row and column of the cell at a place of the viewport.

        The column is None over the strip of copies; None alone is outside.
        """
        if self._cells is None:
            return None
        scene = self.plot.mapToScene(position.toPoint())
        view = self._item.getViewBox()
        place = view.mapSceneToView(scene)
        rows, columns = self._cells.weights.shape
        row, column = int(place.y()), int(place.x())
        if not (0 <= place.y() < rows):
            return None
        if view.sceneBoundingRect().contains(scene):
            return (row, column) if 0 <= place.x() < columns else None
        beside = self._left.mapFromScene(scene)
        inside = 0 <= beside.y() <= self._left.size().height()
        if inside and self._left.strip.holds(beside.x(), self._left.size().width()):
            return row, None
        return None

    def _size(self) -> tuple[float, float]:
        """Return width and height that cells may take, in pixels."""
        left = theme().px(_LEFT + _RIGHT) + self._left.strip.width
        viewport = self.plot.viewport().size()
        high = viewport.height() - theme().px(_TOP) - theme().space.unit
        return max(1.0, viewport.width() - left), max(1.0, high)


def _draw_lines(item: object, lines: list[tuple[int, int, int, int]]) -> None:
    """Draw lines (x, x, y, y) with one item."""
    xs = [x for line in lines for x in line[:2]]
    ys = [y for line in lines for y in line[2:]]
    item.setData(xs, ys, connect="pairs")  # type: ignore[attr-defined]  # pyqtgraph
