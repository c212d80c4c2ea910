"""Alpaca rows on their way out."""

from collections.abc import Mapping

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.formats.frame.pairs_of_turns import written_history
from instrstudio.formats.frame.yaml_out import yaml_text


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


def yaml_of(row: Mapping[str, object]) -> str:
    """Return a row as an entry of a YAML list."""
    return yaml_text([dict(row)])
