"""The runs of the project, the one under way, and what is known of each curve."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
    Run,
    RunStarted,
    Sample,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.domain.wording import message
from instrstudio.services import training_child
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Notice as WindowNotice
from instrstudio.ui.session import Session
from instrstudio.ui.training import run_words
from instrstudio.ui.training.run_log import RunLog, log_of

Models = tuple[tuple[Checkpoint, ...], str]
"""All checkpoints, and the folder of the one that is used."""


class Desk(QObject):
    """Starts, stops and takes up runs, one at a time, and remembers what they said.

    A run goes on in a child process, so that the window never waits for its arithmetic.

    Signals:
        runs_changed: Runs were added or are in another state.
        log_changed: The id of the run whose numbers are others now.
        samples_changed: The id of the run that wrote samples.
        models_changed: There are other checkpoints, or another one is used.
        preparing: What is done before the run begins.
        began: The id of the run that has begun.
        ended: The job is over; carries the id of its run (0 if it never began).
        failed: The id of a run and the error that ended it.
    """

    runs_changed = Signal()
    log_changed = Signal(int)
    samples_changed = Signal(int)
    models_changed = Signal()
    preparing = Signal(str)
    began = Signal(int)
    ended = Signal(int)
    failed = Signal(int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.runs: tuple[Run, ...] = ()
        self.models: Models = ((), "")
        self._used = ""
        self.logs: dict[int, RunLog] = {}
        self.samples: dict[int, tuple[int, tuple[Sample, ...]]] = {}
        self._job: JobHandle | None = None
        self._live = 0

    @property
    def live(self) -> int:
        """The id of the run under way, 0 where none is."""
        return self._live if self.is_busy else 0

    @property
    def is_busy(self) -> bool:
        """Whether a run waits, goes on, or is being stopped."""
        return self._job is not None and not self._job.is_over

    @property
    def is_stopping(self) -> bool:
        """Whether the run under way was asked to stop."""
        return self._job is not None and self._job.state.value == "stopping"

    def run(self, run_id: int) -> Run | None:
        """Return a run by its id."""
        found = (run for run in self.runs if run.id == run_id)
        return next((run_words.at_rest(run, self.live) for run in found), None)

    def log(self, run_id: int) -> RunLog:
        """Return what is known of a run's curve; where nothing is, it is read."""
        known = self.logs.get(run_id)
        if known is None:
            run = self.run(run_id)
            self.logs[run_id] = known = RunLog(run.config.steps if run else None)
            self._read_curve(run_id)
        return known

    def no_log(self) -> RunLog:
        """Return the curve of a run that has not begun."""
        return RunLog()

    def reload(self) -> None:
        """Read runs and checkpoints again."""
        job = self._session.start(
            _runs, title=message("Read runs"), key="training-runs", quiet=True
        )
        job.succeeded.connect(self._on_runs)
        job.failed.connect(self._session.failed)

    def train(self, config: TrainConfig, *, data: Path | None, name: str) -> None:
        """Begin a new run."""

        def job(workspace: Workspace) -> Job[TrainingEvent, Run]:
            return training_child.train(workspace, config, data=data, name=name)

        self._start(job, name or self.tr("new run"))

    def resume(self, run: Run) -> None:
        """Go on with a run."""
        run_id = run.id

        def job(workspace: Workspace) -> Job[TrainingEvent, Run]:
            return training_child.train(workspace, run.config, resume=run_id)

        self._start(job, run.name)

    def stop(self) -> None:
        """Stop the run under way; its checkpoint is kept."""
        if self._job is not None:
            self._job.cancel()

    def use(self, name: str) -> None:
        """Generate with the checkpoint `name` from now on."""

        def deed(workspace: Workspace) -> Changes:
            from instrstudio.services import checkpoints

            return checkpoints.use(workspace, name)

        job = self._session.do(deed, title=message("Use for generation"))
        self._used = name
        job.succeeded.connect(self._on_used)

    def _start(self, job: object, name: str) -> None:
        """Run a training job in its own lane."""
        if self.is_busy:
            return
        self._live = 0
        handle = self._session.start(
            job,  # type: ignore[arg-type]  # a factory of a job of training events
            title=message("Training {name}", name=name),
            lane="train",
        )
        self._job = handle
        handle.events.connect(self._on_events)
        handle.failed.connect(self._on_failed)
        handle.succeeded.connect(self._on_succeeded)
        handle.finished.connect(self._on_finished)
        handle.progressed.connect(self.runs_changed)
        self.runs_changed.emit()

    @Slot(list)
    def _on_events(self, events: list[TrainingEvent]) -> None:
        """Take what the run said since the last time."""
        stepped = False
        for event in events:
            stepped = self._take(event) or stepped
        if stepped:
            self.logs[self._live].tick(time.monotonic())
            self.log_changed.emit(self._live)

    def _take(self, event: TrainingEvent) -> bool:
        """Take one event; say whether it changed the curve."""
        if isinstance(event, RunStarted):
            self._begin(event)
        elif isinstance(event, Step):
            self.logs[self._live].add_step(event)
            return True
        elif isinstance(event, Validated):
            self.logs[self._live].add_validation(event)
            self.samples[self._live] = (event.step, event.samples)
            self.samples_changed.emit(self._live)
            return True
        elif isinstance(event, Saved):
            if event.is_best:
                self._session.tell(Changes(models=True))
        elif isinstance(event, Notice):
            text = words.said(event.message)
            if self._live:
                self._session.notice.emit(WindowNotice(text=text, kind="info"))
            else:
                self.preparing.emit(text)
        elif not self._live and event.message:
            self.preparing.emit(words.said(event.message))
        return False

    def _begin(self, event: RunStarted) -> None:
        """Know which run it is; one that goes on keeps its curve."""
        run_id = event.run.id or 0
        self._live = run_id
        known = self.logs.get(run_id)
        if known is None:
            known = self.logs[run_id] = RunLog()
            if event.run.step:
                self._read_curve(run_id)
        known.total_steps = event.total_steps
        known.minutes = event.run.config.minutes
        known.restart_clock()
        self.runs = (event.run, *(r for r in self.runs if r.id != run_id))
        self.runs_changed.emit()
        self.began.emit(run_id)

    @Slot(object)
    def _on_succeeded(self, run: Run) -> None:
        """Say how the run ended."""
        text = self.tr("“{name}” is trained: step {step}")
        if str(run.state) == "paused":
            text = self.tr("“{name}” is stopped and kept at step {step}")
        text = text.format(name=run.name, step=words.number(run.step))
        self._session.notice.emit(WindowNotice(text=text))
        self._session.tell(Changes(runs=(run.id or 0,), models=True))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(self._live, error)

    @Slot()
    def _on_finished(self) -> None:
        live, self._live = self._live, 0
        self.reload()
        if live:  # steps in quick succession were told as one: now all are there
            self._read_curve(live)
        self.ended.emit(live)

    @Slot(object)
    def _on_used(self, _result: object) -> None:
        text = self.tr("“{name}” is used for generation").format(name=self._used)
        self._session.notice.emit(WindowNotice(text=text))

    @Slot(object)
    def _on_runs(self, found: tuple[tuple[Run, ...], Models]) -> None:
        self.runs, self.models = found
        self.runs_changed.emit()
        self.models_changed.emit()

    def _read_curve(self, run_id: int) -> None:
        """Read the curve of a run from the project."""

        def job(workspace: Workspace) -> Job[Progress, tuple[int, RunLog]]:
            from instrstudio.services import training

            yield Progress(done=0)
            steps, validations = training.curve(workspace, run_id)
            config = training.find_run(workspace, run_id).config
            log = log_of(steps, validations, config.steps)
            log.minutes = config.minutes
            return run_id, log

        handle = self._session.start(
            job, title=message("Read curve"), key=f"training-curve-{run_id}", quiet=True
        )
        handle.succeeded.connect(self._on_curve)

    @Slot(object)
    def _on_curve(self, found: tuple[int, RunLog]) -> None:
        """Put the curve that was read in front of what came meanwhile."""
        run_id, log = found
        known = self.logs.get(run_id)
        if known is not None:
            log.append(known)
        self.logs[run_id] = log
        self.log_changed.emit(run_id)

    def forget(self) -> None:
        """Forget the project that is closing."""
        self.runs, self.models = (), ((), "")
        self.logs.clear()
        self.samples.clear()


def _runs(workspace: Workspace) -> Job[Progress, tuple[tuple[Run, ...], Models]]:
    """Read runs and checkpoints."""
    from instrstudio.services import checkpoints, training

    yield Progress(done=0)
    chosen = checkpoints.chosen(workspace)
    models = (
        tuple(checkpoints.all_checkpoints(workspace)),
        "" if chosen is None else str(chosen),
    )
    return tuple(training.all_runs(workspace)), models
