"""Records as columns of Apache Arrow, with lists and objects of their own types."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from instrstudio.domain.record import Record
from instrstudio.formats.frame.columns import TEXTS, structures_of
from instrstudio.formats.frame.growing import Piece
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


def pieces_of(records: Iterable[Record], begun: int) -> Iterator[Piece]:
    """Yield records as messages of an Arrow stream, a group at a time."""
    import pyarrow as pa

    types = schema()
    stream = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    head = types.serialize().to_pybytes()
    if not begun:
        yield head, 0
    with pa.ipc.new_stream(stream, types, options=options) as writer:
        waiting = iter(records)
        while group := list(islice(waiting, _GROUP)):
            rows = [_row(record) for record in group]
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=types))
            yield _taken(stream).removeprefix(head), len(group)


def groups_of(
    grown: Path, sizes: Mapping[str, int]
) -> "Iterator[tuple[str, pa.Table]]":
    """Yield the groups of each part from a file of all pieces, in order."""
    import pyarrow as pa

    with pa.OSFile(str(grown)) as file, pa.ipc.open_stream(file) as reader:
        left = reader.schema.empty_table()
        for part, size in sizes.items():
            for at in range(0, size, _GROUP):
                wanted = min(size - at, _GROUP)
                while left.num_rows < wanted:
                    batch = pa.Table.from_batches([reader.read_next_batch()])
                    left = pa.concat_tables([left, batch]) if left.num_rows else batch
                yield part, left.slice(0, wanted).combine_chunks()
                left = left.slice(wanted)


def write_table(groups: "Iterable[pa.Table]", target: Path) -> Iterator[int]:
    """Write a Parquet file group by group, yielding the count so far."""
    import pyarrow.parquet as pq

    count = 0
    with pq.ParquetWriter(target, schema(), compression="zstd") as writer:
        for group in groups:
            writer.write_table(group)
            count += group.num_rows
            yield count


def _taken(stream: io.BytesIO) -> bytes:
    """Return what was written since, and forget it."""
    data = stream.getvalue()
    stream.seek(0)
    stream.truncate()
    return data


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
