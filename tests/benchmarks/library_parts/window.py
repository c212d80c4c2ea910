"""The whole program without a screen, and jobs driven in it as a person drives them."""

import os
import resource
import time
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from instrstudio.domain.job import Progress
from instrstudio.ui.app import Program, make_app
from instrstudio.ui.jobs import Factory, JobHandle, JobState

from .lateness import TICK_MS, Lateness, stay, stay_until

FOREVER = 3 * 3600.0


class Ticks(QObject):
    """Ticks every 16 ms in the main thread; notes when, and the gap before."""

    def __init__(self) -> None:
        super().__init__()
        self._noted = array("d")
        self._before = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to tick."""
        self._before = time.perf_counter()
        self._timer.start()

    def stop(self) -> Lateness:
        """Stop and return what was noted since the last `take`."""
        self._timer.stop()
        found = Lateness()
        for gap in self.take()[1::2]:
            found.add(gap)
        return found

    def take(self) -> "array[float]":
        """Return when each tick came (seconds) and the gap before it (ms), in turn."""
        taken, self._noted = self._noted, array("d")
        return taken

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._noted.append(time.monotonic())
        self._noted.append((now - self._before) * 1000)
        self._before = now


@dataclass(slots=True)
class Driven:
    """What became of a job; `progress` counts the events that said how far it was."""

    state: JobState
    result: Any
    progress: int
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Cpu:
    """CPU seconds of the window's process, and of its children that have ended."""

    window: float
    children: float

    @classmethod
    def now(cls) -> "Cpu":
        """Return what was spent so far."""
        kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
        return cls(*(u.ru_utime + u.ru_stime for u in map(resource.getrusage, kinds)))

    def of_job(self) -> float:
        """Return what a job took since then: a child's, or else all of the window's.

        A window paints and ticks beside a child for as long as that takes, which on a
        busy machine is long.
        """
        spent = Cpu.now()
        return (spent.children - self.children) or (spent.window - self.window)


def peak_mib() -> float:
    """Return the most memory that this process, or a child of it, ever held."""
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


class Window:
    """The program with a project open and the library shown."""

    def __init__(self, project: Path) -> None:
        self._app = make_app()
        self.program = Program(self._app, project, {"language": "en", "theme": "dark"})
        self.session = self.program.session
        self.program.window.resize(1440, 900)
        self.at_opening = Cpu.now()
        self._counted: dict[JobHandle, int] = {}
        self.session.lanes.job_added.connect(self._on_job)

    def open(self) -> None:
        """Show the window and open the project in the library."""
        self.at_opening = Cpu.now()
        self.program.start()
        stay_until(lambda: self.session.is_open, FOREVER)
        self.program.window.show_area("library")

    def rest(self) -> None:
        """Wait until the window has nothing to do."""
        stay_until(lambda: not self.session.lanes.jobs, FOREVER)

    def close(self) -> None:
        """Close the window; what runs is asked to stop."""
        self.program.window.close()

    def drive(
        self,
        factory: Factory,
        title: str,
        lane: str,
        stop_when: Callable[[Progress], bool] = lambda _progress: False,
    ) -> Driven:
        """Run a job to its end, or cancel it once it is far enough."""
        before, begun = Cpu.now(), time.perf_counter()
        job = self.session.start(factory, title=title, lane=lane)
        while not job.is_over:
            stay(0.05)
            is_running = job.state is JobState.RUNNING and job.progress is not None
            if is_running and stop_when(job.progress or Progress(done=0)):
                job.cancel()
        if job.error is not None:
            raise job.error
        return Driven(
            state=job.state,
            result=job.result,
            progress=self._counted.get(job, 0),
            wall=time.perf_counter() - begun,
            cpu=before.of_job(),
        )

    def progress_of(self, job: JobHandle) -> int:
        """Return how many events said how far a job was."""
        return self._counted.get(job, 0)

    @Slot(object)
    def _on_job(self, job: JobHandle) -> None:
        self._counted[job] = 0
        job.events.connect(lambda events, job=job: self._count(job, events))

    def _count(self, job: JobHandle, events: list[object]) -> None:
        """Count what says how far a job is."""
        self._counted[job] += sum(isinstance(event, Progress) for event in events)


def written(share: float) -> Callable[[Progress], bool]:
    """Return what asks whether so much is done, counting beforehand left aside."""

    def is_far(progress: Progress) -> bool:
        if not progress.total or "Counting" in str(progress.message):
            return False
        return progress.done >= share * progress.total

    return is_far


def at_home(folder: Path) -> None:
    """Keep settings and index in `folder`."""
    os.environ["INSTRSTUDIO_HOME"] = str(folder / "home")
