"""The training panel: runs, the form of a new one, and a run as it goes."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.run import TrainConfig
from instrstudio.domain.wording import message
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.panel_commands import Keys, PanelCommands
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme
from instrstudio.ui.training import prediction
from instrstudio.ui.training.desk import Desk
from instrstudio.ui.training.form import Form
from instrstudio.ui.training.run_view import RunView
from instrstudio.ui.training.runs_pane import NEW, RunsPane

_WIDTHS = (240, 1128)
_SMALLEST = (180, 420)
STARTING = -1
"""Shown in place of a run's id while its job prepares the data."""


class TrainingPanel(QWidget):
    """Trains models on the library and shows how they do."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingPanel")
        self._session = session
        self._stale = self._is_new = True
        self._shown = 0
        self._timed = ""
        self._timing: JobHandle | None = None
        self.desk = Desk(session, self)
        self.runs = RunsPane()
        self.form = Form()
        self.view = RunView()
        self._stack = QStackedWidget()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.reload)
        self._actions = Actions(self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the list beside form and run."""
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.view)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("trainingSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane, smallest in zip((self.runs, self._stack), _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.setProperty("pane", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        """Join panes, actions and session."""
        self._actions["new"].triggered.connect(self.show_form)
        self._actions["stop"].triggered.connect(self.desk.stop)
        self._actions["resume"].triggered.connect(self.resume)
        self.runs.new.clicked.connect(self.show_form)
        self.runs.chosen.connect(self._on_chosen)
        self.form.confirmed.connect(self._on_confirmed)
        self.form.predictions_wanted.connect(self._predict)
        self.view.stop_wanted.connect(self.desk.stop)
        self.view.resume_wanted.connect(self.resume)
        self.view.checkpoints.use_wanted.connect(self.desk.use)
        self.desk.runs_changed.connect(self._on_runs)
        self.desk.models_changed.connect(self._on_models)
        self.desk.log_changed.connect(self._on_log)
        self.desk.samples_changed.connect(self._on_samples)
        self.desk.preparing.connect(self.view.show_preparation)
        self.desk.began.connect(self.show_run)
        self.desk.failed.connect(self._on_failed)
        self._session.changed.connect(self._on_changed)
        self._session.project_opened.connect(self._on_project)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Training"))
        self._actions.retranslate()
        self.runs.retranslate()
        self.form.retranslate()
        self.view.retranslate()
        self._on_runs()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read what is there when the panel is shown."""
        if self._session.is_open:
            if self._stale:
                self.reload()
            records = self._session.workspace.store.records
            self.form.data.show_records(records.count())
            if not self._shown:
                self._predict(self.form.basis.key)
        if self._is_new:  # later the focus returns to where it was
            self._is_new = False
            self.runs.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions(self) -> list[QAction]:
        """Return what the panel offers in the menus."""
        return self._actions.all()

    @property
    def shown(self) -> int:
        """The id of the run that is shown, 0 for the form."""
        return self._shown

    @Slot()
    def reload(self) -> None:
        """Read runs and checkpoints again."""
        self._stale = False
        self.desk.reload()

    @Slot()
    def show_form(self) -> None:
        """Show the form of a new run."""
        self._shown = 0
        self._stack.setCurrentWidget(self.form)
        self.runs.show_settings(None)
        self.runs.choose(NEW)
        if self._session.is_open:
            self._predict(self.form.basis.key)

    @Slot(int)
    def show_run(self, run_id: int) -> None:
        """Show one run with everything known of it."""
        if run_id != self._shown:
            self.view.calm()
        self._shown = run_id
        self._stack.setCurrentWidget(self.view)
        self._on_runs()
        self._on_log(run_id)
        self._on_samples(run_id)
        self._on_models()

    @Slot()
    def resume(self) -> None:
        """Go on with the run that is shown."""
        run = self.desk.run(self._shown)
        if run is not None and not self.desk.is_busy:
            self.view.calm()
            self.desk.resume(run)
            self._on_runs()

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        if key == NEW:
            self.show_form()
        else:
            self.show_run(int(key))

    @Slot(object, object, str)
    def _on_confirmed(self, config: TrainConfig, data: Path | None, name: str) -> None:
        """Begin the run; its page shows at once that data is being prepared."""
        if self._timing is not None:
            self._timing.drop()
        self.desk.train(config, data=data, name=name)
        self._shown = STARTING
        self.view.calm()
        self._stack.setCurrentWidget(self.view)
        self._on_runs()
        self._on_log(STARTING)
        self.view.show_samples((), 0)

    @Slot()
    def _on_runs(self) -> None:
        """Show the list, and how the run that is shown stands."""
        live = self.desk.live
        self.runs.show_runs(self.desk.runs, live)
        self.runs.choose(str(self._shown) if self._shown else NEW)
        run = self.desk.run(self._shown)
        shown_live = self.desk.is_busy and self._shown in (live, STARTING)
        if self._shown:
            self.runs.show_settings(run)
            self.view.show_run(
                run, live=shown_live, stopping=shown_live and self.desk.is_stopping
            )
        self.form.show_busy(self.desk.is_busy)
        self._actions["stop"].setEnabled(self.desk.is_busy)
        unfinished = run is not None and str(run.state) != "done"
        self._actions["resume"].setEnabled(unfinished and not self.desk.is_busy)

    @Slot()
    def _on_models(self) -> None:
        self.view.show_models(self.desk.models)

    @Slot(int)
    def _on_log(self, run_id: int) -> None:
        """Show numbers and curves if they are of the run that is shown."""
        if run_id == self._shown and run_id:
            live = self.desk.is_busy and run_id in (self.desk.live, STARTING)
            log = self.desk.log(run_id) if run_id > 0 else self.desk.no_log()
            self.view.show_log(log, live=live)

    @Slot(int)
    def _on_samples(self, run_id: int) -> None:
        """Show samples if they are of the run that is shown."""
        if run_id == self._shown and run_id:
            step, samples = self.desk.samples.get(run_id, (0, ()))
            self.view.show_samples(samples, step)

    @Slot(int, object)
    def _on_failed(self, run_id: int, error: BaseException) -> None:
        """Show why a run ended; one that never began leads back to the form."""
        if run_id:
            self.view.warn(lambda: sentence(error))
        else:
            self.show_form()
            self.form.warn(lambda: sentence(error))

    @Slot(str)
    def _predict(self, basis: str) -> None:
        """Time the presets on a basis, once; a run that begins comes first."""
        is_asked = self._timed == basis and self._is_timing()
        if is_asked or self.form.is_timed(basis) or self.desk.is_busy:
            return
        self._timed = basis
        self._timing = self._session.start(
            lambda workspace: prediction.predict(workspace, basis),
            title=message("Time presets"),
            key="training-predict",
            quiet=True,
        )
        self._timing.events.connect(self._on_timed)

    def _is_timing(self) -> bool:
        """Say whether presets are being timed."""
        return self._timing is not None and not self._timing.is_over

    @Slot(list)
    def _on_timed(self, events: list[prediction.Timed]) -> None:
        for event in events:
            self.form.show_minutes(event.basis, event.preset, event.minutes)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Read again when runs or models have changed."""
        if changes.runs or changes.models:
            self._stale = True
            if self.isVisible():
                self._later.start(0)

    @Slot()
    def _on_project(self) -> None:
        """Show another project from its beginning."""
        self.desk.forget()
        self._stale = True
        self.show_form()
        if self.isVisible():
            self.reload()


class Actions(PanelCommands):
    """What can be done in the training."""

    def __init__(self, owner: QWidget) -> None:
        keys: Keys = {"new": ("N",), "stop": (), "resume": ()}
        super().__init__(owner, "training", keys)

    def texts(self) -> Mapping[str, str]:
        """Return the name of each action."""
        return {
            "new": self.tr("New run"),
            "stop": self.tr("Stop and keep"),
            "resume": self.tr("Resume"),
        }
