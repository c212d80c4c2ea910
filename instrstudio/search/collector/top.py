"""The best documents: those of one segment, then those of all.

Scores are not sorted. They are folded into a few rows, whose maxima (block maxima, as
in Ding and Suel, "Faster top-k document retrieval using block-max indexes", 2011) tell
a score that enough documents reach; only what reaches it is looked at.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.collector.evaluation import Evaluation
from instrstudio.search.collector.filtering import allowed, passing
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.matches import Matches
from instrstudio.search.collector.sets import DENSE
from instrstudio.search.flat.sealing import Array

_ROWS = 128


class Ranked(NamedTuple):
    """Of one segment: how many documents match, and the best of them.

    `docs` and `scores` (n,) have the `limit` best at least, with all equal ones.
    """

    total: int
    docs: Array
    scores: Array


def ranked(
    evaluation: Evaluation,
    leaf: Leaf,
    query: Any,
    filters: tuple[Sequence[Array], Sequence[Array]],
    limit: int,
) -> Ranked:
    """Return the best documents for `query` in `leaf`.

    `filters`: lists of documents all of which, and none of which, must have it.
    """
    parts = evaluation.alternatives(leaf, query)
    if parts is not None and DENSE * sum(map(len, parts)) >= leaf.size:
        return any_of(leaf, parts, allowed(leaf, *filters), limit)
    matches = evaluation.matches(leaf, query)
    docs, scores = matches.docs, matches.scores()
    if leaf.alive is not None or any(filters):
        kept = passing(leaf, docs, *filters)
        docs, scores = docs[kept], scores[kept]
    near = np.flatnonzero(scores >= floor(scores, limit))
    return Ranked(len(docs), docs[near], scores[near])


def any_of(
    leaf: Leaf, parts: Sequence[Matches], passes: Array | None, limit: int
) -> Ranked:
    """Return the best documents of those that any of `parts` has; scores are added.

    All scores are above 0. `passes`: which documents may be found, shape (size,).
    """
    score = leaf.scratch()
    for part in parts:
        np.add.at(score, part.docs.astype(np.intp), part.scores())
    if passes is not None:
        score *= passes
    total = int(np.count_nonzero(score > 0))
    docs = np.flatnonzero(score >= max(floor(score, limit), np.finfo("f4").tiny))
    return Ranked(total, docs, score[docs])


def floor(scores: Array, limit: int) -> float:
    """Return a number that `limit` of `scores` (n,) reach, if there are so many.

    Folding puts scores that are far apart into one block, so that their maxima are
    many and the number is near the greatest there is.
    """
    if not 0 < limit < len(scores):
        return -np.inf if limit > 0 else np.inf
    columns = len(scores) // _ROWS
    if columns > 2 * limit:
        scores = scores[: columns * _ROWS].reshape(_ROWS, columns).max(0)
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])


def best(ids: Sequence[Array], scores: Sequence[Array], limit: int) -> tuple[Hit, ...]:
    """Return the `limit` best of all segments; equal ones newest (highest id) first.

    `ids` and `scores` have an array (n,) for each segment.
    """
    if not ids or limit <= 0:
        return ()
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    near = np.flatnonzero(all_scores >= floor(all_scores, limit))
    all_ids, all_scores = all_ids[near], all_scores[near]
    order = np.lexsort((-all_ids, -all_scores))[:limit]
    pairs = zip(all_ids[order].tolist(), all_scores[order].tolist(), strict=True)
    return tuple(Hit(record, score) for record, score in pairs)
