"""Our own JSON lines: one record a line, nothing lost.

A line is an object with the fields of `Record`; empty ones are left out. Ids are not
written: they mean something in one project only.
"""

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame import record_json
from instrstudio.formats.frame.losses import HALF_CHARACTERS, Item, has_halves
from instrstudio.formats.frame.row_format import SURE, RowFormat, no_record
from instrstudio.formats.reading.sniffing import first_rows
from instrstudio.formats.reading.tidy import Mender


class OwnJsonl(RowFormat):
    """Reads and writes every field of a record except its id."""

    name = "jsonl"
    about = message("All of a record, with versions and ratings: nothing is lost")
    suffixes = (".jsonl",)
    keeps = tuple(f.name.replace("_", " ") for f in fields(Record) if f.name != "id")
    drops = ()
    shape = message("an object with “instruction”")

    def recognises(self, path: Path) -> float:
        """Return 0.9 when the first rows have fields that only a record has."""
        rows = [row.value for row in first_rows(path)[:3]]
        own = [r for r in rows if isinstance(r, Mapping) and "instruction" in r]
        telling = any(map(self.likeness, own))
        return SURE if telling and not any(map(_is_alpaca, own)) else 0.0

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with samples or a source as we write them."""
        has_samples = isinstance(row.get("examples"), list)
        return float(has_samples or isinstance(row.get("source"), Mapping))

    def stands_alone(self, row: Mapping[str, object]) -> bool:
        """Say yes: one line is a file of one row, and its faults are said."""
        return True

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row; fields it does not know go into `extra`."""
        record = record_json.record_of(row, mender)
        if record.instruction.strip():
            return (record,)
        return Fault(
            field="instruction",
            rule=message("The row has no instruction"),
            repair=message("Write what is to be done into “instruction”"),
        )

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record."""
        return record_json.row_of(item) if isinstance(item, Record) else no_record()

    def is_lines(self, target: Path) -> bool:
        """Say yes, whatever the suffix."""
        return True

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return nothing but halves of characters, which no file can hold."""
        halves = isinstance(item, Record) and has_halves(item)
        return (HALF_CHARACTERS,) if halves else ()


def _is_alpaca(row: Mapping[str, object]) -> bool:
    """Say whether a row has its answer where Alpaca has it."""
    return "output" in row or "response" in row


PLUGIN = OwnJsonl()
