"""The rows of a file one by one, each with what was found and what would be kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from instrstudio.domain.checkup import LEFT_OUT, MENDED, NOTED, Finding
from instrstudio.domain.errors import TransferError
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import Fault, Row, Skipped
from instrstudio.domain.wording import message
from instrstudio.formats.checking import llama_factory, rules
from instrstudio.formats.checking.mending import mended
from instrstudio.formats.frame.losses import Item
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.sniffing import first_character
from instrstudio.formats.reading.text_file import is_text

MOST_COMPARED = 1_000_000
"""Rows that are remembered to find those that come again: 180 MB of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A row: its findings, and what a repaired file would hold of it.

    `value` is the row in its own shape where the file is JSON; `items` are what it
    means. Both are empty where it is left out.
    """

    findings: tuple[Finding, ...]
    value: Mapping[str, object] | None
    items: tuple[Item, ...]
    silent: bool
    share: float

    @property
    def is_left_out(self) -> bool:
        """Whether a repaired file would not have it."""
        return not self.items

    @property
    def is_sound(self) -> bool:
        """Whether it would stay as it is."""
        return all(found.effect == NOTED for found in self.findings)


def keeps_shape(format: Format, path: Path) -> bool:
    """Say whether rows of a file can be written again in their own shape, as JSON."""
    if not _goes_by_rows(format) or _is_table(format):
        return False
    try:
        return is_text(path) and first_character(path) in ("[", "{")
    except TransferError:
        return False


class Inspector:
    """Looks at the rows of the file at `path`, which is in `format`.

    `compared` counts the rows that were compared with those before them.
    """

    def __init__(self, format: Format, path: Path) -> None:
        self._format = format
        self._path = path
        self._shaped = keeps_shape(format, path)
        self._seen: dict[int, int] = {}
        self.compared = 0

    def rows(self) -> Iterator[Inspected]:
        """Yield every row.

        Raises:
            TransferError: The file cannot be opened, or not read to its end.
        """
        found = self._format
        if isinstance(found, RowFormat) and _goes_by_rows(found):
            for raw in found.checked_rows(self._path):
                yield self._raw(found, raw)
        else:
            for row in found.read(self._path):
                yield self._plain(row)

    def _raw(self, format: RowFormat, raw: RawRow) -> Inspected:
        """Look at a row as it stands in the file."""
        row = format.row(raw, self._path.name)
        value = raw.value if isinstance(raw.value, Mapping) else None
        faults = _faults(row)
        skip = llama_factory.skipped(format.name, value) if value is not None else None
        if skip and rules.rule_of(skip.rule) not in map(_rule, faults):
            faults = (*faults, skip)
        problems = [fault for fault in faults if _is_problem(fault)]
        kept: Mapping[str, object] | None = value
        items = row.items
        if value is not None and problems and row.skipped is None and self._shaped:
            kept = mended(format, value, row, problems)
            items = row.items if kept is not None else ()
        place = raw.entry(self._path.name, *(faults or (_NOTHING,)))
        return self._whole(place, faults, row, kept, items)

    def _plain(self, row: Row) -> Inspected:
        """Look at what a format made of a row."""
        place = row.skipped or row.repaired
        if place is None:
            place = Skipped(
                file=self._path.name, row=row.resume_at, line=0, faults=(_NOTHING,)
            )
        return self._whole(
            place,
            _faults(row),
            row,
            None,
            row.items,
        )

    def _whole(
        self,
        place: Skipped,
        faults: tuple[Fault, ...],
        row: Row,
        kept: Mapping[str, object] | None,
        items: tuple[Item, ...],
    ) -> Inspected:
        """Gather what was found about a row."""
        before = self._said_in(items, place) if items else None
        if before is not None:
            faults, items = (*faults, before), ()
        effect = MENDED if items else LEFT_OUT
        findings = tuple(_finding(place, fault, effect) for fault in faults)
        return Inspected(
            findings=findings,
            value=kept if items else None,
            items=items,
            silent=any(found.silent for found in findings),
            share=row.share,
        )

    def _said_in(self, items: tuple[Item, ...], place: Skipped) -> Fault | None:
        """Return the fault of a row that was said before, or remember it."""
        if self.compared >= MOST_COMPARED:
            return None
        self.compared += 1
        # rows of several files have no numbers that tell them apart
        number = place.row if _goes_by_rows(self._format) else -self.compared
        records = [item for item in items if isinstance(item, Record)]
        # what stands beside a choice or a judgement is part of what it says
        keys = [
            hash((record.content_hash, repr(sorted(record.extra.items()))))
            for record in records
        ]
        before = [self._seen.setdefault(key, number) for key in keys]
        known = bool(before) and number not in before
        return _again(before[0]) if known else None


def _is_table(format: object) -> bool:
    """Say whether the rows of a format are cells."""
    return isinstance(format, TableFormat)


def _goes_by_rows(format: object) -> bool:
    """Say whether a format reads a file row by row and in no way of its own."""
    return isinstance(format, RowFormat) and type(format).read is RowFormat.read


def _faults(row: Row) -> tuple[Fault, ...]:
    """Return what a format says about a row."""
    place = row.skipped or row.repaired
    return place.faults if place else ()


def _rule(fault: Fault) -> str:
    """Return the id of a fault's rule."""
    return rules.rule_of(fault.rule)


def _is_problem(fault: Fault) -> bool:
    """Say whether something is wrong with the file."""
    return _rule(fault) not in rules.NOTES


def _finding(place: Skipped, fault: Fault, effect: str) -> Finding:
    """Return the finding of a fault."""
    rule = _rule(fault)
    if effect == MENDED and rule in rules.NOTES:
        effect = NOTED
    return Finding(
        file=place.file,
        row=place.row,
        line=place.line,
        field=fault.field,
        rule=rule,
        what=fault.rule,
        repair=fault.repair,
        effect=effect,
        silent=rule in rules.SILENT,
    )


_NOTHING = Fault(field="", rule="", repair="")


def _again(number: int) -> Fault:
    """Return the fault of a row that says what an earlier one says."""
    what = message("The row says the same as row {number}", number=number)
    if number < 0:
        what = message("The row says what one before says")
    return Fault(field="", rule=what, repair=message("Leave it out"))
