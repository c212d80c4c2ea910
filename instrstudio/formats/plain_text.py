"""Plain text: one instruction a line, or blocks between lines of ``---``.

Written as blocks; a line of an instruction that is such a mark gets a backslash.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import Item, without_instruction
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.opening import plain_suffix
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile, is_text
from instrstudio.formats.reading.tidy import Mender
from instrstudio.formats.reading.window import Window

_MARK = "---"
_ESCAPED = re.compile(r"\\*---\r*\Z")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\udc80]")


class PlainText(RowFormat):
    """Reads lines and blocks, writes blocks."""

    name = "text"
    about = message("One instruction a line, or blocks between lines of “---”")
    suffixes = (".txt",)
    keeps = ("instruction",)
    shape = message("a line, or a block between lines of “---”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1: any text will do."""
        return 1.0

    def recognises(self, path: Path) -> float:
        """Return 0.7 for blocks, 0.2 for any text called so, and 0 for all else."""
        try:
            if not path.is_file() or not is_text(path):
                return 0.0
            with TextFile(path) as source:
                text = source.read()
        except (OSError, TransferError):
            return 0.0
        if plain_suffix(path) not in (*self.suffixes, ""):
            return 0.0
        if text.lstrip("\ufeff").startswith(f"{_MARK}\n"):
            return 0.7
        return 0.2 if _is_prose(text) else 0.0

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the blocks or the lines."""
        with TextFile(path) as source:
            window = Window(source)
            if not window.peek():
                raise TransferError(message("“{file}” is empty.", file=path.name))
            in_blocks = re.match(rf"{_MARK}\r?\n", window.text[window.at :])
            if not in_blocks and not _is_prose(window.text[:4096]):
                raise TransferError(message("“{file}” is no text.", file=path.name))
            yield from _blocks(window) if in_blocks else _lines(window)

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a text."""
        text = mender.text(row.get("instruction"), "instruction")
        return (Record(instruction=text, source=Source(kind="")),)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the text of a record."""
        if not isinstance(item, Record):
            return no_record()
        return without_instruction(item) or {"instruction": item.instruction}

    def head(self, target: Path) -> str:
        """Return nothing: every block has its mark."""
        return ""

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the block of a record."""
        lines = str(row["instruction"]).split("\n")
        kept = (f"\\{x}" if _ESCAPED.match(x) else x for x in lines)
        return f"{_MARK}\n" + "\n".join(kept) + "\n"

    def tail(self, count: int, target: Path) -> str:
        """Return nothing: the last block is the end."""
        return ""


def _lines(window: Window) -> Iterator[RawRow]:
    """Yield each line that holds something."""
    number, held = 0, None
    while (line := window.next_line()) is not None:
        if not line.strip():
            continue
        if held is not None:
            yield held
        number += 1
        value = {"instruction": line.strip()}
        held = RawRow(
            number=number, line=window.line - 1, value=value, share=window.share
        )
    if held is not None:
        yield RawRow(number=held.number, line=held.line, value=held.value, share=1.0)


def _blocks(window: Window) -> Iterator[RawRow]:
    """Yield each block, with its lines as they stand."""
    number, begins, lines = 0, 0, list[str]()
    while True:
        line = window.next_line()
        is_mark = line is not None and line.rstrip("\r") == _MARK
        if line is None or is_mark:
            if begins and "".join(lines).strip():
                number += 1
                value = {"instruction": "\n".join(lines)}
                share = 1.0 if line is None else window.share
                yield RawRow(number=number, line=begins, value=value, share=share)
            if line is None:
                return
            lines, begins = [], window.line
            continue
        lines.append(line[1:] if line[:1] == "\\" and _ESCAPED.match(line) else line)


def _is_prose(text: str) -> bool:
    """Say whether a text is nothing but text."""
    return bool(text.strip()) and len(_ODD.findall(text)) * 50 <= len(text)


PLUGIN = PlainText()
