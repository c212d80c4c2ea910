"""Many fresh records as one INSERT: rows built column by column.

What no record of a chunk has is written into the statement and bound to none of them.
An import leaves half of the columns empty; binding those costs a third of an insert.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, repeat
from operator import attrgetter
from typing import Any

from instrstudio.domain.record import Record
from instrstudio.storage.record_rows import (
    COLUMNS,
    Row,
    examples_text,
    extra_text,
    language_for,
    list_text,
    tags_text,
    title_for,
)

_Reader = Callable[[Record], Any]
_Writer = Callable[[Any], str]

_OPTIONAL: dict[str, tuple[_Reader, _Writer | None, str]] = {
    **{
        name: (attrgetter(name), None, "''")
        for name in (
            "task_description",
            "system",
            "task_type",
            "input_language",
            "output_language",
            "licence",
            "method",
            "pair",
        )
    },
    **{
        f"source_{name}": (attrgetter(f"source.{name}"), None, "''")
        for name in ("kind", "name", "url", "retrieved")
    },
    "archived": (attrgetter("archived"), None, "0"),
    "examples": (attrgetter("examples"), examples_text, "'[]'"),
    "history": (attrgetter("history"), list_text, "'[]'"),
    "constraints": (attrgetter("constraints"), list_text, "'[]'"),
    "tags": (attrgetter("tags"), tags_text, "'[]'"),
    "extra": (attrgetter("extra"), extra_text, "'{}'"),
}
"""Column: what is read of a record, how that is written, the SQL where it is empty."""

_created, _updated = attrgetter("created"), attrgetter("updated")


def insertion(
    records: Sequence[Record],
    hashes: Sequence[str],
    first_id: int,
    operation: int,
    now: str,
) -> tuple[str, Iterator[Row]]:
    """Return the INSERT for `records` and what it binds, row by row.

    The ids count up from `first_id`. The rows are those of `record_rows.row_of`, each
    made when it is asked for: built beforehand they would go through memory twice.
    """
    columns: dict[str, Iterable[Any]] = {
        "id": count(first_id),
        "instruction": map(attrgetter("instruction"), records),
        "title": map(title_for, records),
        "language": map(language_for, records),
        "parent": map(attrgetter("parent"), records),
        "created": _times(_created, records, now),
        "updated": _times(_updated, records, now),
        "content_hash": hashes,
        "created_by": repeat(operation),
    }
    absent: dict[str, str] = {}
    for name, (read, written, empty) in _OPTIONAL.items():
        values = map(read, records)
        if not any(values):
            absent[name] = empty
        elif written is None:
            columns[name] = map(read, records)
        else:
            columns[name] = map(written, map(read, records))
    marks = ", ".join(absent.get(name, "?") for name in COLUMNS)
    sql = f"INSERT INTO record ({', '.join(COLUMNS)}) VALUES ({marks})"
    bound = compress(COLUMNS, (name not in absent for name in COLUMNS))
    # Not strict: the ids have no end. All others are as long as `records`.
    return sql, zip(*(columns[name] for name in bound), strict=False)


def _times(read: _Reader, records: Sequence[Record], now: str) -> Iterable[str]:
    """Return the times that records came with, `now` where there is none."""
    if any(map(read, records)):
        return [read(record) or now for record in records]
    return repeat(now)
