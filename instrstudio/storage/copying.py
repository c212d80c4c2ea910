"""Copies one SQLite file into another, whole and while both are in use, as a job.

SQLite's backup is one call that goes on to its end and can be told nothing, so it runs
in a thread of its own here and the job looks at how far it is.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path

from instrstudio.domain.errors import ProjectLocked, StorageError
from instrstudio.domain.job import Progress
from instrstudio.domain.wording import Message, message
from instrstudio.storage.faults import translated

PAGES = 1_000
"""Pages to a step; the thread can be stopped between two."""

_LOOK = 0.05
_PATIENCE = 10.0
"""Seconds that the target may be in use by others."""

Copying = Generator[Progress, None, None]


def copying(source: Path, target: Path, label: Message) -> Copying:
    """Make `target` what `source` is at this moment; later writes to it stay out.

    `target` may be a database in use: it changes in one transaction, so whoever kills
    or cancels this leaves it as it was.

    Raises:
        StorageError: One of the files cannot be read or written.
        ProjectLocked: `target` is being written to by others for too long.
    """
    copy = _Copy(source, target)
    copy.start()
    try:
        while copy.is_alive():
            copy.join(_LOOK)
            yield Progress(done=copy.done, total=copy.total, message=label)
    finally:
        copy.stopped = True
        copy.join()
    if copy.error is not None:
        raise copy.error


def written(source: Path, target: Path) -> Copying:
    """Write a whole copy of the database `source` to the new file `target`.

    Raises:
        StorageError: It cannot be written.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_partial(partial)
        yield from copying(source, partial, message("Making a backup…"))
        with translated(partial), closing(sqlite3.connect(partial)) as copy:
            copy.execute("PRAGMA journal_mode = delete")
        put_in_place(partial, target)
    except OSError as error:
        raise StorageError(
            message(
                "The backup “{path}” cannot be written: {reason}.",
                path=str(target),
                reason=error.strerror or str(error),
            )
        ) from error
    finally:
        with suppress(OSError):
            _remove_partial(partial)


def put_in_place(partial: Path, target: Path) -> None:
    """Make the bytes of `partial` durable and give them the name `target`.

    Raises:
        OSError: The disk refuses.
    """
    with partial.open("rb+") as file:
        os.fsync(file.fileno())
    partial.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _remove_partial(partial: Path) -> None:
    """Remove a copy that was not finished."""
    for end in ("", "-journal", "-wal", "-shm"):
        partial.with_name(partial.name + end).unlink(missing_ok=True)


class _Stopped(Exception):
    """The job was cancelled."""


class _Copy(threading.Thread):
    """One call of SQLite's backup, and how far it is."""

    def __init__(self, source: Path, target: Path) -> None:
        super().__init__(name="copying", daemon=True)
        self._source, self._target = source, target
        self._waiting_since = 0.0
        self.done, self.total = 0, 1
        self.stopped = False
        self.error: Exception | None = None

    def run(self) -> None:
        """Copy; what goes wrong is kept for the job."""
        try:
            with translated(self._target):
                self._copy()
        except _Stopped:
            pass
        except Exception as error:  # noqa: BLE001 - raised again by the job
            self.error = error

    def _copy(self) -> None:
        """Copy everything that is committed now."""
        with (
            closing(sqlite3.connect(self._source, isolation_level=None)) as source,
            closing(sqlite3.connect(self._target, isolation_level=None)) as target,
        ):
            # A read that stays open pins the state: otherwise every write by others
            # would begin the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            source.backup(target, pages=PAGES, progress=self._step)

    def _step(self, status: int, remaining: int, total: int) -> None:
        """Note how far it is, after each step."""
        if self.stopped:
            raise _Stopped
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            now = time.monotonic()
            self._waiting_since = self._waiting_since or now
            if now - self._waiting_since > _PATIENCE:
                raise ProjectLocked(
                    message(
                        "Another program is writing to the project “{folder}”: "
                        "try again when it has finished.",
                        folder=str(self._target.parent),
                    )
                )
            return
        self._waiting_since = 0.0
        self.done, self.total = total - remaining, max(total, 1)
