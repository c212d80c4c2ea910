"""One project file: a connection a thread, transactions, backup."""

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.job import run
from instrstudio.storage.copying import written
from instrstudio.storage.faults import translated

if TYPE_CHECKING:
    import sqlite_utils

BUSY_TIMEOUT_MS = 5000
CACHE_KIBIBYTES = 32_768
LOG_BYTES = 64 * 2**20

Parameters = Sequence[Any] | dict[str, Any]


class Database:
    """The file at `path`; each thread that uses it gets a connection of its own."""

    def __init__(self, path: Path, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        self._busy_timeout_ms = busy_timeout_ms
        self._local = threading.local()
        self._lock = threading.Lock()
        # Weak: the connection of a thread that ended without a word goes with it.
        self._open: weakref.WeakSet[sqlite_utils.Database] = weakref.WeakSet()

    @property
    def connection(self) -> "sqlite_utils.Database":
        """The calling thread's connection, opened on first use.

        Raises:
            StorageError: The file cannot be opened.
        """
        found: sqlite_utils.Database | None = getattr(self._local, "connection", None)
        if found is None:
            with translated(self.path):
                found = self._connect()
            self._local.connection = found
            with self._lock:
                self._open.add(found)
        return found

    def _connect(self) -> "sqlite_utils.Database":
        """Open and prepare one connection."""
        import sqlite_utils

        raw = sqlite3.connect(
            self.path,
            timeout=self._busy_timeout_ms / 1000,
            isolation_level=None,  # transactions begin where `atomic` says so
            check_same_thread=False,  # so that `close` may close them all
        )
        try:
            raw.execute("PRAGMA journal_mode = wal")
            raw.execute("PRAGMA synchronous = normal")
            raw.execute("PRAGMA foreign_keys = on")
            raw.execute("PRAGMA temp_store = memory")
            raw.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
            # The log of one big change does not keep its size for ever.
            raw.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
            return sqlite_utils.Database(raw, execute_plugins=False)
        except BaseException:
            raw.close()
            raise

    def execute(self, sql: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run one statement."""
        with translated(self.path):
            return self.connection.conn.execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        """Run one statement for each of `rows`."""
        with translated(self.path):
            return self.connection.conn.executemany(sql, rows)

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """Return all rows of a query as tuples."""
        with translated(self.path):
            return self.connection.conn.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first row of a query as a tuple, or None."""
        with translated(self.path):
            return self.connection.conn.execute(sql, parameters).fetchone()

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, or None."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    @contextmanager
    def atomic(self, *, joins: bool = False) -> Iterator[None]:
        """Make everything inside happen together or not at all.

        The outermost block takes the write lock at once: one that reads first and
        writes later would be refused, without waiting, when another process wrote in
        between. Inner blocks are savepoints: one may fail and the rest go on.

        Args:
            joins: An inner block makes no savepoint, and if it fails all must. For big
                changes: SQLite keeps the old state of every page that is touched within
                a savepoint, which for a million records is gigabytes of memory.

        Raises:
            ProjectLocked: Another process kept the lock longer than the timeout.
            RuntimeError: A block that joins failed and somebody went on.
        """
        connection = self.connection
        with translated(self.path):
            if connection.conn.in_transaction:
                with self._joined() if joins else connection.atomic():
                    yield
                return
            connection.conn.execute("BEGIN IMMEDIATE")
            self._local.failed = False
            try:
                yield
                if self._local.failed:
                    raise RuntimeError("a part of the transaction failed")
                connection.conn.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def _joined(self) -> Iterator[None]:
        """Let the whole transaction fail with what is inside."""
        try:
            yield
        except BaseException:
            self._local.failed = True
            raise

    def backup(self, target: Path) -> None:
        """Write a whole copy of what is committed to `target`, through a new name.

        Raises:
            StorageError: It cannot be written.
        """
        run(written(self.path, target))

    def close_thread(self) -> None:
        """Close the calling thread's connection, if it has one."""
        found: sqlite_utils.Database | None = getattr(self._local, "connection", None)
        if found is not None:
            self._local.connection = None
            with self._lock:
                self._open.discard(found)
            found.close()

    def close(self, *, statistics: bool = True) -> None:
        """Close every thread's connection; the last one folds the WAL into the file.

        Without `statistics` a file that was only looked at stays as it is.
        """
        with self._lock:
            open_now = list(self._open)
            self._open.clear()
        with suppress(sqlite3.Error):  # only statistics for the query planner
            if open_now and statistics:
                open_now[0].conn.execute("PRAGMA optimize")
        for connection in open_now:
            connection.close()
        self._local = threading.local()
