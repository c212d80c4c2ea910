"""Writes Alpaca rows as a JSON list, as JSON lines or as a YAML list."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example


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
        row["history"] = [list(turn) for turn in record.history]
    return row


def write_list(records: Iterable[Record], target: Path) -> Iterator[int]:
    """Write a JSON list, UTF-8 without a mark, yielding the count after each row."""
    count = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for count, record in enumerate(records, start=1):
            text = json.dumps(row_of(record), ensure_ascii=False, indent=2)
            file.write(",\n" if count > 1 else "\n")
            file.write("\n".join("  " + line for line in text.split("\n")))
            yield count
        file.write("\n]\n" if count else "]\n")


def write_lines(records: Iterable[Record], target: Path) -> Iterator[int]:
    """Write JSON lines."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for count, record in enumerate(records, start=1):
            file.write(json.dumps(row_of(record), ensure_ascii=False) + "\n")
            yield count


def write_yaml(records: Iterable[Record], target: Path) -> Iterator[int]:
    """Write a YAML list."""
    import yaml

    with target.open("w", encoding="utf-8", newline="\n") as file:
        for count, record in enumerate(records, start=1):
            yaml.safe_dump(
                [row_of(record)], file, allow_unicode=True, sort_keys=False, width=88
            )
            yield count
