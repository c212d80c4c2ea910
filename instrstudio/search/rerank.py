"""The order of the first hits: by what BM25 cannot see.

BM25 counts words. Where they stand tells more of a short text: in its title, next to
each other, in the order asked for, at the beginning. Only a fixed number of hits, the
best by BM25, changes places, so that a longer list never shows a record twice.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from instrstudio.search.clauses import Clauses
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import FACET, Leaf, Postings
from instrstudio.search.collector.scoring import idf
from instrstudio.search.flat.sealing import Array
from instrstudio.search.occurrences import Occurrences, Slot, occurrences, slots

HEAD = 100
"""Hits that change places."""

WEIGHTS = {
    "title": 0.5,  # share of the words, by how telling they are, that are in the title
    "exact": 1.0,  # share of the title that was asked for
    "same": 1.0,  # the title is what was asked for: all words are in it, and no others
    "first": 0.3,  # the title begins with the first word
    "run": 0.5,  # share of the pairs of words that are neighbours in the title
    "order": 0.5,  # share of the pairs that are neighbours, in this order
    "opening": 0.2,  # share of the pairs that are so near the beginning
    "rating": 0.05,  # stars, in fifths: of two that are alike the better one
}
"""What each sign counts; the best hit by BM25 has 1 for its words.

Round numbers, tuned on the half `tune` of `tests/search/judged` and on known items;
half as much of all changes little there. The rating has no judgements behind it."""

_BEGUN = 0.85
"""What a word counts that is only begun as the one asked for."""

_OPENING = 48
_MOST_STARS = 5.0
_BITS = 17
_NOWHERE = 1 << 16


class Candidates(NamedTuple):
    """Hits: number of the segment, document in it, and BM25; shape (n,) each."""

    where: Array
    docs: Array
    scores: Array


def reranked(corpus: Corpus, clauses: Clauses, found: Candidates) -> Array:
    """Return new scores (n,), the better the higher, none lower than it was."""
    wanted = slots(clauses)
    if not wanted or len(found.docs) < 2:
        return found.scores
    top = float(found.scores.max()) or 1.0
    signs = features(corpus, wanted, found)
    counted = [WEIGHTS[name] * sign for name, sign in signs.items()]
    better: Array = found.scores + top * np.sum(counted, axis=0)
    return better


def features(
    corpus: Corpus, wanted: Sequence[Slot], found: Candidates
) -> dict[str, Array]:
    """Return a number in [0, 1] by each of `WEIGHTS` for each candidate, shape (n,)."""
    at = occurrences(corpus.leaves, found.where, found.docs, wanted)
    share = _shares(corpus, at.frequency)
    shape = (len(found.docs), len(wanted))
    cell = at.row * len(wanted) + at.slot
    worth = np.where(at.whole, 1.0, _BEGUN)
    title = np.flatnonzero(at.title)
    credit = _greatest(shape, cell[title], worth[title])
    place = _NOWHERE - _greatest(shape, cell[title], _NOWHERE - at.first[title])
    length = np.maximum(_greatest((shape[0], 1), at.row, at.title)[:, 0], 1)
    steps = np.array([slot.step for slot in wanted[1:]], np.int64)
    exact = np.minimum(credit.sum(1) / length, 1)
    order, opening = _pairs(at, cell, wanted, shape)
    return {
        "title": credit @ share,
        "exact": exact,
        "same": (credit > 0).all(1) * exact,
        "first": (place[:, 0] == 0).astype(np.float64),
        "run": _mean((np.diff(place, axis=1) == steps) & (place[:, 1:] < _NOWHERE)),
        "order": _mean(order),
        "opening": _mean(opening),
        "rating": _ratings(corpus.leaves, found) / _MOST_STARS,
    }


def _greatest(shape: tuple[int, int], cells: Array, values: Array) -> Array:
    """Return for each cell of a table the greatest of its values, or 0."""
    table = np.zeros(shape, values.dtype)
    np.maximum.at(table.reshape(-1), cells, values)
    return table


def _mean(pairs: Array) -> Array:
    """Return the mean of each row of `pairs` (n, k); 0 without any."""
    mean: Array = pairs.sum(1) / max(pairs.shape[1], 1)
    return mean


def _shares(corpus: Corpus, frequency: Array) -> Array:
    """Return how telling each word is; all together are 1."""
    documents = corpus.documents
    weights = [idf(min(number, documents), documents) for number in frequency.tolist()]
    shares: Array = np.array(weights) / sum(weights)
    return shares


def _pairs(
    at: Occurrences, cell: Array, wanted: Sequence[Slot], shape: tuple[int, int]
) -> tuple[Array, Array]:
    """Return where words are neighbours in the right order, shape (n, words - 1) each.

    Anywhere, and near the beginning.
    """
    if len(wanted) < 2:
        none = np.zeros((shape[0], 0))
        return none, none
    cells, slot = cell[at.owner], at.slot[at.owner]
    places = np.sort((cells << _BITS) + at.place)
    going = np.flatnonzero(slot < len(wanted) - 1)
    after = np.array([*(one.step for one in wanted[1:]), 0])
    cells, place = cells[going], at.place[going]
    target = ((cells + 1) << _BITS) + place + after[slot[going]]
    number = np.minimum(np.searchsorted(places, target), max(len(places) - 1, 0))
    met = places[number] == target
    order = _greatest(shape, cells, met)[:, :-1]
    opening = _greatest(shape, cells, met & (place < _OPENING))[:, :-1]
    return order, opening


def _ratings(leaves: Sequence[Leaf], found: Candidates) -> Array:
    """Return the stars of each candidate, 0 without any."""
    stars = np.zeros(len(found.docs))
    for number, leaf in enumerate(leaves):
        rows = np.flatnonzero(found.where == number)
        rated = leaf.kept((_rated, FACET), partial(_rated, leaf))
        if not len(rows) or not len(rated.documents):
            continue
        docs = found.docs[rows]
        at = np.searchsorted(rated.documents, docs)
        at[at == len(rated.documents)] = 0
        has = rated.documents[at] == docs
        stars[rows[has]] = rated.codes[at[has]] / 100
    return np.minimum(stars, _MOST_STARS)


def _rated(leaf: Leaf) -> Postings:
    """Return the documents with a rating, and it in hundredths in place of codes."""
    postings = leaf.field(FACET)
    prefix = b"rating:"
    first, last = postings.terms.starting(prefix)
    start, stop = postings.terms.postings(first, last)
    values = [
        round(100 * float(term[len(prefix) :]))
        for term in postings.terms.between(first, last)
    ]
    codes = np.repeat(
        np.array(values, np.int64), postings.terms.frequencies(first, last)
    )
    docs = postings.docs(start, stop)
    order = np.argsort(docs, kind="stable")
    return Postings(docs[order], codes[order])
