"""A text that rules change while each word keeps where it comes from."""

from collections.abc import Sequence
from itertools import accumulate

from instrstudio.domain.reaction import Facts
from instrstudio.domain.span import (
    Origin,
    Piece,
    Ref,
    Span,
    assemble,
    pieces_of,
    strip,
)
from instrstudio.domain.style import STYLE


class Sheet:
    """The pieces of a text; places are in code points of the present text."""

    def __init__(self, text: str, spans: Sequence[Span], facts: Facts) -> None:
        self._pieces = pieces_of(text, spans)
        self.facts = facts
        self.text = text
        self.rules: list[str] = []

    def result(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans, without white space at its ends."""
        return assemble(strip(self._pieces))

    def is_free(self, start: int, end: int) -> bool:
        """Say whether [start, end) holds neither a slot nor words that must stay."""
        at = 0
        for piece in self._pieces:
            stop = at + len(piece.text)
            if piece.origin is Origin.SLOT and at < end and start < stop:
                return False
            at = stop
        folded = self.text.casefold()
        if len(folded) != len(self.text):
            return start == end
        held = (*self.facts.constraints, *self.facts.kept)
        return not any(
            at < end and start < at + len(words)
            for words in held
            if words.strip()
            for at in _places(words.casefold(), folded)
        )

    def put(self, start: int, end: int, words: str, rule: str) -> None:
        """Put a rule's words in place of [start, end)."""
        new = [Piece(words, Origin.EDITED, Ref(kind=STYLE, id=rule))] if words else []
        self._set([*self.cut(0, start), *new, *self.cut(end, len(self.text))], rule)

    def keep(self, ranges: Sequence[tuple[int, int]], rule: str) -> None:
        """Keep only these ranges, in this order; their words keep their origins."""
        self._set([piece for one in ranges for piece in self.cut(*one)], rule)

    def cut(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of [start, end)."""
        found: list[Piece] = []
        ends = accumulate(len(piece.text) for piece in self._pieces)
        for piece, stop in zip(self._pieces, ends, strict=True):
            at = stop - len(piece.text)
            words = piece.text[max(0, start - at) : max(0, end - at)]
            if words and stop > start and at < end:
                found.append(Piece(words, piece.origin, piece.ref))
        return found

    def _set(self, pieces: list[Piece], rule: str) -> None:
        self._pieces = pieces
        self.text = "".join(piece.text for piece in pieces)
        if rule not in self.rules:
            self.rules.append(rule)


def _places(words: str, text: str) -> list[int]:
    """Return where `words` begin in `text`."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
