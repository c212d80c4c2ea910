"""Words at given distances: where all stand so, the rarest word first."""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.collector.leaf import TEXT, Leaf
from instrstudio.search.collector.sets import within
from instrstudio.search.flat.inversion import LAST_PLACE
from instrstudio.search.flat.postings import Ragged
from instrstudio.search.flat.sealing import Array

_BITS = 17
_SHIFT = 1 << 16


def starts(
    leaf: Leaf, words: Sequence[tuple[bytes, int]], beginning: tuple[bytes, int] | None
) -> Array:
    """Return where phrases start: ascending numbers, each once.

    ``number >> 17`` is the document. `words` are terms with their places relative to
    each other; `beginning` is a word of which only the beginning is known.
    """
    postings = leaf.field(TEXT)
    slices = [(*postings.slice_of(term), place) for term, place in words]
    slices.sort(key=lambda item: item[1] - item[0])
    if slices and slices[0][0] == slices[0][1]:
        return np.zeros(0, np.int64)
    docs = _common(leaf, [(start, stop) for start, stop, _ in slices])
    found: Array | None = None
    for start, stop, place in slices:
        if not len(docs):
            break
        at = np.searchsorted(postings.docs(start, stop), docs)
        run = postings.positions_in(start, stop, at)
        found = _meet(found, _keys(run, docs, place))
        docs = np.unique(found >> _BITS)
    if beginning is not None and (found is None or len(found)):
        found = _meet(found, _begun(leaf, *beginning, docs if slices else None))
    return np.zeros(0, np.int64) if found is None else found


def documents(found: Array) -> tuple[Array, Array]:
    """Return the documents of `starts`, with how many there are in each."""
    docs, counts = np.unique(found >> _BITS, return_counts=True)
    return docs, counts


def _common(leaf: Leaf, slices: Sequence[tuple[int, int]]) -> Array:
    """Return the documents of all `slices`, the shortest of which comes first."""
    postings = leaf.field(TEXT)
    if not slices:
        return np.zeros(0, np.int64)
    docs = postings.docs(*slices[0])
    for start, stop in slices[1:]:
        docs = docs[within(docs, postings.docs(start, stop), leaf.size)[0]]
    return docs


def _begun(leaf: Leaf, prefix: bytes, place: int, docs: Array | None) -> Array:
    """Return where a phrase would start by the words that start with `prefix`.

    Only in `docs`, unless they are None.
    """
    postings = leaf.field(TEXT)
    start, stop = postings.terms.postings(*postings.terms.starting(prefix))
    numbers = np.arange(start, stop)
    its_docs = postings.docs(start, stop)
    if docs is not None:
        wanted = np.zeros(leaf.size, np.bool_)
        wanted[docs] = True
        kept = np.flatnonzero(wanted[its_docs])
        numbers, its_docs = numbers[kept], its_docs[kept]
    return np.unique(_keys(postings.positions(numbers), its_docs, place))


def _keys(run: Ragged, docs: Array, place: int) -> Array:
    """Return where a phrase would start by the positions of a word in `docs`."""
    values, counts = run
    keys = (np.repeat(docs.astype(np.int64), counts) << _BITS) + _SHIFT + values - place
    known = values != LAST_PLACE
    kept: Array = keys if known.all() else keys[known]
    return kept


def _meet(some: Array | None, others: Array) -> Array:
    """Return what both have, each number once; both are ascending."""
    if some is None:
        return np.unique(others)
    if not len(some) or not len(others):
        return some[:0]
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    met: Array = some[others[at] == some]
    return met
