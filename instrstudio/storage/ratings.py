"""What people think of a content, whoever files it where."""

from dataclasses import dataclass

from instrstudio.storage.clock import now
from instrstudio.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One person's (`profile`) verdict by one criterion."""

    content_hash: str
    profile: str
    criterion: str
    value: float
    at: str


class Ratings:
    """Verdicts by content, so that a record deleted and added again keeps them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self, content_hash: str, profile: str, criterion: str, value: float
    ) -> None:
        """Note a verdict in place of the same person's last one."""
        with self._database.atomic():
            self._database.execute(
                "INSERT OR REPLACE INTO rating"
                " (content_hash, profile, criterion, value, at) VALUES (?, ?, ?, ?, ?)",
                (content_hash, profile, criterion, value, now()),
            )

    def of(self, content_hash: str) -> list[Rating]:
        """Return all verdicts on a content."""
        rows = self._database.rows(
            "SELECT content_hash, profile, criterion, value, at FROM rating"
            " WHERE content_hash = ? ORDER BY profile, criterion",
            (content_hash,),
        )
        return [
            Rating(
                content_hash=row[0],
                profile=row[1],
                criterion=row[2],
                value=row[3],
                at=row[4],
            )
            for row in rows
        ]
