"""JSON rows of other shapes, by the names of their fields; read only.

Prompts with completions, questions with answers, inputs with targets: whatever a table
would be read as. A mapping of one's own can be given.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import Mapped, guessed, record_from
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.reading.sniffing import first_rows
from instrstudio.formats.reading.tidy import Mender


class JsonColumns(RowFormat):
    """Reads any rows that have a field for instructions."""

    name = "json-columns"
    about = message("JSON rows of any kind; say which field is the instruction")
    writes = False
    keeps = ("instruction", "first input and output", "system", "title", "tags")
    shape = message("an object with a field for the instruction")
    mapping: Mapped | None = None

    def with_mapping(self, mapping: Mapped) -> Self:
        """Return the same format with a mapping of its own."""
        made = type(self)()
        made.mapping = dict(mapping)
        return made

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the names of the fields of the first rows."""
        names: dict[str, None] = {}
        for raw in first_rows(path):
            if isinstance(raw.value, Mapping):
                names |= dict.fromkeys(map(str, raw.value))
        return tuple(names)

    def guess(self, path: Path) -> dict[str, str]:
        """Return which field seems to be which of ours, by the first rows."""
        return guessed(self.header(path))

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 0.4 for a text that seems to be an instruction: all others go first.

        A little more where there is an output too.
        """
        found = {ours: row.get(theirs) for theirs, ours in guessed(row).items()}
        if not isinstance(found.get("instruction"), str):
            return 0.0
        return 0.5 if found.get("output") else 0.4

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row."""
        mapping = guessed(row) if self.mapping is None else self.mapping
        if "instruction" not in (mapping.get(str(name)) for name in row):
            return Fault(
                field="instruction",
                rule=message("No field of the row holds an instruction"),
                repair=message("Say which field does"),
            )
        return (record_from(row, mapping, mender),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return why nothing is written."""
        return Fault(
            field="",
            rule=message("This format is only read"),
            repair=message("Export as Alpaca or as JSON lines"),
        )

    def write(self, items: Iterable[Item], target: Path) -> Iterator[int]:
        """Refuse to write.

        Raises:
            TransferError: Always.
        """
        raise TransferError(message("“{format}” is only read.", format=self.name))


PLUGIN = JsonColumns()
