"""Rows of a JSON list, of JSON lines, or of JSON objects one after the other.

The file is read through a sliding window: memory holds one row, whatever the size of
the file, even when all of it is one line.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.reading.json_value import Broken, Value, ValueReader
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile
from instrstudio.formats.reading.window import Window

_COMMA = Fault(
    field="",
    rule=message("A comma is missing before the row"),
    repair=message("Read as if it were there"),
)

_CUT = "The file ends too early"


def json_rows(path: Path) -> Iterator[RawRow]:
    """Yield every row of `path`, damaged ones too.

    Raises:
        TransferError: The file cannot be opened, is empty, or is no JSON rows.
    """
    with TextFile(path) as source:
        window = Window(source)
        first = window.peek()
        if not first:
            raise TransferError(message("“{file}” is empty.", file=source.name))
        if first not in "[{":
            raise TransferError(
                message(
                    "“{file}” is neither a JSON list nor lines of JSON objects.",
                    file=source.name,
                )
            )
        if first == "{" and _has_lines(window):
            rows = _lines(window)
        else:
            rows = _Rows(window).all(listed=first == "[")
        for number, row in enumerate(rows, start=1):
            yield replace(row, number=number, share=window.share)


def _has_lines(window: Window) -> bool:
    """Say whether the first or the second line is a whole object by itself."""
    second = window.find("\n", 0) + 1
    window.find("\n", second)
    text = window.text[window.at :]
    reader = ValueReader()
    for line in text.split("\n", 2)[:2]:
        line = line.strip()  # noqa: PLW2901 - the same line, without its edges
        found = reader.decode(line, 0)
        if isinstance(found, Value) and isinstance(found.value, dict):
            return True
    return False


def _lines(window: Window) -> Iterator[RawRow]:
    """Yield the rows of JSON lines: a damaged line costs that line and no other."""
    reader = ValueReader()
    while True:
        number = window.line
        line = window.next_line()
        if line is None:
            return
        text, at = line.strip().removeprefix("\ufeff").rstrip(","), 0
        while at < len(text):
            found = reader.decode(text, at)
            if isinstance(found, Broken):
                cut = found.is_cut and window.peek() == ""
                yield RawRow(number=0, line=number, damage=_damage(found, number, cut))
                break
            yield RawRow(
                number=0,
                line=number,
                value=found.value,
                notes=found.notes,
                listed=at > 0 or number > 1 or window.peek() != "",
            )
            at = (
                found.end + len(text[found.end :]) - len(text[found.end :].lstrip(", "))
            )


class _Rows:
    """Rows of a list, or of objects one after the other, in one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._reader = ValueReader()
        self._keys: set[str] = set()
        self._gave_up = False

    def all(self, *, listed: bool) -> Iterator[RawRow]:
        """Yield the rows; several lists one after the other count as one."""
        window = self._window
        while (character := window.peek()) and character == "[" and listed:
            window.advance(window.at + 1)
            yield from self._list()
        if character and listed:
            yield self._broken(Broken("text follows the end of the list", 0, 0))
        elif character:
            yield from self._objects()

    def _list(self) -> Iterator[RawRow]:
        """Yield the rows up to the closing bracket."""
        window, needs_comma = self._window, False
        while (character := window.peek()) != "]":
            if not character:
                if not self._gave_up:
                    yield self._broken(Broken("the list is not closed", 0, 0, True))
                return
            has_comma = character == ","
            if has_comma:
                window.advance(window.at + 1)
                if window.peek() in "],":
                    continue
            row = self._row()
            if needs_comma and not has_comma and row.damage is None:
                row = replace(row, notes=(_COMMA, *row.notes))
            needs_comma = True
            yield from self._and_on(row)
        window.advance(window.at + 1)

    def _objects(self) -> Iterator[RawRow]:
        """Yield objects that stand one after the other, with or without commas."""
        window, alone = self._window, True
        while character := window.peek():
            if character == ",":
                window.advance(window.at + 1)
                continue
            row = self._row()
            alone = alone and window.peek() == ""
            yield from self._and_on(replace(row, listed=not alone))

    def _and_on(self, row: RawRow) -> Iterator[RawRow]:
        """Yield a row; after a damaged one, go to where reading can go on."""
        if row.damage is not None and not self._found_next():
            self._gave_up = True
            self._window.skip_all()
            rule = row.damage.rule
            if not str(rule).startswith(_CUT):
                rule = message("{what}; nothing after it could be read", what=rule)
            row = replace(row, damage=replace(row.damage, rule=rule))
        yield row

    def _row(self) -> RawRow:
        """Read the value at hand; a damaged one stays where it is."""
        window, line = self._window, self._window.line
        found = self._reader.read(window)
        if isinstance(found, Broken):
            return self._broken(found)
        window.advance(found.end)
        if isinstance(found.value, dict):
            self._keys.update(found.value)
        return RawRow(number=0, line=line, value=found.value, notes=found.notes)

    def _broken(self, found: Broken) -> RawRow:
        """Return a row that says what is wrong with the place at hand."""
        line = self._window.line
        return RawRow(number=0, line=line, damage=_damage(found, line, found.is_cut))

    def _found_next(self) -> bool:
        """Go to where the next sound row begins; False when there is none.

        A row begins with a brace that follows a comma, a brace or a bracket, and shares
        a key with the rows read so far, which nested objects hardly ever do.
        """
        window, start = self._window, 1
        while (start := window.find("{", start)) >= 0:
            place = window.at + start
            before = window.text[window.at : place].rstrip()[-1:]
            if before in ",}[" and self._is_row(start):
                window.advance(window.at + start)
                return True
            start += 1
        return False

    def _is_row(self, start: int) -> bool:
        """Say whether a sound row begins `start` characters further on."""
        window = self._window
        while True:
            found = self._reader.decode(window.text, window.at + start)
            if isinstance(found, Broken) and found.is_cut and not window.is_full:
                if window.more():
                    continue
                return False
            break
        if isinstance(found, Broken) or not isinstance(found.value, dict):
            return False
        return not self._keys or bool(self._keys & found.value.keys())


def _damage(found: Broken, line: int, is_cut: bool) -> Fault:
    """Return the fault of a row that cannot be read."""
    if is_cut:
        return Fault(
            field="",
            rule=message("The file ends too early: {reason}", reason=found.reason),
            repair=message("Get the whole file; the rows before this place are kept"),
        )
    place = line + found.lines_below
    return Fault(
        field="",
        rule=message(
            "The row is not valid JSON (line {line}: {reason})",
            line=place,
            reason=found.reason,
        ),
        repair=message("Mend line {line} of the file and import it again", line=place),
    )
