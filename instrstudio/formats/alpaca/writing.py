"""Alpaca rows on their way out."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.formats.frame.pairs_of_turns import written_history
from instrstudio.formats.frame.text_out import text_out


def row_of(record: Record) -> dict[str, object]:
    """Return the row of a record; system and history only where there are any."""
    example = record.examples[0] if record.examples else Example()
    row: dict[str, object] = {
        "instruction": record.instruction,
        "input": example.input,
        "output": example.output,
    }
    if record.system:
        row["system"] = record.system
    if record.history:
        row["history"] = written_history(record)
    return row


def write_yaml(rows: Iterable[Mapping[str, object]], target: Path) -> Iterator[int]:
    """Write a YAML list, yielding the count after each row."""
    import yaml

    with text_out(target) as file:
        for count, row in enumerate(rows, start=1):
            yaml.safe_dump(
                [dict(row)], file, allow_unicode=True, sort_keys=False, width=88
            )
            yield count
