"""Words one edit away: all terms with the right beginning compared at once.

Two texts are one edit apart if what they share at the front and at the back leaves at
most one character of each. Sharing is counted in bytes over whole arrays, allowing for
characters of several bytes; the few that remain are compared by character.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import Automata

from instrstudio.search.flat.sealing import Array
from instrstudio.search.flat.terms import TermList

_WIDEST = 4
"""Bytes of a character at most."""


def neighbours(terms: TermList, word: str, prefix: int = 1) -> list[bytes]:
    """Return the terms at most one edit from `word` that begin with `prefix` of it.

    An edit puts in, takes out or exchanges one character.
    """
    start, stop = terms.starting(word[:prefix].encode())
    near = _near(terms, word.encode(), _widest(word), start, stop)
    found = (terms.term(start + at) for at in near.tolist())
    return [term for term in found if one_edit(term.decode(), word)]


def one_edit(some: str, other: str) -> bool:
    """Say whether two texts are equal or one edit apart."""
    if len(some) > len(other):
        some, other = other, some
    if len(other) - len(some) > 1:
        return False
    at = 0
    while at < len(some) and some[at] == other[at]:
        at += 1
    skipped = at + (len(some) == len(other))
    return some[skipped:] == other[at + 1 :]


class NearTerms(Automata):
    """Whoosh's door to fuzzy terms: one edit by arrays, more by its own automaton."""

    def terms_within(
        self, fieldcur: Any, uterm: str, maxdist: int, prefix: int = 0
    ) -> Iterator[str]:
        """Return the terms at most `maxdist` edits from `uterm`."""
        if maxdist != 1:
            walk: Iterator[str] = super().terms_within(  # type: ignore[no-untyped-call]
                fieldcur, uterm, maxdist, prefix
            )
            return walk
        return iter([t.decode() for t in neighbours(fieldcur.terms, uterm, prefix)])


def _widest(word: str) -> int:
    """Return the bytes of the widest character of `word`."""
    return max((len(letter.encode()) for letter in word), default=1)


def _near(terms: TermList, word: bytes, widest: int, start: int, stop: int) -> Array:
    """Return which of the terms [start, stop) may be one edit from `word`."""
    starts, sizes = terms.lengths(start, stop)
    fits = np.abs(sizes - len(word)) <= max(widest, _WIDEST)
    kept = np.flatnonzero(fits)
    starts, sizes = starts[kept], sizes[kept]
    blob = np.frombuffer(terms.blob, np.uint8)
    front = _shared(blob, starts, sizes, np.frombuffer(word, np.uint8), 1)
    back = _shared(
        blob, starts + sizes - 1, sizes, np.frombuffer(word[::-1], np.uint8), -1
    )
    shared = np.minimum(front + back, np.minimum(sizes, len(word)))
    near = (shared >= len(word) - widest) & (shared >= sizes - _WIDEST)
    found: Array = kept[near]
    return found


def _shared(blob: Array, at: Array, sizes: Array, word: Array, step: int) -> Array:
    """Return how many bytes in a row each term shares with `word` from one end on."""
    count = np.zeros(len(at), np.int64)
    going = np.arange(len(at))
    for number, byte in enumerate(word.tolist()):
        going = going[sizes[going] > number]
        going = going[blob[at[going] + step * number] == byte]
        if not len(going):
            break
        count[going] = number + 1
    return count
