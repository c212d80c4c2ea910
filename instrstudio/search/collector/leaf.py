"""One open segment: posting lists, facets, and the record behind each document.

What was put together from several lists is kept, up to `_KEPT` numbers a segment, so
that a keystroke need not do again what the one before it did. A leaf belongs to one
thread at a time.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealing import Array
from instrstudio.search.flat.segment import FlatSegment, SegmentArrays
from instrstudio.search.flat.whoosh_terms import LENGTHS

TEXT, FACET = "text", "facet"

_KEPT = 8_000_000


class Postings(NamedTuple):
    """Documents (ascending) with their codes (frequency << 8 | length), shape (n,)."""

    documents: Array
    codes: Array

    @property
    def weights(self) -> Array:
        """How often each document has the term, up to 255; shape (n,) of float32."""
        return (self.codes >> 8).astype(np.float32)


NO_POSTINGS = Postings(np.zeros(0, np.uint32), np.zeros(0, np.uint16))


class Leaf:
    """An open segment.

    `ids` are the records of its documents, `lengths` their token counts as far as the
    length byte tells, both of shape (size,); `alive` is False for deleted ones, or None
    when all live.

    Raises:
        CorruptIndexError: The segment is damaged (by all that reads it).
    """

    def __init__(self, folder: Path, segment: FlatSegment) -> None:
        self.arrays = SegmentArrays(folder, segment)
        self.segment = segment
        self.size = segment.doc_count_all()
        self.ids: Array = self.arrays.ids
        self.lengths: Array = LENGTHS[self.arrays.lengths]
        self.alive: Array | None = None
        self._cache: OrderedDict[Hashable, Postings] = OrderedDict()
        self._kept = 0
        self._scratch: Array | None = None
        self._norms: dict[tuple[float, float, float], Array] = {}

    def set_deleted(self, segment: FlatSegment) -> None:
        """Take over which documents are deleted in this state of the segment."""
        self.segment = segment
        self.alive = segment.alive()

    def documents_of(self, ids: Sequence[int]) -> Array:
        """Return the living documents of the records `ids`, ascending."""
        wanted = np.unique(np.fromiter(ids, np.int64, len(ids)))
        if self._ascending:
            at = self.ids.searchsorted(wanted)
            at = at[at < self.size]
            found = at[np.isin(self.ids[at], wanted)]
        else:
            found = np.flatnonzero(np.isin(self.ids, wanted))
        return found if self.alive is None else found[self.alive[found]]

    @cached_property
    def _ascending(self) -> bool:
        """Whether the records are in the order of their ids, as once imported."""
        return bool((self.ids[1:] > self.ids[:-1]).all())

    def field(self, name: str) -> FieldPostings:
        """Return the terms and postings of the field `name`."""
        return self.arrays.fields[name]

    def frequency(self, term: bytes, field: str = TEXT) -> int:
        """Return in how many documents `term` occurs, deleted ones included."""
        start, stop = self.field(field).slice_of(term)
        return stop - start

    def postings(self, term: bytes, field: str = TEXT) -> Postings:
        """Return the postings of `term`."""
        postings = self.field(field)
        start, stop = postings.slice_of(term)
        return Postings(postings.docs(start, stop), postings.codes(start, stop))

    def facet(self, term: str) -> Postings:
        """Return the documents that have the facet `term`."""
        return self.postings(term.encode(), FACET)

    def living(self, docs: Array) -> int:
        """Return how many of `docs` live."""
        return len(docs) if self.alive is None else int(self.alive[docs].sum())

    def all_living(self) -> Array:
        """Return all living documents."""
        return (
            np.arange(self.size) if self.alive is None else np.flatnonzero(self.alive)
        )

    def norms(self, average: float, k1: float, b: float) -> Array:
        """Return the length part of BM25 for every document, shape (size,)."""
        key = (average, k1, b)
        if key not in self._norms:
            self._norms = {k: v for k, v in self._norms.items() if k[0] == average}
            norms = k1 * (1 - b + b * self.lengths / max(average, 1.0))
            self._norms[key] = norms.astype(np.float32)
        return self._norms[key]

    def scratch(self) -> Array:
        """Return zeros, shape (size,) of float32, good until the next call."""
        if self._scratch is None:
            self._scratch = np.empty(self.size, np.float32)
        self._scratch.fill(0)
        return self._scratch

    def kept(self, key: Hashable, make: Callable[[], Postings]) -> Postings:
        """Return what is kept under `key`, making it if need be."""
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
            return found
        fresh = self._cache[key] = make()
        self._kept += len(fresh.documents)
        while self._kept > _KEPT and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._kept -= len(dropped.documents)
        return fresh
