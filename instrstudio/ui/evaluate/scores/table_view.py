"""A run's table, and how the scores of the metric at hand are spread."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import EVERYTHING, FIRST, TEMPLATE, TOP_1, Summary
from instrstudio.services.evaluating_views import Distribution
from instrstudio.ui.controls import CaptionLabel, Segments, row
from instrstudio.ui.evaluate.scores import cells, score_names
from instrstudio.ui.evaluate.scores.distribution_plot import DistributionPlot
from instrstudio.ui.evaluate.scores.score_table import ScoreTable
from instrstudio.ui.theme import theme

_HEIGHTS = (560, 220)


class ScoresTableView(QWidget):
    """Table above, distribution below.

    Signals:
        metric_chosen: The name of the metric at hand.
        cell_opened: Metric and method whose rows are wanted.
    """

    metric_chosen = Signal(str)
    cell_opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresTableView")
        self._summary = Summary()
        self._metric = ""
        self._parts = False
        self._groups: tuple[str, ...] = ()
        self.group = Segments()
        self.group.setObjectName("scoresGroup")
        self.group.chosen.connect(self._on_group)
        self._legend = CaptionLabel()
        self._legend.setWordWrap(True)
        self.table = ScoreTable("scoresTable")
        self.plot = DistributionPlot()
        self.table.cell_chosen.connect(self._on_cell)
        self.table.cell_opened.connect(self.cell_opened)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the parts above each other."""
        space = theme().space
        above = QWidget()
        head = row(self._legend, self.group)
        head.setStretch(0, 1)
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("scoresSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(above)
        self.splitter.addWidget(self.plot)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([theme().px(height) for height in _HEIGHTS])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.table.setAccessibleName(self.tr("Methods and metrics"))
        text = self.tr(
            "Means; the line is the 95 % interval. ▲ better and ▼ worse than "
            "{template} ({t}) or {nearest} ({n}): * p < 0.05, ** p < 0.01, "
            "*** p < 0.001."
        )
        self._legend.setText(
            text.format(
                template=score_names.method(TEMPLATE),
                nearest=score_names.method(TOP_1),
                t=score_names.SIGNS[TEMPLATE],
                n=score_names.SIGNS[TOP_1],
            )
        )
        self.plot.retranslate()
        self._show()

    def show_summary(self, summary: Summary) -> None:
        """Show another run; the metric at hand stays if the run has it."""
        self._summary = summary
        self._groups = tuple(summary.tables)
        names = [scale.name for scale in summary.scales]
        if self._metric not in names:
            self._metric = names[0] if names else ""
        self._show()
        if self._metric:
            self.metric_chosen.emit(self._metric)

    def show_parts(self, wanted: bool) -> None:
        """Show or hide the parts of metrics."""
        self._parts = wanted
        self._show()

    def show_spread(self, metric: str, found: tuple[Distribution, ...]) -> None:
        """Show the distribution if it is that of the metric at hand."""
        if metric == self._metric:
            scale = next((s for s in self._summary.scales if s.name == metric), None)
            self.plot.show_spread(scale, found)

    def _show(self) -> None:
        """Show the table of the chosen group."""
        place = min(max(0, self.group.current()), max(0, len(self._groups) - 1))
        self.group.set_items(
            [
                f"{score_names.group(name)} {self._summary.rows.get(name, 0)}"
                for name in self._groups
            ],
            self.tr("Rows"),
        )
        self.group.choose(place)
        self.group.setVisible(len(self._groups) > 1)
        group = self._groups[place] if self._groups else EVERYTHING
        table = self._summary.tables.get(group, {})
        scales = cells.wanted(self._summary.scales, parts=self._parts)
        self.table.show_grid(cells.of_table(table, scales))
        methods = self.table.grid.methods
        if not self.table.current()[0] and methods:
            self.table.choose(self._metric, FIRST if FIRST in methods else methods[-1])

    @Slot(int)
    def _on_group(self, _place: int) -> None:
        self._show()

    @Slot(str, str)
    def _on_cell(self, metric: str, _method: str) -> None:
        if metric != self._metric:
            self._metric = metric
            self.metric_chosen.emit(metric)
