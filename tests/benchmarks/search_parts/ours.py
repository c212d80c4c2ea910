"""The program: its engine for ids alone, the whole answer, and an edit."""

import shutil
import time
from dataclasses import replace

from instrstudio.domain.query import Query
from instrstudio.search.index import Found, SearchIndex
from instrstudio.services import library, open_indexes, searching
from instrstudio.services.workspace import Workspace

from .asked import Asked
from .peers import LIMIT
from .place import Place

_SHOWN = 400
"""Characters of an instruction that a row of the table reads."""


def query_of(asked: Asked, limit: int = LIMIT) -> Query:
    """Return what the window would ask."""
    return Query(
        text=asked.text,
        task_type=asked.task_type,
        typing=asked.shape == "begun",
        limit=limit,
    )


class Ours:
    """The search engine of the program: ids and scores.

    It does more than was asked: it counts all matches, and where nothing has all words
    it looks for records with some of them. A misspelt word keeps its first letter.
    """

    name = "ours"

    def __init__(self, workspace: Workspace) -> None:
        place = open_indexes.folder(workspace)
        self._index = SearchIndex.open(place, open_indexes.identity(workspace))

    def takes(self, kind: str) -> bool:
        """Say yes to all."""
        return bool(kind)

    def ask(self, asked: Asked) -> list[int]:
        """Return the ids of the best records."""
        return [hit.id for hit in self.found(asked).hits]

    def found(self, asked: Asked, limit: int = LIMIT) -> Found:
        """Return how many records match and the best of them."""
        return self._index.search(query_of(asked, limit))


class Whole:
    """What the window does for a keystroke: ids, rank, 50 rows, their highlights."""

    name = "whole"

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def takes(self, kind: str) -> bool:
        """Say yes to what is typed."""
        return kind == "typing"

    def ask(self, asked: Asked) -> list[int]:
        """Return the ids of the rows."""
        page = searching.search(self._workspace, query_of(asked))
        for record in page.records:
            searching.highlights(record.instruction[:_SHOWN], asked.text)
        return [record.id or 0 for record in page.records]


def edited(place: Place, count: int) -> list[float]:
    """Save `count` records with a new word each; return the ms until it is found.

    CPU time of this process, from saving to the row with the word. All of it happens
    in a copy, so that later runs search the same index.
    """
    copy = place.folder / "edited"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(place.folder / "project", copy)
    try:
        with place.project() as workspace:
            built = workspace.index_root
        with place.project(copy) as workspace:
            shutil.rmtree(workspace.index_root, ignore_errors=True)
            shutil.copytree(built, workspace.index_root)
            try:
                return _edited(workspace, count)
            finally:
                searching.close(workspace)
                shutil.rmtree(workspace.index_root)
    finally:
        shutil.rmtree(copy)


def _edited(workspace: Workspace, count: int) -> list[float]:
    """Save and search in `workspace`."""
    ids = workspace.store.records.ids(order="id")
    searching.search(workspace, Query(text="the"))
    took = []
    for number, record_id in enumerate(ids[:: max(1, len(ids) // count)][:count]):
        word = f"qzxj{number}q"
        record = workspace.store.records.get(record_id)
        text = f"{record.instruction} {word}"
        began = time.process_time()
        library.edit(workspace, replace(record, instruction=text))
        page = searching.search(workspace, Query(text=word))
        took.append((time.process_time() - began) * 1000)
        if [found.id for found in page.records] != [record_id]:
            raise SystemExit(f"The edit of record {record_id} is not found.")
    return took
