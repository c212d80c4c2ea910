"""One run: its name and facts, and one of three views of it."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from instrstudio.domain.evaluation import Evaluation, Summary
from instrstudio.ui import words
from instrstudio.ui.controls import Rule, Segments, StrongLabel, row
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.compare_view import CompareView
from instrstudio.ui.evaluate.scores.reading import Opened, Order
from instrstudio.ui.evaluate.scores.rows_view import RowsView
from instrstudio.ui.evaluate.scores.table_view import ScoresTableView
from instrstudio.ui.theme import theme

TABLE, ROWS, COMPARE = range(3)


class ScoresRunView(QWidget):
    """Table, rows or comparison of the run that is open.

    Signals:
        shown: Which view is shown now.
    """

    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresRunView")
        self._run: Evaluation | None = None
        self._summary = Summary()
        self._has_rows = False
        self._name, self._about = StrongLabel(), ElidedLabel()
        self.choice = Segments()
        self.choice.setObjectName("scoresViews")
        self.choice.chosen.connect(self.show_view)
        self.table, self.rows, self.compare = (
            ScoresTableView(),
            RowsView(),
            CompareView(),
        )
        self._stack = QStackedWidget()
        for page in (self.table, self.rows, self.compare):
            self._stack.addWidget(page)
        self.table.cell_opened.connect(self.open_rows)
        space = theme().space
        head = row(self._name, self._about, self.choice)
        head.setStretch(1, 1)
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(Rule())
        box.addWidget(self._stack, 1)
        self.setProperty("pane", "surface")
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.choice.set_items(
            [self.tr("Table"), self.tr("Rows"), self.tr("Compare")], self.tr("View")
        )
        for page in (self.table, self.rows, self.compare):
            page.retranslate()
        self._say()

    @property
    def view(self) -> int:
        """Which view is shown."""
        return self._stack.currentIndex()

    def show_run(self, opened: Opened) -> None:
        """Show a run, in the view that is shown."""
        self._run, self._summary = opened.run, opened.summary
        self._has_rows = False
        self._say()
        self.table.show_summary(opened.summary)
        self.show_view(self.view)

    def say(self, run: Evaluation) -> None:
        """Show another name of the run that is shown."""
        self._run = run
        self._say()

    @Slot(bool)
    def show_parts(self, wanted: bool) -> None:
        """Show or hide the parts of metrics in all views."""
        for page in (self.table, self.rows.detail, self.compare):
            page.show_parts(wanted)

    @Slot(int)
    def show_view(self, view: int) -> None:
        """Show one of the views; rows are read when first wanted."""
        self.choice.choose(view)
        self._stack.setCurrentIndex(view)
        if view == ROWS and not self._has_rows:
            self._has_rows = True
            self.rows.show_summary(self._summary, self._first_order())
        self.shown.emit(view)

    @Slot(str, str)
    def open_rows(self, metric: str, method: str) -> None:
        """Show the rows of a method, the worst by a metric first."""
        self._has_rows = True
        order = Order(method=method, metric=metric)
        self.rows.show_summary(self._summary, order)
        self.show_view(ROWS)

    def _first_order(self) -> Order:
        """Return the order to begin with: that of the cell at hand, the worst first."""
        metric, method = self.table.table.current()
        return Order(method=method, metric=metric)

    def _say(self) -> None:
        """Say what the run is."""
        if self._run is None:
            return
        run, tr = self._run, QCoreApplication.translate
        self._name.setText(score_names.run(run))
        asked = int(run.settings.get("rows", 0))
        done = self._summary.rows.get("all", 0)
        parts = [tr("ScoresRun", "%n rows", "", done), words.ago(run.at)]
        if run.cancelled:
            text = self.tr("broken off after {done} of {total} rows")
            parts[0] = text.format(
                done=words.number(done), total=words.number(max(asked, done))
            )
        skipped = int(run.settings.get("skipped", 0))
        if skipped:
            parts.append(
                tr("ScoresRun", "%n rows without a task left out", "", skipped)
            )
        self._about.set_full(" · ".join(parts))
