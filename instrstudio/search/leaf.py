"""One segment of the index as arrays: postings, prefixes, positions, columns.

What is read is kept, up to `_KEPT` numbers a segment, so that a keystroke only reads
the lists that the one before did not. A leaf belongs to one thread at a time.
"""

import heapq
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from instrstudio.search.codec import (
    Floats,
    Integers,
    Place,
    PostingsReader,
    RawPostings,
)
from instrstudio.search.schema import FACET, ID, LENGTH, TEXT

WORD_EXPANSIONS = 256
"""Terms that the beginning of a word stands for at most: the most frequent ones."""

SINGLE_EXPANSIONS = 8192
"""The same for a single Chinese character: in practice, all pairs it begins."""

_SCANNED = 20_000
_KEPT = 2_000_000
_PLACE = 17
_SHIFT = 1 << 16


class Postings(NamedTuple):
    """Documents of the segment (ascending) with their weights, shape (n,) each."""

    documents: Integers
    weights: Floats


NOTHING = Postings(np.zeros(0, np.int64), np.zeros(0, np.float32))


class Leaf:
    """An open segment.

    `ids` are the record ids of its documents, `lengths` their token counts, both of
    shape (size,); `alive` is False for deleted ones, or None when all live.
    """

    def __init__(self, storage: Any, segment: Any) -> None:
        self._files = (
            segment.open_compound_file(storage) if segment.is_compound() else None
        )
        files = self._files or storage
        codec = segment.codec()
        self._terms: PostingsReader = codec.terms_reader(files, segment)
        self._columns = codec.per_document_reader(files, segment)
        self.size: int = segment.doc_count_all()
        self.ids: Integers = self._columns.column_reader("id", ID).array()
        self.lengths: Integers = self._columns.column_reader("length", LENGTH).array()
        self.alive: NDArray[np.bool_] | None = None
        self._cache: OrderedDict[tuple[object, ...], Postings] = OrderedDict()
        self._kept = 0
        self._norms: dict[tuple[float, float, float], Floats] = {}

    def set_deleted(self, segment: Any) -> None:
        """Take over which documents are deleted in this state of `segment`."""
        if segment.deleted_count():
            self.alive = np.ones(self.size, np.bool_)
            self.alive[np.fromiter(segment.deleted_docs(), np.int64)] = False

    def close(self) -> None:
        """Close the files."""
        self._terms.close()  # type: ignore[no-untyped-call]  # whoosh's is untyped
        self._columns.close()
        if self._files is not None:
            self._files.close()

    def documents_of(self, ids: Sequence[int]) -> Integers:
        """Return the living documents of the records `ids`."""
        found = np.isin(self.ids, np.fromiter(ids, np.int64))
        if self.alive is not None:
            found &= self.alive
        return np.flatnonzero(found)

    def frequency(self, term: bytes, field: str = TEXT) -> int:
        """Return in how many documents `term` occurs, deleted ones included."""
        place = self._terms.find(field, term)
        return 0 if place is None else place.frequency

    def postings(self, term: bytes, field: str = TEXT) -> Postings:
        """Return the postings of `term`."""

        def read() -> Postings:
            place = self._terms.find(field, term)
            if place is None:
                return NOTHING
            raw = self._terms.read(place)
            return Postings(raw.documents, raw.weights)

        return self._cached((field, term), read)

    def facet(self, term: str) -> Postings:
        """Return the documents that have the facet `term`."""
        return self.postings(term.encode(), FACET)

    def prefix(self, prefix: bytes, expansions: int = WORD_EXPANSIONS) -> Postings:
        """Return the union of the terms that start with `prefix`, as one term."""

        def read() -> Postings:
            places = self._expand(prefix, expansions)
            return _union([self._terms.read(place) for place in places], self.size)

        return self._cached((TEXT, prefix, expansions), read)

    def places(self, term: bytes, single: bool = False) -> Integers:
        """Return where `term` stands: one ascending number for each occurrence.

        ``number >> 17`` is the document; within it, places count on. A `single`
        character stands wherever a pair begins with it.
        """

        def read() -> Postings:
            if single:
                found = self._expand(term, SINGLE_EXPANSIONS)
            else:
                place = self._terms.find(TEXT, term)
                found = [] if place is None else [place]
            numbers = [_places(self._terms.read(place, True)) for place in found]
            joined = np.sort(np.concatenate(numbers)) if numbers else np.zeros(0, int)
            return Postings(joined, NOTHING.weights)

        return self._cached(("places", term, single), read).documents

    def norms(self, average: float, k1: float, b: float) -> Floats:
        """Return the length part of BM25 for every document, shape (size,)."""
        key = (average, k1, b)
        if key not in self._norms:
            self._norms = {k: v for k, v in self._norms.items() if k[0] == average}
            norms = k1 * (1 - b + b * self.lengths / max(average, 1.0))
            self._norms[key] = norms.astype(np.float32)
        return self._norms[key]

    def _expand(self, prefix: bytes, limit: int) -> list[Place]:
        """Return the `limit` most frequent terms that start with `prefix`."""
        found = list(islice(self._terms.starting(TEXT, prefix), _SCANNED))
        return found if len(found) <= limit else heapq.nlargest(limit, found)

    def _cached(
        self, key: tuple[object, ...], read: Callable[[], Postings]
    ) -> Postings:
        """Return what is kept under `key`, reading it if need be."""
        kept = self._cache.get(key)
        if kept is not None:
            self._cache.move_to_end(key)
            return kept
        fresh = self._cache[key] = read()
        self._kept += len(fresh.documents)
        while self._kept > _KEPT and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._kept -= len(dropped.documents)
        return fresh


def _union(lists: Sequence[RawPostings], size: int) -> Postings:
    """Return every document of `lists` once, with its greatest weight."""
    if not lists:
        return NOTHING
    if len(lists) == 1:
        return Postings(lists[0].documents, lists[0].weights)
    documents = np.concatenate([raw.documents for raw in lists])
    weights = np.concatenate([raw.weights for raw in lists])
    dense = np.zeros(size, np.float32)
    np.maximum.at(dense, documents, weights)
    found = np.flatnonzero(dense)
    return Postings(found, dense[found])


def _places(raw: RawPostings) -> Integers:
    """Return document and position of every occurrence as one number each."""
    counts = np.fromiter((len(value) // 2 for value in raw.values), np.int64)
    positions = np.frombuffer(b"".join(raw.values), "<u2").astype(np.int64)
    return (np.repeat(raw.documents, counts) << _PLACE) + _SHIFT + positions


def documents_at(places: Integers) -> Postings:
    """Return the documents of `places`, with how many there are in each."""
    documents, counts = np.unique(places >> _PLACE, return_counts=True)
    return Postings(documents, counts.astype(np.float32))
