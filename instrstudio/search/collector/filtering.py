"""Filters by facets: which documents may be found, without a say in the score."""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.collector.leaf import FACET, Leaf
from instrstudio.search.collector.sets import within
from instrstudio.search.flat.sealing import Array


def passing(
    leaf: Leaf, docs: Array, wanted: Sequence[str], unwanted: Sequence[str]
) -> Array:
    """Return the places in `docs` (n,) of what lives and passes the filters."""
    kept = np.arange(len(docs))
    if leaf.alive is not None:
        kept = np.flatnonzero(leaf.alive[docs])
    for facets, having in ((wanted, True), (unwanted, False)):
        for facet in facets:
            kept = kept[_having(leaf, docs[kept], facet) == having]
    return kept


def _having(leaf: Leaf, docs: Array, facet: str) -> Array:
    """Return which of `docs` (n,) have `facet`."""
    having = np.zeros(len(docs), np.bool_)
    those = leaf.postings(facet.encode(), FACET).documents
    having[within(docs, those, leaf.size)[0]] = True
    return having
