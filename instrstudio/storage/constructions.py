"""Which candidates were offered for which task, in the order shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.errors import NotFound
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.storage.candidate_json import (
    candidate_from,
    candidate_json,
    failure_from,
    failure_json,
)
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.history import History

_SELECT = (
    "SELECT id, at, task, candidates, failures, seed, template_versions, model,"
    " library_version FROM construction"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedConstruction:
    """A construction as it was shown, and what it was made with.

    `template_versions` maps the ids of the templates used to their versions, `model` is
    the checkpoint used, `library_version` the last operation of the library then.
    """

    id: int
    at: str
    task: Task
    construction: Construction
    template_versions: Mapping[str, str]
    model: str
    library_version: int


class Constructions:
    """A log: rows are added and never changed."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def insert(self, task: Task, construction: Construction) -> int:
        """Log a construction and return its id."""
        shown = construction.candidates
        with self._database.atomic():
            cursor = self._database.execute(
                "INSERT INTO construction (at, task, candidates, failures, seed,"
                " template_versions, model, library_version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    now(),
                    _ascii(task.as_dict()),
                    _ascii([candidate_json(candidate) for candidate in shown]),
                    _ascii([failure_json(failed) for failed in construction.failures]),
                    construction.seed,
                    _ascii(_template_versions(shown)),
                    next(filter(None, (c.provenance.checkpoint for c in shown)), ""),
                    self._history.last(),
                ),
            )
            return int(cursor.lastrowid or 0)

    def get(self, construction_id: int) -> LoggedConstruction:
        """Return a construction.

        Raises:
            NotFound: There is none.
        """
        row = self._database.row(f"{_SELECT} WHERE id = ?", (construction_id,))
        if row is None:
            raise NotFound(
                message("There is no construction {id}.", id=construction_id)
            )
        return _logged(row)

    def latest(self, limit: int) -> list[LoggedConstruction]:
        """Return the last constructions, the newest first."""
        rows = self._database.rows(f"{_SELECT} ORDER BY id DESC LIMIT ?", (limit,))
        return [_logged(row) for row in rows]


def _ascii(value: object) -> str:
    """Return JSON in ASCII: a task as typed may hold what UTF-8 has no form for."""
    return json.dumps(value, default=str)


def _template_versions(candidates: tuple[Candidate, ...]) -> dict[str, str]:
    """Return the version of each template that candidates were made from."""
    used = (candidate.provenance for candidate in candidates)
    return {p.template: p.versions.get(p.template, "") for p in used if p.template}


def _logged(row: tuple[Any, ...]) -> LoggedConstruction:
    """Return the construction of a row."""
    construction = Construction(
        candidates=tuple(map(candidate_from, json.loads(row[3]))),
        failures=tuple(map(failure_from, json.loads(row[4]))),
        seed=row[5],
        id=row[0],
    )
    task = Task.from_dict(json.loads(row[2]))
    return LoggedConstruction(
        id=row[0],
        at=row[1],
        task=task,
        construction=construction,
        template_versions=json.loads(row[6]),
        model=row[7],
        library_version=row[8],
    )
