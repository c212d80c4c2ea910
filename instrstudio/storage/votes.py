"""Which of two texts people preferred, whatever queue they were asked in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from instrstudio.storage.clock import now
from instrstudio.storage.database import Database

_COLUMNS = "first, second, profile, criterion, verdict, on_left, reasons, at"
_ORDER = "ORDER BY first, second, profile, criterion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One person's verdict on two contents, `first` < `second`.

    `verdict` is ``first``, ``second``, ``tie`` or ``both_bad``; `on_left` is the
    content that stood left; an empty `at` means now.
    """

    first: str
    second: str
    profile: str
    criterion: str
    verdict: str
    on_left: str
    reasons: tuple[str, ...] = ()
    at: str = ""


class Votes:
    """Votes by content, so that a queue made again knows them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, vote: Vote) -> None:
        """Note a vote in place of the same person's last one on these contents."""
        with self._database.atomic():
            self._database.execute(
                f"INSERT OR REPLACE INTO vote ({_COLUMNS})"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    vote.first,
                    vote.second,
                    vote.profile,
                    vote.criterion,
                    vote.verdict,
                    vote.on_left,
                    json.dumps(vote.reasons),
                    vote.at or now(),
                ),
            )

    def find(
        self, first: str, second: str, profile: str, criterion: str
    ) -> Vote | None:
        """Return a person's vote on two contents, if there is one."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM vote WHERE first = ? AND second = ?"
            " AND profile = ? AND criterion = ?",
            (first, second, profile, criterion),
        )
        return None if row is None else _vote(row)

    def remove(self, first: str, second: str, profile: str, criterion: str) -> None:
        """Take a vote back, if there is one."""
        with self._database.atomic():
            self._database.execute(
                "DELETE FROM vote WHERE first = ? AND second = ?"
                " AND profile = ? AND criterion = ?",
                (first, second, profile, criterion),
            )

    def all(self) -> list[Vote]:
        """Return every vote by contents, person and criterion."""
        return _votes(self._database.rows(f"SELECT {_COLUMNS} FROM vote {_ORDER}"))

    def of_queue(self, queue: str) -> list[Vote]:
        """Return the votes on two contents that both stand in a queue."""
        # The plus keeps SQLite from looking up every two contents of the queue.
        inside = "(SELECT content_hash FROM rating_item WHERE queue = :queue)"
        return _votes(
            self._database.rows(
                f"SELECT {_COLUMNS} FROM vote"
                f" WHERE first IN {inside} AND +second IN {inside} {_ORDER}",
                {"queue": queue},
            )
        )


def _votes(rows: Iterable[tuple[Any, ...]]) -> list[Vote]:
    """Return the votes of some rows."""
    return [_vote(row) for row in rows]


def _vote(row: tuple[Any, ...]) -> Vote:
    """Return the vote of a row."""
    return Vote(
        first=row[0],
        second=row[1],
        profile=row[2],
        criterion=row[3],
        verdict=row[4],
        on_left=row[5],
        reasons=tuple(json.loads(row[6])),
        at=row[7],
    )
