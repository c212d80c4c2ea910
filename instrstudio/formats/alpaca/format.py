"""The Alpaca format as a plug-in."""

from collections.abc import Mapping
from pathlib import Path

from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.alpaca import fields, writing
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.sniffing import YAML
from instrstudio.formats.reading.tidy import Mender

_SURE = 0.8
"""A little less than formats that have fields of their own beside an instruction."""


class Alpaca(RowFormat):
    """Reads and writes instruction, input, output, system and history."""

    name = "alpaca"
    about = message("An instruction with input and output; in JSON, JSON lines or YAML")
    suffixes = (".json", ".jsonl", *YAML)
    keeps = ("instruction", "first input and output", "system", "history")
    shape = message("an object with “instruction”, “input” and “output”")

    def recognises(self, path: Path) -> float:
        """Return how many of the first rows look like Alpaca, in [0, 0.8].

        Never quite nothing for a JSON or YAML file, so that its rows can be asked why.
        """
        alike = super().recognises(path) / 0.9 * _SURE
        usual = plain_suffix(path) in (*self.suffixes, ".txt", "")
        return round(max(alike, 0.1 if usual else 0.0), 6)

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for an instruction with an answer, 0.6 without one."""
        if not fields.has_instruction(row):
            return 0.0
        answers = (*fields.OUTPUT_KEYS, "en_output", "zh_output")
        return 1.0 if any(key in row for key in answers) else 0.6

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row, or the two of a bilingual one."""
        return fields.records_of(row, mender) or fields.missing(row)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of a record."""
        if not isinstance(item, Record):
            return no_record()
        return without_instruction(item) or writing.row_of(item)

    def head(self, target: Path) -> str:
        """Return the beginning of a list, for which YAML needs nothing."""
        return "" if plain_suffix(target) in YAML else super().head(target)

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the text of a row; the suffix of `target` says how."""
        if plain_suffix(target) in YAML:
            return writing.yaml_of(row)
        return super().text_of(row, number, target)

    def tail(self, count: int, target: Path) -> str:
        """Return the end of a list, for which YAML needs nothing."""
        return "" if plain_suffix(target) in YAML else super().tail(count, target)
