"""Rows of JSON written as they are."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instrstudio.formats.frame.text_out import write_lines, write_list
from instrstudio.formats.reading.opening import plain_suffix


def write_rows(rows: Iterable[Mapping[str, object]], target: Path) -> Iterator[int]:
    """Write rows, as lines for ``.jsonl``, yielding the count after each."""
    is_lines = plain_suffix(target) == ".jsonl"
    return (write_lines if is_lines else write_list)(rows, target)
