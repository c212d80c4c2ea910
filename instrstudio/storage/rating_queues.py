"""Queues of texts to rate, and the log of who gave which verdict in them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from instrstudio.domain.rating_queue import RatingItem, RatingQueue
from instrstudio.domain.task import Task
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database

_SELECT = "SELECT name, kind, settings, at FROM rating_queue"
_KIND = "rate"


class RatingQueues:
    """Queues with their items; verdicts hang on contents and are not kept here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[RatingQueue]:
        """Return all queues by name."""
        rows = self._database.rows(f"{_SELECT} ORDER BY name COLLATE NOCASE, name")
        return [_queue(row) for row in rows]

    def find(self, name: str) -> RatingQueue | None:
        """Return the queue of this name, if there is one."""
        row = self._database.row(f"{_SELECT} WHERE name = ?", (name,))
        return None if row is None else _queue(row)

    def add(self, queue: RatingQueue, items: Iterable[RatingItem]) -> None:
        """Keep a queue of a new name with its items, in their order."""
        with self._database.atomic():
            self._database.execute(
                "INSERT INTO rating_queue (name, kind, settings, at)"
                " VALUES (?, ?, ?, ?)",
                (queue.name, queue.kind, _settings(queue), queue.at or now()),
            )
            for place, item in enumerate(items):
                self._database.execute(
                    "INSERT INTO rating_item"
                    " (queue, place, task, content_hash, text, system)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        queue.name,
                        place,
                        json.dumps(item.task.as_dict()),
                        item.content_hash,
                        item.text,
                        item.system,
                    ),
                )

    def change(self, queue: RatingQueue) -> None:
        """Keep other settings of a queue that is there."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE rating_queue SET settings = ? WHERE name = ?",
                (_settings(queue), queue.name),
            )

    def remove(self, name: str) -> None:
        """Forget a queue, if there is one of this name; verdicts stay."""
        with self._database.atomic():
            self._database.execute("DELETE FROM rating_queue WHERE name = ?", (name,))

    def items(self, name: str) -> list[RatingItem]:
        """Return the items of a queue in their order."""
        rows = self._database.rows(
            "SELECT place, task, content_hash, text, system FROM rating_item"
            " WHERE queue = ? ORDER BY place",
            (name,),
        )
        tasks = {
            text: Task.from_dict(json.loads(text)) for text in {r[1] for r in rows}
        }
        return [
            RatingItem(
                place=row[0],
                task=tasks[row[1]],
                content_hash=row[2],
                text=row[3],
                system=row[4],
            )
            for row in rows
        ]

    def last_verdict(
        self, queue: RatingQueue, profile: str
    ) -> tuple[int, Mapping[str, Any]] | None:
        """Return number and payload of a person's last verdict that stands.

        One from before the queue was made belongs to another of its name, and one
        whose number is the ``undoes`` of a later event stands no more.
        """
        rows = self._database.rows(
            "SELECT seq, payload FROM event WHERE kind = ? AND profile = ?"
            " AND at >= ? AND json_extract(payload, '$.queue') = ?"
            " ORDER BY seq DESC",
            (_KIND, profile, queue.at, queue.name),
        )
        undone: set[int] = set()
        for seq, text in rows:
            payload = json.loads(text)
            if "undoes" in payload:
                undone.add(payload["undoes"])
            elif seq not in undone:
                return seq, payload
        return None


def _settings(queue: RatingQueue) -> str:
    """Return what is kept of a queue beside its name and kind."""
    return json.dumps(
        {
            "criteria": queue.criteria,
            "raters": queue.raters,
            "seed": queue.seed,
            "overlap": queue.overlap,
            "source": queue.source,
        }
    )


def _queue(row: tuple[Any, ...]) -> RatingQueue:
    """Return the queue of a row."""
    settings = json.loads(row[2])
    return RatingQueue(
        name=row[0],
        kind=row[1],
        criteria=tuple(settings["criteria"]),
        raters=tuple(settings["raters"]),
        seed=settings["seed"],
        overlap=settings["overlap"],
        source=settings["source"],
        at=row[3],
    )
