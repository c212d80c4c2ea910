"""The search for the nearest records once more, for a hundred thousand queries.

It finds what `instrstudio.search.nearest` finds, from the same segments: the same words
with the same weights, the same similarity, equals in the order of BM25. It is quicker
because it knows one language only, keeps every list of documents that it read in
memory, and works out order and BM25 for the best alone.
"""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from instrstudio.search.analyzer import tokens
from instrstudio.search.collector.corpus import average_length
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.scoring import K1, B, idf
from instrstudio.search.document import facet
from instrstudio.search.nearest import TERMS

_LOOKED_UP, _TEXT_WEIGHT, _LENGTH_B = 500, 3.0, 0.3
"""As in `instrstudio.search.nearest`."""

_OF_THE_BEST, _LEAST = 0.6, 1e-6
"""Where the best are looked for first: at this share of the highest similarity."""

Chosen = dict[bytes, float]


class Postings(NamedTuple):
    """Documents with the frequencies of a term, shape (n,) each."""

    documents: NDArray[np.int64]
    weights: NDArray[np.float32]


class Nearest:
    """The documents in one language of an index, with what was read of them kept.

    `ids` are their record ids; documents are counted in this order, in all segments.
    """

    def __init__(self, leaves: Sequence[Leaf], language: str) -> None:
        self._leaves = leaves
        self._documents = sum(leaf.size for leaf in leaves)
        spoken = [leaf.facet(facet("lang", language)).documents for leaf in leaves]
        self._places: list[NDArray[np.int64]] = []
        size = 0
        for leaf, own in zip(leaves, spoken, strict=True):
            places = np.full(leaf.size, -1, np.int64)
            places[own] = np.arange(size, size + len(own))
            size += len(own)
            self._places.append(places)
        average = average_length(leaves)
        both = list(zip(leaves, spoken, strict=True))
        self.ids = np.concatenate([leaf.ids[own] for leaf, own in both])
        self._norms = np.concatenate([x.norms(average, K1, B)[own] for x, own in both])
        longer = [x.norms(average, K1, _LENGTH_B)[own] for x, own in both]
        self._penalty = (K1 + 1) / (1 + np.maximum(np.concatenate(longer), K1))
        self._frequencies: dict[bytes, int] = {}
        self._read: dict[bytes, Postings] = {}

    def find(self, text: str, context: str, limit: int) -> list[tuple[int, float]]:
        """Return the ids of the records most like a text, with their similarities."""
        chosen, unknown = self._telling(text, context)
        if not chosen:
            return []
        share = np.zeros(len(self.ids), np.float32)
        for term, weight in chosen.items():
            share[self._postings(term).documents] += weight
        ideal = sum(chosen.values()) + unknown
        similarity = np.minimum(share * self._penalty / ideal, 1.0)
        best = self._best(similarity, limit)
        scores = np.zeros(len(best), np.float32)
        if len(np.unique(similarity[best])) < len(best):
            scores = self._bm25(best, chosen)
        order = np.lexsort((self.ids[best], -scores, -similarity[best]))[:limit]
        near = best[order]
        found = zip(self.ids[near].tolist(), similarity[near].tolist(), strict=True)
        return list(found)

    @staticmethod
    def _best(similarity: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
        """Return the most similar documents, ascending; more than `limit` if equal."""
        top = float(similarity.max(initial=0.0))
        near = np.flatnonzero(similarity >= max(_OF_THE_BEST * top, _LEAST))
        if len(near) < limit:
            near = np.flatnonzero(similarity > 0)
        if len(near) <= limit:
            return near
        at = len(near) - limit
        least = np.partition(similarity[near], at)[at]
        best: NDArray[np.int64] = near[similarity[near] >= least]
        return best

    def _telling(self, text: str, context: str) -> tuple[Chosen, float]:
        """Return the rarest words with weights, and the weight of the unknown."""
        wanted = dict.fromkeys(tokens(text), _TEXT_WEIGHT)
        for term in dict.fromkeys(tokens(context)):
            wanted[term] = wanted.get(term, 0.0) + 1.0
        known: Chosen = {}
        unknown: list[float] = []
        for term, weight in islice(wanted.items(), _LOOKED_UP):
            encoded = term.encode()
            frequency = self._frequency(encoded)
            if frequency:
                known[encoded] = weight * idf(frequency, self._documents)
            elif weight >= _TEXT_WEIGHT:
                unknown.append(weight * idf(0, self._documents))
        best = sorted(known.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
        return dict(best), sum(sorted(unknown, reverse=True)[: TERMS - len(best)])

    def _bm25(self, near: NDArray[np.int64], chosen: Chosen) -> NDArray[np.float32]:
        """Return the scores of some documents (ascending), shape of `near`."""
        scores = np.zeros(len(near), np.float32)
        norms = self._norms[near]
        for term, weight in chosen.items():
            documents, weights = self._postings(term)
            if not len(documents):
                continue
            at = np.minimum(np.searchsorted(documents, near), len(documents) - 1)
            frequency = np.where(documents[at] == near, weights[at], 0)
            scores += weight * (K1 + 1) * frequency / (frequency + norms)
        return scores

    def _frequency(self, term: bytes) -> int:
        """Return in how many documents of any language a term occurs."""
        found = self._frequencies.get(term)
        if found is None:
            found = sum(leaf.frequency(term) for leaf in self._leaves)
            self._frequencies[term] = found
        return found

    def _postings(self, term: bytes) -> Postings:
        """Return the documents of a term, in this language."""
        found = self._read.get(term)
        if found is None:
            documents, weights = [], []
            for leaf, places in zip(self._leaves, self._places, strict=True):
                read = leaf.postings(term)
                own = places[read.documents]
                documents.append(own[own >= 0])
                weights.append(read.weights[own >= 0])
            found = Postings(np.concatenate(documents), np.concatenate(weights))
            self._read[term] = found
        return found
