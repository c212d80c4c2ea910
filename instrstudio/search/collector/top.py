"""The best documents of all segments."""

from collections.abc import Sequence

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.flat.sealing import Array


def best(ids: Sequence[Array], scores: Sequence[Array], limit: int) -> tuple[Hit, ...]:
    """Return the `limit` best of all segments; equal ones newest (highest id) first.

    `ids` and `scores` have an array (n,) for each segment.
    """
    if not ids or limit <= 0:
        return ()
    all_ids, all_scores = np.concatenate(ids), np.concatenate(scores)
    total = len(all_ids)
    if limit < total:
        threshold = np.partition(all_scores, total - limit)[total - limit]
        near = np.flatnonzero(all_scores >= threshold)
        all_ids, all_scores = all_ids[near], all_scores[near]
    order = np.lexsort((-all_ids, -all_scores))[:limit]
    pairs = zip(all_ids[order].tolist(), all_scores[order].tolist(), strict=True)
    return tuple(Hit(record, score) for record, score in pairs)
