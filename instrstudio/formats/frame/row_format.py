"""A format whose files are rows of JSON."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault, Row
from instrstudio.domain.wording import message
from instrstudio.formats.frame.growing import Piece, finish_text, write
from instrstudio.formats.frame.losses import (
    Item,
    all_but,
    lost,
    without_instruction,
)
from instrstudio.formats.frame.text_out import encoded
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.sniffing import first_rows, raw_rows
from instrstudio.formats.reading.tidy import Mender, kind_of

SURE = 0.9
"""How sure a format is of a file whose first rows are all its own."""


class RowFormat(ABC):
    """Reads and writes rows; a subclass says what the fields of a row mean.

    Positions are numbers of rows: going on from one reads the file up to it again,
    which costs seconds for a gigabyte and keeps every line number true. `places` are
    the unknown fields (`Record.extra`) that a row has a place for.
    """

    name = ""
    suffixes: tuple[str, ...] = (".json", ".jsonl")
    reads = True
    writes = True
    keeps: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    shape = message("an object")
    """What a row is, for a sentence."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "drops" not in cls.__dict__:
            cls.drops = all_but(cls.keeps)

    @abstractmethod
    def likeness(self, row: Mapping[str, object]) -> float:
        """Return how much a row looks like one of this format, in [0, 1]."""

    @abstractmethod
    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return what a row holds, or why it holds nothing."""

    @abstractmethod
    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the row of an item, the `number`-th from 1, or why it has none."""

    def stands_alone(self, row: Mapping[str, object]) -> bool:
        """Say whether an object that is the whole file is a row."""
        return self.likeness(row) > 0

    def recognises(self, path: Path) -> float:
        """Return how many of the first rows are of this format, in [0, `SURE`]."""
        rows = [row.value for row in first_rows(path)]
        alike = sum(self.likeness(row) for row in rows if isinstance(row, Mapping))
        return SURE * alike / len(rows) if rows else 0.0

    def read(self, path: Path, resume_at: int = 0) -> Iterator[Row]:
        """Yield the rows after the first `resume_at`.

        Raises:
            TransferError: The file cannot be opened, is empty, or is no list of rows.
        """
        for raw in self.checked_rows(path):
            if raw.number > resume_at:
                yield self.row(raw, path.name)

    def checked_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows as they stand there, once it is sure that they are rows.

        Raises:
            TransferError: The file cannot be opened, is empty, or is no list of rows.
        """
        for raw in self.raw_rows(path):
            if not raw.listed and raw.damage is None:
                self._check_alone(raw, path)
            yield raw

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the rows of a file as they stand there."""
        return raw_rows(path)

    def write(self, items: Iterable[Item], target: Path) -> Iterator[int]:
        """Write the items that the format can express, as lines for ``.jsonl``."""
        return write(self, items, target)

    def pieces(
        self, items: Iterable[Item], target: Path, begun: int = 0
    ) -> Iterator[Piece]:
        """Yield the file row by row, but for its end."""
        yield from self.pieces_of(self.rows(items, begun), target, begun)

    def pieces_of(
        self, rows: Iterable[Mapping[str, object]], target: Path, begun: int
    ) -> Iterator[Piece]:
        """Yield the text of each row, above the first what stands there."""
        if not begun:
            yield encoded(self.head(target)), 0
        for number, row in enumerate(rows, start=begun + 1):
            yield encoded(self.text_of(row, number, target)), 1

    def finish(
        self, grown: Path, target: Path, sizes: Mapping[str, int]
    ) -> Iterator[int]:
        """Put the end below the pieces, and the file in its place."""
        return finish_text(grown, target, self.tail(sum(sizes.values()), target))

    def head(self, target: Path) -> str:
        """Return what stands above the first row."""
        return "" if self.is_lines(target) else "["

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the text of the `number`-th row, from 1."""
        if self.is_lines(target):
            return json.dumps(row, ensure_ascii=False) + "\n"
        text = json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        return f"{',' if number > 1 else ''}\n  {text}"

    def tail(self, count: int, target: Path) -> str:
        """Return what stands below the last of `count` rows."""
        if self.is_lines(target):
            return ""
        return "\n]\n" if count else "]\n"

    def is_lines(self, target: Path) -> bool:
        """Say whether each row gets a line of its own."""
        return plain_suffix(target) == ".jsonl"

    def rows(
        self, items: Iterable[Item], begun: int = 0
    ) -> Iterator[Mapping[str, object]]:
        """Yield the rows of the items that have one, after `begun` others."""
        number = begun + 1
        for item in items:
            row = self.row_of(item, number)
            if not isinstance(row, Fault):
                number += 1
                yield row

    def refusal(self, item: Item) -> Fault | None:
        """Return why an item cannot be written at all; None where it can be."""
        row = self.row_of(item, 1)
        return row if isinstance(row, Fault) else None

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return the parts of an item that its row would leave behind."""
        if not isinstance(item, Record):
            return ()
        return tuple(lost(item, self.keeps, self.places))

    def row(self, raw: RawRow, file: str) -> Row:
        """Turn a raw row into items or a line of the report."""
        fault, mender = raw.damage, Mender()
        items: tuple[Item, ...] = ()
        if fault is None and isinstance(raw.value, Mapping):
            found = self.items_of(raw.value, mender)
            fault = found if isinstance(found, Fault) else _empty(found)
            items = () if isinstance(found, Fault) else found
        elif fault is None:
            fault = Fault(
                field="",
                rule=message(
                    "The row is {kind}, not an object", kind=kind_of(raw.value)
                ),
                repair=message("Write it as {shape}", shape=self.shape),
            )
        if fault is not None:
            skipped = raw.entry(file, fault, *raw.notes)
            return Row(items=(), resume_at=raw.number, skipped=skipped, share=raw.share)
        faults = (*raw.notes, *mender.faults)
        return Row(
            items=items,
            resume_at=raw.number,
            repaired=raw.entry(file, *faults) if faults else None,
            share=raw.share,
        )

    def _check_alone(self, raw: RawRow, path: Path) -> None:
        """See that an object that stands by itself is a row.

        Raises:
            TransferError: It is something else, so the file is no list of rows.
        """
        if not isinstance(raw.value, Mapping) or not self.stands_alone(raw.value):
            raise TransferError(
                message(
                    "“{file}” is no list of rows: put them into one list, "
                    "or one object on each line.",
                    file=path.name,
                )
            )


def _empty(items: tuple[Item, ...]) -> Fault | None:
    """Return the fault of a row whose record has no instruction."""
    for item in items:
        if isinstance(item, Record) and (fault := without_instruction(item)):
            return Fault(
                field=fault.field,
                rule=message("The instruction is empty"),
                repair=message("Write what is to be done into it"),
            )
    return None


def no_record() -> Fault:
    """Return the fault of an item that is no record."""
    return Fault(
        field="",
        rule=message("This format holds records only"),
        repair=message("Choose another format for templates and preferences"),
    )
