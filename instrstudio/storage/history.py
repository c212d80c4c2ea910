"""The one history of a project: operations, superseded states, undo and redo.

Nothing is ever changed or removed here. Each operation is a row of `operation`; the
state of every record and template before it is a row of `record_version` or
`template_version`. Fresh records are the exception, for the sake of imports: they carry
the operation that made them (`created_by`) and leave no row here.

Undoing is an operation too: it puts back the states kept under its target and keeps
those it replaces; redoing is the same thing done to the undoing. The tops of both
stacks stand in the last row, so they survive a restart and serve every front end.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Job, Progress, run
from instrstudio.domain.wording import Message, message
from instrstudio.storage import record_rows, template_rows
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.json_text import dump_message, load_message

Label = Message | str

Reverting = Job[Progress, Changes | None]
"""A job that takes an operation back, or does it again."""

CHUNK = 5_000
LISTED = 500
"""More touched records than these are reported as “many”."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose rows have a history."""

    name: str
    columns: tuple[str, ...]

    @property
    def list(self) -> str:
        """The columns as SQL."""
        return ", ".join(self.columns)


RECORD = _Table("record", record_rows.COLUMNS)
TEMPLATE = _Table("template", template_rows.COLUMNS)
_BODIES = {
    RECORD.name: (RECORD, record_rows.body_of),
    TEMPLATE.name: (TEMPLATE, template_rows.body_of),
}


class History:
    """What was done to records and templates, and the way back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, kind: str, label: Label, *, undoable: bool = True, at: str = ""
    ) -> int:
        """Note a new operation and return its id; clears what could be redone.

        Call it inside the transaction that does the operation. What is not `undoable`
        stays when everything before it is undone. `at` is when it was done, if that
        was in another project.
        """
        undo_top, _redo_top = self._tops()
        operation = self.last() + 1
        top = operation if undoable else undo_top
        self._append(operation, kind, label, None, undo_top, (top, None), at=at)
        return operation

    def last(self) -> int:
        """Return the id of the last operation: the version of the library."""
        found: int | None = self._database.value("SELECT max(id) FROM operation")
        return found or 0

    def mark(self) -> str:
        """Return what tells this state from any that an older copy grows into."""
        found = self._database.row(
            "SELECT id, at FROM operation ORDER BY id DESC LIMIT 1"
        )
        return "" if found is None else f"{found[0]} {found[1]}"

    def holds(self, mark: str) -> bool:
        """Say whether the state that had `mark` is a past of this one, or this one."""
        if not mark:
            return True
        operation, _space, at = mark.partition(" ")
        return bool(
            self._database.value(
                "SELECT 1 FROM operation WHERE id = ? AND at = ?", (operation, at)
            )
        )

    def is_standing(self, operation: int) -> bool:
        """Say whether an operation exists and is not undone at present."""
        exists = self._database.value(
            "SELECT 1 FROM operation WHERE id = ?", (operation,)
        )
        latest = self._database.value(
            "SELECT kind FROM operation WHERE target = ? ORDER BY id DESC LIMIT 1",
            (operation,),
        )
        return bool(exists) and latest != "undo"

    def keep(self, table: _Table, operation: int, ids: str) -> None:
        """Keep the present states of the rows whose ids are in the JSON list `ids`."""
        self._database.execute(
            f"INSERT INTO {table.name}_version (operation, present, {table.list}) "
            f"SELECT ?, 1, {table.list} FROM {table.name} "
            "WHERE id IN (SELECT value FROM json_each(?))",
            (operation, ids),
        )

    def keep_absence(self, table: _Table, operation: int, item: str) -> None:
        """Keep that there was no such row."""
        self._database.execute(
            f"INSERT INTO {table.name}_version (operation, present, id) "
            "VALUES (?, 0, ?)",
            (operation, item),
        )

    def undo_label(self) -> Message | None:
        """Return the name of what `undo` would undo, or None."""
        top = self._tops()[0]
        return None if top is None else self._label(top)

    def redo_label(self) -> Message | None:
        """Return the name of what `redo` would do again, or None."""
        top = self._tops()[1]
        if top is None:
            return None
        return self._label(self._link(top)[0])

    def undo(self) -> Changes | None:
        """Take back the last operation that stands; None when there is none."""
        return run(self.undoing())

    def redo(self) -> Changes | None:
        """Do again what was undone last; None when there is nothing."""
        return run(self.redoing())

    def undoing(self) -> Reverting:
        """Do `undo` as a job; cancelled, nothing is taken back."""
        with self._database.atomic(joins=True):
            target, redo_top = self._tops()
            if target is None:
                return None
            _none, below = self._link(target)
            label = self._label(target)
            operation = self.last() + 1
            self._append(operation, "undo", label, target, redo_top, (below, operation))
            return (yield from self._revert(target, operation, label))

    def redoing(self) -> Reverting:
        """Do `redo` as a job; cancelled, nothing is done."""
        with self._database.atomic(joins=True):
            undoing = self._tops()[1]
            if undoing is None:
                return None
            target, below = self._link(undoing)
            label = self._label(target)
            operation = self.last() + 1
            self._append(operation, "redo", label, target, None, (target, below))
            return (yield from self._revert(undoing, operation, label))

    def versions(self, kind: str, item: int | str) -> list[Version]:
        """Return the states of a ``record`` or ``template``, oldest first.

        Raises:
            InvalidInput: Things of this kind have no history.
            NotFound: There never was such an item.
        """
        if kind not in _BODIES:
            raise InvalidInput(message("“{kind}” has no history.", kind=kind))
        table, body_of = _BODIES[kind]
        kept = self._database.rows(
            f"SELECT operation, present, {table.list} FROM {table.name}_version "
            "WHERE id = ? ORDER BY seq",
            (item,),
        )
        present = self._database.row(
            f"SELECT {table.list} FROM {table.name} WHERE id = ?", (item,)
        )
        states = [row[2:] if row[1] else None for row in kept] + [present]
        operations = [row[0] for row in kept]
        if states[0] is None:
            states = states[1:]  # what was before it was made is no version of it
        else:
            operations.insert(0, states[0][-1])  # the column `created_by`
        if not states:
            raise NotFound(message("There is no {kind} {id}.", kind=kind, id=item))
        return [
            self._version(operation, None if state is None else body_of(state))
            for operation, state in zip(operations, states, strict=True)
        ]

    def _version(self, operation: int, body: dict[str, object] | None) -> Version:
        """Return one entry of a history."""
        at = self._database.value("SELECT at FROM operation WHERE id = ?", (operation,))
        return Version(
            operation=operation, label=str(self._label(operation)), at=at, body=body
        )

    def _tops(self) -> tuple[int | None, int | None]:
        """Return the operation to undo next and the undoing to redo next."""
        found = self._database.row(
            "SELECT undo_top, redo_top FROM operation ORDER BY id DESC LIMIT 1"
        )
        return found or (None, None)

    def _link(self, operation: int) -> tuple[Any, Any]:
        """Return an operation's target and what lies below it in its stack."""
        found: tuple[Any, Any] = self._database.row(
            "SELECT target, below FROM operation WHERE id = ?", (operation,)
        )
        return found

    def _label(self, operation: int) -> Message:
        """Return the name of an operation."""
        template, values = self._database.row(
            "SELECT label, label_values FROM operation WHERE id = ?", (operation,)
        )
        return load_message(template, values)

    def _append(
        self,
        operation: int,
        kind: str,
        label: Label,
        target: int | None,
        below: int | None,
        tops: tuple[int | None, int | None],
        *,
        at: str = "",
    ) -> None:
        """Write one row of the log."""
        self._database.execute(
            "INSERT INTO operation (id, at, kind, label, label_values, target, below,"
            " undo_top, redo_top) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (operation, at or now(), kind, *dump_message(label), target, below, *tops),
        )

    def _revert(self, target: int, operation: int, label: Label) -> Reverting:
        """Put back all that `target` replaced, as part of `operation`."""
        touched = {table: self._touched(table, target) for table in (RECORD, TEMPLATE)}
        done, total = 0, sum(map(len, touched.values()))
        for table, ids in touched.items():
            for start in range(0, len(ids), CHUNK):
                some = ids[start : start + CHUNK]
                self._swap(table, target, operation, (some[0], some[-1]))
                done += len(some)
                yield Progress(done=done, total=total, message=label)
        return self._changes(operation, label)

    def _touched(self, table: _Table, target: int) -> Sequence[Any]:
        """Return the ids, in order, of all rows that `target` made or replaced."""
        cursor = self._database.execute(
            f"SELECT id FROM {table.name} WHERE created_by = :target UNION "
            f"SELECT id FROM {table.name}_version WHERE operation = :target ORDER BY 1",
            {"target": target},
        )
        ids = chain.from_iterable(cursor)
        return array("q", ids) if table is RECORD else list(ids)

    def _swap(
        self, table: _Table, target: int, operation: int, span: tuple[Any, Any]
    ) -> None:
        """Keep the present states of the rows in `span`, then put the old ones back."""
        name, columns = table.name, table.list
        updates = ", ".join(f"{c} = excluded.{c}" for c in table.columns[1:])
        mine = f"{name}.created_by = :target AND {name}.id BETWEEN :first AND :last"
        kept = "v.operation = :target AND v.id BETWEEN :first AND :last"
        # CROSS JOIN: the versions lead, however few the planner thinks the rows are.
        versioned = f"{name}_version AS v CROSS JOIN {name} ON {name}.id = v.id"
        listed = ", ".join(f"{name}.{column}" for column in table.columns)
        keep = f"INSERT INTO {name}_version (operation, present, {columns}) SELECT"
        values = {
            "target": target,
            "operation": operation,
            "first": span[0],
            "last": span[1],
        }
        for statement in (
            f"{keep} :operation, 1, {listed} FROM {name} WHERE {mine}",
            f"{keep} :operation, 1, {listed} FROM {versioned} WHERE {kept}"
            f" AND {name}.created_by IS NOT :target",
            f"INSERT INTO {name}_version (operation, present, id) SELECT :operation, 0,"
            f" v.id FROM {name}_version AS v WHERE {kept}"
            f" AND NOT EXISTS (SELECT 1 FROM {name} WHERE id = v.id)",
            f"DELETE FROM {name} WHERE {mine}",
            f"DELETE FROM {name} WHERE id IN (SELECT v.id FROM {name}_version AS v"
            f" WHERE {kept} AND NOT v.present)",
            f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {name}_version AS v"
            f" WHERE {kept} AND v.present ON CONFLICT (id) DO UPDATE SET {updates}",
        ):
            self._database.execute(statement, values)

    def _changes(self, operation: int, label: Label) -> Changes:
        """Return what an undoing or redoing touched."""
        found = [
            [
                row[0]
                for row in self._database.rows(
                    f"SELECT id FROM {table.name}_version WHERE operation = ? LIMIT ?",
                    (operation, LISTED + 1),
                )
            ]
            for table in (RECORD, TEMPLATE)
        ]
        many = max(map(len, found)) > LISTED
        return Changes(
            records=() if many else tuple(found[0]),
            templates=() if many else tuple(found[1]),
            many=many,
            label=label,
        )
