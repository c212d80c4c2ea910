"""Filters: which documents may be found, without a say in the score.

A document must be in each of the lists `wanted` and in none of `unwanted`.
"""

from collections.abc import Iterable

import numpy as np

from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.sets import within
from instrstudio.search.flat.sealing import Array


def passing(
    leaf: Leaf, docs: Array, wanted: Iterable[Array], unwanted: Iterable[Array]
) -> Array:
    """Return the places in `docs` (n,) of what lives and passes the filters.

    All lists are ascending.
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


def allowed(
    leaf: Leaf, wanted: Iterable[Array], unwanted: Iterable[Array]
) -> Array | None:
    """Return which documents live and pass, shape (size,); None: all do."""
    passes = None if leaf.alive is None else leaf.alive.copy()
    for lists, having in ((wanted, True), (unwanted, False)):
        for those in lists:
            marks = np.full(leaf.size, not having)
            marks[those] = having
            passes = marks if passes is None else passes & marks
    return passes
