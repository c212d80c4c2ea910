"""The records of a project: written in bulk, read by ids."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, Unpack

from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.storage.bulk import Bulk, TagChange
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.history import RECORD, History, Label
from instrstudio.storage.inserting import Inserted, Inserting
from instrstudio.storage.json_text import dump
from instrstudio.storage.record_filter import FilterOptions, RecordFilter, order_by
from instrstudio.storage.record_rows import (
    COLUMNS,
    HASH_COLUMN,
    READ,
    Row,
    record_of,
    refuse_surrogates,
    row_of,
)
from instrstudio.storage.unchanged import Unchanged

_LIST = ", ".join(READ)
_AMONG = "id IN (SELECT value FROM json_each(?))"
_TYPES = (
    "SELECT task_type, count(*) FROM record WHERE archived = 0"
    " GROUP BY task_type ORDER BY task_type"
)
# Counting all and taking the few archived away reads indexes alone.
_TAGS = """
    SELECT tag, count(*) - coalesce(away, 0) AS number
    FROM record_tag LEFT JOIN (
        SELECT tag AS name, count(*) AS away FROM record_tag
        WHERE record_id IN (SELECT id FROM record WHERE archived = 1)
        GROUP BY tag
    ) ON name = tag
    GROUP BY tag HAVING number > 0 ORDER BY number DESC, tag
"""


class Records:
    """The library: every change is one transaction with its history and outbox rows."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history
        self._bulk = Bulk(database, history)
        self._inserting = Inserting(database, history)
        self._unchanged = Unchanged(database)

    def insert(
        self,
        records: Iterable[Record],
        *,
        label: Label,
        on_duplicate: Literal["skip", "keep"] = "skip",
        operation: int = 0,
        undoable: bool = True,
    ) -> Inserted:
        """Add records and return their ids.

        Ids, a title, the language and the times are given where they are missing. An
        import that comes in several calls passes the `operation` of the first on, so
        that it is one thing to undo; if it was undone meanwhile, a new one begins.

        Raises:
            InvalidInput: A text holds half of a surrogate pair; nothing is added.
        """
        return self._inserting.insert(
            records,
            label,
            unique=on_duplicate == "skip",
            operation=operation,
            undoable=undoable,
        )

    def _write(self, sql: str, rows: Sequence[Row]) -> None:
        """Run `sql` for rows of records."""
        try:
            self._database.connection.conn.executemany(sql, rows)
        except UnicodeEncodeError:
            refuse_surrogates(rows)
            raise

    def get(self, record_id: int) -> Record:
        """Return a record.

        Raises:
            NotFound: There is none.
        """
        found = self.find(record_id)
        if found is None:
            raise NotFound(message("There is no record {id}.", id=record_id))
        return found

    def find(self, record_id: int) -> Record | None:
        """Return a record, or None."""
        row = self._database.row(
            f"SELECT {_LIST} FROM record WHERE id = ?", (record_id,)
        )
        return None if row is None else record_of(row)

    def replace(self, record: Record, *, label: Label) -> Record:
        """Put `record` in place of the one with its id and return it as it is stored.

        The time of creation stays. Nothing happens when nothing differs.

        Raises:
            NotFound: There is no such record.
            InvalidInput: A text holds half of a surrogate pair.
        """
        record_id = record.id or 0
        with self._database.atomic():
            old = self.get(record_id)
            kept = replace(record, created=old.created, updated=old.updated)
            row = row_of(kept, record_id, 0, "", kept.content_hash)
            if record_of(row) == old:
                return old
            operation = self._history.begin("edit", label)
            self._history.keep(RECORD, operation, dump([record_id]))
            # The last column, `created_by`, stays what it is.
            row = row_of(
                replace(kept, updated=""), record_id, 0, now(), row[HASH_COLUMN]
            )[:-1]
            settings = ", ".join(f"{column} = ?" for column in COLUMNS[1:-1])
            self._write(
                f"UPDATE record SET {settings} WHERE id = ?", [(*row[1:], record_id)]
            )
            return self.get(record_id)

    def archive(
        self, ids: Iterable[int], *, label: Label, archived: bool = True
    ) -> tuple[int, ...]:
        """Put records away, or back; return the ids of those that were not yet."""
        return tuple(run(self._bulk.archive(list(ids), archived, label=label)))

    def delete(self, ids: Iterable[int], *, label: Label) -> tuple[int, ...]:
        """Delete records; return the ids of those that were there."""
        return tuple(run(self._bulk.delete(list(ids), label=label)))

    def retag(
        self,
        ids: Iterable[int],
        *,
        label: Label,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> tuple[int, ...]:
        """Add and remove tags; return the ids of the records that changed."""
        change = TagChange(add=tuple(add), remove=tuple(remove))
        return tuple(run(self._bulk.retag(list(ids), change, label=label)))

    def page(self, ids: Sequence[int]) -> list[Record]:
        """Return the records with these ids in this order, without those gone."""
        rows = self._database.rows(
            f"SELECT {_LIST} FROM record WHERE {_AMONG}", (dump(list(ids)),)
        )
        by_id = {row[0]: row for row in rows}
        return [record_of(by_id[found]) for found in ids if found in by_id]

    def ids(
        self,
        order: str = "updated",
        descending: bool = True,
        **filters: Unpack[FilterOptions],
    ) -> "array[int]":
        """Return the ids of all records that pass the filters, in order.

        Raises:
            InvalidInput: Records have no such order.
        """
        where, parameters = RecordFilter(**filters).where()
        cursor = self._database.execute(
            f"SELECT id FROM record WHERE {where}"
            f" ORDER BY {order_by(order, descending)}",
            parameters,
        )
        return array("q", chain.from_iterable(cursor))

    def count(self, **filters: Unpack[FilterOptions]) -> int:
        """Return how many records pass the filters."""
        chosen = RecordFilter(**filters)

        def count() -> int:
            where, parameters = chosen.where()
            found: int = self._database.value(
                f"SELECT count(*) FROM record WHERE {where}", parameters
            )
            return found

        return self._unchanged.get(chosen, count)

    def is_empty(self) -> bool:
        """Say whether there is no record at all."""
        return self._database.value("SELECT 1 FROM record LIMIT 1") is None

    def iterate(
        self, ids: Sequence[int] | None = None, chunk: int = 1000
    ) -> Iterator[Record]:
        """Yield the records with `ids` in that order, or all in the order of ids.

        Read page by page: no read is held open while the caller works.
        """
        if ids is not None:
            for start in range(0, len(ids), chunk):
                yield from self.page(ids[start : start + chunk])
            return
        last = 0
        while rows := self._database.rows(
            f"SELECT {_LIST} FROM record WHERE id > ? ORDER BY id LIMIT ?",
            (last, chunk),
        ):
            yield from map(record_of, rows)
            last = rows[-1][0]

    def tags(self) -> list[tuple[str, int]]:
        """Return every tag with how many records, not archived, have it; most first."""
        return [*self._unchanged.get("tags", lambda: self._database.rows(_TAGS))]

    def tagged(self, tags: Iterable[str]) -> "array[int]":
        """Return the ids of all records, archived ones too, with one of the tags."""
        cursor = self._database.execute(
            "SELECT DISTINCT record_id FROM record_tag WHERE tag IN"
            " (SELECT value FROM json_each(?)) ORDER BY 1",
            (dump(list(tags)),),
        )
        return array("q", chain.from_iterable(cursor))

    def made_from(self, parents: Iterable[int]) -> list[tuple[int, int]]:
        """Return (id, parent) of the records made from those with the ids `parents`."""
        return self._database.rows(
            "SELECT id, parent FROM record WHERE parent IS NOT NULL AND parent IN"
            " (SELECT value FROM json_each(?)) ORDER BY id",
            (dump(list(parents)),),
        )

    def task_type_counts(self) -> dict[str, int]:
        """Return how many records, not archived, each task type has."""
        rows = self._unchanged.get("types", lambda: self._database.rows(_TYPES))
        return dict(rows)

    def hashes_known(self, hashes: Iterable[str]) -> dict[str, int]:
        """Return which of these content hashes are in the library, and as what id."""
        return dict(
            self._database.rows(
                "SELECT content_hash, min(id) FROM record WHERE content_hash IN"
                " (SELECT value FROM json_each(?)) GROUP BY content_hash",
                (dump(list(hashes)),),
            )
        )
