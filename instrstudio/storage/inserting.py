"""Fresh records into the library: duplicates left out, a chunk at a time.

Where they are many, the triggers of an insert stand aside: a trigger that only exists
costs as much for every row as its indexes do. One statement each writes the outbox and
the tags of all of them instead, in the same transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, count, islice

from instrstudio.domain.record import Record
from instrstudio.storage.clock import now
from instrstudio.storage.database import Database
from instrstudio.storage.history import History, Label
from instrstudio.storage.json_text import dump
from instrstudio.storage.record_columns import insertion
from instrstudio.storage.record_rows import refuse_surrogates, row_of

CHUNK = 5_000
MANY = 500
"""So many records are worth taking the triggers away and putting them back."""

_TRIGGERS = """
    SELECT name, sql FROM sqlite_schema
    WHERE type = 'trigger' AND tbl_name = 'record' AND name LIKE 'record_inserted%'
    ORDER BY rowid
"""
_ALL = "record WHERE id >= ?"
"""The rows of the chunk: its ids are above those of all others."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """What an insert did: one id for each record given, None for a duplicate.

    `operation` is 0 when nothing was added.
    """

    ids: tuple[int | None, ...]
    operation: int

    @property
    def added(self) -> tuple[int, ...]:
        """The ids of the records that are new."""
        return tuple(found for found in self.ids if found is not None)

    @property
    def duplicates(self) -> int:
        """How many records were there already."""
        return self.ids.count(None)


class Inserting:
    """Adds records, each call in one transaction with its history and outbox rows."""

    def __init__(self, database: Database, history: History) -> None:
        self._database = database
        self._history = history

    def insert(
        self,
        records: Iterable[Record],
        label: Label,
        *,
        unique: bool,
        operation: int,
        undoable: bool,
    ) -> Inserted:
        """Add records, only those that are nowhere before if they are to be `unique`.

        They belong to `operation` if that stands, to a new one otherwise.

        Raises:
            InvalidInput: A text holds half of a surrogate pair; nothing is added.
        """
        ids: list[int | None] = []
        with self._database.atomic():
            if operation and not self._history.is_standing(operation):
                operation = 0
            source = iter(records)
            while chunk := list(islice(source, CHUNK)):
                hashes = [record.content_hash for record in chunk]
                fresh = self._fresh(hashes) if unique else [True] * len(chunk)
                chosen = list(compress(chunk, fresh))
                if not chosen:
                    ids += [None] * len(chunk)
                    continue
                if not operation:
                    operation = self._history.begin("insert", label, undoable=undoable)
                first = self._next_id()
                self._write(chosen, list(compress(hashes, fresh)), first, operation)
                given = count(first)
                ids += [next(given) if is_fresh else None for is_fresh in fresh]
        added = len(ids) > ids.count(None)
        return Inserted(tuple(ids), operation if added else 0)

    def _fresh(self, hashes: Sequence[str]) -> list[bool]:
        """Say of each of `hashes` whether its content is nowhere before."""
        seen = set(
            chain.from_iterable(
                self._database.execute(
                    "SELECT content_hash FROM record WHERE content_hash IN"
                    " (SELECT value FROM json_each(?))",
                    (dump(list(hashes)),),
                )
            )
        )
        fresh = []
        for content_hash in hashes:
            fresh.append(content_hash not in seen)
            seen.add(content_hash)
        return fresh

    def _next_id(self) -> int:
        """Return an id that no record has or ever had: history names records by it."""
        found: int = self._database.value(
            "SELECT max(coalesce((SELECT max(id) FROM record), 0),"
            " coalesce((SELECT max(id) FROM record_version), 0)) + 1"
        )
        return found

    def _write(
        self,
        records: Sequence[Record],
        hashes: Sequence[str],
        first: int,
        operation: int,
    ) -> None:
        """Write rows, tags and outbox of `records`, whose ids count up from `first`."""
        if len(records) < MANY:
            self._write_rows(records, hashes, first, operation)
            return
        triggers = self._database.rows(_TRIGGERS)
        # Inside the transaction: no other connection ever sees the table without them.
        for name, _sql in triggers:
            self._database.execute(f"DROP TRIGGER {name}")
        self._write_rows(records, hashes, first, operation)
        self._database.execute(
            f"INSERT INTO outbox (record_id) SELECT id FROM {_ALL} ORDER BY id",
            (first,),
        )
        if any(record.tags for record in records):
            self._database.execute(
                "INSERT INTO record_tag (record_id, tag)"
                " SELECT DISTINCT new.id, tag.value FROM"
                f" (SELECT id, tags FROM {_ALL} AND tags <> '[]') AS new,"
                " json_each(new.tags) AS tag",
                (first,),
            )
        for _name, sql in triggers:
            self._database.execute(sql)

    def _write_rows(
        self,
        records: Sequence[Record],
        hashes: Sequence[str],
        first: int,
        operation: int,
    ) -> None:
        """Write the rows of `records`."""
        at = now()
        sql, rows = insertion(records, hashes, first, operation, at)
        try:
            self._database.connection.conn.executemany(sql, rows)
        except UnicodeEncodeError:
            refuse_surrogates(row_of(record, 0, 0, at, "") for record in records)
            raise
