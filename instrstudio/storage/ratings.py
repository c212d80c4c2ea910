"""What people think of a content, whoever files it where."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from instrstudio.domain.rating import OVERALL
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
        self.restore(
            Rating(
                content_hash=content_hash,
                profile=profile,
                criterion=criterion,
                value=value,
                at=now(),
            )
        )

    def remove(self, content_hash: str, profile: str, criterion: str) -> None:
        """Take a verdict back, if there is one."""
        with self._database.atomic():
            self._database.execute(
                "DELETE FROM rating"
                " WHERE content_hash = ? AND profile = ? AND criterion = ?",
                (content_hash, profile, criterion),
            )

    def of_records(self, ids: Sequence[int]) -> dict[int, float]:
        """Return the mean of all people's stars on the records that have any.

        Verdicts by other criteria (an audit, a scale) are no stars.
        """
        rows = self._database.rows(
            "SELECT record.id, avg(rating.value) FROM record"
            " JOIN rating ON rating.content_hash = record.content_hash"
            " WHERE record.id IN (SELECT value FROM json_each(?))"
            " AND rating.criterion = ? GROUP BY record.id",
            (json.dumps(list(ids)), OVERALL),
        )
        return dict(rows)

    def of(self, content_hash: str) -> list[Rating]:
        """Return all verdicts on a content."""
        rows = self._database.rows(
            "SELECT content_hash, profile, criterion, value, at FROM rating"
            " WHERE content_hash = ? ORDER BY profile, criterion",
            (content_hash,),
        )
        return _ratings(rows)

    def all(self) -> list[Rating]:
        """Return every verdict by content, person and criterion."""
        return _ratings(
            self._database.rows(
                "SELECT content_hash, profile, criterion, value, at FROM rating"
                " ORDER BY content_hash, profile, criterion"
            )
        )

    def of_queue(self, queue: str) -> list[Rating]:
        """Return the verdicts on the contents of a queue, by whatever criterion."""
        return _ratings(
            self._database.rows(
                "SELECT content_hash, profile, criterion, value, at FROM rating"
                " WHERE content_hash IN"
                " (SELECT content_hash FROM rating_item WHERE queue = ?)"
                " ORDER BY content_hash, profile, criterion",
                (queue,),
            )
        )

    def restore(self, rating: Rating) -> None:
        """Note a verdict with its time, in place of the same person's last one."""
        with self._database.atomic():
            self._database.execute(
                "INSERT INTO rating"
                " (content_hash, profile, criterion, value, at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at",
                (
                    rating.content_hash,
                    rating.profile,
                    rating.criterion,
                    rating.value,
                    rating.at,
                ),
            )

    def put_back(self, rating: Rating) -> None:
        """Note a verdict with its time, unless the same person has given one here."""
        with self._database.atomic():
            self._database.execute(
                "INSERT OR IGNORE INTO rating"
                " (content_hash, profile, criterion, value, at) VALUES (?, ?, ?, ?, ?)",
                (
                    rating.content_hash,
                    rating.profile,
                    rating.criterion,
                    rating.value,
                    rating.at,
                ),
            )

    def mark(self) -> str:
        """Return what tells these verdicts from earlier and later ones."""
        found = self._database.row("SELECT count(*), total(value), max(at) FROM rating")
        return " ".join(map(str, found))

    def rated(self) -> frozenset[str]:
        """Return the contents that have any verdict."""
        rows = self._database.rows("SELECT DISTINCT content_hash FROM rating")
        return frozenset(row[0] for row in rows)


def _ratings(rows: Iterable[tuple[Any, ...]]) -> list[Rating]:
    """Return the verdicts of some rows."""
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
