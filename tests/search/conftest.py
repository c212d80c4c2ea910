"""An index in a temporary folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.search.document import Document
from instrstudio.search.index import SearchIndex


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    """An empty index."""
    made = SearchIndex.create(tmp_path / "indexes" / "make")
    yield made
    made.close()


@pytest.fixture
def fill(index: SearchIndex) -> Callable[..., None]:
    """Put texts into the index; ids count from 1, one commit for each call."""
    next_id = [1]

    def put(*texts: str) -> None:
        changes: list[tuple[int, Document | None]] = []
        for text in texts:
            record = Record(instruction=text, id=next_id[0])
            changes.append((next_id[0], Document.of(record)))
            next_id[0] += 1
        index.apply(next_id[0], changes)

    return put


@pytest.fixture
def find(index: SearchIndex) -> Callable[..., list[int]]:
    """Return the ids found for a text, in ascending order."""

    def ids(text: str, typing: bool = False) -> list[int]:
        found = index.search(Query(text=text, typing=typing, limit=1000))
        return [] if found.similar else sorted(hit.id for hit in found.hits)

    return ids
