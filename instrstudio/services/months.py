"""How many of the records found were made in each month, by the reader's clock."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from instrstudio.domain.errors import IndexOutdated
from instrstudio.domain.query import Query
from instrstudio.services import indexing, open_indexes

if TYPE_CHECKING:
    from instrstudio.search.index import SearchIndex
    from instrstudio.services.workspace import Workspace

MOST = 24
_FIRST_YEAR = 1980


def months(
    workspace: "Workspace", query: Query, most: int = MOST
) -> tuple[tuple[str, int], ...]:
    """Return months such as ``2026-11`` with their counts, the latest first.

    At most so many; only those in which there are some, nothing without an index.

    Raises:
        QuerySyntaxError: The text cannot be read; says where.
        SearchError: The index cannot be read or written.
    """
    indexing.keep_up(workspace)
    try:
        with open_indexes.borrow(workspace) as index:
            return _counted(index, query, most)
    except IndexOutdated:
        return ()


def _counted(
    index: "SearchIndex", query: Query, most: int
) -> tuple[tuple[str, int], ...]:
    """Go back year by year until everything is counted."""
    left = _total(index, query, f">={_FIRST_YEAR}")
    year = datetime.now().astimezone().year + 1
    found: list[tuple[str, int]] = []
    while left > 0 and year >= _FIRST_YEAR and len(found) < most:
        in_year = _total(index, query, f"{year}")
        left -= in_year
        for month in range(12, 0, -1) if in_year else ():
            name = f"{year}-{month:02}"
            count = _total(index, query, name)
            if count:
                found.append((name, count))
        year -= 1
    return tuple(found[:most])


def _total(index: "SearchIndex", query: Query, time: str) -> int:
    """Return how many match and were made in `time`."""
    text = f"created:{time} {query.text}"
    found = index.search(replace(query, text=text, limit=0))
    return 0 if found.similar else found.total
