"""Rows of a table in a text file, in bounded memory."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.parser_words import csv_reason
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import PIECE, TextFile, is_text, stamp_of
from instrstudio.formats.reading.window import LONGEST

_DELIMITERS = (",", "\t", ";", "|")
_FEW = 5
REST = "…"
"""The column of cells beyond the header."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is written: what parts its cells, and its header."""

    delimiter: str
    header: tuple[str, ...]


def shape_of(path: Path) -> Shape:
    """Return the shape of a table: the delimiter that cuts its first rows most evenly.

    Raises:
        TransferError: The file cannot be opened, is empty, or is no text.
    """
    if not path.is_file():
        raise TransferError(message("There is no file “{path}”.", path=path))
    return _shape(path, stamp_of(path))


def csv_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows below the header; values map columns to cells.

    Raises:
        TransferError: The file cannot be opened, is empty, or is no table.
    """
    shape = shape_of(path)
    # a process-wide setting of the library, and 128 KiB is too little for a cell
    csv.field_size_limit(LONGEST)
    with TextFile(path) as source:
        lines = _Lines(source)
        reader = csv.reader(lines, delimiter=shape.delimiter)
        number, is_header = 0, True
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader, None)
            except csv.Error as error:
                number += 1
                yield RawRow(number=number, line=line, damage=_damage(error, line))
                return
            if cells is None:
                break
            if is_header or not any(cells):
                is_header = is_header and not any(cells)
                lines.forget()
                continue
            number += 1
            is_unclosed = lines.is_unclosed(shape.delimiter)
            damage = _unclosed(line) if is_unclosed else None
            yield RawRow(
                number=number,
                line=line,
                value=None if damage else _row(shape.header, cells),
                notes=_notes(shape.header, cells),
                damage=damage,
                share=source.share,
            )
            lines.forget()
    if not number:
        raise TransferError(
            message("“{file}” has no rows below its header.", file=path.name)
        )


class _Lines:
    """The lines of a text, with their ends; keeps those of the row at hand."""

    def __init__(self, source: TextFile) -> None:
        self._lines = _split(source)
        self._held = next(self._lines, None)
        self._row: list[str] = []
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        while (line := self._held) is not None:
            self._held = next(self._lines, None)
            self._row.append(line)
            self._length += len(line)
            if self._length > LONGEST:
                raise csv.Error("it is too long")
            yield line

    def forget(self) -> None:
        """Begin anew: a row is whole."""
        self._row.clear()
        self._length = 0

    def is_unclosed(self, delimiter: str) -> bool:
        """Say whether the file ended inside quotation marks."""
        if self._held is not None or "".join(self._row).count('"') % 2 == 0:
            return False
        try:
            list(csv.reader(self._row, delimiter=delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


@lru_cache(maxsize=8)
def _shape(path: Path, _stamp: tuple[int, int, int]) -> Shape:
    """Try each delimiter on the first rows."""
    if not is_text(path):
        raise TransferError(message("“{file}” is no table.", file=path.name))
    csv.field_size_limit(LONGEST)
    with TextFile(path) as source:
        head = list(islice(_split(source), 400))
    if not any(line.strip() for line in head):
        raise TransferError(message("“{file}” is empty.", file=path.name))
    found = []
    for rank, delimiter in enumerate(_DELIMITERS):
        try:
            cut = csv.reader(head, delimiter=delimiter)
            rows = list(islice((row for row in cut if any(row)), _FEW))
        except csv.Error:
            continue
        header = tuple(cell.removeprefix("\ufeff") for cell in rows[0])
        even = sum(len(row) == len(header) for row in rows)
        is_usual = delimiter == ("\t" if plain_suffix(path) == ".tsv" else ",")
        found.append(((len(header) > 1, even, is_usual, -rank), delimiter, header))
    if not found:
        raise TransferError(message("“{file}” is no table.", file=path.name))
    _, delimiter, header = max(found)
    return Shape(delimiter, header)


def _split(source: TextFile) -> Iterator[str]:
    """Yield lines with their ends; a lone return ends a line where no other does."""
    text = source.read(PIECE)
    end = "\r" if "\r" in text and "\n" not in text else "\n"
    while True:
        *whole, text = text.split(end)
        for line in whole:
            yield line + end
        if len(text) > LONGEST or not (piece := source.read(max(PIECE, len(text)))):
            break
        text += piece
    if text:
        yield text


def _row(header: tuple[str, ...], cells: list[str]) -> dict[str, object]:
    """Return the cells by column."""
    row: dict[str, object] = dict(zip(header, cells, strict=False))
    if len(cells) > len(header):
        row[REST] = list(cells[len(header) :])
    return row


def _notes(header: tuple[str, ...], cells: list[str]) -> tuple[Fault, ...]:
    """Return what is odd about the number of cells."""
    if len(cells) == len(header):
        return ()
    few = len(cells) < len(header)
    return (
        Fault(
            field="",
            rule=message(
                "The row has {cells} cells, the header {header}",
                cells=len(cells),
                header=len(header),
            ),
            repair=message("Took the missing ones as empty")
            if few
            else message("Kept the rest beside"),
        ),
    )


def _unclosed(line: int) -> Fault:
    """Return the fault of a row that swallowed the rest of the file."""
    return Fault(
        field="",
        rule=message(
            "A quotation mark that opens in line {line} or below is never closed",
            line=line,
        ),
        repair=message("Close it and import the file again; nothing after it was read"),
    )


def _damage(error: csv.Error, line: int) -> Fault:
    """Return the fault of a row that cannot be read."""
    return Fault(
        field="",
        rule=message(
            "The row cannot be read ({reason}); nothing after it was read",
            reason=csv_reason(str(error)),
        ),
        repair=message("Mend line {line} of the file and import it again", line=line),
    )
