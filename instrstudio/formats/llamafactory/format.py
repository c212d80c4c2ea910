"""LLaMA-Factory's folder as a plug-in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault, Row, Skipped
from instrstudio.domain.wording import message
from instrstudio.formats.frame.choices import LABEL, REJECTED
from instrstudio.formats.frame.growing import Piece
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import SURE, RowFormat
from instrstudio.formats.llamafactory.entries import (
    Entry,
    entry_of,
    is_catalogue,
    place_of,
)
from instrstudio.formats.llamafactory.rows import record_in
from instrstudio.formats.llamafactory.writing import deal_out, lines_of, row_of
from instrstudio.formats.reading.sniffing import first_rows, raw_rows
from instrstudio.formats.reading.tidy import Mender


class LlamaFactory(RowFormat):
    """Reads all data files that the list names; writes up to four and the list.

    Positions are numbers of rows, counted over all files in the order of the list.
    """

    name = "llamafactory"
    about = message("A folder for LLaMA-Factory, with its list of data sets")
    suffixes = (".json",)
    keeps = ("instruction", "first input and output", "system", "history")
    places = (REJECTED, LABEL)

    def recognises(self, path: Path) -> float:
        """Return how sure it is that the file lists data sets."""
        rows = first_rows(path)
        return SURE if len(rows) == 1 and is_catalogue(rows[0].value) else 0.0

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1 for a list of data sets."""
        return float(is_catalogue(row))

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a row in the usual Alpaca columns."""
        found = record_in(row, Entry(name="", file=""), mender)
        return found if isinstance(found, Fault) else (found,)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of an item, or why LLaMA-Factory could not use it."""
        found = row_of(item)
        return found if isinstance(found, Fault) else found[1]

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows of all files, after the first `resume_at`.

        Raises:
            TransferError: The file is no list of data sets.
        """
        listed = next((raw.value for raw in raw_rows(path)), None)
        if not isinstance(listed, Mapping) or not is_catalogue(listed):
            raise TransferError(
                message("“{file}” is no list of data sets.", file=path.name)
            )
        position = count(1)
        for at, (name, value) in enumerate(listed.items()):
            for row in self._rows(path, name, value, at + 1):
                place = next(position)
                share = (at + row.share) / len(listed)
                if place > resume_at:
                    yield replace(row, resume_at=place, share=share)

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield the rows, each with the data set it belongs to."""
        return lines_of(items, target)

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Write the data files beside `target`, which becomes the list."""
        return deal_out(grown, target)

    def _rows(self, path: Path, name: str, value: object, number: int) -> Iterator[Row]:
        """Yield the rows of one entry, or one line of the report about it."""
        entry = entry_of(name, value)
        if isinstance(entry, Fault):
            yield _skipped(path.name, number, entry)
            return
        place = place_of(entry, path.parent)
        if isinstance(place, Fault):
            yield _skipped(path.name, number, place)
            return
        try:
            for raw in raw_rows(place):
                yield _Reader(entry).row(raw, entry.file)
        except TransferError as error:
            fault = Fault(
                field="file_name",
                rule=message(
                    "The file “{file}” of “{name}” cannot be read: {reason}",
                    file=entry.file,
                    name=entry.name,
                    reason=error.message,
                ),
                repair=message("Import the file by itself, in its own format"),
            )
            yield _skipped(path.name, number, fault)


class _Reader(LlamaFactory):
    """Reads rows of one entry."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Record, ...] | Fault:
        """Return the record of a row."""
        found = record_in(row, self._entry, mender)
        return found if isinstance(found, Fault) else (found,)


def _skipped(file: str, number: int, fault: Fault) -> Row:
    """Return the line of the report about an entry."""
    entry = Skipped(file=file, row=number, line=0, faults=(fault,))
    return Row(items=(), resume_at=0, skipped=entry, share=1.0)
