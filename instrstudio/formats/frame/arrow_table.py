"""Records as columns of Apache Arrow, with lists and objects of their own types."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.record import Record
from instrstudio.formats.frame.columns import TEXTS, structures_of
from instrstudio.formats.frame.text_out import sound

if TYPE_CHECKING:
    import pyarrow as pa

_GROUP = 1000
"""Rows that are held before they are written."""


def schema() -> "pa.Schema":
    """Return the types of the columns; unknown fields are JSON."""
    import pyarrow as pa

    text = pa.string()
    sample = pa.struct([("input", text), ("output", text)])
    return pa.schema(
        [
            *((name, text) for name in TEXTS),
            ("history", pa.list_(pa.list_(text))),
            ("constraints", pa.list_(text)),
            ("tags", pa.list_(text)),
            ("examples", pa.list_(sample)),
            ("source", text),
            ("parent", pa.int64()),
            ("archived", pa.bool_()),
            ("extra", text),
        ]
    )


def write_records(records: Iterable[Record], target: Path) -> Iterator[int]:
    """Write a Parquet file group by group, yielding the count after each record."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    count, types = 0, schema()
    waiting = iter(records)
    with pq.ParquetWriter(target, types, compression="zstd") as writer:
        while group := list(islice(waiting, _GROUP)):
            rows = [_row(record) for record in group]
            writer.write_table(pa.Table.from_pylist(rows, schema=types))
            for _ in group:
                count += 1
                yield count


def _row(record: Record) -> dict[str, Any]:
    """Return the columns of a record; what is empty is an empty text, not nothing."""
    row: dict[str, Any] = {**dict.fromkeys(TEXTS, ""), **structures_of(record)}
    row["extra"] = json.dumps(dict(record.extra), ensure_ascii=False)
    row["archived"] = record.archived
    row.setdefault("source", "")
    for name in ("history", "constraints", "tags", "examples"):
        row.setdefault(name, [])
    return {name: _sound(value) for name, value in row.items()}


def _sound(value: Any) -> Any:
    """Return a value with U+FFFD in place of halves of characters."""
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list):
        return [_sound(item) for item in value]
    if isinstance(value, dict):
        return {name: _sound(item) for name, item in value.items()}
    return value
