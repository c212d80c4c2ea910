"""From clauses to the best records: set operations and BM25 on arrays.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with
the idf that cannot become negative. The beginning of a word ranks as one term.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.analyzer import is_single
from instrstudio.search.codec import Floats, Integers
from instrstudio.search.leaf import (
    NOTHING,
    SINGLE_EXPANSIONS,
    WORD_EXPANSIONS,
    Leaf,
    Postings,
    documents_at,
)
from instrstudio.search.query import Clause, Clauses

K1 = 1.2
B = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how many match in all, and the best of them.

    `similar`: nothing has all the words; these have some.
    """

    total: int
    hits: tuple[Hit, ...]
    similar: bool = False


def idf(frequency: int, documents: int) -> float:
    """Return the weight of a term that `frequency` of `documents` have."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def average_length(leaves: Sequence[Leaf]) -> float:
    """Return the mean token count of a document."""
    documents = sum(leaf.size for leaf in leaves)
    return float(sum(leaf.lengths.sum() for leaf in leaves)) / max(documents, 1)


def matches(leaf: Leaf, clause: Clause) -> Postings:
    """Return the documents of `leaf` that meet `clause`."""
    if len(clause.terms) > 1:
        return _phrase(leaf, clause)
    term = clause.terms[0][0]
    if not clause.prefix:
        return leaf.postings(term.encode())
    single = is_single(term)
    return leaf.prefix(term.encode(), SINGLE_EXPANSIONS if single else WORD_EXPANSIONS)


def _phrase(leaf: Leaf, clause: Clause) -> Postings:
    """Return the documents that have the terms in their places."""
    starts: Integers | None = None
    last = len(clause.terms) - 1
    for number, (term, place) in enumerate(clause.terms):
        single = clause.prefix and number == last
        shifted = leaf.places(term.encode(), single) - place
        starts = shifted if starts is None else starts[_within(starts, shifted)[0]]
        if not len(starts):
            return NOTHING
    return NOTHING if starts is None else documents_at(starts)


def _within(some: Integers, others: Integers) -> tuple[Integers, Integers]:
    """Return the places in `some` of what `others` has too, and where it has it.

    Both must be ascending.
    """
    if not len(others):
        return NOTHING.documents, NOTHING.documents
    at = np.searchsorted(others, some)
    at[at == len(others)] = 0
    kept = np.flatnonzero(others[at] == some)
    return kept, at[kept]


def search(leaves: Sequence[Leaf], clauses: Clauses, limit: int) -> Found:
    """Return the best `limit` records; equal ones newest first."""
    found = _ranked(leaves, clauses, limit, every=True)
    if found.total or len(clauses.required) < 2:
        return found
    some = _ranked(leaves, clauses, limit, every=False)
    return Found(some.total, some.hits, similar=some.total > 0)


def _ranked(
    leaves: Sequence[Leaf], clauses: Clauses, limit: int, *, every: bool
) -> Found:
    """Rank what has `every` required clause, or any of them."""
    lists = [[matches(leaf, c) for c in clauses.required] for leaf in leaves]
    documents = sum(leaf.size for leaf in leaves)
    weights = [
        idf(sum(len(per_leaf[n].documents) for per_leaf in lists), documents)
        for n in range(len(clauses.required))
    ]
    average = average_length(leaves)
    ids, scores = [], []
    for leaf, found in zip(leaves, lists, strict=True):
        select = _all_of if every else _any_of
        chosen, score = select(leaf, found, weights, average)
        kept = _filtered(leaf, chosen, clauses)
        ids.append(leaf.ids[chosen[kept]])
        scores.append(score[kept])
    return _best(ids, scores, limit)


def _all_of(
    leaf: Leaf, found: list[Postings], weights: list[float], average: float
) -> tuple[Integers, Floats]:
    """Return the documents that are in all of `found`, with their scores."""
    if not found:
        return np.arange(leaf.size), np.zeros(leaf.size, np.float32)
    chosen = min(found, key=lambda postings: len(postings.documents)).documents
    for postings in found:
        if postings.documents is not chosen:
            chosen = chosen[_within(chosen, postings.documents)[0]]
    score = np.zeros(len(chosen), np.float32)
    norms = leaf.norms(average, K1, B)[chosen]
    for postings, weight in zip(found, weights, strict=True):
        _, at = _within(chosen, postings.documents)
        frequency = postings.weights[at]
        score += weight * (K1 + 1) * frequency / (frequency + norms)
    return chosen, score


def _any_of(
    leaf: Leaf, found: list[Postings], weights: list[float], average: float
) -> tuple[Integers, Floats]:
    """Return the documents that are in any of `found`, with their scores."""
    score = accumulate(leaf, found, weights, leaf.norms(average, K1, B))
    chosen = np.flatnonzero(score)
    return chosen, score[chosen]


def accumulate(
    leaf: Leaf, found: Sequence[Postings], weights: Sequence[float], norms: Floats
) -> Floats:
    """Return the sum of BM25 over `found` for every document, shape (size,)."""
    score = np.zeros(leaf.size, np.float32)
    for postings, weight in zip(found, weights, strict=True):
        frequency = postings.weights
        norm = norms[postings.documents]
        score[postings.documents] += weight * (K1 + 1) * frequency / (frequency + norm)
    return score


def _filtered(leaf: Leaf, chosen: Integers, clauses: Clauses) -> Integers:
    """Return the places in `chosen` of what lives and passes the filters."""
    kept = np.ones(len(chosen), np.bool_)
    if leaf.alive is not None:
        kept &= leaf.alive[chosen]
    for facet in clauses.filters:
        kept &= np.isin(chosen, leaf.facet(facet).documents)
    for facet in clauses.excluded_filters:
        kept &= ~np.isin(chosen, leaf.facet(facet).documents)
    for clause in clauses.excluded:
        kept &= ~np.isin(chosen, matches(leaf, clause).documents)
    return np.flatnonzero(kept)


def _best(ids: list[Integers], scores: list[Floats], limit: int) -> Found:
    """Return the `limit` best of all leaves; equal ones newest (highest id) first."""
    if not ids:
        return Found(0, ())
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    total = len(all_ids)
    if 0 < limit < total:
        threshold = np.partition(all_scores, total - limit)[total - limit]
        near = np.flatnonzero(all_scores >= threshold)
        all_ids, all_scores = all_ids[near], all_scores[near]
    order = np.lexsort((-all_ids, -all_scores))[: max(limit, 0)]
    pairs = zip(all_ids[order].tolist(), all_scores[order].tolist(), strict=True)
    return Found(total, tuple(Hit(record, score) for record, score in pairs))
