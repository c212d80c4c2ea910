"""Reading the postings of one field as slices of its arrays."""

from typing import NamedTuple

import numpy as np

from instrstudio.search.flat.field_writer import MOST, STRIDE
from instrstudio.search.flat.sealed import SealedFile
from instrstudio.search.flat.sealing import Array
from instrstudio.search.flat.terms import TermList

_DENSE = 256
"""Of so many postings one must be wanted for the codes of all to be read."""


class Ragged(NamedTuple):
    """Runs of values: `values` has the runs one after another, `counts` their sizes."""

    values: Array
    counts: Array


class FieldPostings:
    """The terms and postings of a field."""

    def __init__(self, file: SealedFile, field: str) -> None:
        arrays = file.arrays
        self.terms = TermList(
            *(arrays[f"{field}.{n}"] for n in ("blob", "ends", "first"))
        )
        self._docs = arrays[f"{field}.doc"]
        self.placed = f"{field}.code" in arrays
        if self.placed:
            self._codes = arrays[f"{field}.code"]
            self._pos = arrays[f"{field}.pos"]
            self._base = arrays[f"{field}.base"]
            over = arrays[f"{field}.over"].whole().reshape(-1, 2).astype(np.int64)
            self._over_at, self._over_count = over[:, 0], over[:, 1]

    def slice_of(self, term: bytes) -> tuple[int, int]:
        """Return where the postings of `term` lie; (0, 0): there is no such term."""
        number = self.terms.number(term)
        return (0, 0) if number is None else self.terms.postings(number, number + 1)

    def docs(self, start: int, stop: int) -> Array:
        """Return the documents of the postings [start, stop), a view of u32."""
        return self._docs.part(start, stop)

    def codes(self, start: int, stop: int) -> Array:
        """Return the codes of the postings [start, stop); each 1 << 8 if not placed."""
        if not self.placed:
            return np.full(stop - start, 1 << 8, np.uint16)
        return self._codes.part(start, stop)

    def counts(self, start: int, stop: int) -> Array:
        """Return the frequencies of the postings [start, stop) as u32, unlimited."""
        counts = (self._codes.part(start, stop) >> 8).astype(np.uint32)
        if len(self._over_at):
            first, last = self._over_at.searchsorted([start, stop]).tolist()
            counts[self._over_at[first:last] - start] = self._over_count[first:last]
        return counts

    def positions(self, postings: Array) -> Ragged:
        """Return the positions of `postings` (n,), numbers in any order, as int64."""
        return self._gathered(self._starts(postings), self._counts(postings))

    def positions_in(self, start: int, stop: int, at: Array) -> Ragged:
        """Return the positions of some of the postings [start, stop).

        `at` (n,) are their places in this range, ascending.
        """
        if _DENSE * len(at) < stop - start:
            return self.positions(at + start)
        counts = self.counts(start, stop)
        ends = counts.cumsum(dtype=np.uint32)[at].astype(np.int64)
        counts = counts[at].astype(np.int64)
        return self._gathered(ends - counts + self._begin(start), counts)

    def _gathered(self, starts: Array, counts: Array) -> Ragged:
        """Return the runs of positions that begin at `starts` (n,)."""
        ends = counts.cumsum()
        total = int(ends[-1]) if len(ends) else 0
        if total > len(ends):
            starts = np.repeat(starts - (ends - counts), counts) + np.arange(total)
        return Ragged(self._pos.take(starts).astype(np.int64), counts)

    def _begin(self, posting: int) -> int:
        """Return where the positions of one posting begin."""
        block = posting // STRIDE
        before = self.counts(block * STRIDE, posting)
        return int(self._base.part(block, block + 1)[0]) + int(before.sum())

    def run(self, start: int, stop: int) -> Ragged:
        """Return the positions of the postings [start, stop), which lie together."""
        counts = self.counts(start, stop).astype(np.int64)
        if start == stop:
            return Ragged(np.zeros(0, np.uint16), counts)
        at = self._begin(start)
        return Ragged(self._pos.part(at, at + int(counts.sum())), counts)

    def _counts(self, postings: Array) -> Array:
        """Return the frequencies of `postings`, shape as theirs."""
        return self._said(self._codes.take(postings), postings)

    def _said(self, codes: Array, postings: Array) -> Array:
        """Return the frequencies that the `codes` of `postings` say."""
        counts = (codes >> 8).astype(np.int64)
        if len(self._over_at) and counts.max(initial=0) == MOST:
            many = (counts == MOST).nonzero()
            counts[many] = self._over_count[self._over_at.searchsorted(postings[many])]
        return counts

    def _starts(self, postings: Array) -> Array:
        """Return where the positions of `postings` (n,) begin."""
        block = postings // STRIDE
        within = block[:, None] * STRIDE + np.arange(STRIDE)
        before = within < postings[:, None]
        counts = np.zeros(before.shape, np.int64)
        counts[before] = self._counts(within[before])
        starts: Array = self._base.take(block).astype(np.int64) + counts.sum(1)
        return starts
