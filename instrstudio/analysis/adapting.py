"""Turns the instruction of a library record into one for another task.

What is the record's own (its kind of text, its languages, its limits, the place of its
input) gives way to what the task says; a constraint of a second record can be merged
in; whatever the task demands and nobody has said yet is added at the end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from instrstudio.analysis import details
from instrstudio.analysis.profile import profile_of
from instrstudio.analysis.rewording import Writer
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.language import CHINESE, ENGLISH, LANGUAGES, units
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, merged, strip
from instrstudio.domain.task import Example, Task

SLOT = re.compile(r"\[[^\[\]\n]{1,40}\]")
_LABEL_LINE = re.compile(r"\n\s*[^\n。.!?！？]{1,24}[:：]\s*$")
_TERMINAL = re.compile(r"[。：:.！!]\s*$")
_COVERED = 0.6
_MERGED = {
    CHINESE: re.compile(r"^(?:不|只|仅|保留|避免|语气|语言|用词|确保|直接)[^“”：:]+$"),
    ENGLISH: re.compile(
        r"^(?:no |not |never |do not |don't |only |without |keep |avoid |in plain"
        r"|use (?:only|plain)|add nothing|leave out )[^\"“”:;]+$",
        re.IGNORECASE,
    ),
}
"""What a constraint looks like that makes sense outside its own instruction."""
_UNIVERSAL = {
    CHINESE: re.compile(
        r"不加?(?:评论|解释|标题|编造|改变)|没有的|未提|只(?:输出|依据|根据)|原文|专有名词"
        r"|语气|语言|客观|通顺|简洁"
    ),
    ENGLISH: re.compile(
        r"comment|explanation|nothing|invent|not (?:say|state|list|mention)ed|only the"
        r"|original|plain|tone|names|neutral",
        re.IGNORECASE,
    ),
}
"""What a constraint is about that suits any kind of text."""
_COUNT = re.compile(
    r"[\d一二两三四五六七八九十百千]|\b(?:one|two|three|four|five|six)\b"
)


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
    writer = Writer(record, own, profile)
    text = record.instruction
    if not slots:
        pieces = writer.rewritten(0, len(text))
        if profile.has_input:
            pieces = [
                *_open_end(pieces, profile),
                *_slot(profile, str(record.id or "")),
            ]
    elif profile.has_input or profile.topic or profile.goal:
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
    """Return `base` with a constraint of `other` that it lacks; None if none."""
    own = profile_of_record(other)
    if own is None:
        return None
    said = "".join(piece.text for piece in base.pieces)
    for start, end in _constraints_of(other, profile.language):
        clause = other.instruction[start:end]
        if not _suits(clause, own, profile):
            continue
        if _covered(clause, said):
            continue
        pieces = _lowered(Writer(other, own, profile).rewritten(start, end))
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


def _suits(clause: str, own: TaskProfile, profile: TaskProfile) -> bool:
    """Say whether a clause of another record means something for this task."""
    language = CHINESE if profile.language == CHINESE else ENGLISH
    if _COUNT.search(clause) or not _MERGED[language].match(clause):
        return False
    same = own.input_form.text.lower() == profile.input_form.text.lower()
    return same or _UNIVERSAL[language].search(clause) is not None


def _lowered(pieces: list[Piece]) -> list[Piece]:
    """Return a clause as it reads in mid-sentence."""
    first = pieces[0].text
    if first[:1].isupper() and not first[:2].isupper():
        pieces[0] = replace(pieces[0], text=first[0].lower() + first[1:])
    return pieces


def _slot(profile: TaskProfile, record_id: str) -> list[Piece]:
    """Return the place of the input, its sample, or the topic there is instead."""
    task = profile.task
    if not profile.has_input:
        return [(profile.topic or profile.goal).piece()]
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
