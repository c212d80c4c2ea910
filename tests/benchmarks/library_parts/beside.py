"""An idle window in a process of its own, to say what the machine does to any window.

``python -m tests.benchmarks.library_parts.beside FILE`` opens the program on an empty
project and writes down when each tick came and how late it was, until it is killed.
"""

import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from PySide6.QtCore import QEventLoop, QTimer

from instrstudio.ui.app import Program, make_app

from .lateness import Lateness
from .window import Ticks

_FLUSH_MS = 1_000
_TICK = 16
"""Bytes that a tick takes in the file: when it came and the gap before it."""


@contextmanager
def running(ticks: Path) -> Iterator[None]:
    """Have an idle window beside whatever happens inside."""
    command = [sys.executable, "-m", __name__, str(ticks)]
    with subprocess.Popen(command) as process:
        try:
            yield
        finally:
            process.kill()


def between(ticks: Path, start: float, end: float) -> Lateness:
    """Return what the idle window noted from `start` to `end` (monotonic seconds)."""
    noted = array("d")
    data = ticks.read_bytes() if ticks.exists() else b""
    noted.frombytes(data[: len(data) // _TICK * _TICK])
    found = Lateness()
    for at, gap in zip(noted[::2], noted[1::2], strict=True):
        if start <= at <= end:
            found.add(gap)
    return found


def main(ticks: Path) -> None:
    """Live idly and note the ticks in `ticks`."""
    app = make_app()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INSTRSTUDIO_HOME"] = str(Path(folder) / "home")
        program = Program(app, Path(folder) / "project", {"language": "en"})
        program.start()
        watch, timer = Ticks(), QTimer()
        timer.setInterval(_FLUSH_MS)
        with ticks.open("ab") as file:
            timer.timeout.connect(lambda: _flush(watch, file))
            timer.start()
            watch.start()
            QEventLoop().exec()


def _flush(watch: Ticks, file: IO[bytes]) -> None:
    """Write the ticks so far."""
    file.write(watch.take().tobytes())
    file.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
