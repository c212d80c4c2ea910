"""Where the words of an instruction come from, character range by character range."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Origin(StrEnum):
    """Who wrote a stretch of text."""

    TEMPLATE = "template"
    SLOT = "slot"
    TASK = "task"
    RECORD = "record"
    GENERATED = "generated"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """The place a stretch was taken from.

    `kind` is ``task``, ``template``, ``record``, ``checkpoint`` or ``style`` (a rule of
    the person's style, whose words are edits made for them); `id` is its id there
    (empty for the task), `field` the field (``description``, ``examples.0.input``,
    ``instruction``, a slot's name, ...), `start` and `end` its range in that field in
    Unicode code points, or None where the words are derived rather than quoted.
    """

    kind: str
    id: str = ""
    field: str = ""
    start: int | None = None
    end: int | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "kind": self.kind,
            "id": self.id,
            "field": self.field,
            "start": self.start,
            "end": self.end,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> "Ref":
        """Read the JSON form."""
        start, end = data.get("start"), data.get("end")
        return cls(
            kind=str(data["kind"]),
            id=str(data.get("id", "")),
            field=str(data.get("field", "")),
            start=start if isinstance(start, int) else None,
            end=end if isinstance(end, int) else None,
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one origin; pieces in order make a text."""

    text: str
    origin: Origin
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The range [start, end) of a text, in Unicode code points, and its origin."""

    start: int
    end: int
    origin: Origin
    ref: Ref | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "start": self.start,
            "end": self.end,
            "origin": str(self.origin),
            "ref": self.ref.as_dict() if self.ref else None,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> "Span":
        """Read the JSON form."""
        ref = data.get("ref")
        return cls(
            start=int(str(data["start"])),
            end=int(str(data["end"])),
            origin=Origin(str(data["origin"])),
            ref=Ref.from_dict(ref) if isinstance(ref, Mapping) else None,
        )


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Join neighbours of one origin and ref, and drop empty pieces."""
    out: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        last = out[-1] if out else None
        if last and (last.origin, last.ref) == (piece.origin, piece.ref):
            out[-1] = replace(last, text=last.text + piece.text)
        else:
            out.append(piece)
    return out


def strip(pieces: Sequence[Piece]) -> list[Piece]:
    """Remove white space at both outer ends, as `str.strip` does."""
    out = merged(pieces)
    while out and not out[0].text.strip():
        out.pop(0)
    while out and not out[-1].text.strip():
        out.pop()
    if out:
        out[0] = replace(out[0], text=out[0].text.lstrip())
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return out


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Span, ...]]:
    """Return the text that `pieces` make, and the spans that cover it."""
    text, spans, at = [], [], 0
    for piece in merged(pieces):
        end = at + len(piece.text)
        spans.append(Span(start=at, end=end, origin=piece.origin, ref=piece.ref))
        text.append(piece.text)
        at = end
    return "".join(text), tuple(spans)


def pieces_of(text: str, spans: Sequence[Span]) -> list[Piece]:
    """Cut `text` along `spans`: the inverse of `assemble`."""
    return [Piece(text[s.start : s.end], s.origin, s.ref) for s in spans]


def covers(text: str, spans: Sequence[Span]) -> bool:
    """Say whether `spans` cover `text` in order, without gap, overlap or empty span."""
    at = 0
    for span in spans:
        if span.start != at or span.end <= span.start:
            return False
        at = span.end
    return at == len(text)
