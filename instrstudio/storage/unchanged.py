"""What was counted of all records, good until one of them changes."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from instrstudio.storage.database import Database
from instrstudio.storage.outbox import Outbox

ValueT = TypeVar("ValueT")


class Unchanged:
    """Keeps counts: a search tells how many records there are at every keystroke.

    Every change of a record gets a number in the outbox, whoever made it. So what was
    counted is right as long as the last number stands; it falls only where a backup is
    put back. Safe to share between threads.
    """

    def __init__(self, database: Database) -> None:
        self._database, self._outbox = database, Outbox(database)
        self._kept: tuple[int, dict[Hashable, Any]] = (-1, {})

    def get(self, key: Hashable, count: Callable[[], ValueT]) -> ValueT:
        """Return what `count` returns, or what it returned for `key` before.

        Inside a transaction nothing is kept: its changes may be taken back.
        """
        if self._database.connection.conn.in_transaction:
            return count()
        last = self._outbox.last()
        at, known = self._kept
        if at != last:
            known = {}
            self._kept = (last, known)
        if key not in known:
            # A change in between is counted here already, and its number counts anew.
            known[key] = count()
        kept: ValueT = known[key]
        return kept
