"""Markdown: a section for each record, its texts in fences, so that nothing is lost.

A file of other people, without such fences, is one instruction as it stands.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.transfer import Fault
from instrstudio.domain.wording import message
from instrstudio.formats.frame.losses import (
    FIELDS,
    HALF_CHARACTERS,
    Item,
    has_halves,
    without_instruction,
)
from instrstudio.formats.frame.record_json import record_of, row_of
from instrstudio.formats.frame.row_format import RowFormat, no_record
from instrstudio.formats.reading.opening import plain_stem, plain_suffix
from instrstudio.formats.reading.parser_words import json_reason
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.text_file import TextFile, is_text
from instrstudio.formats.reading.tidy import Mender
from instrstudio.formats.reading.window import LONGEST, Window

_MARK = "<!-- instrstudio: a section for each instruction -->"
_FENCE = re.compile(r"(`{3,})(instruction|input|output|system|record)$")
_TICKS = re.compile("`{3,}")
_TEXTS = ("instruction", "input", "output", "system")


class Markdown(RowFormat):
    """Reads its own files and other people's, writes sections with fences."""

    name = "markdown"
    about = message("A readable text, one section a record")
    suffixes = (".md", ".markdown")
    keeps = FIELDS
    drops = ()
    shape = message("a section with a fence “instruction”")

    def likeness(self, row: Mapping[str, object]) -> float:
        """Return 1: files are known by their first line."""
        return 1.0

    def recognises(self, path: Path) -> float:
        """Return 0.9 for our own files, 0.3 for any text called Markdown."""
        try:
            if not path.is_file() or not is_text(path):
                return 0.0
            with TextFile(path) as source:
                text = source.read()
        except (OSError, TransferError):
            return 0.0
        if text.lstrip("\ufeff").startswith(_MARK):
            return 0.9
        is_named = plain_suffix(path) in self.suffixes and bool(text.strip())
        return 0.3 if is_named and _is_prose(text) else 0.0

    def raw_rows(self, path: Path) -> Iterator[RawRow]:
        """Yield the fences of each section, or the whole text."""
        with TextFile(path) as source:
            window = Window(source)
            if not window.peek():
                raise TransferError(message("“{file}” is empty.", file=path.name))
            first = (window.next_line() or "").rstrip("\r")
            if first == _MARK:
                yield from _sections(window)
                return
            lines, length = [first], 0
            while (line := window.next_line()) is not None:
                lines.append(line)
                length += len(line)
                if length > LONGEST:
                    raise TransferError(
                        message(
                            "“{file}” is too long for one instruction.", file=path.name
                        )
                    )
        text = "\n".join(line.rstrip("\r") for line in lines).strip()
        if not _is_prose(text):
            raise TransferError(message("“{file}” is no text.", file=path.name))
        row = {"instruction": text, "title": plain_stem(path)}
        yield RawRow(number=1, line=1, value=row, share=1.0)

    def items_of(
        self, row: Mapping[str, object], mender: Mender
    ) -> tuple[Item, ...] | Fault:
        """Return the record of a section."""
        try:
            beside = json.loads(str(row.get("record", "{}")))
        except ValueError as error:
            reason = json_reason(str(error))
            return Fault(
                field="record",
                rule=message("The fence “record” is no JSON ({reason})", reason=reason),
                repair=message("Mend it, or take the fence out"),
            )
        given = {**beside} if isinstance(beside, dict) else {}
        given |= {
            k: v for k, v in row.items() if k in ("instruction", "system", "title")
        }
        first = {name: row.get(name, "") for name in ("input", "output")}
        samples = given.get("examples")
        more = samples if isinstance(samples, list) else []
        if any(first.values()) or more:
            given["examples"] = [first, *more]
        given.setdefault("source", {})
        record = record_of(given, mender)
        return (record,)

    def row_of(self, item: Item, number: int) -> Mapping[str, object] | Fault:
        """Return the fences of a record."""
        if not isinstance(item, Record):
            return no_record()
        if fault := without_instruction(item):
            return fault
        row = row_of(item)
        texts = {"instruction": item.instruction, "system": item.system}
        if item.examples:
            texts |= item.examples[0].as_dict()
            row["examples"] = [e.as_dict() for e in item.examples[1:]]
        beside = {
            name: value
            for name, value in row.items()
            if name not in _TEXTS and value not in ([], "")
        }
        if item.source == Source(kind=""):
            beside.pop("source", None)
        fences: dict[str, object] = {k: texts[k] for k in _TEXTS if texts.get(k)}
        if beside:
            fences["record"] = json.dumps(beside, ensure_ascii=False, indent=1)
        return {"title": " ".join(item.shown_title.split()), **fences}

    def head(self, target: Path) -> str:
        """Return the mark of our own files."""
        return f"{_MARK}\n"

    def text_of(self, row: Mapping[str, object], number: int, target: Path) -> str:
        """Return the section of a record."""
        fences = [_fenced(name, str(x)) for name, x in row.items() if name != "title"]
        return "".join([f"\n## {row['title']}\n", *fences])

    def tail(self, count: int, target: Path) -> str:
        """Return nothing: the last section is the end."""
        return ""

    def lost(self, item: Item) -> tuple[str, ...]:
        """Return nothing but halves of characters."""
        halves = isinstance(item, Record) and has_halves(item)
        return (HALF_CHARACTERS,) if halves else ()


def _fenced(name: str, text: str) -> str:
    """Return a text between fences longer than any in it."""
    longest = max((len(found) for found in _TICKS.findall(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}{name}\n{text}\n{fence}\n"


def _sections(window: Window) -> Iterator[RawRow]:
    """Yield the fences of each section; one with a fence left open is damaged."""
    row: dict[str, object] = {}
    number, begins = 0, window.line
    while (line := window.next_line()) is not None:
        at = window.line - 1
        if line.startswith("## ") or line.rstrip("\r") == "##":
            if row:
                number += 1
                share = window.share
                yield RawRow(number=number, line=begins, value=row, share=share)
            row, begins = {}, at
            continue
        found = _FENCE.match(line.rstrip("\r"))
        if not found:
            continue
        text = _until(window, found[1])
        if text is None:
            fault = Fault(
                field=found[2],
                rule=message(
                    "The fence that opens in line {at} is never closed", at=at
                ),
                repair=message("Close it; nothing after it was read"),
            )
            yield RawRow(number=number + 1, line=begins, damage=fault, share=1.0)
            return
        row[found[2]] = text
    if row:
        yield RawRow(number=number + 1, line=begins, value=row, share=1.0)


def _until(window: Window, fence: str) -> str | None:
    """Return the lines up to a closing fence; None where there is none."""
    lines: list[str] = []
    while (line := window.next_line()) is not None:
        if line.rstrip("\r") == fence:
            return "\n".join(lines)
        lines.append(line)
    return None


def _is_prose(text: str) -> bool:
    """Say whether a text is nothing but text: hardly any control characters."""
    odd = sum(c < " " and c not in "\t\n\r" for c in text) + text.count("\udc80")
    return bool(text.strip()) and odd * 50 <= len(text)


PLUGIN = Markdown()
