"""What is looked for in the library, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a person typed, with filters; empty `text` finds everything.

    While `typing`, the last word counts as the beginning of a word.
    """

    text: str = ""
    task_type: str = ""
    language: str = ""
    tag: str = ""
    typing: bool = False
    limit: int = 50


Facets = Mapping[str, tuple[tuple[str, int], ...]]
"""For ``type``, ``lang``, ``tag`` and so on: values with their counts, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A query that is kept under a name; its filters are written in it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found; a higher `score` is better, and scores compare within a query."""

    id: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer to one query; it carries the query so that late answers drop out.

    `total` counts all matches; `took_ms` is the time from query to ids and rows.
    `similar`: nothing has all the words, these records have some. `more` are such
    records below a few that have all; `total` does not count them. `meant` are words
    that were found in place of misspelt ones. `behind` counts the changes that search
    does not know yet.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    records: tuple[Record, ...]
    took_ms: float
    behind: int = 0
    similar: bool = False
    more: tuple[Record, ...] = ()
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMatch:
    """A record near a task; `similarity` is in [0, 1]."""

    record: Record
    similarity: float
