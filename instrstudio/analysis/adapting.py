"""Turns the instruction of a library record into one for another task.

What is the record's own (its kind of text, its languages, its limits, the place of its
input) gives way to what the task says; a constraint of a second record can be merged
in; whatever the task demands and nobody has said yet is added at the end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from instrstudio.analysis import details
from instrstudio.analysis.delexical import (
    PHRASES,
    mend_article,
    phrase_pieces,
    words_of,
)
from instrstudio.analysis.lexicon import lexicon
from instrstudio.analysis.profile import profile_of
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES, units
from instrstudio.domain.profile import Phrase, TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, merged, strip
from instrstudio.domain.task import Example, Task

SLOT = re.compile(r"\[[^\[\]\n]{1,40}\]")
_LIMIT = re.compile(
    r"[\d一二两三四五六七八九十百千]+\s*个?(?:字|词|句|条|点|行|段)"
    r"|\b(?:\d+|one|two|three|four|five|six|seven|eight|ten)\s+"
    r"(?:\w+\s+)?(?:words?|sentences?|lines?|bullets?|points?|paragraphs?|characters)",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(r"\n\s*[^\n。.!?！？]{1,24}[:：]\s*$")
_TERMINAL = re.compile(r"[。：:.！!]\s*$")
_COVERED = 0.6
_INPUT, _LIMITED = "<input_form>", "<limit>"


@dataclass(frozen=True, slots=True)
class Adapted:
    """An adapted instruction and how much of the record it had to change, in [0, 1]."""

    pieces: list[Piece]
    record: Record
    changed: float


def profile_of_record(record: Record) -> TaskProfile | None:
    """Read a record as the task it was made for; None if it says nothing."""
    task = Task(
        description=record.task_description or record.instruction.split("\n")[0][:120],
        examples=record.examples[:1] or (Example(input=record.instruction[:200]),),
        task_type=record.task_type,
        language=record.language if record.language in LANGUAGES else "",
    )
    try:
        return profile_of(task)
    except InvalidInput:
        return None


def adapt(record: Record, profile: TaskProfile) -> Adapted | None:
    """Return the record's instruction made to fit `profile`; None if it cannot."""
    own = profile_of_record(record)
    slots = list(SLOT.finditer(record.instruction))
    if own is None or len(slots) > 1:
        return None
    writer = _Writer(record, own, profile)
    text = record.instruction
    if not slots:
        pieces = writer.rewritten(0, len(text))
        if profile.has_input:
            pieces = [
                *_open_end(pieces, profile),
                *_slot(profile, str(record.id or "")),
            ]
    elif profile.has_input or profile.topic:
        slot = slots[0]
        pieces = [
            *writer.rewritten(0, slot.start()),
            *_slot(profile, str(record.id or "")),
            *writer.rewritten(slot.end(), len(text)),
        ]
    else:
        return None
    kept = sum(len(p.text) for p in pieces if p.origin is Origin.RECORD)
    return Adapted(strip(pieces), record, 1 - kept / max(1, len(text)))


def merge_clause(base: Adapted, other: Record, profile: TaskProfile) -> Adapted | None:
    """Return `base` with a constraint of `other` that it does not have; None if none."""
    own = profile_of_record(other)
    if own is None:
        return None
    said = "".join(piece.text for piece in base.pieces)
    for start, end in _constraints_of(other, profile.language):
        clause = other.instruction[start:end]
        if _LIMIT.search(clause) and _LIMIT.search(said):
            continue
        if _covered(clause, said):
            continue
        pieces = _Writer(other, own, profile).rewritten(start, end)
        joined = _insert(base.pieces, pieces, other, profile.language)
        return Adapted(joined, base.record, base.changed) if joined else None
    return None


def with_constraints(base: Adapted, profile: TaskProfile) -> Adapted:
    """Return `base` with the task's own constraints that it does not state yet."""
    pieces = base.pieces
    for constraint in profile.constraints:
        said = "".join(piece.text for piece in pieces)
        if _covered(constraint.text, said):
            continue
        ref = constraint.ref or Ref(kind="task", field="constraints")
        clause = [Piece(constraint.text.rstrip("。.；;"), Origin.TASK, ref)]
        pieces = _insert(pieces, clause, base.record, profile.language) or pieces
    return Adapted(pieces, base.record, base.changed)


class _Writer:
    """Replaces the words of one record's task by those of another."""

    def __init__(self, record: Record, own: TaskProfile, profile: TaskProfile) -> None:
        self.record, self.own, self.profile = record, own, profile
        self.words = _replaceable(own, profile, record)
        longest_first = sorted(self.words, key=len, reverse=True)
        parts = [_bounded(word) for word in longest_first]
        self.limit = next(
            (c for c in profile.constraints if _LIMIT.search(c.text)), None
        )
        self.pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def rewritten(self, start: int, end: int) -> list[Piece]:
        """Return the record's text in [start, end) with the task's words in it."""
        pieces: list[Piece] = []
        at, before = start, ""
        for begin, stop, token in self._places(start, end):
            pieces += self._kept(at, begin)
            before += self.record.instruction[at:begin]
            new = self._new(token, before)
            mend_article(pieces, new, self.profile)
            pieces += new
            before += "".join(piece.text for piece in new)
            at = stop
        return merged([*pieces, *self._kept(at, end)])

    def _places(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return ranges to replace, in order, with what takes their place."""
        text = self.record.instruction
        found: list[tuple[int, int, str]] = []
        if self.limit:
            pattern = details.constraint_pattern(self.profile.language)
            limits = pattern.finditer(text, start, end)
            found += [
                (m.start(), m.end(), _LIMITED)
                for m in limits
                if _LIMIT.search(m.group())
            ][:1]
        if self.pattern:
            taken = [(a, b) for a, b, _ in found]
            found += [
                (m.start(), m.end(), self.words[m.group().lower()])
                for m in self.pattern.finditer(text, start, end)
                if not any(a < m.end() and m.start() < b for a, b in taken)
            ]
        return sorted(found)

    def _kept(self, start: int, end: int) -> list[Piece]:
        """Return the record's own words."""
        ref = Ref(
            kind="record",
            id=str(self.record.id or ""),
            field="instruction",
            start=start,
            end=end,
        )
        return [Piece(self.record.instruction[start:end], Origin.RECORD, ref)]

    def _new(self, token: str, before: str) -> list[Piece]:
        """Return the task's words for `token`."""
        if token == _LIMITED and self.limit:
            ref = self.limit.ref or Ref(kind="task", field="constraints")
            return [Piece(self.limit.text, Origin.TASK, ref)]
        joint = Ref(kind="record", id=str(self.record.id or ""), field="instruction")
        return phrase_pieces(token[1:-1], self.profile, joint, before)


def _limits(match: re.Match[str]) -> bool:
    """Say whether a constraint is one of length."""
    return _LIMIT.search(match.group()) is not None


def _replaceable(
    own: TaskProfile, profile: TaskProfile, record: Record
) -> Mapping[str, str]:
    """Return the record's words that the task has other words for, with their tokens.

    All usual names of the record's kind of input count, also the one in its brackets.
    """
    words = dict(words_of(own))
    known = lexicon(profile.language if profile.language in LANGUAGES else ENGLISH)
    form = own.input_form.text
    aliases = [a for a, f in known.inputs.items() if f.name == form and len(a) > 1]
    for name in (*aliases, *_surface(own.input_form, record), own.slot):
        if name and name.lower() not in known.generic:
            words.setdefault(name.lower(), _INPUT)
    return {
        word: token
        for word, token in words.items()
        if _has(profile, token) and not _same(own, profile, token)
    }


def _surface(phrase: Phrase, record: Record) -> list[str]:
    """Return the words that the record's description has for `phrase`."""
    ref = phrase.ref
    if ref is None or ref.field != "description" or ref.start is None:
        return []
    return [record.task_description[ref.start : ref.end]]


def _has(profile: TaskProfile, token: str) -> bool:
    """Say whether the task has words for `token`."""
    return bool(getattr(profile, token[1:-1], None))


def _same(own: TaskProfile, profile: TaskProfile, token: str) -> bool:
    """Say whether record and task have the same words for `token`."""
    name = token[1:-1]
    a, b = getattr(own, name), getattr(profile, name)
    if name in PHRASES:
        return bool(a.text.lower() == b.text.lower())
    return [p.text for p in a] == [p.text for p in b]


def _bounded(word: str) -> str:
    """Return a pattern for a word: whole words only where it is of Latin letters."""
    start = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    end = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{start}{re.escape(word)}{end}"


def _slot(profile: TaskProfile, record_id: str) -> list[Piece]:
    """Return the place of the input, its sample, or the topic there is instead."""
    task = profile.task
    if not profile.has_input:
        return [profile.topic.piece()]
    filled = next((i for i, e in enumerate(task.examples) if e.input.strip()), None)
    if task.fill and filled is not None:
        text = task.examples[filled].input
        ref = Ref(kind="task", field=f"examples.{filled}.input", start=0, end=len(text))
        return [Piece(text, Origin.TASK, ref)]
    ref = Ref(kind="record", id=record_id, field="input")
    return [Piece(profile.slot_text, Origin.SLOT, ref)]


def _open_end(pieces: Sequence[Piece], profile: TaskProfile) -> list[Piece]:
    """Return pieces that a slot can follow: with an end, and a blank line."""
    out = strip(pieces)
    if not out:
        return out
    colon = "：" if profile.language == CHINESE else ":"
    ended = out[-1].text[-1] in "。.：:！!？?；;"
    gap = "\n\n" if ended else f"{colon}\n\n"
    return [*out, Piece(gap, Origin.RECORD, out[-1].ref)]


def _constraints_of(record: Record, language: str) -> list[tuple[int, int]]:
    """Return where in its instruction the constraints of a record stand."""
    text = record.instruction
    found = []
    for constraint in record.constraints:
        at = text.lower().find(constraint.strip().lower())
        if at >= 0 and constraint.strip():
            found.append((at, at + len(constraint.strip())))
    pattern = details.constraint_pattern(language)
    return found or [match.span() for match in pattern.finditer(text)]


def _covered(clause: str, said: str) -> bool:
    """Say whether most pairs of words in `clause` stand in `said` already."""
    tokens, text = units(clause), "".join(units(said))
    pairs = [a + b for a, b in pairwise(tokens)] or tokens
    return bool(pairs) and sum(p in text for p in pairs) >= _COVERED * len(pairs)


def _insert(
    pieces: Sequence[Piece], clause: Sequence[Piece], by: Record, language: str
) -> list[Piece] | None:
    """Put `clause` at the end of the last sentence before the slot; None if none."""
    slot = next(
        (i for i, p in enumerate(pieces) if p.origin is Origin.SLOT), len(pieces)
    )
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
    if ref and ref.start is not None:
        ref = Ref(
            kind=ref.kind,
            id=ref.id,
            field=ref.field,
            start=ref.start + start,
            end=ref.start + end,
        )
    return Piece(piece.text[start:end], piece.origin, ref)
