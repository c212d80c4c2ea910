"""Drives a job in a thread of its own and hands its events over in batches.

The job is made inside the thread, so that what it opens belongs to that thread. Its
events wait in a buffer until the main thread pulls them: a job with five hundred
events a second costs the window no more than one with five.
"""

import logging
import time
from collections.abc import Callable
from enum import StrEnum
from threading import Event, Lock
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Cancelled, Job, Progress, run
from instrstudio.domain.run import RunStarted, Step
from instrstudio.domain.wording import Message
from instrstudio.services.workspace import Workspace

LOG = logging.getLogger(__name__)

Factory = Callable[[Workspace], Job[Any, Any]]


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobThread(QThread):
    """One job from its start to its end."""

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, factory: Factory, workspace: Workspace | None) -> None:
        super().__init__()
        self._factory = factory
        self._workspace = workspace
        self._stop = Event()
        self._events: list[object] = []
        self._lock = Lock()

    def ask_to_stop(self) -> None:
        """Let the job stop at its next event."""
        self._stop.set()

    def take_events(self) -> list[object]:
        """Return the events since the last call, oldest first."""
        with self._lock:
            taken, self._events = self._events, []
        return taken

    def run(self) -> None:
        """Drive the job; the last thing it does is to tell how it ended."""
        try:
            result = self._drive()
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001  the driver: every failure is shown
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)

    def _drive(self) -> object:
        """Run the job and close what it opened in this thread."""
        try:
            # a workspace is missing only while one is being opened: that job makes it
            job = self._factory(self._workspace)  # type: ignore[arg-type]
            return run(job, self._keep, self._stop.is_set)
        finally:
            if self._workspace is not None:
                self._workspace.close_thread()

    def _keep(self, event: object) -> None:
        """Put an event into the buffer."""
        with self._lock:
            self._events.append(event)


class JobHandle(QObject):
    """What the window knows of a job; lives in the main thread.

    `events` carries a list of what the job said, ten to twenty times a second;
    `progressed` follows when `progress` is new. One of `succeeded`, `failed` and
    `cancelled` comes last, then `finished`.
    """

    events = Signal(list)
    progressed = Signal()
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(
        self,
        factory: Factory,
        *,
        title: Message | str,
        lane: str,
        key: str = "",
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self.factory = factory
        self.title = title
        self.lane = lane
        self.key = key
        self.quiet = quiet
        self.state = JobState.WAITING
        self.progress: Progress | None = None
        self.result: object = None
        self.error: Exception | None = None
        self.started_at = 0.0
        self.ended_at = 0.0
        self.begun_with: tuple[float, int] = (0.0, 0)
        """Seconds since the start and units done before this job's own work began: a
        run prepares its data first, and one that goes on has steps already."""
        self._total_steps: int | None = None
        self._thread: JobThread | None = None
        self._dropped = False

    @property
    def is_over(self) -> bool:
        """Whether the job has ended in any way."""
        return self.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)

    @property
    def is_active(self) -> bool:
        """Whether a thread works on it."""
        return self.state in (JobState.RUNNING, JobState.STOPPING)

    @property
    def elapsed(self) -> float:
        """Seconds since the start, or from start to end."""
        if not self.started_at:
            return 0.0
        return (self.ended_at or time.monotonic()) - self.started_at

    def cancel(self) -> None:
        """Ask the job to stop; what it can keep it still delivers."""
        if self.state is JobState.WAITING:
            self._end(JobState.CANCELLED)
            self.cancelled.emit()
            self.finished.emit()
        elif self.state is JobState.RUNNING and self._thread is not None:
            self.state = JobState.STOPPING
            self._thread.ask_to_stop()
            self.progressed.emit()

    def drop(self) -> None:
        """Stop the job because nobody wants its answer any more."""
        self._dropped = True
        self.cancel()

    def begin(self, workspace: Workspace | None) -> JobThread:
        """Start the thread; the caller keeps it until it has finished."""
        thread = JobThread(self.factory, workspace)
        thread.succeeded.connect(self._on_succeeded)
        thread.failed.connect(self._on_failed)
        thread.cancelled.connect(self._on_cancelled)
        self._thread = thread
        self.state = JobState.RUNNING
        self.started_at = time.monotonic()
        thread.start()
        self.progressed.emit()
        return thread

    def pull(self) -> None:
        """Hand over the events that have come since the last time."""
        taken = self._thread.take_events() if self._thread is not None else []
        if not taken or self._dropped:
            return
        before = self.progress
        for event in taken:
            self._read(event)
        self.events.emit(taken)
        if self.progress is not before:
            self.progressed.emit()

    def _read(self, event: object) -> None:
        """Keep what says how far the job is."""
        if isinstance(event, Progress):
            self.progress = event
        elif isinstance(event, RunStarted):
            self._total_steps = event.total_steps
            self.begun_with = (self.elapsed, event.run.step)
        elif isinstance(event, Step):
            self.progress = Progress(done=event.step, total=self._total_steps)

    def _end(self, state: JobState) -> None:
        """Note the end."""
        self.state = state
        self.ended_at = time.monotonic()
        # the factory may hold widgets: let go of them
        self.factory = _over

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self.pull()
        if self._dropped:
            self._on_cancelled()
            return
        self._end(JobState.DONE)
        self.result = result
        self.succeeded.emit(result)
        self.finished.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.pull()
        if self._dropped:
            self._on_cancelled()
            return
        self._end(JobState.FAILED)
        self.error = error
        LOG.error("job failed: %s", self.title, exc_info=error)
        self.failed.emit(error)
        self.finished.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self.pull()
        self._end(JobState.CANCELLED)
        self.cancelled.emit()
        self.finished.emit()


def changes_of(result: object) -> Changes | None:
    """Return the changes in a job's result: itself, or the last part of a tuple."""
    if isinstance(result, tuple) and result:
        result = result[-1]
    return result if isinstance(result, Changes) else None


def _over(_workspace: Workspace) -> Job[Any, Any]:
    """Stand in for the factory of a job that has ended."""
    raise RuntimeError("the job is over")
