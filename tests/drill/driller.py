"""Starts workloads, kills them at random moments within their work, and keeps count."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple, Protocol

from drill.checks import Lost, Wrong

_MOST = 3
"""So many times the wanted kills are tried at most; some come after the end."""


class Ended(NamedTuple):
    """How a workload ended: `seconds` and `operations` of files since it began."""

    status: int
    begun: bool
    seconds: float
    operations: int


class Case(Protocol):
    """A workload with what surrounds it, in a folder of its own."""

    folder: Path

    def before(self) -> None:
        """Make the project ready for the next accident."""

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See that nothing is lost; return whether the index was built anew."""


@dataclass(slots=True)
class Tally:
    """What came of a workload: `drawn` moments, `killed` of them before the end."""

    name: str
    drawn: int = 0
    killed: int = 0
    by_clock: int = 0
    rebuilt: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    length: float = 0.0
    operations: int = 0
    seconds: float = 0.0


class Driller:
    """Starts workloads in `home` by a process that forks them.

    `under` is a command that starts that process, such as one for a name space.
    """

    def __init__(self, home: Path, seed: int, under: Sequence[str] = ()) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self._forking = subprocess.Popen(
            [*under, sys.executable, "-m", "drill.forking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "INSTRSTUDIO_HOME": str(self.user),
                "PYTHONPATH": str(Path(__file__).parents[1]),
            },
        )

    @property
    def user(self) -> Path:
        """Where the program keeps its own: the checks must use it too."""
        return self.home / "user"

    def close(self) -> None:
        """End the process that forks."""
        self._forking.communicate()

    def start(self, work: str, folder: Path, **kill: float) -> None:
        """Start a workload; `kill` says when it ends: ``seconds`` or ``operations``."""
        (folder / "acks").unlink(missing_ok=True)
        request = {"work": work, "folder": str(folder), "seed": self.chance.random()}
        assert self._forking.stdin is not None
        self._forking.stdin.write(json.dumps({**request, **kill}) + "\n")
        self._forking.stdin.flush()

    def ended(self) -> Ended:
        """Wait for the workload's end."""
        assert self._forking.stdout is not None
        return Ended(**json.loads(self._forking.stdout.readline()))

    def run(self, work: str, folder: Path, **kill: float) -> Ended:
        """Start a workload and wait for its end.

        Raises:
            Lost: It failed by itself.
        """
        self.start(work, folder, **kill)
        ended = self.ended()
        if ended.status not in ((0, -9) if kill else (0,)) or not ended.begun:
            raise Lost(f"{work} failed by itself: {ended}")
        return ended

    def drill(self, make: Callable[[Path], Case], wanted: int) -> Tally:
        """Kill a workload until so many kills fell before its end; return the count.

        Half of the kills come by the clock, half before a file operation. How long the
        work is was measured before, and is again where a kill came too late.
        """
        name = make.__name__.lower()
        tally, start = Tally(name), time.monotonic()
        case = self._made(make, name)
        while tally.killed < wanted and tally.drawn < wanted * _MOST:
            try:
                if not tally.length:
                    self._measure(case, tally)
                self._strike(case, tally)
            except Wrong as error:
                tally.wrong.append(str(error))
            except Exception as error:  # noqa: BLE001 - whatever it is, it was not lost
                tally.lost.append(f"{type(error).__name__}: {error}")
            else:
                continue
            tally.length = 0.0
            if len(tally.lost) + len(tally.wrong) > _MOST:
                break
            case = self._made(make, name)
        tally.seconds = time.monotonic() - start
        return tally

    def _made(self, make: Callable[[Path], Case], name: str) -> Case:
        """Return a case in a folder of its own."""
        return make(Path(mkdtemp(prefix=f"{name}-", dir=self.home)))

    def _measure(self, case: Case, tally: Tally) -> None:
        """Let a work run to its end once, and see that it does what it should."""
        case.before()
        ended = self.run(tally.name, case.folder)
        tally.length, tally.operations = ended.seconds, ended.operations
        case.after(acknowledged(case.folder), self.chance)

    def _strike(self, case: Case, tally: Tally) -> None:
        """Kill a work once."""
        case.before()
        by_clock = not tally.operations or self.chance.random() < 0.5
        if by_clock:
            kill: dict[str, float] = {"seconds": self.chance.uniform(0, tally.length)}
        else:
            kill = {"operations": self.chance.randint(1, tally.operations)}
        ended = self.run(tally.name, case.folder, **kill)
        tally.drawn += 1
        if ended.status:
            tally.killed += 1
            tally.by_clock += by_clock
        else:
            tally.length = min(tally.length, ended.seconds)
            tally.operations = ended.operations
        told = acknowledged(case.folder)
        tally.rebuilt += case.after(told, self.chance)


def acknowledged(folder: Path) -> list[Any]:
    """Return what a workload told before it was killed."""
    acks = folder / "acks"
    if not acks.exists():
        return []
    return [json.loads(line) for line in acks.read_text("utf-8").splitlines()]
