"""What differs between two texts, in the units that people read.

The pairing of units is the one of Ratcliff and Obershelp ("Pattern Matching: The
Gestalt Approach", Dr. Dobb's Journal, 1988), as `difflib` does it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from instrstudio.domain.language import CJK_CHARACTER

SAME, ADDED, REMOVED = "same", "added", "removed"

_WORDY = re.compile(r"\s+|\w+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^\n。！？.!?]*[\n。！？.!?]+|[^\n。！？.!?]+")
_MOST = 4_000
"""Units of a text above which whole sentences are paired: the pairing is quadratic."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that make `after` out of `before`, by word.

    Each Chinese character is a word, so is each sign, so is a run of white space. The
    same and the removed pieces together are `before`, the same and the added `after`.

    >>> difference("Sum it up.", "Sum them up.")[1:3]
    (Piece(kind='removed', text='it'), Piece(kind='added', text='them'))
    """
    old, new = _split(before), _split(after)
    if max(len(old), len(new)) > _MOST:
        old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    return tuple(_pieces(old, new))


def _split(text: str) -> list[str]:
    """Return the units of `text`; joined, they are the text."""
    found: list[str] = []
    for unit in _WORDY.findall(text):
        if CJK_CHARACTER.search(unit):
            found += _characters(unit)
        else:
            found.append(unit)
    return found


def _characters(word: str) -> Iterator[str]:
    """Yield each Chinese character of `word`, and what stands between them whole."""
    start = 0
    for match in CJK_CHARACTER.finditer(word):
        if match.start() > start:
            yield word[start : match.start()]
        yield match.group()
        start = match.end()
    if start < len(word):
        yield word[start:]


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces between two sequences of units, without empty ones."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        parts = ((REMOVED, old[i:j]), (ADDED, new[k:m]))
        for name, part in ((SAME, old[i:j]),) if kind == "equal" else parts:
            if part:
                yield Piece(name, "".join(part))
