"""Records whose entry in the index is stale; triggers fill it, the indexer reads it."""

from instrstudio.storage.database import Database


class Outbox:
    """A queue of record ids; readers keep their own position in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, after: int, limit: int = 10_000) -> list[tuple[int, int]]:
        """Return (sequence number, record id) behind `after`, oldest first.

        An id stands there once for each time it changed; what it has become, or that
        it is gone, is read from the records.
        """
        return self._database.rows(
            "SELECT seq, record_id FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?",
            (after, limit),
        )

    def last(self) -> int:
        """Return the last sequence number given out, 0 at first; pruning keeps it."""
        found: int | None = self._database.value(
            "SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"
        )
        return found or 0

    def prune(self, upto: int) -> None:
        """Forget all entries up to and with the sequence number `upto`."""
        with self._database.atomic():
            self._database.execute("DELETE FROM outbox WHERE seq <= ?", (upto,))
