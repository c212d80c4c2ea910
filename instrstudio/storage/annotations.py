"""Sets of rows that wait for an instruction."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from instrstudio.domain.annotation import AnnotationRow, AnnotationSet
from instrstudio.domain.candidate import Construction
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.constructions import Constructions
from instrstudio.storage.database import Database


class Annotations:
    """All sets of a project; what is said of them is in the `AnnotationLog`."""

    def __init__(self, database: Database, constructions: Constructions) -> None:
        self._database = database
        self._constructions = constructions

    def add(self, found: AnnotationSet) -> None:
        """Add an empty set.

        Raises:
            InvalidInput: There is one of this name.
        """
        with self._database.atomic():
            if self.find(found.name) is not None:
                raise InvalidInput(
                    message(
                        "There is an annotation set “{name}” already: choose another "
                        "name.",
                        name=found.name,
                    )
                )
            self._database.execute(
                "INSERT INTO annotation_set (name, guideline, settings, at)"
                " VALUES (?, ?, ?, ?)",
                (found.name, found.guideline, _settings(found), now()),
            )

    def change(self, found: AnnotationSet) -> None:
        """Put other words or settings in place of those of the set with this name."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE annotation_set SET guideline = ?, settings = ? WHERE name = ?",
                (found.guideline, _settings(found), found.name),
            )

    def remove(self, name: str) -> None:
        """Remove a set with its rows and all that was said of them."""
        with self._database.atomic():
            self._database.execute("DELETE FROM annotation_set WHERE name = ?", (name,))

    def all(self) -> list[AnnotationSet]:
        """Return all sets, newest first."""
        rows = self._database.rows(
            "SELECT name, guideline, settings, at FROM annotation_set"
            " ORDER BY at DESC, name"
        )
        return [_set(row) for row in rows]

    def find(self, name: str) -> AnnotationSet | None:
        """Return the set of this name, if there is one."""
        row = self._database.row(
            "SELECT name, guideline, settings, at FROM annotation_set WHERE name = ?",
            (name,),
        )
        return None if row is None else _set(row)

    def get(self, name: str) -> AnnotationSet:
        """Return the set of this name.

        Raises:
            NotFound: There is none.
        """
        found = self.find(name)
        if found is None:
            raise NotFound(message("There is no annotation set “{name}”.", name=name))
        return found

    def append(
        self, name: str, tasks: Iterable[tuple[Task, int | None]], first: int
    ) -> int:
        """Add rows from place `first` on and return how many.

        Each is a task, with the record it was made from if it was.
        """
        with self._database.atomic():
            cursor = self._database.executemany(
                "INSERT INTO annotation_row (annotation_set, place, task, record)"
                " VALUES (?, ?, ?, ?)",
                (
                    (name, place, json.dumps(task.as_dict()), record)
                    for place, (task, record) in enumerate(tasks, first)
                ),
            )
            return max(0, cursor.rowcount)

    def count(self, name: str) -> int:
        """Return how many rows a set has."""
        last = self._database.value(
            "SELECT max(place) FROM annotation_row WHERE annotation_set = ?", (name,)
        )
        return 0 if last is None else int(last) + 1

    def row(self, name: str, place: int) -> AnnotationRow:
        """Return one row with what was proposed for it.

        Raises:
            NotFound: There is none.
        """
        found = self._database.row(
            "SELECT task, record, construction FROM annotation_row"
            " WHERE annotation_set = ? AND place = ?",
            (name, place),
        )
        if found is None:
            raise NotFound(
                message("“{name}” has no row {number}.", name=name, number=place + 1)
            )
        task, record, construction = found
        return AnnotationRow(
            place=place,
            task=Task.from_dict(json.loads(task)),
            record=record,
            proposals=None if construction is None else self._shown(construction),
        )

    def _shown(self, construction: int) -> Construction:
        return self._constructions.get(construction).construction

    def propose(self, name: str, place: int, construction: int) -> None:
        """Note what was proposed for a row; what was there first stays."""
        with self._database.atomic():
            self._database.execute(
                "UPDATE annotation_row SET construction = ? WHERE annotation_set = ?"
                " AND place = ? AND construction IS NULL",
                (construction, name, place),
            )

    def unproposed(self, name: str, places: Sequence[int]) -> list[int]:
        """Return those of the places for which no method was asked, in their order."""
        rows = self._database.rows(
            "SELECT place FROM annotation_row WHERE annotation_set = ?"
            " AND place IN (SELECT value FROM json_each(?)) AND construction IS NULL",
            (name, json.dumps(list(places))),
        )
        missing = {row[0] for row in rows}
        return [place for place in places if place in missing]


def _settings(found: AnnotationSet) -> str:
    """Return what of a set is no column of its own."""
    return json.dumps(
        {
            "licence": found.licence,
            "annotators": found.annotators,
            "source": found.source,
        }
    )


def _set(row: Any) -> AnnotationSet:
    """Read a row of the table of sets."""
    name, guideline, settings, at = row
    read = json.loads(settings)
    return AnnotationSet(
        name=name,
        guideline=guideline,
        licence=read.get("licence", ""),
        annotators=read.get("annotators", 1),
        source=read.get("source", ""),
        at=at,
    )
