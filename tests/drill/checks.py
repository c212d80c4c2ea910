"""What must hold after every accident."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from drill.texts import Question, questions

from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.search.document import Document
from instrstudio.search.index import SearchIndex
from instrstudio.services import indexing, open_indexes, searching
from instrstudio.services.workspace import Workspace
from instrstudio.storage.store import Store, open_store

_STEPS = 12
_ALL = 100_000


class Lost(AssertionError):
    """Something that was committed is not there, or something is there by half."""


class Wrong(AssertionError):
    """A search answers with what is not so."""


def expect(holds: bool, what: str) -> None:
    """Raise unless something holds."""
    if not holds:
        raise Lost(what)


@contextmanager
def recovered(folder: Path) -> Iterator[Store]:
    """Open a project after an accident and see that it is sound."""
    store = open_store(folder / "project")
    try:
        sound(store)
        yield store
    finally:
        store.close()


def sound(store: Store) -> None:
    """See that the file, what is derived in it, and its history are sound."""
    rows = store.database.rows
    expect(rows("PRAGMA integrity_check") == [("ok",)], "the integrity of the file")
    expect(rows("PRAGMA foreign_key_check") == [], "a broken key")
    tags = "SELECT record.id, json_each.value FROM record, json_each(record.tags)"
    known = "SELECT record_id, tag FROM record_tag"
    expect(rows(f"{tags} EXCEPT {known}") == [], "a tag without its row")
    expect(rows(f"{known} EXCEPT {tags}") == [], "a row without its tag")
    stored = dict(rows("SELECT id, content_hash FROM record"))
    for record in store.records.iterate():
        expect(record.content_hash == stored[record.id], f"the content of #{record.id}")
    _history_holds(store)


class _Enough(Exception):
    """Takes back all that was tried."""


def _history_holds(store: Store) -> None:
    """Undo some steps and redo them: all is as it was."""
    count, last = store.database.row("SELECT count(*), max(id) FROM operation")
    expect(count == (last or 0), "an operation")
    try:
        with store.atomic():
            before, steps = _content(store), 0
            while steps < _STEPS and store.history.undo() is not None:
                steps += 1
            for _step in range(steps):
                expect(store.history.redo() is not None, "what could be redone")
            expect(_content(store) == before, "the way back and forth in history")
            raise _Enough
    except _Enough:
        pass


def _content(store: Store) -> list[object]:
    """Return all that records are and were called."""
    return store.database.rows("SELECT * FROM record ORDER BY id")


def answers_hold(folder: Path, chance: random.Random) -> bool:
    """See that searches after an accident answer as a fresh index does.

    At once, as somebody at the command line would ask, and after what the window does
    when it opens. Returns whether the index had to be built anew.
    """
    with Workspace.open(folder / "project") as workspace:
        records = list(workspace.store.records.iterate())
        asked = questions(chance, [record.instruction for record in records])
        before = _build(workspace)
        for question in asked[: len(asked) // 2]:
            _asked_at_once(workspace, question, records)
        run(indexing.check(workspace))
        run(indexing.catch_up(workspace))
        with (
            TemporaryDirectory() as name,
            open_indexes.borrow(workspace) as index,
            _fresh(workspace, records, Path(name) / "make") as fresh,
        ):
            for question in asked:
                _same(index, fresh, question, records)
            if index.facets(Query(), _ALL) != fresh.facets(Query(), _ALL):
                raise Wrong("the counts of filters")
            if index.count != fresh.count:
                raise Wrong("the number of records")
        return before != _build(workspace)


def _build(workspace: Workspace) -> list[str]:
    """Return the names of the builds of an index."""
    folder = open_indexes.folder(workspace)
    return sorted(path.name for path in folder.glob("*/"))


def _right(question: Question, records: list[Record]) -> set[int]:
    """Return what a question finds, without any index."""
    return {
        record.id or 0
        for record in records
        if not record.archived and question.is_answered_by(record.instruction)
    }


def _asked_at_once(
    workspace: Workspace, question: Question, records: list[Record]
) -> None:
    """See that an answer is right where it does not say that it is not yet."""
    query = Query(text=question.text, typing=question.typing, limit=_ALL)
    page = searching.search(workspace, query)
    if not question.words or page.behind:
        return
    found = set() if page.similar else {hit.id for hit in page.hits}
    if found != _right(question, records):
        raise Wrong(f"“{question.text}”, asked at once")


@contextmanager
def _fresh(
    workspace: Workspace, records: list[Record], folder: Path
) -> Iterator[SearchIndex]:
    """Give a new index of the records."""
    index = SearchIndex.create(folder)
    ids = [record.id or 0 for record in records]
    ratings = workspace.store.ratings.of_records(ids)
    index.apply(
        1,
        [
            (number, Document.of(record, ratings.get(number)))
            for number, record in zip(ids, records, strict=True)
        ],
    )
    yield index
    index.close()


def _same(
    index: SearchIndex, fresh: SearchIndex, question: Question, records: list[Record]
) -> None:
    """See that two indexes find the same, and what is right."""
    query = Query(text=question.text, typing=question.typing, limit=_ALL)
    ours, theirs = index.search(query), fresh.search(query)
    found = {hit.id for hit in ours.hits}
    if ours.similar != theirs.similar or ours.total != theirs.total:
        raise Wrong(f"how many “{question.text}” finds")
    if found != {hit.id for hit in theirs.hits}:
        raise Wrong(f"what “{question.text}” finds")
    if question.words and (set() if ours.similar else found) != _right(
        question, records
    ):
        raise Wrong(f"what “{question.text}” means")
