"""Writing the postings of one field, block by block in the order of terms.

A posting is a document number (`doc`, u32) and a `code` (u16: frequency << 8 | byte of
the document's length); `pos` (u16) has as many positions as the frequencies add up to.
A frequency of 255 or more is 255 in the code and stands in `over` (u32 pairs: number of
the posting, frequency). `base` (u32) says where the positions of every 16th posting
begin. A field without positions has none of these but `doc`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from instrstudio.search.flat.sealing import Array, SealedWriter

MOST = 255
"""The greatest frequency that a code can say."""

STRIDE = 16
"""Postings from one entry of `base` to the next."""


class Block(NamedTuple):
    """The postings of some terms that follow one another.

    `frequencies` (T,): how many postings each term has. `docs`, `counts`, `lengths`
    (P,): documents, ascending within a term, frequencies and length bytes. `positions`
    (sum of counts,).
    """

    frequencies: Array
    docs: Array
    counts: Array
    lengths: Array
    positions: Array


class FieldWriter:
    """Takes blocks, then the terms they were of."""

    def __init__(self, sealed: SealedWriter, field: str, placed: bool) -> None:
        self._sealed = sealed
        self._field = field
        self._placed = placed
        self._docs = sealed.array(f"{field}.doc", "<u4")
        self._first = [np.zeros(1, np.int64)]
        self._over: list[Array] = []
        self._positions = 0
        if placed:
            self._codes = sealed.array(f"{field}.code", "<u2")
            self._pos = sealed.array(f"{field}.pos", "<u2")
            self._base = sealed.array(f"{field}.base", "<u4")

    def append(self, block: Block) -> None:
        """Add the postings of the next terms."""
        at = self._docs.count
        self._first.append(at + np.cumsum(block.frequencies, dtype=np.int64))
        self._docs.append(block.docs)
        if not self._placed:
            return
        counts = block.counts.astype(np.int64)
        ends = np.cumsum(counts)
        self._base.append(self._positions + (ends - counts)[-at % STRIDE :: STRIDE])
        self._positions += int(ends[-1]) if len(ends) else 0
        many = np.flatnonzero(counts >= MOST)
        if len(many):
            self._over.append(np.stack([many + at, counts[many]], 1).ravel())
        self._codes.append(np.minimum(counts, MOST) << 8 | block.lengths)
        self._pos.append(block.positions)

    def finish(self, terms: Sequence[bytes]) -> None:
        """Write the terms, which are ascending."""
        name, put = self._field, self._sealed.put
        ends = np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms)))
        put(f"{name}.blob", np.frombuffer(b"".join(terms), np.uint8))
        put(f"{name}.ends", ends.astype("<u4"))
        put(f"{name}.first", np.concatenate(self._first).astype("<u4"))
        if self._placed:
            empty = np.zeros(0, np.int64)
            put(f"{name}.over", np.concatenate([*self._over, empty]).astype("<u4"))
