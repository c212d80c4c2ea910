"""Filters: which documents may be found, without a say in the score."""

from collections.abc import Iterable

import numpy as np

from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.sets import within
from instrstudio.search.flat.sealing import Array


def passing(
    leaf: Leaf, docs: Array, wanted: Iterable[Array], unwanted: Iterable[Array]
) -> Array:
    """Return the places in `docs` (n,) of what lives and passes the filters.

    A document must be in each of `wanted` and in none of `unwanted`; all are ascending.
    """
    kept = np.arange(len(docs))
    if leaf.alive is not None:
        kept = np.flatnonzero(leaf.alive[docs])
    for lists, having in ((wanted, True), (unwanted, False)):
        for those in lists:
            found = np.zeros(len(kept), np.bool_)
            found[within(docs[kept], those, leaf.size)[0]] = True
            kept = kept[found == having]
    return kept
