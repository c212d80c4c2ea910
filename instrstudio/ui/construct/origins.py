"""Counts where the words of a candidate come from."""

from collections.abc import Sequence
from dataclasses import dataclass

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import CHINESE, length_of
from instrstudio.domain.span import Origin, Piece
from instrstudio.domain.task import Task

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text comes from one place.

    `id` is the place's id (a record's, a template's); `phrases` are the first words
    taken from there, `units` their length in words or Chinese characters.
    """

    origin: Origin
    id: str
    units: int
    phrases: tuple[str, ...]


def shares_of(pieces: Sequence[Piece]) -> list[Share]:
    """Return a share for every place, the largest first."""
    found: dict[tuple[Origin, str], list[str]] = {}
    for piece in pieces:
        if piece.text.strip():
            found.setdefault(_place(piece), []).append(piece.text.strip())
    shares = [
        Share(
            origin,
            place,
            sum(length_of(text) for text in texts),
            tuple(dict.fromkeys(texts))[:_SHOWN],
        )
        for (origin, place), texts in found.items()
    ]
    return sorted((s for s in shares if s.units), key=lambda share: -share.units)


def _place(piece: Piece) -> tuple[Origin, str]:
    """Return origin and place of a piece; records and slots are told apart."""
    if piece.origin is Origin.RECORD and piece.ref is not None:
        return piece.origin, piece.ref.id
    if piece.origin is Origin.SLOT:
        return piece.origin, piece.text.strip()
    return piece.origin, ""


def filled(candidate: Candidate, task: Task) -> str:
    """Return the text with the first sample's input in the place of its slot."""
    if not task.examples:
        return ""
    text, at = [], 0
    for span in candidate.spans:
        part = candidate.text[span.start : span.end]
        is_slot = span.origin is Origin.SLOT and part.strip().startswith("[")
        sample = task.examples[0].input
        # line breaks beside the brackets stay where they are
        text.append(part.replace(part.strip(), sample) if is_slot else part)
        at = span.end
    text.append(candidate.text[at:])
    whole = "".join(text)
    return whole if whole != candidate.text else ""


def is_chinese(language: str) -> bool:
    """Say whether units are characters rather than words."""
    return language == CHINESE
