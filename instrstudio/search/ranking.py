"""From clauses to the best records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from instrstudio.domain.query import Hit
from instrstudio.search.clauses import Clause, Clauses
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.evaluation import Evaluation
from instrstudio.search.collector.filtering import passing
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.matches import Matches
from instrstudio.search.collector.top import Ranked, best, floor, ranked
from instrstudio.search.flat.sealing import Array
from instrstudio.search.rerank import HEAD, Candidates, reranked
from instrstudio.search.spelling import corrected
from instrstudio.search.tree import part_query, tree


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how many match in all, and the best of them.

    `similar`: nothing has all the words as they were typed; these have some, or others.
    `more` are such hits below a few that have all; `total` does not count them. `meant`
    are words that were found in place of misspelt ones.
    """

    total: int
    hits: tuple[Hit, ...]
    similar: bool = False
    more: tuple[Hit, ...] = ()
    meant: tuple[str, ...] = ()


FEW = 5
"""Fewer hits than these are filled up with similar ones."""
MOST_SIMILAR = 10
"""At most so many."""


def search(
    corpus: Corpus,
    clauses: Clauses,
    limit: int,
    *,
    rerank: bool = False,
    fill: bool = False,
) -> Found:
    """Return the best `limit` records; equal ones newest first.

    With `rerank` the first hits stand in the order of `rerank.reranked`; the list of
    another limit begins alike. With `fill` a few hits come with similar ones.
    """
    found = Found(0, ())
    for wanted, every in readings(corpus, clauses):
        if found.total:
            return _filled(corpus, clauses, found, limit)
        found = _ranked(corpus, wanted, limit, every=every, rerank=rerank and every)
        if found.total and (wanted != clauses or not every):
            return replace(found, similar=True, meant=_meant(wanted, clauses))
        if found.total >= FEW or (found.total and not fill):
            return found
    return found


def _filled(corpus: Corpus, clauses: Clauses, found: Found, limit: int) -> Found:
    """Return a few hits with those of the other readings below them."""
    room = min(MOST_SIMILAR, limit - len(found.hits))
    known = {hit.id for hit in found.hits}
    more: list[Hit] = []
    meant: tuple[str, ...] = ()
    for wanted, every in readings(corpus, clauses):
        if len(more) >= room:
            break
        if wanted == clauses and every:
            continue
        others = _ranked(corpus, wanted, room + len(known), every=every, rerank=False)
        fresh = [hit for hit in others.hits if hit.id not in known]
        known.update(hit.id for hit in fresh)
        more += fresh
        meant = meant or (_meant(wanted, clauses) if fresh else ())
    return replace(found, more=tuple(more[: max(room, 0)]), meant=meant)


def _meant(wanted: Clauses, said: Clauses) -> tuple[str, ...]:
    """Return the words of `wanted` that stand in the place of others."""
    pairs = zip(wanted.required, said.required, strict=True)
    return tuple(
        part.terms[0][0]
        for part, before in pairs
        if part != before and isinstance(part, Clause)
    )


def readings(corpus: Corpus, clauses: Clauses) -> Iterator[tuple[Clauses, bool]]:
    """Yield what `clauses` may mean, to be tried until something is found.

    Each comes with whether every required clause must match, or any of them: first as
    it is said, then without slips of the pen, at last any of its words.
    """
    yield clauses, True
    meant = corrected(corpus, clauses)
    if meant is not None:
        yield meant, True
    if len(clauses.required) > 1:
        yield meant or clauses, False


def matching(
    corpus: Corpus, clauses: Clauses, *, every: bool = True
) -> Iterator[tuple[Leaf, Matches, Array | slice]]:
    """Yield each segment with what matches in it, and the places of what may be found.

    `every` required clause must match, or any of them.
    """
    query, evaluation = tree(clauses, every=every), Evaluation(corpus)
    wanted = [part_query(part) for part in clauses.filters]
    unwanted = [part_query(part) for part in clauses.excluded_filters]
    for leaf in corpus.leaves:
        matches = evaluation.matches(leaf, query)
        kept = passing(
            leaf,
            matches.docs,
            (evaluation.matches(leaf, part).docs for part in wanted),
            (evaluation.matches(leaf, part).docs for part in unwanted),
        )
        yield leaf, matches, kept


def _ranked(
    corpus: Corpus, clauses: Clauses, limit: int, *, every: bool, rerank: bool
) -> Found:
    """Rank what has `every` required clause, or any of them."""
    query, evaluation = tree(clauses, every=every), Evaluation(corpus)
    wanted = [part_query(part) for part in clauses.filters]
    unwanted = [part_query(part) for part in clauses.excluded_filters]
    rerank = rerank and limit > 0
    found: list[Ranked] = []
    for leaf in corpus.leaves:
        filters = (
            [evaluation.matches(leaf, part).docs for part in wanted],
            [evaluation.matches(leaf, part).docs for part in unwanted],
        )
        reach = max(limit, HEAD) if rerank else limit
        found.append(ranked(evaluation, leaf, query, filters, reach))
    ids = [leaf.ids[one.docs] for leaf, one in zip(corpus.leaves, found, strict=True)]
    hits = best(ids, [one.scores for one in found], limit)
    if rerank and hits:
        first = _head(corpus, clauses, ids, found)[:limit]
        hits = first + hits[len(first) :]
    return Found(sum(one.total for one in found), hits)


def _head(
    corpus: Corpus, clauses: Clauses, ids: Sequence[Array], found: Sequence[Ranked]
) -> tuple[Hit, ...]:
    """Return the first hits in their new order."""
    sizes = [len(one.docs) for one in found]
    records = np.concatenate(ids)
    scores = np.concatenate([one.scores for one in found])
    near = np.flatnonzero(scores >= floor(scores, HEAD))
    near = near[np.lexsort((-records[near], -scores[near]))[:HEAD]]
    candidates = Candidates(
        np.repeat(np.arange(len(found)), sizes)[near],
        np.concatenate([one.docs for one in found])[near],
        scores[near],
    )
    return best([records[near]], [reranked(corpus, clauses, candidates)], HEAD)
