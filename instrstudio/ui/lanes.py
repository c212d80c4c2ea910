"""Queues of jobs, one for each kind of work.

``write``, ``train``, ``bulk`` and ``crawl`` run one job at a time, in order. In
``query`` a few run at once; of those with the same key only the newest counts.
"""

import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from instrstudio.services.workspace import Workspace
from instrstudio.ui.jobs import JobHandle, JobThread

PULL_MS = 66
INDEX_KEYS = ("index", "rebuild")
"""Jobs with these keys keep the index: stopped, they go on next time."""

LIMITS = {"query": 4, "write": 1, "train": 1, "bulk": 1, "crawl": 1, "open": 1}


class Lanes(QObject):
    """Starts jobs when their lane is free and keeps their threads alive."""

    job_added = Signal(object)
    job_ended = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self._jobs: list[JobHandle] = []
        self._threads: set[JobThread] = set()
        self._is_draining = False
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_MS)
        self._timer.timeout.connect(self._pull)

    @property
    def jobs(self) -> tuple[JobHandle, ...]:
        """The jobs that wait or run, oldest first."""
        return tuple(self._jobs)

    def add(self, job: JobHandle) -> None:
        """Queue a job and start it as soon as its lane allows."""
        if job.lane not in LIMITS:
            raise ValueError(f"no such lane: {job.lane}")
        for older in [j for j in self._jobs if j.key and j.key == job.key]:
            older.drop()
        job.finished.connect(self._on_finished)
        self._jobs.append(job)
        self.job_added.emit(job)
        self._start_next()

    def set_workspace(self, workspace: Workspace | None) -> None:
        """Work on another project; jobs that waited for one start now."""
        self.workspace = workspace
        self._start_next()

    def cancel_all(self, but: str = "") -> None:
        """Ask every job to stop, save those of the lane `but`."""
        for job in [j for j in self._jobs if j.lane != but]:
            job.cancel()

    def drop_all(self, but: str = "") -> None:
        """Ask every job to stop and forget what it still says, save in lane `but`."""
        for job in [j for j in self._jobs if j.lane != but]:
            job.drop()

    def wait(self, seconds: float = 20.0) -> bool:
        """Stay until every job has ended; say whether all did.

        Signals are delivered meanwhile, so that one write can follow another; no job
        of another lane begins.
        """
        self._is_draining = True
        until = time.monotonic() + seconds
        # a thread may be gone before what it said last is heard: only then is its lane
        # free for the next write
        while (self._threads or self._is_owed) and time.monotonic() < until:
            for thread in list(self._threads):
                thread.wait(20)
            QCoreApplication.sendPostedEvents()
            self._on_thread_finished()
        self._timer.stop()
        self._is_draining = False
        return not self._threads

    @property
    def _is_owed(self) -> bool:
        """Whether a job has not yet said how it ended."""
        return any(job.is_active for job in self._jobs)

    @property
    def is_idle(self) -> bool:
        """Whether no thread runs."""
        return not self._threads

    @property
    def has_long_work(self) -> bool:
        """Whether something runs that a person would not want to lose."""
        return any(
            job.is_active
            and not job.quiet
            and job.lane in ("train", "bulk")
            and job.key not in INDEX_KEYS
            for job in self._jobs
        )

    def _start_next(self) -> None:
        """Start every waiting job whose lane has room."""
        for job in list(self._jobs):
            if not job.is_over and not job.is_active and self._may_start(job):
                self._start(job)

    def _may_start(self, job: JobHandle) -> bool:
        if self._is_draining and job.lane != "write":
            return False
        if self.workspace is None and job.lane != "open":
            return False
        active = [j for j in self._jobs if j.is_active and j.lane == job.lane]
        if job.key and any(j.key == job.key for j in active):
            return False
        return len(active) < LIMITS[job.lane]

    def _start(self, job: JobHandle) -> None:
        thread = job.begin(self.workspace)
        self._threads.add(thread)
        thread.finished.connect(self._on_thread_finished)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _pull(self) -> None:
        for job in list(self._jobs):
            job.pull()
        # a thread says that it has finished a moment before it has
        if any(thread.isFinished() for thread in self._threads):
            self._on_thread_finished()
        if not self._threads:
            self._timer.stop()

    @Slot()
    def _on_finished(self) -> None:
        for job in [j for j in self._jobs if j.is_over]:
            self._jobs.remove(job)
            self.job_ended.emit(job)
        self._start_next()

    @Slot()
    def _on_thread_finished(self) -> None:
        # the last reference may only go once the thread has ended
        ended = [thread for thread in self._threads if thread.isFinished()]
        for thread in ended:
            thread.wait()
            self._threads.discard(thread)
        self._start_next()
        if ended and not self._threads:
            self.idle.emit()
