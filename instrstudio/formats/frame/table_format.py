"""A format whose files are tables: a header and rows of cells."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import Mapped, cells_of, guessed, record_from
from instrstudio.formats.frame.losses import (
    FIELDS,
    HALF_CHARACTERS,
    Item,
    has_halves,
    without_instruction,
)
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.tidy import Mender


class TableFormat(RowFormat):
    """Reads and writes tables; `mapping` says which column is which field.

    Without one the mapping is guessed from the header (`columns.guessed`).
    """

    keeps = FIELDS
    shape = message("a row of cells")
    mapping: Mapped | None = None

    @abstractmethod
    def header(self, path: Path) -> tuple[str, ...]:
        """Return the names of the columns.

        Raises:
            TransferError: The file cannot be opened, or is no table.
        """

    @abstractmethod
    def table_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows below the header; values map columns to cells.

        Raises:
            TransferError: The file cannot be opened, or is no table.
        """

    def with_mapping(self, mapping: Mapped) -> Self:
        """Return the same format with a mapping of its own."""
        made = type(self)()
        made.mapping = dict(mapping)
        return made

    def guess(self, path: Path) -> dict[str, str]:
        """Return which column seems to be which field: for a mapping step.

        Raises:
            TransferError: The file cannot be opened, or is no table.
        """
        return guessed(self.header(path))

    def recognises(self, path: Path) -> float:
        """Return 0.75 for a table with instructions and outputs, 0.6 without these."""
        try:
            fields = self.guess(path).values() if path.is_file() else ()
        except (OSError, TransferError):
            return 0.0
        if "instruction" not in fields:
            return 0.0
        return 0.75 if "output" in fields else 0.6

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1: a table is known by its header, not by its rows."""
        return 1.0

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row."""
        mapping = guessed(row) if self.mapping is None else self.mapping
        if "instruction" not in mapping.values():
            return Fault(
                field="instruction",
                rule=message("No column holds instructions"),
                repair=message("Say which column does"),
            )
        return (record_from(row, mapping, mender),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the cells of a record."""
        if not isinstance(item, Record):
            return no_record()
        return without_instruction(item) or cells_of(item)

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows of the table."""
        return self.table_rows(path)

    def records(self, items: Iterable[Item]) -> Iterator[Record]:
        """Yield the records that can be written."""
        for item in items:
            if isinstance(item, Record) and self.refusal(item) is None:
                yield item

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return nothing but halves of characters."""
        halves = isinstance(item, Record) and has_halves(item)
        return (HALF_CHARACTERS,) if halves else ()
