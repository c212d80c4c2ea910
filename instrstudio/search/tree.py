"""Clauses as a query tree of Whoosh."""

from collections.abc import Sequence
from typing import Any

from whoosh.query.compound import And, AndNot, Or
from whoosh.query.qcore import Every
from whoosh.query.ranges import TermRange
from whoosh.query.terms import FuzzyTerm, Term

from instrstudio.search.clauses import Choice, Clause, Clauses, Filter
from instrstudio.search.collector.leaf import FACET, TEXT
from instrstudio.search.collector.pseudo import Beginning, Places, Unranked


def tree(clauses: Clauses, *, every: bool = True) -> Any:
    """Return the query for the texts of `clauses`: all of them, or (not `every`) any.

    Filters are not part of it. Without any text it is the query for everything, with
    the score 0.
    """
    wanted = _joined([part_query(part) for part in clauses.required], every=every)
    for part in clauses.excluded:
        wanted = AndNot(wanted, part_query(part))
    return wanted


def part_query(part: Clause | Choice | Filter) -> Any:
    """Return the query for one condition or filter; filters score 0."""
    if isinstance(part, Choice):
        return _any([_whole(other) for other in part.parts])
    if isinstance(part, Filter):
        return Unranked(_any([_range(*one) for one in part.ranges]))
    return clause_query(part)


def clause_query(clause: Clause) -> Any:
    """Return the query for one clause."""
    word = clause.terms[0][0]
    if len(clause.terms) > 1:
        return Places(TEXT, clause.terms, clause.prefix)
    if clause.near:
        return FuzzyTerm(TEXT, word, maxdist=1, prefixlength=1, constantscore=False)
    return Beginning(TEXT, word) if clause.prefix else Term(TEXT, word)


def _whole(clauses: Clauses) -> Any:
    """Return the query for `clauses` with their filters."""
    parts = [part_query(part) for part in (*clauses.required, *clauses.filters)]
    wanted = _joined(parts, every=True)
    for part in (*clauses.excluded, *clauses.excluded_filters):
        wanted = AndNot(wanted, part_query(part))
    return wanted


def _range(start: str, stop: str) -> Any:
    """Return the query for the filter terms from `start` to before `stop`."""
    return TermRange(FACET, start, stop, endexcl=True)


def _joined(parts: Sequence[Any], *, every: bool) -> Any:
    """Return the query for `every` part or any of them; everything, without parts."""
    if not parts:
        return Unranked(Every())  # type: ignore[no-untyped-call]
    if len(parts) == 1:
        return parts[0]
    return And(list(parts)) if every else Or(list(parts))


def _any(parts: Sequence[Any]) -> Any:
    """Return the query for any of `parts`, of which there is one at least."""
    return _joined(parts, every=False)
