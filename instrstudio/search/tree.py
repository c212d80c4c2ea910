"""Clauses as a query tree of Whoosh."""

from typing import Any

from whoosh.query.compound import And, AndNot, Or
from whoosh.query.qcore import Every
from whoosh.query.terms import Term

from instrstudio.search.collector.leaf import TEXT
from instrstudio.search.collector.pseudo import Beginning, Places
from instrstudio.search.query import Clause, Clauses


def tree(clauses: Clauses, *, every: bool = True) -> Any:
    """Return the query for the texts of `clauses`: all of them, or (not `every`) any.

    Filters are not part of it. Without any text it is the query for everything, with
    the score 0.
    """
    required = [clause_query(clause) for clause in clauses.required]
    wanted: Any
    if not required:
        wanted = Every(boost=0.0)  # type: ignore[no-untyped-call]
    elif len(required) == 1:
        wanted = required[0]
    else:
        wanted = And(required) if every else Or(required)
    for clause in clauses.excluded:
        wanted = AndNot(wanted, clause_query(clause))
    return wanted


def clause_query(clause: Clause) -> Any:
    """Return the query for one clause."""
    word = clause.terms[0][0]
    if len(clause.terms) > 1:
        return Places(TEXT, clause.terms, clause.prefix)
    return Beginning(TEXT, word) if clause.prefix else Term(TEXT, word)
