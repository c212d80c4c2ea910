"""Joins statements into one text, each with the mark it wants after it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from instrstudio.analysis.statements import Statement
from instrstudio.domain.language import CHINESE, units
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, merged

_LABEL_LINE = re.compile(r"\n\s*[^\n。.!?！？]{1,24}[:：]\s*$")
_TERMINAL = re.compile(r"[。：:.！!]\s*$")
_FINAL = "。.！!？?：:"
_COVERED = 0.6


class Joiner:
    """Collects statements of a record, in the order they are to be read."""

    def __init__(self, record: Record, profile: TaskProfile) -> None:
        self._record, self._chinese = record, profile.language == CHINESE
        self._parts: list[tuple[list[Piece], Statement | None]] = []

    def add(self, statement: Statement, pieces: list[Piece]) -> None:
        """Add a statement of the record, worded as in `pieces`."""
        self._parts.append((pieces, statement))

    def put(self, pieces: list[Piece]) -> None:
        """Add a statement of the task."""
        self._parts.append((pieces, None))

    def closed(self, *, slot: bool) -> list[Piece]:
        """Return the text; before a `slot` it ends in a colon and a blank line."""
        out: list[Piece] = []
        for i, (pieces, statement) in enumerate(self._parts):
            following = self._parts[i + 1][1] if i + 1 < len(self._parts) else None
            last = i + 1 == len(self._parts)
            out += self._capital(pieces, out)
            if last and slot:
                out.append(self._mark(self._final(pieces), None))
            elif statement and following and following.start == statement.stop:
                out.append(self._own_mark(statement))
            else:
                out.append(self._mark(self._end(pieces, last=last), None))
        return merged(out)

    def _own_mark(self, statement: Statement) -> Piece:
        """Return the mark that the record has after a statement."""
        text = self._record.instruction[statement.end : statement.stop]
        return self._mark(text, (statement.end, statement.stop))

    def _mark(self, text: str, place: tuple[int, int] | None) -> Piece:
        """Return a mark as a piece; `place` is where the record has it."""
        start, end = place or (None, None)
        ref = Ref(
            kind="record",
            id=str(self._record.id or ""),
            field="instruction",
            start=start,
            end=end,
        )
        return Piece(text, Origin.RECORD, ref)

    def _final(self, pieces: Sequence[Piece]) -> str:
        """Return what stands between the last statement and the slot."""
        if _ends(pieces):
            return "\n\n"
        return "：\n\n" if self._chinese else ":\n\n"

    def _end(self, pieces: Sequence[Piece], *, last: bool) -> str:
        """Return a full stop, and a space where words need one."""
        stop = "" if _ends(pieces) else "。" if self._chinese else "."
        return stop + ("" if self._chinese or last else " ")

    def _capital(self, pieces: list[Piece], before: Sequence[Piece]) -> list[Piece]:
        """Return English pieces with a capital where a sentence begins."""
        text = "".join(piece.text for piece in before[-2:]).rstrip()
        if self._chinese or not pieces or (text and text[-1] not in ".!?"):
            return pieces
        first = pieces[0]
        raised = first.text[:1].upper() + first.text[1:]
        return [replace(first, text=raised), *pieces[1:]]


def _ends(pieces: Sequence[Piece]) -> bool:
    """Say whether the pieces end in a closing mark already."""
    text = "".join(piece.text for piece in pieces).rstrip()
    return bool(text) and text[-1] in _FINAL


def covered(clause: str, said: str) -> bool:
    """Say whether most pairs of words in `clause` stand in `said` already."""
    tokens, text = units(clause), "".join(units(said))
    pairs = [a + b for a, b in pairwise(tokens)] or tokens
    return bool(pairs) and sum(p in text for p in pairs) >= _COVERED * len(pairs)


def insert(
    pieces: Sequence[Piece], clause: Sequence[Piece], by: Record, language: str
) -> list[Piece] | None:
    """Put `clause` at the end of the last sentence before the slot; None if none."""
    slot = next((i for i, p in enumerate(pieces) if _is_input(p)), len(pieces))
    head = "".join(piece.text for piece in pieces[:slot])
    label = _LABEL_LINE.search(head.rstrip())
    body = head[: label.start()] if label else head
    end = _TERMINAL.search(body.rstrip())
    if not end:
        return None
    mark = Ref(kind="record", id=str(by.id or ""), field="instruction")
    joint = Piece("；" if language == CHINESE else "; ", Origin.RECORD, mark)
    before, after = _cut(pieces, end.start())
    return merged([*before, joint, *clause, *after])


def _is_input(piece: Piece) -> bool:
    """Say whether a piece is the place of the input, or the sample in it."""
    field = piece.ref.field if piece.ref else ""
    sample = piece.origin is Origin.TASK and field.startswith("examples.")
    return piece.origin is Origin.SLOT or (sample and field.endswith(".input"))


def _cut(pieces: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    """Cut pieces at a character, refs included."""
    before: list[Piece] = []
    for i, piece in enumerate(pieces):
        if at >= len(piece.text):
            before.append(piece)
            at -= len(piece.text)
            continue
        return [*before, _part(piece, 0, at)], [
            _part(piece, at, len(piece.text)),
            *pieces[i + 1 :],
        ]
    return before, []


def _part(piece: Piece, start: int, end: int) -> Piece:
    """Return a part of a piece with the part's own place."""
    ref = piece.ref
    if ref and ref.start is not None and (ref.end or 0) - ref.start == len(piece.text):
        ref = Ref(
            kind=ref.kind,
            id=ref.id,
            field=ref.field,
            start=ref.start + start,
            end=ref.start + end,
        )
    return Piece(piece.text[start:end], piece.origin, ref)
