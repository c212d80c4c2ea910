"""Tables of prompts by role, as awesome-chatgpt-prompts has them; read only."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import record_from
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.csv_rows import csv_rows, shape_of
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.sniffing import first_character, first_rows
from instrstudio.formats.reading.tidy import Mender

_NAMES = {"act", "prompt"}
_MAPPING = {"act": "title", "prompt": "instruction"}


class AwesomePrompts(RowFormat):
    """Reads ``act`` and ``prompt``, from CSV or JSON; other columns are kept beside."""

    name = "awesome-prompts"
    about = message("Roles with their prompts, as CSV or JSON")
    suffixes = (".csv", ".json")
    writes = False
    keeps = ("instruction", "title")
    shape = message("a row with “act” and “prompt”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a row with a role and a prompt."""
        return float(row.keys() >= _NAMES)

    def recognises(self, path: Path) -> float:
        """Return 0.9 for a table, or a list, with a role and a prompt."""
        if first_rows(path):
            return super().recognises(path)
        try:
            return 0.9 if set(shape_of(path).header) >= _NAMES else 0.0
        except (OSError, TransferError):
            return 0.0

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows of a list or a table."""
        if first_character(path) in ("[", "{"):
            yield from super().raw_rows(path)
            return
        yield from (replace(row, listed=True) for row in csv_rows(path))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a prompt."""
        return (record_from(row, _MAPPING, mender),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return why nothing is written."""
        return Fault(
            field="",
            rule=message("This format is only read"),
            repair=message("Export as CSV, which is read everywhere"),
        )

    def write(self, items: Iterable[Item], target: Path) -> Iterator[int]:
        """Refuse to write.

        Raises:
            TransferError: Always.
        """
        raise TransferError(message("“{format}” is only read.", format=self.name))


PLUGIN = AwesomePrompts()
