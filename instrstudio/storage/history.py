"""The one history of a project: operations, superseded states, undo and redo.

Nothing is ever changed or removed here. Each operation is a row of `operation`; the
state of every record and template before it is a row of `record_version` or
`template_version`. Fresh records are the exception, for the sake of imports: they carry
the operation that made them (`created_by`) and leave no row here.

Undoing is an operation too: it puts back the states kept under its target and keeps
those it replaces; redoing is the same thing done to the undoing. The tops of both
stacks stand in the last row, so they survive a restart and serve every front end.
"""

from dataclasses import dataclass
from typing import Any

from instrstudio.domain.changes import Changes, Version
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.wording import Message, message
from instrstudio.storage import record_rows, template_rows
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.json_text import dump_message, load_message

Label = Message | str

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

    def begin(self, kind: str, label: Label, *, undoable: bool = True) -> int:
        """Note a new operation and return its id; clears what could be redone.

        Call it inside the transaction that does the operation. What is not `undoable`
        stays when everything before it is undone.
        """
        undo_top, _redo_top = self._tops()
        operation = self.last() + 1
        top = operation if undoable else undo_top
        self._append(operation, kind, label, None, undo_top, (top, None))
        return operation

    def last(self) -> int:
        """Return the id of the last operation: the version of the library."""
        found: int | None = self._database.value("SELECT max(id) FROM operation")
        return found or 0

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
        with self._database.atomic():
            target, redo_top = self._tops()
            if target is None:
                return None
            _none, below = self._link(target)
            label = self._label(target)
            operation = self.last() + 1
            self._append(operation, "undo", label, target, redo_top, (below, operation))
            return self._revert(target, operation, label)

    def redo(self) -> Changes | None:
        """Do again what was undone last; None when there is nothing."""
        with self._database.atomic():
            undoing = self._tops()[1]
            if undoing is None:
                return None
            target, below = self._link(undoing)
            label = self._label(target)
            operation = self.last() + 1
            self._append(operation, "redo", label, target, None, (target, below))
            return self._revert(undoing, operation, label)

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
    ) -> None:
        """Write one row of the log."""
        self._database.execute(
            "INSERT INTO operation (id, at, kind, label, label_values, target, below,"
            " undo_top, redo_top) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (operation, now(), kind, *dump_message(label), target, below, *tops),
        )

    def _revert(self, target: int, operation: int, label: Label) -> Changes:
        """Put back all that `target` replaced, as part of `operation`."""
        for table in (RECORD, TEMPLATE):
            self._keep_touched(table, target, operation)
            self._put_back(table, target)
        return self._changes(operation, label)

    def _keep_touched(self, table: _Table, target: int, operation: int) -> None:
        """Keep the present state, or absence, of every row that `target` touched."""
        name = table.name
        values = {"target": target, "operation": operation}
        self._database.execute(
            f"INSERT INTO {name}_version (operation, present, {table.list}) "
            f"SELECT :operation, 1, {table.list} FROM {name} WHERE created_by = :target"
            f" OR id IN (SELECT id FROM {name}_version WHERE operation = :target)",
            values,
        )
        self._database.execute(
            f"INSERT INTO {name}_version (operation, present, id) "
            f"SELECT :operation, 0, id FROM {name}_version "
            f"WHERE operation = :target AND id NOT IN (SELECT id FROM {name})",
            values,
        )

    def _put_back(self, table: _Table, target: int) -> None:
        """Give every row that `target` touched the state it had before."""
        name = table.name
        values = {"target": target}
        self._database.execute(
            f"DELETE FROM {name} WHERE created_by = :target OR id IN (SELECT id"
            f" FROM {name}_version WHERE operation = :target AND NOT present)",
            values,
        )
        updates = ", ".join(f"{c} = excluded.{c}" for c in table.columns[1:])
        self._database.execute(
            f"INSERT INTO {name} ({table.list}) SELECT {table.list} "
            f"FROM {name}_version WHERE operation = :target AND present "
            f"ON CONFLICT (id) DO UPDATE SET {updates}",
            values,
        )

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
