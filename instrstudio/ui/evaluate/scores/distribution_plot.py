"""How a metric's scores are spread, a strip for each method, drawn by pyqtgraph.

pyqtgraph is imported when the plot is first drawn.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import TEMPLATE, TOP_1, Scale
from instrstudio.services.evaluating_views import Distribution
from instrstudio.ui.controls import CaptionLabel, GhostButton, SectionLabel, row
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.cells import digits
from instrstudio.ui.theme import signals, theme

_SMALLEST = 110
_FULL = 0.84
"""The height of the fullest bin, where a strip has 1."""
_ALPHA = 70
_ROLES = {
    TEMPLATE: "template_line",
    TOP_1: "record_line",
    "retrieval": "task_line",
    "generation": "generated_line",
}


class DistributionPlot(QWidget):
    """Draws histograms above each other, with a line at each median."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresDistribution")
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._found: tuple[Distribution, ...] = ()
        self._scale: Scale | None = None
        self._plot: Any = None
        self._is_stale = False
        self._title, self._about = SectionLabel(), CaptionLabel()
        self._about.setWordWrap(True)
        self._about.setObjectName("scoresSpreadText")
        self.copy = GhostButton(icon="copy")
        self.copy.setObjectName("scoresCopySpread")
        self.copy.clicked.connect(self.copy_data)
        self._place = QStackedWidget()
        self._place.setMinimumHeight(theme().px(_SMALLEST))
        self._place.addWidget(QWidget())
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        box.setSpacing(space.tight)
        box.addLayout(row(self._title, 1, self.copy))
        box.addWidget(self._place, 1)
        box.addWidget(self._about)
        signals().theme_changed.connect(self._on_theme)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.copy.set_text(self.tr("Copy data"))
        self._say()
        self._on_theme()

    def show_spread(self, scale: Scale | None, found: Sequence[Distribution]) -> None:
        """Show how a metric is spread; draw it when it can be seen."""
        self._scale, self._found = scale, tuple(found)
        self._say()
        self._is_stale = True
        if self.isVisible():
            self._draw()

    @property
    def drawn(self) -> int:
        """How many methods are drawn."""
        if self._plot is None or self._is_stale:
            return 0
        return len(self._found)

    @Slot()
    def copy_data(self) -> None:
        """Put the counts into the clipboard as a table: a line for each bin."""
        lines = ["\t".join(("from", "to", *(one.method for one in self._found)))]
        edges = self._found[0].edges if self._found else ()
        for place, (low, high) in enumerate(pairwise(edges)):
            counts = (str(one.counts[place]) for one in self._found)
            lines.append("\t".join((f"{low:.6g}", f"{high:.6g}", *counts)))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _say(self) -> None:
        """Say in words what the plot shows."""
        self.copy.setEnabled(bool(self._found))
        if self._scale is None:
            self._title.setText(self.tr("Distribution"))
            self._about.setText(self.tr("Choose a cell to see how its scores spread."))
            return
        name = score_names.metric(self._scale.name)
        self._title.setText(self.tr("Distribution of {metric}").format(metric=name))
        few = digits(self._scale)
        text = self.tr("{method} {median} ({low} to {high})")
        parts = [
            text.format(
                method=score_names.method(one.method),
                low=f"{one.quartiles[0]:.{few}f}",
                median=f"{one.quartiles[1]:.{few}f}",
                high=f"{one.quartiles[2]:.{few}f}",
            )
            for one in self._found
        ]
        said = self.tr("Median and middle half: {methods}.")
        if parts:
            self._about.setText(said.format(methods="; ".join(parts)))
        else:
            self._about.setText(self.tr("Single rows have no score in it."))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._about.text())

    def _build(self) -> None:
        """Import pyqtgraph and make the plot, once."""
        import pyqtgraph as pg

        self._plot = pg.PlotWidget()
        self._plot.setObjectName("spreadPlot")
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        item = self._plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.setMouseEnabled(x=False, y=False)
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.enableAutoSIPrefix(False)
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        self._place.addWidget(self._plot)
        self._place.setCurrentWidget(self._plot)

    def _draw(self) -> None:
        """Draw what is shown now."""
        if self._plot is None:
            self._build()
        self._is_stale = False
        self._dress()
        item = self._plot.getPlotItem()
        item.clear()
        places = range(len(self._found) - 1, -1, -1)
        names = []
        for place, one in zip(places, self._found, strict=True):
            self._draw_one(one, place)
            names.append((place + _FULL / 2, score_names.method(one.method)))
        item.getAxis("left").setTicks([names])
        item.setYRange(0, max(1, len(self._found)), padding=0.02)
        if self._found:
            edges = self._found[0].edges
            item.setXRange(edges[0], edges[-1], padding=0.02)

    def _draw_one(self, one: Distribution, place: int) -> None:
        """Draw the strip of one method."""
        import pyqtgraph as pg

        colour = theme().color(_ROLES.get(one.method, "text2"))
        faint = theme().color(_ROLES.get(one.method, "text2"))
        faint.setAlpha(_ALPHA)
        top = max(one.counts) or 1
        heights = [place + _FULL * count / top for count in one.counts]
        strip = pg.PlotCurveItem(
            list(one.edges),
            heights,
            stepMode="center",
            fillLevel=place,
            brush=pg.mkBrush(faint),
            pen=pg.mkPen(colour, width=1.2),
        )
        median = pg.PlotCurveItem(
            [one.quartiles[1]] * 2,
            [place, place + _FULL],
            pen=pg.mkPen(colour, width=2),
        )
        item = self._plot.getPlotItem()
        item.addItem(strip)
        item.addItem(median)

    def _dress(self) -> None:
        """Take over the theme's colours and fonts."""
        import pyqtgraph as pg

        self._plot.setBackground(theme().color("surface"))
        item = self._plot.getPlotItem()
        for name in ("left", "bottom"):
            axis = item.getAxis(name)
            axis.setPen(pg.mkPen(theme().color("border")))
            axis.setTextPen(pg.mkPen(theme().color("text2")))
            axis.setTickFont(theme().font("micro"))

    @Slot()
    def _on_theme(self) -> None:
        if self._plot is not None:
            self._draw()

    def showEvent(self, event: object) -> None:
        """Draw what has come meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]  # Qt gives a QShowEvent
        if self._is_stale:
            self._draw()
