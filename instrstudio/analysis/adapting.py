"""Turns the instruction of a library record into one for another task.

Of a record made for the same kind of task all statements stay, with the task's words
(its kind of text, its languages, its limits, the place of its input) in place of the
record's own. Of a more distant one only what suits any task stays: its first statement
if that says what is to be done, else the task says it itself. A statement of a second
record can be merged in, and what the task demands is added where nobody has said it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from instrstudio.analysis.joining import covered, insert
from instrstudio.analysis.kinship import OPEN_TYPES, SLOT, Kin, kinship
from instrstudio.analysis.recomposing import recomposed, suits_any, whole
from instrstudio.analysis.rewording import Writer
from instrstudio.analysis.statements import clauses, statements
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, merged, strip


@dataclass(frozen=True, slots=True)
class Adapted:
    """An adapted instruction and how much of the record it had to change, in [0, 1]."""

    pieces: list[Piece]
    record: Record
    changed: float


def adapt(
    record: Record, profile: TaskProfile, kin: Kin | None = None
) -> Adapted | None:
    """Return the record's instruction made to fit `profile`; None if it cannot."""
    kin = kin or kinship(record, profile)
    slots = list(SLOT.finditer(record.instruction))
    if kin is None:
        return None
    slot = slots[-1].span() if slots else None
    writer = Writer(record, kin.own, profile)
    if kin.order and len(slots) == 1 and slot and profile.has_input:
        pieces = whole(writer, slot)
    else:
        pieces = recomposed(writer, slot, kin)
    if not pieces:
        return None
    kept = sum(len(p.text) for p in pieces if p.origin is Origin.RECORD)
    share = kept / max(1, len(record.instruction))
    return Adapted(strip(pieces), record, 1 - min(1.0, share))


def merge_clause(
    base: Adapted, other: Record, profile: TaskProfile, kin: Kin | None = None
) -> Adapted | None:
    """Return `base` with a statement of `other` that it lacks; None if none."""
    kin = kin or kinship(other, profile)
    if kin is None or (kin.output == 0 and profile.task_type in OPEN_TYPES):
        return None
    said = "".join(piece.text for piece in base.pieces)
    for start, end in _constraints_of(other, profile, kin):
        if covered(other.instruction[start:end], said):
            continue
        pieces = _lowered(Writer(other, kin.own, profile).rewritten(start, end))
        joined = insert(base.pieces, pieces, other, profile.language)
        return Adapted(joined, base.record, base.changed) if joined else None
    return None


def with_constraints(base: Adapted, profile: TaskProfile) -> Adapted:
    """Return `base` with the task's own constraints that it does not state yet."""
    pieces = base.pieces
    for constraint in profile.constraints:
        said = "".join(piece.text for piece in pieces)
        if covered(constraint.text, said):
            continue
        ref = constraint.ref or Ref(kind="task", field="constraints")
        text = constraint.text.rstrip("。.；;")
        if ref.end is not None and ref.start is not None:
            ref = replace(ref, end=ref.start + len(text))
        clause = [Piece(text, Origin.TASK, ref)]
        pieces = insert(pieces, clause, base.record, profile.language) or pieces
    return Adapted(pieces, base.record, base.changed)


def _lowered(pieces: list[Piece]) -> list[Piece]:
    """Return a clause as it reads in mid-sentence."""
    first = pieces[0].text
    if first[:1].isupper() and not first[:2].isupper():
        pieces[0] = replace(pieces[0], text=first[0].lower() + first[1:])
    return pieces


def quoted(pieces: Sequence[Piece], records: Mapping[str, Record]) -> list[Piece]:
    """Return pieces whose places in records hold exactly the words of the piece.

    A letter or an article that was changed stands apart, without a place.
    """
    out: list[Piece] = []
    for piece in pieces:
        ref = piece.ref
        if not ref or ref.kind != "record" or ref.start is None or ref.end is None:
            out.append(piece)
            continue
        source = records[ref.id].instruction[ref.start : ref.end]
        head = _common(source, piece.text)
        left, right = source[head:][::-1], piece.text[head:][::-1]
        tail = _common(left, right)
        middle = len(piece.text) - tail
        start, end = ref.start, ref.end
        cuts = (
            (piece.text[:head], start, start + head),
            (piece.text[head:middle], None, None),
            (piece.text[middle:], end - tail, end),
        )
        out += [
            replace(piece, text=text, ref=replace(ref, start=first, end=last))
            for text, first, last in cuts
        ]
    return merged(out)


def _constraints_of(
    record: Record, profile: TaskProfile, kin: Kin
) -> Sequence[tuple[int, int]]:
    """Return where the constraints stand that suit the task of `profile` too."""
    text, language = record.instruction, profile.language
    slot = SLOT.search(text)
    end = slot.start() if slot else len(text)
    parts = statements(text, language, 0, end)[1:]
    found = [(part.start, part.end) for part in parts]
    found += [(c.start, c.end) for part in parts for c in clauses(part, language)]
    for constraint in record.constraints:
        at = text.lower().find(constraint.strip().lower())
        if at >= 0 and constraint.strip():
            found.append((at, at + len(constraint.strip())))
    writer = Writer(record, kin.own, profile)
    return [
        (a, b)
        for a, b in found
        if suits_any(text[a:b], profile) and not writer.mentions_input(text[a:b])
    ]


def _common(a: str, b: str) -> int:
    """Return how many characters two texts begin with in common."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False))
    return sum(1 for _ in same)
