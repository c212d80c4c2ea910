"""Where the model looked: a heat map of source tokens against written tokens."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QLinearGradient, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.run import Sample
from instrstudio.ui.controls import (
    CaptionLabel,
    IconButton,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.theme import signals, theme
from instrstudio.ui.training.token_words import joined

Labels = list[tuple[str, list[int]]]
SHRUNK_TO = 60
"""Tokens that are made to fit; more are scrolled."""
_CELL, _TOP, _LEFT, _RIGHT = 16, 92, 92, 52


class AttentionMap(QWidget):
    """Shows the attention of one sample; the pointer names what a cell says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attentionMap")
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._samples: tuple[Sample, ...] = ()
        self._place = 0
        self._plot: Any = None
        self._image: Any = None
        self._grid: Any = None
        self._weights: Any = None
        self._axes: tuple[Any, ...] = ()
        self._title, self._number = SectionLabel(), CaptionLabel()
        self._before = IconButton("chevron-left")
        self._before.setObjectName("attentionPrevious")
        self._before.clicked.connect(self._on_before)
        self._next = IconButton("chevron-right")
        self._next.setObjectName("attentionNext")
        self._next.clicked.connect(self._on_next)
        self._nothing = CaptionLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setCornerWidget(QWidget())
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._scroll)
        self._said = CaptionLabel()
        self._said.setObjectName("attentionSaid")
        self._said.set_role("second")
        self._ramp = Ramp()
        self._most = CaptionLabel()
        self._build()
        signals().theme_changed.connect(self._dress)
        self.retranslate()

    def _build(self) -> None:
        """Put head, map and line in a column."""
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(0, space.group, 0, space.unit)
        box.setSpacing(space.inner)
        head = row(self._title, self._number, 1, self._before, self._next)
        head.setContentsMargins(space.pane, 0, space.unit, 0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        box.addWidget(Rule())
        foot = row(self._said, 1, CaptionLabel("0"), self._ramp, self._most)
        foot.setContentsMargins(space.pane, 0, space.pane, 0)
        box.addLayout(foot)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Attention"))
        self._nothing.setText(
            self.tr("Where the model looks appears with the next validation.")
        )
        self._before.set_name(self.tr("Previous sample"))
        self._next.set_name(self.tr("Next sample"))
        self._ramp.setAccessibleName(self.tr("From no attention to all of it"))
        self._show()

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Show the attention of other samples."""
        self._samples = tuple(s for s in samples if s.attention and s.attention[0])
        self._place = min(self._place, max(0, len(self._samples) - 1))
        self._show()

    def show_sample(self, sample: Sample) -> None:
        """Show one of the samples."""
        if sample in self._samples:
            self._place = self._samples.index(sample)
            self._show()

    @property
    def sample(self) -> Sample | None:
        """The sample that is shown."""
        return self._samples[self._place] if self._samples else None

    @Slot()
    def _on_before(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        if self._samples:
            self._place = (self._place + by) % len(self._samples)
            self._show()

    def _show(self) -> None:
        """Show the chosen sample."""
        sample = self.sample
        self._stack.setCurrentIndex(1 if sample else 0)
        for widget in (self._ramp, self._before, self._next):
            widget.setEnabled(sample is not None)
        if sample is None:
            self._number.setText("")
            self._said.setText("")
            self._most.setText("1")
            return
        self._number.setText(
            self.tr("sample {number} of {count}").format(
                number=self._place + 1, count=len(self._samples)
            )
        )
        if not self.isVisible():
            return
        if self._plot is None:
            self._make_plot()
        self._draw(sample)

    def showEvent(self, event: object) -> None:
        """Draw when first shown."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        self._show()

    def _make_plot(self) -> None:
        """Import pyqtgraph and make the plot with its one image, once."""
        import pyqtgraph as pg

        from instrstudio.ui.training.token_axis import token_axis

        self._axes = (token_axis("top"), token_axis("left"))
        self._plot = pg.PlotWidget(
            axisItems={"top": self._axes[0], "left": self._axes[1]}
        )
        self._plot.setObjectName("attentionPlot")
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        item.hideAxis("bottom")
        item.showAxis("top")
        item.invertY(True)
        self._axes[0].setHeight(theme().px(_TOP))
        self._axes[1].setWidth(theme().px(_LEFT))
        item.setContentsMargins(0, 0, theme().px(_RIGHT), theme().space.unit)
        self._image = pg.ImageItem(axisOrder="row-major")
        item.addItem(self._image)
        self._grid = pg.PlotCurveItem()
        item.addItem(self._grid)
        self._plot.viewport().setMouseTracking(True)
        self._plot.viewport().installEventFilter(self)
        self._scroll.setWidget(self._plot)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        """Take over the theme's colours."""
        self._ramp.update()
        if self._plot is None:
            return
        import numpy as np
        import pyqtgraph as pg

        self._plot.setBackground(theme().color("surface"))
        colours = theme().ramp()
        stops = np.linspace(0.0, 1.0, len(colours))
        ramp = pg.ColorMap(stops, [colour.getRgb() for colour in colours])
        self._image.setLookupTable(ramp.getLookupTable(nPts=256))
        self._grid.setPen(pg.mkPen(theme().color("surface")))
        for axis in self._axes:
            axis.update()

    def _draw(self, sample: Sample) -> None:
        """Put the sample's numbers into the image and its tokens on the axes."""
        import numpy as np

        across, down = self._labels(sample)
        raw = np.asarray(sample.attention, dtype=float)
        weights = np.stack([raw[:, places].sum(axis=1) for _, places in across], axis=1)
        weights = np.stack([weights[places].mean(axis=0) for _, places in down])
        self._weights = weights
        rows, columns = weights.shape
        most = float(weights.max()) or 1.0
        self._image.setImage(weights, levels=(0.0, most))
        item = self._plot.getPlotItem()
        item.setXRange(0, columns, padding=0.0)
        item.setYRange(0, rows, padding=0.0)
        self._axes[0].set_tokens([label for label, _places in across])
        self._axes[1].set_tokens([label for label, _places in down])
        self._draw_grid(rows, columns)
        cell = theme().px(_CELL)
        wide = columns * cell if columns > SHRUNK_TO else 0
        high = rows * cell if rows > SHRUNK_TO else 0
        self._plot.setMinimumSize(
            QSize(
                wide + theme().px(_LEFT + _RIGHT) if wide else 0,
                high + theme().px(_TOP) if high else 0,
            )
        )
        self._most.setText(f"{most:.2f}")
        row_, column = np.unravel_index(int(weights.argmax()), weights.shape)
        self._name_cell(int(row_), int(column))

    def _labels(self, sample: Sample) -> tuple[Labels, Labels]:
        """Return the labels of both axes with the places of their tokens."""
        rows, columns = len(sample.attention), len(sample.attention[0])
        across = joined(sample.source_tokens[:columns], sample.source)
        down = joined(sample.target_tokens[:rows], sample.text)
        return across, down

    def _draw_grid(self, rows: int, columns: int) -> None:
        """Draw a line of the ground's colour between cells that are large enough."""
        if rows > SHRUNK_TO or columns > SHRUNK_TO:
            self._grid.setData([], [])
            return
        xs: list[float] = []
        ys: list[float] = []
        for column in range(1, columns):
            xs += [column, column]
            ys += [0, rows]
        for one in range(1, rows):
            xs += [0, columns]
            ys += [one, one]
        self._grid.setData(xs, ys, connect="pairs")

    def _name_cell(self, at_row: int, column: int) -> None:
        """Say what one cell says."""
        sample = self.sample
        if sample is None:
            return
        across, down = self._labels(sample)
        written, read = down[at_row][0], across[column][0]
        text = self.tr("“{written}” reads “{read}” {weight}").format(
            written=written.strip(),
            read=read.strip(),
            weight=f"{float(self._weights[at_row, column]):.2f}",
        )
        if written.strip() and written.strip() == read.strip():
            text = self.tr("{text} · copied from the task").format(text=text)
        self._said.setText(text)
        self.setAccessibleDescription(text)
        for axis, place in zip(self._axes, (column, at_row), strict=False):
            axis.set_hovered(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Name the cell under the pointer."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            view = self._plot.getPlotItem().getViewBox()
            scene = self._plot.mapToScene(event.position().toPoint())
            at = view.mapSceneToView(scene)
            if (
                self.sample is not None
                and view.sceneBoundingRect().contains(scene)
                and 0 <= at.y() < self._weights.shape[0]
                and 0 <= at.x() < self._weights.shape[1]
            ):
                self._name_cell(int(at.y()), int(at.x()))
        return super().eventFilter(watched, event)


class Ramp(QWidget):
    """The colours of the map from none to most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(theme().px(92), theme().space.inner)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the colours in a row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        colours = theme().ramp()
        for place, colour in enumerate(colours):
            gradient.setColorAt(place / (len(colours) - 1), colour)
        painter.setPen(theme().color("border"))
        painter.setBrush(gradient)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = theme().space.hair
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
