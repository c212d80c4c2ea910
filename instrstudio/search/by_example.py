"""Which records have samples like a given pair of input and output.

Half of the similarity is what the pair looks like (`shape`), half are the words that
it shares with the record; both weighed by how rare they are.
"""

from collections.abc import Mapping

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.analyzer import tokens
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import FACET, TEXT, Leaf
from instrstudio.search.collector.scoring import idf
from instrstudio.search.collector.top import best
from instrstudio.search.document import facet
from instrstudio.search.flat.sealing import Array
from instrstudio.search.shape import PAIR, shape

TERMS = 40
"""Words that are compared, the rarest."""

_SHAPE_SHARE = 0.5
_LOOKED_UP = 500

Weights = Mapping[bytes, float]


def by_example(
    corpus: Corpus, source: str, target: str, language: str, limit: int
) -> tuple[Hit, ...]:
    """Return the most similar records, equal ones newest first.

    Without an output only words count, those of the input.
    """
    shapes = [f.encode() for f in shape(source, target) if f != PAIR]
    looks = {feature: _weight(corpus, feature, FACET) for feature in shapes}
    words = _rarest(corpus, f"{source}\n{target}")
    if not looks and not words:
        return ()
    share = _SHAPE_SHARE if looks and words else float(bool(looks))
    ids, scores = [], []
    for leaf in corpus.leaves:
        score = share * _had(leaf, looks, FACET) + (1 - share) * _had(leaf, words, TEXT)
        near = np.flatnonzero(_eligible(leaf, language) & (score > 0))
        ids.append(leaf.ids[near])
        scores.append(np.minimum(score[near], 1.0))
    return best(ids, scores, limit)


def _weight(corpus: Corpus, term: bytes, field: str) -> float:
    """Return how telling a term is."""
    frequency = sum(leaf.frequency(term, field) for leaf in corpus.leaves)
    return idf(frequency, corpus.documents)


def _rarest(corpus: Corpus, text: str) -> Weights:
    """Return the words of `text` that say most, of those that are known."""
    found = {}
    for term in list(dict.fromkeys(tokens(text)))[:_LOOKED_UP]:
        encoded = term.encode()
        if any(leaf.frequency(encoded) for leaf in corpus.leaves):
            found[encoded] = _weight(corpus, encoded, TEXT)
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:TERMS])


def _had(leaf: Leaf, weights: Weights, field: str) -> Array:
    """Return the share of `weights` that each document has, shape (size,)."""
    score = np.zeros(leaf.size, np.float32)
    for term, weight in weights.items():
        score[leaf.postings(term, field).documents] += weight
    shares: Array = score / max(sum(weights.values()), 1e-9)
    return shares


def _eligible(leaf: Leaf, language: str) -> Array:
    """Return which documents live, have samples and are in the language."""
    fits = np.zeros(leaf.size, np.bool_)
    fits[leaf.facet(PAIR).documents] = True
    if leaf.alive is not None:
        fits &= leaf.alive
    if language:
        spoken = np.zeros(leaf.size, np.bool_)
        spoken[leaf.facet(facet("lang", language)).documents] = True
        fits &= spoken
    return fits
