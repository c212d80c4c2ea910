"""Which records are about the same as a text: an OR over its telling words."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.analyzer import tokens
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import Leaf, Postings
from instrstudio.search.collector.scoring import K1, idf
from instrstudio.search.document import facet
from instrstudio.search.flat.sealing import Array

TERMS = 40
"""Words that are searched with; more change the order little and cost time."""

_LOOKED_UP = 500
_TEXT_WEIGHT = 3.0
_B = 0.3  # records that bring samples along are long for no fault of their own


def nearest(
    corpus: Corpus, text: str, context: str, language: str, limit: int
) -> tuple[Hit, ...]:
    """Return the records most like `text`; words of `text` count three times.

    `context` is more text of the same matter (samples of input and output). The score
    is the similarity in [0, 1]: the share of the telling words, weighed by how rare
    they are, that a record has; a little less if it is longer than others. Records
    with equal shares stand in the order of BM25.
    """
    leaves, average = corpus.leaves, corpus.average
    chosen, unknown = _telling(leaves, text, context, corpus.documents)
    ideal = sum(chosen.values()) + unknown
    if not chosen or not ideal:
        return ()
    ids, shares, scores = [], [], []
    for leaf in leaves:
        found = [leaf.postings(term) for term in chosen]
        score = _scores(leaf, found, list(chosen.values()), corpus.table)
        near = np.flatnonzero(_eligible(leaf, score > 0, language))
        ids.append(leaf.ids[near])
        scores.append(score[near])
        shares.append(_shares(leaf, found, list(chosen.values()), average)[near])
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    similarity = np.minimum(np.concatenate(shares) / ideal, 1.0)
    order = np.lexsort((all_ids, -all_scores, -similarity))[: max(limit, 0)]
    pairs = zip(all_ids[order].tolist(), similarity[order].tolist(), strict=True)
    return tuple(Hit(record, score) for record, score in pairs)


def _scores(
    leaf: Leaf, found: Sequence[Postings], weights: Sequence[float], table: Array
) -> Array:
    """Return the sum of BM25 over `found` for every document, shape (size,)."""
    score = np.zeros(leaf.size, np.float32)
    for postings, weight in zip(found, weights, strict=True):
        score[postings.documents] += table[postings.codes] * np.float32(weight)
    return score


def _eligible(leaf: Leaf, found: Array, language: str) -> Array:
    """Return `found` without the deleted and those of another language."""
    if leaf.alive is not None:
        found = found & leaf.alive
    if language:
        spoken = np.zeros(leaf.size, np.bool_)
        spoken[leaf.facet(facet("lang", language)).documents] = True
        found = found & spoken
    return found


def _shares(
    leaf: Leaf, found: Sequence[Postings], weights: Sequence[float], average: float
) -> Array:
    """Return the weight of the words that each document has, shape (size,)."""
    share = np.zeros(leaf.size, np.float32)
    for postings, weight in zip(found, weights, strict=True):
        share[postings.documents] += weight
    longer = np.maximum(leaf.norms(average, K1, _B), K1)
    penalised: Array = share * (K1 + 1) / (1 + longer)
    return penalised


def _telling(
    leaves: Sequence[Leaf], text: str, context: str, documents: int
) -> tuple[dict[bytes, float], float]:
    """Return the rarest words with their weights, and the weight of those unknown.

    Words that no record has cannot find anything; those of `text` itself still count
    against the similarity, so that only the same text is wholly alike.
    """
    wanted = dict.fromkeys(Counter(tokens(text)), _TEXT_WEIGHT)
    for term in Counter(tokens(context)):
        wanted[term] = wanted.get(term, 0.0) + 1.0
    known: dict[bytes, float] = {}
    unknown: list[float] = []
    for term, weight in islice(wanted.items(), _LOOKED_UP):
        encoded = term.encode()
        frequency = sum(leaf.frequency(encoded) for leaf in leaves)
        if frequency:
            known[encoded] = weight * idf(frequency, documents)
        elif weight >= _TEXT_WEIGHT:
            unknown.append(weight * idf(0, documents))
    best = sorted(known.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return dict(best), sum(sorted(unknown, reverse=True)[: TERMS - len(best)])
