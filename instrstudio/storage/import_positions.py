"""How far imports came that did not end: where to go on."""

from instrstudio.storage.clock import now
from instrstudio.storage.database import Database


class ImportPositions:
    """A position, in the format's own units, by the digest of a file.

    Written in the transaction that adds the rows before it, a position is never ahead
    of the records nor behind them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, digest: str) -> int | None:
        """Return where to go on, or None for a file not begun."""
        found: int | None = self._database.value(
            "SELECT position FROM import_position WHERE digest = ?", (digest,)
        )
        return found

    def operation(self, digest: str) -> int:
        """Return the operation the import belongs to, 0 when it is not known."""
        found: int | None = self._database.value(
            "SELECT operation FROM import_position WHERE digest = ?", (digest,)
        )
        return found or 0

    def put(self, digest: str, position: int, operation: int = 0) -> None:
        """Note where to go on."""
        with self._database.atomic():
            self._database.execute(
                "INSERT OR REPLACE INTO import_position"
                " (digest, position, operation, at) VALUES (?, ?, ?, ?)",
                (digest, position, operation or None, now()),
            )

    def drop(self, digest: str) -> None:
        """Forget a file: its import is done."""
        with self._database.atomic():
            self._database.execute(
                "DELETE FROM import_position WHERE digest = ?", (digest,)
            )
