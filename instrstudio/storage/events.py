"""What people did with candidates: a log to learn from, nothing but appended."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from instrstudio.storage.clock import now
from instrstudio.storage.database import Database

_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing done: `kind` is ``choice``, ``edit``, ``save``, ``reject`` or ``rate``.

    `candidate_rank` counts from 1, in the order shown; `at` is an ISO 8601 time in UTC.
    """

    seq: int
    kind: str
    profile: str
    at: str
    construction: int | None = None
    candidate_rank: int | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)


class Events:
    """The log of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self,
        kind: str,
        profile: str,
        at: str = "",
        construction: int | None = None,
        candidate_rank: int | None = None,
        payload: Mapping[str, object] = _NOTHING,
    ) -> int:
        """Log an event, now unless `at` says otherwise; return its number."""
        with self._database.atomic():
            cursor = self._database.execute(
                "INSERT INTO event (kind, profile, at, construction, candidate_rank,"
                " payload) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    kind,
                    profile,
                    at or now(),
                    construction,
                    candidate_rank,
                    json.dumps(dict(payload), default=str),
                ),
            )
            return int(cursor.lastrowid or 0)

    def since(self, seq: int = 0) -> list[Event]:
        """Return the events behind number `seq`, oldest first."""
        rows = self._database.rows(
            "SELECT seq, kind, profile, at, construction, candidate_rank, payload"
            " FROM event WHERE seq > ? ORDER BY seq",
            (seq,),
        )
        return [
            Event(
                seq=row[0],
                kind=row[1],
                profile=row[2],
                at=row[3],
                construction=row[4],
                candidate_rank=row[5],
                payload=json.loads(row[6]),
            )
            for row in rows
        ]
