"""Changes to many records at once: one transaction, one step to undo, set-based SQL.

Everything here is a job. It works through its ids a chunk at a time inside a single
transaction, so a cancelled or killed one leaves the library as it was.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.history import RECORD, History, Label
from instrstudio.storage.json_text import dump, load
from instrstudio.storage.record_rows import (
    COLUMNS,
    Row,
    record_of,
    refuse_surrogates,
    row_of,
    tidy_tags,
)

CHUNK = 5_000

SETTABLE = (
    "task_type",
    "language",
    "input_language",
    "output_language",
    "licence",
    "source_name",
    "source_url",
)
"""What can be set for many records: nothing that `Record.content_hash` is made of."""

Touched = Job[Progress, "array[int]"]
"""A job that returns the ids of the records that are not as they were."""

_LIST = ", ".join(COLUMNS)
_AMONG = "id IN (SELECT value FROM json_each(:ids))"
_RETAGGED = "instrstudio_retagged"
_SET_ALL = ", ".join(f"{column} = ?" for column in COLUMNS[1:-1])
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChange:
    """What happens to the tags of a record: renamed, then removed, then added."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    rename: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def apply(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Return the tags after the change; a renamed one keeps its place."""
        removed = frozenset(tidy_tags(self.remove))
        renamed = (self.rename.get(tag, tag) for tag in tags)
        kept = (tag for tag in renamed if tag not in removed)
        return tidy_tags((*kept, *self.add))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """One kind of change: which records it would alter, and the statement for them."""

    kind: str
    label: Label
    differs: str
    statement: str
    values: Mapping[str, object]


class Bulk:
    """Changes to records by their ids; each job is one operation of the history."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def retag(self, ids: Sequence[int], change: TagChange, *, label: Label) -> Touched:
        """Change the tags of records."""

        @lru_cache(maxsize=4096)
        def retagged(text: str) -> str:
            before = tuple(load(text))
            after = change.apply(before)
            return text if after == before else dump(after)

        # A function of ours, not SQL: what counts as one tag is said in one place.
        self._database.connection.conn.create_function(
            _RETAGGED, 1, retagged, deterministic=True
        )
        work = _Work(
            kind="tag",
            label=label,
            differs=f"tags <> {_RETAGGED}(tags)",
            statement=f"UPDATE record SET tags = {_RETAGGED}(tags), updated = :now",
            values={},
        )
        return (yield from self._steps(ids, work))

    def assign(
        self, ids: Sequence[int], values: Mapping[str, str], *, label: Label
    ) -> Touched:
        """Give records the same values in some of the columns `SETTABLE`.

        Raises:
            InvalidInput: A column cannot be set for many records, or none is named.
        """
        wrong = [name for name in values if name not in SETTABLE]
        if wrong or not values:
            raise InvalidInput(
                message(
                    "“{field}” cannot be set for many records; {known} can.",
                    field=", ".join(wrong),
                    known=", ".join(SETTABLE),
                )
            )
        settings = ", ".join(f"{name} = :{name}" for name in values)
        work = _Work(
            kind="edit",
            label=label,
            differs=" OR ".join(f"{name} IS NOT :{name}" for name in values),
            statement=f"UPDATE record SET {settings}, updated = :now",
            values=values,
        )
        return (yield from self._steps(ids, work))

    def archive(
        self, ids: Sequence[int], archived: bool = True, *, label: Label
    ) -> Touched:
        """Put records away, or back."""
        work = _Work(
            kind="archive",
            label=label,
            differs="archived <> :archived",
            statement="UPDATE record SET archived = :archived, updated = :now",
            values={"archived": archived},
        )
        return (yield from self._steps(ids, work))

    def delete(self, ids: Sequence[int], *, label: Label) -> Touched:
        """Delete records."""
        work = _Work(
            kind="delete",
            label=label,
            differs="1",
            statement="DELETE FROM record",
            values={},
        )
        return (yield from self._steps(ids, work))

    def rewrite(
        self,
        ids: Sequence[int],
        change: Callable[[Record], Record],
        *,
        label: Label,
        kind: str = "edit",
    ) -> Touched:
        """Put what `change` makes of each record in its place; id and creation stay.

        Slower than the others: every record is read and written by itself.

        Raises:
            InvalidInput: A text holds half of a surrogate pair; nothing is changed.
        """
        touched, operation = array("q"), 0
        with self._database.atomic(joins=True):
            for start in range(0, len(ids), CHUNK):
                at = now()
                rows = self._rewritten(ids[start : start + CHUNK], change, at)
                if rows:
                    chosen = [row[0] for row in rows]
                    operation = operation or self._history.begin(kind, label)
                    self._history.keep(RECORD, operation, dump(chosen))
                    self._write(rows)
                    touched.extend(chosen)
                yield _progress(start, ids, label)
        return touched

    def _rewritten(
        self, ids: Sequence[int], change: Callable[[Record], Record], at: str
    ) -> list[Row]:
        """Return the new rows of those records that `change` alters."""
        found = self._database.rows(
            f"SELECT {_LIST} FROM record WHERE {_AMONG}", {"ids": dump(list(ids))}
        )
        rows = []
        for row in found:
            old = record_of(row)
            new = replace(change(old), id=old.id, created=old.created)
            if new != old:
                new = replace(new, updated=at)
                rows.append(row_of(new, row[0], row[-1], at, new.content_hash))
        return rows

    def _write(self, rows: Sequence[Row]) -> None:
        """Overwrite the rows of records; `created_by`, the last column, stays."""
        try:
            self._database.executemany(
                f"UPDATE record SET {_SET_ALL} WHERE id = ?",
                [(*row[1:-1], row[0]) for row in rows],
            )
        except InvalidInput:
            refuse_surrogates(rows)
            raise

    def _steps(self, ids: Sequence[int], work: _Work) -> Touched:
        """Do `work` chunk by chunk as one operation."""
        touched, operation = array("q"), 0
        with self._database.atomic(joins=True):
            for start in range(0, len(ids), CHUNK):
                asked = {"ids": dump(list(ids[start : start + CHUNK]))}
                chosen = self._database.rows(
                    f"SELECT id FROM record WHERE {_AMONG} AND ({work.differs})",
                    {**work.values, **asked},
                )
                if chosen:
                    operation = operation or self._history.begin(work.kind, work.label)
                    listed = dump([row[0] for row in chosen])
                    self._history.keep(RECORD, operation, listed)
                    self._database.execute(
                        f"{work.statement} WHERE {_AMONG}",
                        {**work.values, "now": now(), "ids": listed},
                    )
                    touched.extend(row[0] for row in chosen)
                yield _progress(start, ids, work.label)
        return touched


def _progress(start: int, ids: Sequence[int], label: Label) -> Progress:
    """Return how far a job is after the chunk from `start` on."""
    return Progress(done=min(start + CHUNK, len(ids)), total=len(ids), message=label)
