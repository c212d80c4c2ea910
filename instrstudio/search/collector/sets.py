"""Intersection, union and difference of ascending document numbers."""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.collector.matches import NOTHING, Matches
from instrstudio.search.flat.sealing import Array

_FEW = 32
_SPARSE = 16

DENSE = 128
"""A map of all documents is quicker than sorting, if so many have one posting."""


def within(some: Array, others: Array, size: int) -> tuple[Array, Array]:
    """Return the places in `some` of what `others` has too, and where it has it.

    Both are ascending, without repetition and below `size`.
    """
    if not len(others) or not len(some):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if len(others) < len(some):
        at, kept = within(others, some, size)
        return kept, at
    if len(others) < _FEW * len(some) and len(some) + len(others) > size // _SPARSE:
        return _marked(some, others, size)
    at = others.searchsorted(some)
    at[at == len(others)] = 0
    kept = (others[at] == some).nonzero()[0]
    return kept, at[kept]


def _marked(some: Array, others: Array, size: int) -> tuple[Array, Array]:
    """Do the same by marks on a map of all documents, for lists that are long."""
    marks = np.zeros(size, np.bool_)
    marks[some] = True
    at = marks.take(others, mode="clip").nonzero()[0]  # clip: unchecked, quicker
    if len(at) == len(some):
        return np.arange(len(some)), at
    marks[some] = False
    marks[others[at]] = True
    return marks.take(some, mode="clip").nonzero()[0], at


def common(lists: Sequence[Array], size: int) -> tuple[Array, list[Array]]:
    """Return the documents that are in all `lists`, and their places in each.

    `lists` are ascending, the shortest had better be the first.
    """
    docs, places = lists[0], [np.arange(len(lists[0]))]
    for other in lists[1:]:
        kept, at = within(docs, other, size)
        if len(kept) < len(docs):
            docs = docs[kept]
            places = [place[kept] for place in places]
        places.append(at)
    return docs, places


def intersection(lists: Sequence[Matches], size: int) -> Matches:
    """Return the documents that are in all `lists`; scores are added."""
    lists = sorted(lists, key=len)
    docs, places = common([matches.docs for matches in lists], size)
    score = np.zeros(len(docs), np.float32)
    for matches, at in zip(lists, places, strict=True):
        score += matches.scores_at(at)
    return Matches(docs, score)


def union(lists: Sequence[Matches], size: int) -> Matches:
    """Return the documents that are in any of `lists`; scores are added."""
    lists = [matches for matches in lists if len(matches)]
    if len(lists) < 2:
        return lists[0] if lists else NOTHING
    if DENSE * sum(map(len, lists)) < size:
        docs, at = np.unique(
            np.concatenate([matches.docs for matches in lists]), return_inverse=True
        )
        score = np.zeros(len(docs), np.float32)
        np.add.at(score, at, np.concatenate([matches.scores() for matches in lists]))
        return Matches(docs, score)
    score, there = np.zeros(size, np.float32), np.zeros(size, np.bool_)
    for matches in lists:
        docs = matches.docs.astype(np.intp)
        np.add.at(score, docs, matches.scores())
        there[docs] = True
    docs = np.flatnonzero(there)
    return Matches(docs, score[docs])


def difference(matches: Matches, excluded: Array, size: int) -> Matches:
    """Return `matches` without the documents `excluded` (ascending)."""
    kept = np.ones(len(matches), np.bool_)
    kept[within(matches.docs, excluded, size)[0]] = False
    return matches if kept.all() else matches.at(np.flatnonzero(kept))
