"""XLSX: the first sheet with a header, one record a row, every cell a text.

Nothing becomes a formula: cells are stored as texts, whatever they begin with. A cell
holds at most 32,767 characters; a record with a longer one is not written, and said.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import COLUMNS, cells_of
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.frame.text_out import sound
from instrstudio.formats.reading.opening import LARGEST, seekable
from instrstudio.formats.reading.raw_row import RawRow

LONGEST_CELL = 32_767
_MAGIC = b"PK\x03\x04"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML cannot hold or would change, and what looks like an escape."""


class Xlsx(TableFormat):
    """Reads the first sheet and writes one sheet."""

    name = "xlsx"
    about = message("A workbook of Excel, one record a row")
    suffixes = (".xlsx",)
    drops = ()

    def header(self, path: Path) -> tuple[str, ...]:
        """Return the names of the columns.

        Raises:
            TransferError: The file is no workbook.
        """
        with _sheet(path) as sheet:
            first = next(_filled(sheet), None)
        return tuple(_text(cell) for cell in first[1]) if first else ()

    def table_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows below the header.

        Raises:
            TransferError: The file is no workbook, or it is empty.
        """
        with _sheet(path) as sheet:
            rows = _filled(sheet)
            first = next(rows, None)
            if first is None:
                raise TransferError(message("“{file}” is empty.", file=path.name))
            header = [_text(cell) for cell in first[1]]
            total = max(1, sheet.max_row or 0)
            held: RawRow | None = None
            for number, (line, cells) in enumerate(rows, start=1):
                if held is not None:
                    yield held
                value = {
                    name: _value(cell)
                    for name, cell in zip(header, cells, strict=False)
                    if name
                }
                share = min(0.99, line / total)
                held = RawRow(number=number, line=line, value=value, share=share)
            if held is not None:
                yield RawRow(
                    number=held.number, line=held.line, value=held.value, share=1.0
                )

    def write_table(self, rows: Iterable[Record], target: Path) -> Iterator[int]:
        """Write records, yielding the count after each."""
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = Workbook(write_only=True)
        sheet = book.create_sheet("instructions")
        sheet.append(list(COLUMNS))
        for count, record in enumerate(rows, start=1):
            cells = []
            for text in cells_of(record).values():
                cell = WriteOnlyCell(sheet, value=_escaped(text))
                if text:
                    cell.data_type = "s"  # or a leading “=” makes it a formula
                cells.append(cell)
            sheet.append(cells)
            yield count
        book.save(target)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the cells of a record, or the one that is too long."""
        row = super().row_of(item, number)
        if isinstance(row, Fault):
            return row
        for name, text in row.items():
            if len(_escaped(str(text))) > LONGEST_CELL:
                return Fault(
                    field=name,
                    rule=message(
                        "The text is longer than a cell may be ({count:,})",
                        count=LONGEST_CELL,
                    ),
                    repair=message("Export it in another format, as CSV"),
                )
        return row


@contextmanager
def _sheet(path: Path) -> Iterator[Any]:
    """Open the first sheet for reading row by row.

    Raises:
        TransferError: The file is no workbook, or it unpacks to absurd sizes.
    """
    with seekable(path, _MAGIC) as source:
        book = _book(source, path)
        try:
            yield book.worksheets[0]
        finally:
            book.close()


def _book(source: Path | IO[bytes], path: Path) -> Any:
    """Open a workbook.

    Raises:
        TransferError: The file is no workbook, or it unpacks to absurd sizes.
    """
    try:
        with zipfile.ZipFile(source) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise TransferError(
                    message("“{file}” unpacks to more than 4 GB.", file=path.name)
                )
        # only now: what is no archive is asked too, and loading this takes a while
        from openpyxl import load_workbook

        book = load_workbook(source, read_only=True, data_only=True)
    except TransferError:
        raise
    except Exception as error:
        # the library raises whatever its XML and ZIP readers do
        raise TransferError(
            message(
                "“{file}” is no sound XLSX workbook ({reason}).",
                file=path.name,
                reason=str(error).rstrip("."),
            )
        ) from error
    return book


def _filled(sheet: Any) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield the rows that hold something, with their numbers."""
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if any(cell not in (None, "") for cell in cells):
            yield line, cells


def _value(cell: object) -> object:
    """Return the value of a cell, texts without escapes."""
    return _plain(cell) if isinstance(cell, str) else cell


def _text(cell: object) -> str:
    """Return a cell of the header."""
    return "" if cell is None else _plain(str(cell))


def _escaped(text: str) -> str:
    """Return a text that XML can hold, by Excel's own escapes."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", sound(text))


def _plain(text: str) -> str:
    """Return the text that `_escaped` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


PLUGIN = Xlsx()
