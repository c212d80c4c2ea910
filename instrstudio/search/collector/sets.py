"""Intersection, union and difference of ascending document numbers."""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.collector.matches import NOTHING, Matches
from instrstudio.search.flat.sealing import Array

_FEW = 16
_SPARSE = 16


def within(some: Array, others: Array, size: int) -> tuple[Array, Array]:
    """Return the places in `some` of what `others` has too, and where it has it.

    Both are ascending, without repetition and below `size`.
    """
    if not len(others) or not len(some):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if len(others) < _FEW * len(some) and len(some) + len(others) > size // _SPARSE:
        where = np.zeros(size, np.int32)
        where[others] = np.arange(1, len(others) + 1, dtype=np.int32)
        at = where[some].astype(np.int64) - 1
        kept = np.flatnonzero(at >= 0)
    else:
        at = np.searchsorted(others, some)
        at[at == len(others)] = 0
        kept = np.flatnonzero(others[at] == some)
    return kept, at[kept]


def intersection(lists: Sequence[Matches], size: int) -> Matches:
    """Return the documents that are in all `lists`; scores are added."""
    lists = sorted(lists, key=len)
    docs = lists[0].docs
    places: list[Array] = [np.arange(len(docs))]
    for other in lists[1:]:
        kept, at = within(docs, other.docs, size)
        if len(kept) < len(docs):
            docs = docs[kept]
            places = [place[kept] for place in places]
        places.append(at)
        if not len(docs):
            return NOTHING
    score = np.zeros(len(docs), np.float32)
    for matches, at in zip(lists, places, strict=True):
        score += matches.scores_at(at)
    return Matches(docs, score)


def union(lists: Sequence[Matches], size: int) -> Matches:
    """Return the documents that are in any of `lists`; scores are added."""
    lists = [matches for matches in lists if len(matches)]
    if len(lists) < 2:
        return lists[0] if lists else NOTHING
    total = sum(map(len, lists))
    if total < size // _SPARSE:
        docs, at = np.unique(
            np.concatenate([matches.docs for matches in lists]), return_inverse=True
        )
        scores = np.concatenate([matches.scores() for matches in lists])
        return Matches(docs, np.bincount(at, scores, len(docs)).astype(np.float32))
    score = np.zeros(size, np.float32)
    there = np.zeros(size, np.bool_)
    for matches in lists:
        score[matches.docs] += matches.scores()
        there[matches.docs] = True
    docs = np.flatnonzero(there)
    return Matches(docs, score[docs])


def difference(matches: Matches, excluded: Array, size: int) -> Matches:
    """Return `matches` without the documents `excluded` (ascending)."""
    kept = np.ones(len(matches), np.bool_)
    kept[within(matches.docs, excluded, size)[0]] = False
    return matches if kept.all() else matches.at(np.flatnonzero(kept))
