"""How many of the records found have each tag, type, language and so on.

A filter's values lie side by side among the terms, so that one pass over their postings
counts them all.
"""

from collections import Counter
from types import MappingProxyType

import numpy as np

from instrstudio.domain.query import Facets
from instrstudio.search.clauses import Clauses
from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import FACET, Leaf
from instrstudio.search.flat.sealing import Array
from instrstudio.search.ranking import matching, readings

COUNTED = ("type", "lang", "tag", "source", "licence", "rating")


def counts(corpus: Corpus, clauses: Clauses, limit: int) -> Facets:
    """Count the values of each filter among what `clauses` find, as `search` does."""
    members: list[tuple[Leaf, Array]] = []
    for wanted, every in readings(corpus, clauses):
        members = _members(corpus, wanted, every=every)
        if any(member.any() for _, member in members):
            break
    found = {
        field: _most(sum((_values(*m, field) for m in members), Counter()), limit)
        for field in COUNTED
    }
    found["rating"] = tuple((f"{float(r):g}", n) for r, n in found["rating"])
    return MappingProxyType(found)


def _members(
    corpus: Corpus, clauses: Clauses, *, every: bool
) -> list[tuple[Leaf, Array]]:
    """Return each segment with which of its documents are found, shape (size,)."""
    members = []
    for leaf, matches, kept in matching(corpus, clauses, every=every):
        member = np.zeros(leaf.size, np.bool_)
        member[matches.docs[kept]] = True
        members.append((leaf, member))
    return members


def _values(leaf: Leaf, member: Array, field: str) -> Counter[str]:
    """Count the values of `field` in one segment."""
    postings = leaf.field(FACET)
    prefix = f"{field}:".encode()
    first, last = postings.terms.starting(prefix)
    if first == last:
        return Counter()
    start, stop = postings.terms.postings(first, last)
    sizes = postings.terms.frequencies(first, last).astype(np.int64)
    hits = member[postings.docs(start, stop)].astype(np.int64)
    totals = np.add.reduceat(hits, np.cumsum(sizes) - sizes)
    return Counter(
        {
            postings.terms.term(first + at)[len(prefix) :].decode(): int(totals[at])
            for at in np.flatnonzero(totals).tolist()
        }
    )


def _most(found: Counter[str], limit: int) -> tuple[tuple[str, int], ...]:
    """Return the values that most records have; equal ones by name."""
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ordered[:limit])
