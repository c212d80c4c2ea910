"""Files are read and written row by row: memory does not grow with them."""

import gzip
import tracemalloc
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.alpaca import PLUGIN as ALPACA
from instrstudio.formats.csv_table import PLUGIN as CSV
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.llamafactory import PLUGIN as LLAMAFACTORY
from instrstudio.formats.markdown import PLUGIN as MARKDOWN
from instrstudio.formats.openai_chat import PLUGIN as OPENAI_CHAT
from instrstudio.formats.plain_text import PLUGIN as TEXT
from instrstudio.formats.reading.opening import plain_stem, plain_suffix

ROWS = 3000
MOST = 3_000_000
"""Bytes; the files have more than six million."""
FORMATS: tuple[RowFormat, ...] = (
    ALPACA,
    CSV,
    LLAMAFACTORY,
    MARKDOWN,
    OPENAI_CHAT,
    TEXT,
)


def _records() -> Iterator[Record]:
    for number in range(ROWS):
        yield Record(
            instruction=f"{number} 请翻译以下内容。 " * 50,
            examples=(Example(output="answer"),),
            source=Source(kind=""),
        )


@pytest.mark.parametrize("found", FORMATS, ids=lambda found: found.name)
def test_memory_is_bounded(found: RowFormat, tmp_path: Path) -> None:
    suffix = found.suffixes[0]
    target = tmp_path / f"dataset_info{suffix}"
    # what the first use of a format loads into memory is no part of a file's size
    deque(found.write(islice(_records(), 1), target), maxlen=0)
    assert found.recognises(target) > 0.5
    deque(found.read(target), maxlen=0)
    tracemalloc.start()
    try:
        assert deque(found.write(_records(), target), maxlen=1).pop() == ROWS
        assert tracemalloc.get_traced_memory()[1] < MOST
        assert found.recognises(target) > 0.5
        assert sum(bool(row.items) for row in found.read(target)) == ROWS
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


def test_a_packed_file_that_is_cut_off_is_refused_before_anything(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rows.jsonl"
    list(ALPACA.write(_records(), path))
    whole = gzip.compress(path.read_bytes())
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TransferError, match="damaged"):
        next(ALPACA.read(packed))
    packed.write_bytes(whole)
    assert sum(1 for _ in ALPACA.read(packed)) == ROWS
    assert plain_suffix(packed) == ".jsonl"
    assert plain_stem(packed) == "rows"
