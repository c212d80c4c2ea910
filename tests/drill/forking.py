"""The process that forks a workload for each request, and kills it where asked.

    python -m drill.forking

Requests and answers are JSON objects, one a line. A workload prepares what it needs,
then says that it begins. It is killed after some seconds from there, or just before
the file operation of some number: opening for writing, renaming, removing and so on.
What it tells is written to ``FOLDER/acks`` at once, one JSON value a line: the kernel
keeps those bytes whatever becomes of the process.
"""

import gc
import json
import os
import random
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

_CHANGES = {
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.truncate",
    "sqlite3.connect",
}
"""What Python tells (PEP 578) when files and folders are changed."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Child:
    """What a workload knows of the process it runs in.

    `folder` is where it works, `chance` its source of chance.
    """

    def __init__(self, request: dict[str, Any], pipe: int) -> None:
        self.folder = Path(request["folder"])
        self.chance = random.Random(request["seed"])
        self._last: int | None = request.get("operations")
        self._pipe = pipe
        self._operations = 0
        self._has_begun = False
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._acks = os.open(self.folder / "acks", flags, 0o666)

    def tell(self, value: object) -> None:
        """Write down something that is done, in a way that outlives the process."""
        os.write(self._acks, (json.dumps(value) + "\n").encode())

    def begin(self) -> None:
        """Say that all is prepared: from here on the process may be killed."""
        sys.addaudithook(self._count)
        self._has_begun = True
        os.write(self._pipe, b"begun\n")

    def end(self) -> None:
        """Say how many file operations there were."""
        self._has_begun = False
        os.write(self._pipe, f"{self._operations}\n".encode())

    def _count(self, event: str, given: tuple[Any, ...]) -> None:
        """Count a file operation, and die before the last one that is wanted."""
        if not self._has_begun or not _is_change(event, given):
            return
        self._operations += 1
        if self._operations == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def _is_change(event: str, given: tuple[Any, ...]) -> bool:
    """Say whether an event is about changing a file."""
    if event == "open":
        _path, mode, flags = given
        return bool(flags & _WRITING) if mode is None else not {*mode} <= {*"rbt"}
    return event in _CHANGES


def _fork(request: dict[str, Any]) -> dict[str, object]:
    """Run a workload in a process of its own; return how it ended."""
    from drill.workloads import WORKLOADS

    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(reading)
            os.close(0)
            child = Child(request, writing)
            WORKLOADS[request["work"]](child)
            child.end()
            status = 0
        except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(status)
    os.close(writing)
    said = os.read(reading, 6)
    start = time.monotonic()
    rest = _heard(reading, pid, request.get("seconds"))
    seconds = time.monotonic() - start
    os.close(reading)
    _pid, status = os.waitpid(pid, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "begun": said == b"begun\n",
        "seconds": seconds,
        "operations": int(rest or b"0"),
    }


def _heard(pipe: int, pid: int, seconds: float | None) -> bytes:
    """Return the last that a child says; kill it if that takes too long."""
    heard = b""
    while True:
        ready, _w, _x = select.select([pipe], [], [], seconds)
        if not ready:
            os.kill(pid, signal.SIGKILL)  # nobody has waited for it: it is still there
            seconds = None
            continue
        piece = os.read(pipe, 100)
        if not piece:
            return heard
        heard += piece


def _prepare() -> None:
    """Import what workloads need, so that it is no part of their time."""
    import instrstudio.search.index
    import instrstudio.services.searching
    import instrstudio.storage.store  # noqa: F401
    from instrstudio.services.file_formats import format_to_write

    for suffix in ("json", "jsonl", "csv"):
        format_to_write(Path(f"x.{suffix}"))


def main() -> None:
    """Answer requests until there are no more."""
    _prepare()
    gc.freeze()
    for line in sys.stdin:
        answer = json.dumps(_fork(json.loads(line)))
        with suppress(BrokenPipeError):
            sys.stdout.write(answer + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
