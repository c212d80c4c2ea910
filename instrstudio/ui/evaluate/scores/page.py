"""The page Scores: runs at the left, the one that is open beside them."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.wording import message
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    EmptyState,
    PrimaryButton,
    SectionLabel,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.evaluate.scores.commands import OF_RUN, ScoresCommands
from instrstudio.ui.evaluate.scores.desk import SAMPLE, Desk, Wish
from instrstudio.ui.evaluate.scores.form import ScoresForm
from instrstudio.ui.evaluate.scores.questions import ScoresQuestions
from instrstudio.ui.evaluate.scores.reading import Opened
from instrstudio.ui.evaluate.scores.run_view import COMPARE, ROWS, TABLE, ScoresRunView
from instrstudio.ui.evaluate.scores.runs_pane import LIVE, ScoreRunsPane, how_far
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

_WIDTHS = (220, 900)
_SMALLEST = (170, 420)
_BAR = 320


class ScoresPage(QWidget):
    """Evaluates methods and shows how they do."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scoresPage")
        self.setAcceptDrops(True)
        self._session = session
        self._shown = ""
        self._is_new = True
        self.desk = Desk(session, self)
        self.runs, self.form, self.view = ScoreRunsPane(), ScoresForm(), ScoresRunView()
        self.commands = ScoresCommands(self)
        self.ask = ScoresQuestions(self.desk, self)
        self._file, self._sample = Button(icon="folder"), PrimaryButton(icon="play")
        self._file.setObjectName("scoresFirstFile")
        self._sample.setObjectName("scoresSample")
        self._empty = EmptyState("evaluate", buttons=(self._sample, self._file))
        self._wait, self._going = CaptionLabel(), CaptionLabel()
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._going_name, self._bar = SectionLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = Button(icon="stop")
        self.stop.setObjectName("scoresStop")
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the list beside what is shown."""
        self.empty_page = _centred(self._empty)
        self.live_page = self._build_live()
        pages = (self._wait, self.empty_page, self.form, self.live_page, self.view)
        for page in pages:
            self.stack.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("scoresPageSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, smallest in zip((self.runs, self.stack), _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.runs.menu.addActions([self.commands[name] for name in OF_RUN])

    def _build_live(self) -> QWidget:
        """Build what is shown while a run is under way."""
        holder = QWidget()
        holder.setFixedWidth(theme().px(_BAR))
        box = QVBoxLayout(holder)
        box.setSpacing(theme().space.unit)
        for widget in (self._going_name, self._bar, self._going):
            box.addWidget(widget)
        box.addLayout(row(self.stop, 1))
        return _centred(holder)

    def _connect(self) -> None:
        """Join panes, keys and session."""
        deeds = {
            "new": self.show_form,
            "table": lambda: self._view(TABLE),
            "rows": lambda: self._view(ROWS),
            "compare": lambda: self._view(COMPARE),
            "following": lambda: self.view.rows.go(1),
            "previous": lambda: self.view.rows.go(-1),
            "samples": self.view.rows.detail.task.toggle,
            "rename": self._on_rename,
            "export": self._on_export,
            "export_all": lambda: self.ask.ask_target(self.desk.runs),
            "remove": self._on_remove,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
        self.commands["parts"].toggled.connect(self.view.show_parts)
        self.runs.new.clicked.connect(self.show_form)
        self.runs.chosen.connect(self._on_chosen)
        self._file.clicked.connect(self._on_file)
        self._sample.clicked.connect(self._on_sample)
        self.form.confirmed.connect(self.start)
        self.form.left.connect(self._on_left)
        self.stop.clicked.connect(self.desk.stop)
        view, desk = self.view, self.desk
        view.table.metric_chosen.connect(desk.spread)
        view.rows.rows_wanted.connect(desk.rows)
        view.rows.row_wanted.connect(desk.row)
        view.compare.run_chosen.connect(desk.compare)
        view.shown.connect(self._on_view)
        desk.runs_changed.connect(self._on_runs)
        desk.opened.connect(self._on_opened)
        desk.spread_came.connect(view.table.show_spread)
        desk.rows_came.connect(
            lambda page, first: view.rows.show_page(page, is_first=first)
        )
        desk.row_came.connect(view.rows.show_row)
        desk.compared.connect(view.compare.show_found)
        desk.made.connect(self._on_made)
        desk.failed.connect(self._on_failed)
        self._session.project_opened.connect(self._on_project)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Scores"))
        self.commands.retranslate()
        for part in (self.runs, self.form, self.view):
            part.retranslate()
        self._empty.set_text(
            self.tr("How good are the methods?"),
            self.tr(
                "Evaluating asks every method for tasks whose instruction people have "
                "written already, and scores what they say by automatic metrics, "
                "beside two baselines."
            ),
        )
        text = self.tr("Evaluate on {count} records of the library")
        self._sample.set_text(text.format(count=SAMPLE))
        self._file.set_text(self.tr("Choose a file…"))
        self._wait.setText(self.tr("Reading runs…"))
        self._bar.setAccessibleName(self.tr("Rows done"))
        self._on_runs()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read the runs when the page is shown."""
        if self._session.is_open:
            self.desk.reload()

    def actions(self) -> list[QAction]:
        """Return what the page offers in the menus."""
        return self.commands.all()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to evaluate on the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        files = [path for path in paths if path.is_file()]
        if files:
            event.acceptProposedAction()
            self.show_form()
            self.form.choose(files[0])

    # --- what is shown -------------------------------------------------------------

    @Slot()
    def show_form(self) -> None:
        """Show the form of a new run."""
        self._shown = ""
        self.runs.choose("")
        self.stack.setCurrentWidget(self.form)
        self._follow()

    @Slot()
    def _on_runs(self) -> None:
        """Show the list; open the newest run if nothing is shown."""
        desk = self.desk
        live = desk.progress if desk.live is not None else None
        self.runs.show_runs(desk.runs, live)
        self.runs.setVisible(bool(desk.runs) or live is not None)
        self.form.show_overview(desk.overview, busy=live is not None)
        self._sample.setEnabled(desk.overview.records > 0 and live is None)
        self._say_live()
        known = {str(run.id) for run in desk.runs} | ({LIVE} if live else set())
        if not self._shown and self.stack.currentWidget() is self.form:
            self._follow()
        elif self._shown in known:
            self._show(self._shown)
        elif desk.runs:
            self._show(str(desk.runs[0].id))
        else:
            self._shown = ""
            self.stack.setCurrentWidget(self.empty_page if desk.is_read else self._wait)
            self._follow()

    def _show(self, key: str) -> None:
        """Show a run, or how far the one under way is."""
        self._shown = key
        self.runs.choose(key)
        run = self._run()
        if key == LIVE:
            self.stack.setCurrentWidget(self.live_page)
        elif run is not None and self.desk.run and self.desk.run.id == run.id:
            self.view.say(run)
            self.stack.setCurrentWidget(self.view)
            self._offer_others()
        else:
            self.desk.open(int(key))
        self._follow()

    def _run(self) -> Evaluation | None:
        """Return the run that is shown."""
        runs = (run for run in self.desk.runs if str(run.id) == self._shown)
        return next(runs, None)

    def _offer_others(self) -> None:
        desk = self.desk
        self.view.compare.show_runs(desk.runs, desk.run, desk.summary.scales)

    @Slot(object)
    def _on_opened(self, found: Opened) -> None:
        if str(found.run.id) == self._shown:
            self._offer_others()
            self.stack.setCurrentWidget(self.view)
            self.view.show_run(found)
            self._follow()
            if self._is_new:  # later the focus stays where it was
                self._is_new = False
                self.view.table.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_view(self, view: int) -> None:
        if view == COMPARE:
            self.view.compare.ask()
        self._follow()

    def _view(self, view: int) -> None:
        if self.stack.currentWidget() is self.view:
            self.view.show_view(view)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self._show(key)

    @Slot()
    def _on_left(self) -> None:
        """Leave the form for the newest run, or the beginning."""
        self.form.calm()
        self.stack.setCurrentWidget(self.empty_page)
        self._on_runs()

    def _say_live(self) -> None:
        """Show how far the run under way is."""
        progress = self.desk.progress
        self._going_name.setText(self.tr("Evaluating…"))
        self._going.setText(how_far(progress))
        self._bar.setRange(0, progress.total or 0)
        self._bar.setValue(progress.done)
        stopping = self.desk.is_stopping
        text = self.tr("Stopping…") if stopping else self.tr("Stop and keep")
        self.stop.set_text(text)
        self.stop.setEnabled(not stopping)

    def _follow(self) -> None:
        """Let the actions act where they can."""
        is_run = self.stack.currentWidget() is self.view
        is_rows = is_run and self.view.view == ROWS
        for name in ("table", "rows", "compare", "rename", "parts", "export", "remove"):
            self.commands[name].setEnabled(is_run)
        for name in ("following", "previous", "samples"):
            self.commands[name].setEnabled(is_rows)
        self.commands["export_all"].setEnabled(bool(self.desk.runs))

    # --- deeds ---------------------------------------------------------------------

    @Slot(object)
    def start(self, wish: Wish) -> None:
        """Begin a run and show how far it is."""
        self.desk.start(wish)
        self._show(LIVE)

    @Slot()
    def _on_file(self) -> None:
        self.show_form()
        self.form.ask_file()

    @Slot()
    def _on_sample(self) -> None:
        self.form.choose_library()
        self.start(Wish())

    @Slot()
    def _on_rename(self) -> None:
        run = self._run()
        if run is not None:
            self.ask.ask_name(run)

    @Slot()
    def _on_remove(self) -> None:
        run = self._run()
        if run is not None:
            self.ask.ask_remove(run)

    @Slot()
    def _on_export(self) -> None:
        run = self._run()
        if run is not None:
            self.ask.ask_target([run])

    @Slot(object)
    def _on_made(self, found: Evaluation) -> None:
        """Show the run that has ended, if its progress was looked at."""
        if self._shown == LIVE:
            self._shown = str(found.id)
        rows = found.summary.rows.get("all", 0) if found.summary else 0
        text = message("{count} rows evaluated.", count=rows)
        if found.cancelled:
            text = message("Stopped; {count} evaluated rows are kept.", count=rows)
        self._session.notice.emit(Notice(text=text))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Go back to the form and say why no run came of it."""
        self.show_form()
        self.form.warn(lambda: sentence(error))

    @Slot()
    def _on_project(self) -> None:
        self._shown = ""
        self.form.calm()
        self.stack.setCurrentWidget(self._wait)
        self.desk.forget()
        if self.isVisible():
            self.desk.reload()


def _centred(widget: QWidget) -> QWidget:
    """Return a page with a widget in its middle."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.addStretch(1)
    box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addStretch(1)
    return page
