"""XLSX: the first sheet with a header, one record a row, every cell a text.

Nothing becomes a formula: cells are stored as texts, whatever they begin with. A cell
holds at most 32,767 characters; a record with a longer one is not written, and said.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from string import ascii_uppercase
from typing import IO, Any
from xml.sax.saxutils import escape

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.columns import COLUMNS
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
_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>"
)
_TAIL = "</sheetData></worksheet>"
_TIMES = re.compile(rb"<dcterms:(created|modified) .*?</dcterms:\1>")
_LETTERS = ascii_uppercase[: len(COLUMNS)]
_PORTION = 2**20


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

    def head(self, target: Path) -> str:
        """Return the beginning of the sheet and the names of the columns."""
        return _HEAD + _row(COLUMNS, 1)

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return a row of the sheet."""
        return _row(map(str, row.values()), number + 1)

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Pack the sheet into a workbook; the same rows give the same bytes."""
        with grown.open("ab") as file:
            file.write(_TAIL.encode())
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in _other_parts():
                packed.writestr(_member(name), data)
            sheet = packed.open(_member(_SHEET), "w", force_zip64=True)
            with sheet, grown.open("rb") as file:
                while data := file.read(_PORTION):
                    sheet.write(data)
                    yield 0

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


def _row(texts: Iterable[str], number: int) -> str:
    """Return a row of a sheet; texts only, so that nothing is a formula."""
    cells = (
        f'<c r="{name}{number}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(_escaped(text))}</t></is></c>"
        for name, text in zip(_LETTERS, texts, strict=True)
        if text
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _other_parts() -> list[tuple[str, bytes]]:
    """Return all of a workbook but its sheet, without the time it was made."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.create_sheet("instructions")
    saved = io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    del found[_SHEET]
    return [(name, _TIMES.sub(b"", data)) for name, data in found.items()]


def _member(name: str) -> zipfile.ZipInfo:
    """Return a part of a workbook, of no certain time."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


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
