"""The earlier states of a record that comes from another project."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from instrstudio.domain.record import Record
from instrstudio.storage.database import Database
from instrstudio.storage.history import RECORD, History
from instrstudio.storage.record_rows import row_of

_COLUMNS = ("operation", "present", *RECORD.columns)
_INSERT = (
    f"INSERT INTO record_version ({', '.join(_COLUMNS)})"
    f" VALUES ({', '.join('?' for _column in _COLUMNS)})"
)
_INSERT_ABSENCE = "INSERT INTO record_version (operation, present, id) VALUES (?, 0, ?)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastState:
    """A state that a record had: what made it when; `record` None: it was not there."""

    label: str
    at: str
    record: Record | None


class Past:
    """Gives fresh records the history that they had elsewhere."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def changed(self) -> "array[int]":
        """Return the ids, in order, of records that have earlier states."""
        cursor = self._database.execute(
            "SELECT DISTINCT id FROM record_version ORDER BY id"
        )
        return array("q", chain.from_iterable(cursor))

    def put_back(self, record_id: int, states: Sequence[PastState]) -> None:
        """Put earlier states under a record, oldest first; the last is the present one.

        Each becomes an operation of its own that nobody can undo, with the time it had.
        The first state must be one in which the record was there.
        """
        if len(states) < 2 or states[0].record is None:
            return
        with self._database.atomic():
            made_by = 0
            for at, state in enumerate(states):
                operation = self._history.begin(
                    "past", state.label, undoable=False, at=state.at
                )
                if at == 0:
                    made_by = operation
                    continue
                self._keep(record_id, operation, states[at - 1].record, made_by)

    def set_parent(self, record_id: int, parent: int, named_in: str) -> None:
        """Say what a fresh record was made from, as if it had come so.

        `named_in` is the unknown field that told it until now, and goes.
        """
        self._database.execute(
            "UPDATE record SET parent = ?, extra = json_remove(extra, ?) WHERE id = ?",
            (parent, f"$.{named_in}", record_id),
        )

    def _keep(
        self, record_id: int, operation: int, record: Record | None, made_by: int
    ) -> None:
        """Keep the state that an operation replaced."""
        if record is None:
            self._database.execute(_INSERT_ABSENCE, (operation, record_id))
            return
        row = row_of(record, record_id, made_by, record.updated, record.content_hash)
        self._database.execute(_INSERT, (operation, 1, *row))
