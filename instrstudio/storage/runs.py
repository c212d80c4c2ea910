"""Training runs and their curves."""

import math
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.run import Run, RunState, TrainConfig
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.json_text import dump, load

_COLUMNS = (
    "id",
    "name",
    "state",
    "config",
    "records",
    "step",
    "loss",
    "validation_loss",
    "chrf",
    "checkpoint",
    "created",
    "updated",
    "message",
    "rouge_l",
)
_LIST = ", ".join(_COLUMNS)
_CONFIG = frozenset(field.name for field in fields(TrainConfig))

StepPoint = tuple[int, float, float]
"""Step, loss in nats a target token, tokens a second."""

ValidationPoint = tuple[int, float, float | None, float | None]
"""Step, loss in nats a target token, chrF and ROUGE-L in [0, 100] or None."""

_CURVES = {
    "run_step": ("step", "loss", "tokens_per_second"),
    "run_validation": ("step", "loss", "chrf", "rouge_l"),
}


class Runs:
    """Runs by id and name; names are unique."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, run: Run) -> Run:
        """Add a run and return it with its id, times, and a name if it had none.

        Raises:
            InvalidInput: Another run has the name.
        """
        at = now()
        with self._database.atomic():
            following = self._next_id()
            named = replace(
                run,
                id=following,
                name=run.name or self._free_name(following),
                created=run.created or at,
                updated=run.updated or at,
            )
            if self.find_by_name(named.name):
                raise InvalidInput(
                    message(
                        "There is a run “{name}” already: choose another name.",
                        name=named.name,
                    )
                )
            marks = ", ".join("?" for _column in _COLUMNS)
            self._database.execute(
                f"INSERT INTO run ({_LIST}) VALUES ({marks})", _row(named)
            )
        return named

    def update(self, run: Run) -> Run:
        """Write a run over the one with its id; return it with its new time.

        Raises:
            NotFound: There is no such run.
        """
        changed = replace(run, updated=now())
        settings = ", ".join(f"{column} = ?" for column in _COLUMNS[1:])
        with self._database.atomic():
            cursor = self._database.execute(
                f"UPDATE run SET {settings} WHERE id = ?", (*_row(changed)[1:], run.id)
            )
            if not cursor.rowcount:
                raise NotFound(message("There is no run {id}.", id=run.id))
        return changed

    def delete(self, run_id: int) -> None:
        """Forget a run and its curve; its checkpoints stay where they are."""
        with self._database.atomic():
            self._database.execute("DELETE FROM run WHERE id = ?", (run_id,))

    def get(self, run_id: int) -> Run:
        """Return a run.

        Raises:
            NotFound: There is none.
        """
        row = self._database.row(f"SELECT {_LIST} FROM run WHERE id = ?", (run_id,))
        if row is None:
            raise NotFound(message("There is no run {id}.", id=run_id))
        return _run(row)

    def find_by_name(self, name: str) -> Run | None:
        """Return the run of this name, or None."""
        row = self._database.row(f"SELECT {_LIST} FROM run WHERE name = ?", (name,))
        return None if row is None else _run(row)

    def all(self) -> list[Run]:
        """Return all runs, the newest first."""
        rows = self._database.rows(f"SELECT {_LIST} FROM run ORDER BY id DESC")
        return [_run(row) for row in rows]

    def append_steps(self, run_id: int, points: Iterable[StepPoint]) -> None:
        """Add points to the training curve; a step written again is replaced."""
        self._append("run_step", run_id, points)

    def append_validations(
        self, run_id: int, points: Iterable[ValidationPoint]
    ) -> None:
        """Add points to the validation curve; a step written again is replaced."""
        self._append("run_validation", run_id, points)

    def _append(
        self, table: str, run_id: int, points: Iterable[StepPoint | ValidationPoint]
    ) -> None:
        """Write points of a curve."""
        columns = ("run_id", *_CURVES[table])
        marks = ", ".join("?" for _column in columns)
        with self._database.atomic():
            self._database.executemany(
                f"INSERT OR REPLACE INTO {table} ({', '.join(columns)})"
                f" VALUES ({marks})",
                [(run_id, *point) for point in points],
            )

    def curve(self, run_id: int) -> tuple[list[StepPoint], list[ValidationPoint]]:
        """Return the training and the validation curve in the order of steps."""
        steps, validations = (
            self._database.rows(
                f"SELECT {', '.join(columns)} FROM {table}"
                " WHERE run_id = ? ORDER BY step",
                (run_id,),
            )
            for table, columns in _CURVES.items()
        )
        return (
            [(step, _number(loss), _number(speed)) for step, loss, speed in steps],
            [(step, _number(loss), *measured) for step, loss, *measured in validations],
        )

    def truncate_curve(self, run_id: int, after_step: int) -> None:
        """Forget the points behind `after_step`: training goes back to there."""
        with self._database.atomic():
            for table in _CURVES:
                self._database.execute(
                    f"DELETE FROM {table} WHERE run_id = ? AND step > ?",
                    (run_id, after_step),
                )

    def _next_id(self) -> int:
        """Return an id that no run ever had: folders of checkpoints may be named so."""
        found: int | None = self._database.value(
            "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'run'"
        )
        return found or 1

    def _free_name(self, number: int) -> str:
        """Return ``run-<number>``, or the next one that is free."""
        while self.find_by_name(f"run-{number}"):
            number += 1
        return f"run-{number}"


def _row(run: Run) -> tuple[Any, ...]:
    """Return the row of a run."""
    return (
        run.id,
        run.name,
        str(run.state),
        dump(run.config.as_dict()),
        run.records,
        run.step,
        run.loss,
        run.validation_loss,
        run.chrf,
        run.checkpoint,
        run.created,
        run.updated,
        run.message,
        run.rouge_l,
    )


def _run(row: tuple[Any, ...]) -> Run:
    """Return the run of a row; settings unknown to this program are left aside."""
    values = dict(zip(_COLUMNS, row, strict=True))
    config = load(values["config"])
    known = {name: value for name, value in config.items() if name in _CONFIG}
    values["config"] = TrainConfig(**known)
    values["state"] = RunState(values["state"])
    return Run(**values)


def _number(value: float | None) -> float:
    """Return a number; SQLite keeps “not a number” as NULL."""
    return math.nan if value is None else value
