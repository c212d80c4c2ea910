"""Words at given distances: where all stand so.

First the documents that have all words, then their positions: the two rarest words rule
out nearly all documents, so that of common words few positions are read.
"""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.collector.leaf import TEXT, Leaf
from instrstudio.search.collector.sets import common
from instrstudio.search.flat.inversion import LAST_PLACE
from instrstudio.search.flat.postings import Ragged
from instrstudio.search.flat.sealing import Array

_BITS = 17
_SHIFT = 1 << 16
_FEW = 8
_PLACES = (1 << _BITS) - 1
_NOWHERE = np.zeros(0, np.int64)


def starts(
    leaf: Leaf, words: Sequence[tuple[bytes, int]], beginning: tuple[bytes, int] | None
) -> Array:
    """Return where phrases start: ascending numbers, each once.

    ``number >> 17`` is the document. `words` are terms with their places relative to
    each other; `beginning` is a word of which only the beginning is known.
    """
    if not words:
        return _begun(leaf, *beginning, None) if beginning else _NOWHERE
    found, docs = _together(leaf, words)
    if beginning is None or not len(found):
        return found
    return _meet(found, _begun(leaf, *beginning, docs))


def documents(found: Array) -> tuple[Array, Array]:
    """Return the documents of `starts`, with how many there are in each."""
    docs = found >> _BITS
    first = _firsts(docs)
    return docs[first], np.diff(first, append=len(docs))


def _together(leaf: Leaf, words: Sequence[tuple[bytes, int]]) -> tuple[Array, Array]:
    """Return where phrases of whole words start, and the documents of that."""
    postings = leaf.field(TEXT)
    slices = [(*postings.slice_of(term), place) for term, place in words]
    slices.sort(key=lambda item: item[1] - item[0])
    if slices[0][0] == slices[0][1]:
        return _NOWHERE, _NOWHERE
    lists = [postings.docs(start, stop) for start, stop, _ in slices]
    docs, places = common(lists, leaf.size)
    found, left = _NOWHERE, np.arange(len(docs))  # numbers of the places in `docs`
    for number, (start, stop, place) in enumerate(slices):
        run = postings.positions_in(start, stop, places[number][left])
        keys = _distinct(_keys(run, left, place))
        found = _meet(found, keys) if number else keys
        left = _distinct(found >> _BITS)
    docs = docs.astype(np.int64)
    return (docs[found >> _BITS] << _BITS) + (found & _PLACES), docs[left]


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
    if len(values) > len(docs):
        docs = np.repeat(docs, counts)
    keys = (docs.astype(np.int64) << _BITS) + (values + (_SHIFT - place))
    known = values != LAST_PLACE
    kept: Array = keys if known.all() else keys[known]
    return kept


def _meet(some: Array, others: Array) -> Array:
    """Return what both have; both are ascending and have each number once."""
    if not len(some) or not len(others):
        return some[:0]
    if len(some) * _FEW < len(others):
        at = others.searchsorted(some)
        at[at == len(others)] = 0
        both, twice = some, others[at] == some
    else:
        both = np.sort(np.concatenate([some, others]), kind="stable")  # merges the two
        twice = np.append(both[1:] == both[:-1], False)
    met: Array = both[twice]
    return met


def _firsts(values: Array) -> Array:
    """Return the places in ascending `values` (n,) where another one begins."""
    new = np.empty(len(values), np.bool_)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    first: Array = new.nonzero()[0]
    return first


def _distinct(values: Array) -> Array:
    """Return ascending `values` (n,), each once."""
    found: Array = values[_firsts(values)]
    return found
