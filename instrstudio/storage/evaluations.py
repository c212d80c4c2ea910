"""Runs of evaluation with a row for each method and task."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from instrstudio.domain.errors import NotFound
from instrstudio.domain.evaluation import Evaluation, ScoredRow, Summary
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database

_CANCELLED, _TABLES = "cancelled", "tables"
_RUN = "SELECT id, name, at, settings, summary FROM evaluation"
_LISTED = (
    "SELECT id, name, at, settings, CASE summary WHEN '' THEN '' ELSE"
    " json_object('cancelled', json_extract(summary, '$.cancelled')) END"
    " FROM evaluation ORDER BY id DESC"
)
_ROW = (
    "SELECT method, place, task, reference_texts, text, scores FROM evaluation_row"
    " WHERE evaluation = ?"
)
_SCORE = "(SELECT value FROM json_each(scores) WHERE key = ?)"


class Evaluations:
    """All runs of a project; a run's rows are added as they are scored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, settings: Mapping[str, object]) -> int:
        """Begin a run and return its id."""
        with self._database.atomic():
            cursor = self._database.execute(
                "INSERT INTO evaluation (name, at, settings, summary)"
                " VALUES (?, ?, ?, '')",
                (name, now(), json.dumps(dict(settings))),
            )
            return int(cursor.lastrowid or 0)

    def put(self, run: int, rows: Sequence[ScoredRow]) -> None:
        """Add rows to a run, all of them or none."""
        with self._database.atomic():
            for row in rows:
                self._database.execute(
                    "INSERT INTO evaluation_row (evaluation, method, place, task,"
                    " reference_texts, text, scores) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        run,
                        row.method,
                        row.place,
                        # ASCII: a text may hold what UTF-8 has no form for
                        json.dumps(row.task.as_dict()),
                        json.dumps(row.references),
                        json.dumps(row.text),
                        json.dumps(dict(row.scores)),
                    ),
                )

    def finish(self, run: int, summary: Summary, *, cancelled: bool = False) -> None:
        """Note what a run came to, and whether it was stopped before its end."""
        kept = {**summary.as_dict(), _CANCELLED: cancelled}
        with self._database.atomic():
            self._database.execute(
                "UPDATE evaluation SET summary = ? WHERE id = ?",
                (json.dumps(kept), run),
            )

    def rename(self, run: int, name: str) -> None:
        """Give a run another name.

        Raises:
            NotFound: There is no such run.
        """
        with self._database.atomic():
            self.get(run)
            self._database.execute(
                "UPDATE evaluation SET name = ? WHERE id = ?", (name, run)
            )

    def remove(self, run: int) -> None:
        """Remove a run with its rows, if there is one."""
        with self._database.atomic():
            self._database.execute("DELETE FROM evaluation WHERE id = ?", (run,))

    def all(self) -> list[Evaluation]:
        """Return all runs without their summaries, the newest first."""
        return [_run(row) for row in self._database.rows(_LISTED)]

    def get(self, run: int) -> Evaluation:
        """Return a run.

        Raises:
            NotFound: There is none.
        """
        row = self._database.row(f"{_RUN} WHERE id = ?", (run,))
        if row is None:
            raise NotFound(message("There is no evaluation {id}.", id=run))
        return _run(row)

    def rows(self, run: int) -> Iterator[ScoredRow]:
        """Yield all rows of a run by place, then method."""
        for row in self._database.rows(f"{_ROW} ORDER BY place, method", (run,)):
            yield _scored(row)

    def count(self, run: int, method: str) -> int:
        """Return how many rows of a method a run has."""
        return int(
            self._database.value(
                "SELECT count(*) FROM evaluation_row"
                " WHERE evaluation = ? AND method = ?",
                (run, method),
            )
        )

    def page(
        self,
        run: int,
        method: str,
        offset: int,
        limit: int,
        metric: str = "",
        *,
        descending: bool = False,
    ) -> list[ScoredRow]:
        """Return some rows of a method, by place or by their score in `metric`.

        Rows without that score come last.
        """
        if not metric:
            rows = self._database.rows(
                f"{_ROW} AND method = ? ORDER BY place LIMIT ? OFFSET ?",
                (run, method, limit, offset),
            )
        else:
            way = "DESC" if descending else "ASC"
            rows = self._database.rows(
                f"{_ROW} AND method = ? ORDER BY {_SCORE} {way} NULLS LAST, place"
                " LIMIT ? OFFSET ?",
                (run, method, metric, limit, offset),
            )
        return [_scored(row) for row in rows]

    def at(self, run: int, place: int) -> list[ScoredRow]:
        """Return what all methods said at one place."""
        rows = self._database.rows(
            f"{_ROW} AND place = ? ORDER BY method", (run, place)
        )
        return [_scored(row) for row in rows]

    def values(self, run: int, metric: str) -> list[tuple[str, int, float]]:
        """Return method, place and score of every row that has a score in `metric`."""
        rows = self._database.rows(
            f"SELECT method, place, {_SCORE} AS score FROM evaluation_row"
            " WHERE evaluation = ? AND score IS NOT NULL ORDER BY method, place",
            (metric, run),
        )
        return [(method, place, float(score)) for method, place, score in rows]


def _run(row: tuple[Any, ...]) -> Evaluation:
    """Return the run of a row."""
    summary = json.loads(row[4]) if row[4] else None
    return Evaluation(
        id=row[0],
        name=row[1],
        at=row[2],
        settings=json.loads(row[3]),
        summary=Summary.from_dict(summary) if summary and _TABLES in summary else None,
        # one that has no summary was broken off before it could be made
        cancelled=summary is None or bool(summary.get(_CANCELLED)),
    )


def _scored(row: tuple[Any, ...]) -> ScoredRow:
    """Return the scored row of a row."""
    return ScoredRow(
        method=row[0],
        place=row[1],
        task=Task.from_dict(json.loads(row[2])),
        references=tuple(json.loads(row[3])),
        text=json.loads(row[4]),
        scores=json.loads(row[5]),
    )
