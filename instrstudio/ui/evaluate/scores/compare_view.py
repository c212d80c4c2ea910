"""Two runs beside each other: how far the one lies above the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import Evaluation, Scale
from instrstudio.ui.controls import BodyLabel, CaptionLabel, row
from instrstudio.ui.evaluate.scores import cells, score_names
from instrstudio.ui.evaluate.scores.reading import Compared
from instrstudio.ui.evaluate.scores.score_table import ScoreTable
from instrstudio.ui.theme import set_font, theme


class CompareView(QWidget):
    """Chooses the other run and shows the differences.

    Signals:
        run_chosen: The id of the run to compare with.
    """

    run_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresCompareView")
        self._runs: tuple[Evaluation, ...] = ()
        self._run: Evaluation | None = None
        self._scales: tuple[Scale, ...] = ()
        self._parts = False
        self._found: Compared | None = None
        self._name, self._about = BodyLabel(), CaptionLabel()
        self._about.setWordWrap(True)
        self.other = QComboBox()
        self.other.setObjectName("scoresOther")
        set_font(self.other, "body")
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.other.setMinimumWidth(theme().px(220))
        self.other.activated.connect(self._on_other)
        self._name.setBuddy(self.other)
        self.table = ScoreTable("scoresDifferences")
        self._none = CaptionLabel()
        self._none.setObjectName("scoresNoDifferences")
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.table)
        space = theme().space
        head = QVBoxLayout()
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        head.setSpacing(space.unit)
        head.addLayout(row(self._name, self.other, 1))
        head.addWidget(self._about)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._name.setText(self.tr("This run beside"))
        self.other.setAccessibleName(self.tr("Run to compare with"))
        self.table.setAccessibleName(self.tr("Differences of two runs"))
        self._about.setText(
            self.tr(
                "This run minus the other, over the rows that both have; the line is "
                "the 95 % interval, dotted is no difference. ▲ better, ▼ worse: "
                "* p < 0.05, ** p < 0.01, *** p < 0.001."
            )
        )
        self._show()

    def show_runs(
        self,
        runs: Sequence[Evaluation],
        run: Evaluation | None,
        scales: Sequence[Scale],
    ) -> None:
        """Offer the other runs; the choice stays if its run is still there."""
        before = self.other.currentData()
        self._runs = tuple(one for one in runs if run and one.id != run.id)
        if run != self._run:
            self._found = None
        self._run, self._scales = run, tuple(scales)
        self.other.clear()
        for one in self._runs:
            self.other.addItem(score_names.run(one), one.id)
        self.other.setCurrentIndex(max(0, self.other.findData(before)))
        self._show()

    def show_parts(self, wanted: bool) -> None:
        """Show or hide the parts of metrics."""
        self._parts = wanted
        self._show()

    def ask(self) -> None:
        """Ask for the differences from the chosen run."""
        if self.other.currentData() is not None:
            self.run_chosen.emit(int(self.other.currentData()))

    def show_found(self, found: Compared) -> None:
        """Show the differences if they are those from the chosen run."""
        if found.other == self.other.currentData():
            self._found = found
            self._show()

    def _show(self) -> None:
        """Show the differences, or why there are none."""
        self.other.setEnabled(bool(self._runs))
        if not self._runs:
            self._none.setText(self.tr("There is no other run to compare with."))
        elif self._found is None:
            self._none.setText(self.tr("Comparing…"))
        elif not self._found.found:
            self._none.setText(self.tr("The two runs have no row in common."))
        has_table = self._found is not None and bool(self._found.found)
        if self._found is not None and has_table:
            found = self._found.found
            order = [m for m in self._methods() if m in found]
            scales = cells.wanted(self._scales, parts=self._parts)
            grid = cells.of_differences({m: found[m] for m in order}, scales)
            self.table.show_grid(grid)
        self._stack.setCurrentWidget(self.table if has_table else self._none)

    def _methods(self) -> list[str]:
        """Return the methods of this run in their order."""
        return list(self._run.settings.get("methods", ())) if self._run else []

    @Slot(int)
    def _on_other(self, _place: int) -> None:
        self._found = None
        self._show()
        self.ask()
