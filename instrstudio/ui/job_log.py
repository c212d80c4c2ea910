"""The jobs that run and that ran lately, for the status bar and the job list."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from instrstudio.ui import words
from instrstudio.ui.jobs import JobHandle, JobState
from instrstudio.ui.session import Session

SHOWN_AFTER_S = 0.5
_KEPT = 30
_TICK_MS = 250


class JobLog(QObject):
    """Keeps what a person may want to know of jobs; quiet ones stay out of it."""

    changed = Signal()
    ended = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._jobs: list[JobHandle] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        session.lanes.job_added.connect(self._on_added)
        session.lanes.job_ended.connect(self._on_ended)

    @property
    def jobs(self) -> tuple[JobHandle, ...]:
        """The jobs worth a row, newest first; what is over at once is not shown."""
        return tuple(
            job
            for job in reversed(self._jobs)
            if job.elapsed > SHOWN_AFTER_S
            or job.state in (JobState.WAITING, JobState.FAILED)
        )

    @property
    def active(self) -> tuple[JobHandle, ...]:
        """The jobs that run long enough to be shown."""
        return tuple(j for j in self.jobs if j.is_active)

    def leading(self) -> JobHandle | None:
        """Return the job that will end last."""
        return max(self.active, key=_remaining, default=None)

    def clear_finished(self) -> None:
        """Forget the jobs that are over."""
        self._jobs = [job for job in self._jobs if not job.is_over]
        self.changed.emit()

    @Slot(object)
    def _on_added(self, job: JobHandle) -> None:
        if job.quiet:
            return
        self._jobs.append(job)
        del self._jobs[:-_KEPT]
        job.progressed.connect(self.changed)
        self._timer.start()

    @Slot(object)
    def _on_ended(self, job: JobHandle) -> None:
        if job in self._jobs:
            self.changed.emit()
            self.ended.emit(job)

    @Slot()
    def _tick(self) -> None:
        self.changed.emit()
        if all(job.is_over for job in self._jobs):
            self._timer.stop()


def share(job: JobHandle) -> float | None:
    """Return how much of a job is done in [0, 1]; None if nobody knows."""
    if job.state is JobState.DONE:
        return 1.0
    if job.progress is None or not job.progress.total:
        return None
    return min(1.0, job.progress.done / job.progress.total)


def seconds_left(job: JobHandle) -> float | None:
    """Return the time left; None before three seconds and two per cent."""
    done = share(job)
    if done is None or done < 0.02 or job.elapsed < 3 or not job.is_active:
        return None
    begun, had = job.begun_with
    total = (job.progress.total if job.progress else None) or 1
    gained = done - had / total
    return (job.elapsed - begun) / gained * (1 - done) if gained > 0 else None


def _remaining(job: JobHandle) -> float:
    left = seconds_left(job)
    return float("inf") if left is None else left


def percent(job: JobHandle) -> str:
    """Return “42 %”, or an empty text if nobody knows."""
    done = share(job)
    return "" if done is None else f"{int(done * 100)}%"


def state_line(job: JobHandle) -> str:
    """Return one line about where a job stands."""
    tr = words.translate
    ended = {
        JobState.WAITING: tr("Waiting"),
        JobState.STOPPING: tr("Stopping…"),
        JobState.CANCELLED: tr("Stopped"),
        JobState.FAILED: tr("Failed"),
        JobState.DONE: tr("Done"),
    }
    if job.state is not JobState.RUNNING:
        took = words.seconds(job.elapsed) if job.elapsed else ""
        return " · ".join(part for part in (ended[job.state], took) if part)
    return " · ".join(part for part in _running_parts(job) if part)


def _running_parts(job: JobHandle) -> list[str]:
    tr = words.translate
    parts = []
    progress = job.progress
    if progress is not None:
        parts.append(words.said(progress.message))
        if progress.total:
            done, total = words.number(progress.done), words.number(progress.total)
            parts.append(tr("{done} of {total}").format(done=done, total=total))
        elif progress.done:
            parts.append(words.number(progress.done))
    left = seconds_left(job)
    if left is not None:
        parts.append(tr("{time} left").format(time=words.seconds(left)))
    return parts or [words.seconds(job.elapsed)]
