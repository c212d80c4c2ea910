"""From clauses to the best records."""

from collections.abc import Iterator
from dataclasses import dataclass

from instrstudio.domain.query import Hit
from instrstudio.search.clauses import Clauses
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.evaluation import Evaluation
from instrstudio.search.collector.filtering import passing
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.collector.matches import Matches
from instrstudio.search.collector.top import best
from instrstudio.search.flat.sealing import Array
from instrstudio.search.tree import part_query, tree


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query: how many match in all, and the best of them.

    `similar`: nothing has all the words; these have some.
    """

    total: int
    hits: tuple[Hit, ...]
    similar: bool = False


def search(corpus: Corpus, clauses: Clauses, limit: int) -> Found:
    """Return the best `limit` records; equal ones newest first."""
    found = _ranked(corpus, clauses, limit, every=True)
    if found.total or len(clauses.required) < 2:
        return found
    some = _ranked(corpus, clauses, limit, every=False)
    return Found(some.total, some.hits, similar=some.total > 0)


def matching(
    corpus: Corpus, clauses: Clauses, *, every: bool = True
) -> Iterator[tuple[Leaf, Matches, Array]]:
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


def _ranked(corpus: Corpus, clauses: Clauses, limit: int, *, every: bool) -> Found:
    """Rank what has `every` required clause, or any of them."""
    ids, scores = [], []
    for leaf, matches, kept in matching(corpus, clauses, every=every):
        ids.append(leaf.ids[matches.docs[kept]])
        scores.append(matches.scores_at(kept))
    return Found(sum(map(len, ids)), best(ids, scores, limit))
