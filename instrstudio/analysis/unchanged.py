"""A record's instruction as it is, for a task it may have been written for."""

from instrstudio.analysis.adapting import Adapted
from instrstudio.analysis.kinship import SLOT
from instrstudio.analysis.recomposing import place
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.record import Record
from instrstudio.domain.span import Origin, Piece, Ref, strip

_GAP = "\n\n"


def unchanged(record: Record, profile: TaskProfile) -> Adapted:
    """Return the instruction word for word; the place of the input is the task's.

    An instruction that names no place gets one behind it where the task has an input.
    """
    text = record.instruction
    slots = list(SLOT.finditer(text))
    if not profile.has_input:
        pieces = [_quoted(record, 0, len(text))]
    elif not slots:
        gap = Ref(kind="record", id=str(record.id or ""), field="instruction")
        pieces = [_quoted(record, 0, len(text)), Piece(_GAP, Origin.RECORD, gap)]
        pieces += place(record, profile)
    else:
        start, end = slots[-1].span()
        pieces = [_quoted(record, 0, start), *place(record, profile)]
        pieces.append(_quoted(record, end, len(text)))
    return Adapted(strip([piece for piece in pieces if piece.text]), record, 0.0)


def _quoted(record: Record, start: int, end: int) -> Piece:
    """Return a part of the instruction."""
    ref = Ref(
        kind="record",
        id=str(record.id or ""),
        field="instruction",
        start=start,
        end=end,
    )
    return Piece(record.instruction[start:end], Origin.RECORD, ref)
