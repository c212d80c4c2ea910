"""Keeps the search index up to the project: the only way into the index.

Whoever changes a record, the outbox knows; the index follows. It is a cache: when in
doubt it is built anew. Big amounts belong into a child process, for indexing is plain
Python and would make a window falter.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from instrstudio.domain.errors import IndexOutdated, SearchError
from instrstudio.domain.job import Cancelled, Job, Progress, run
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.services import open_indexes

if TYPE_CHECKING:
    from instrstudio.search.batch import Batch
    from instrstudio.search.document import Document
    from instrstudio.search.index import SearchIndex
    from instrstudio.services.workspace import Workspace

CHUNK = 2_000
"""Changes that are read from the project at a time."""

FEW_CHANGES = 500
SMALL_LIBRARY = 5_000
"""Up to these, a search brings the index up to date itself."""

_PATIENCE = 3.0
_SHORT_PATIENCE = 0.25
_WORTH_PRUNING = 10_000

ItemT = TypeVar("ItemT")


def catch_up(workspace: "Workspace") -> Job[Progress, int]:
    """Bring all changes into the index, building it if need be; return how many.

    Cancelled, it keeps what it did.

    Raises:
        SearchError: Another one is indexing, or the disk refuses.
    """
    try:
        with open_indexes.borrow(workspace) as index, index.writing() as batch:
            done = yield from _keeping(_drain(workspace, batch))
            batch.commit()
            _prune(workspace, batch.position)
            return done
    except IndexOutdated:
        pass
    return (yield from rebuild(workspace))


def check(workspace: "Workspace") -> Job[Progress, bool]:
    """Read the whole index through; if it is damaged build it anew and return True.

    Raises:
        SearchError: It is damaged, and another one is indexing or the disk refuses.
    """
    from instrstudio.search.folder import IndexDamaged

    yield Progress(done=0)
    try:
        with open_indexes.borrow(workspace) as index:
            index.verify()
        return False
    except IndexDamaged:
        pass
    except IndexOutdated:
        return False  # there is none to be damaged
    yield from rebuild(workspace)
    return True


def rebuild(workspace: "Workspace", wait: float = _PATIENCE) -> Job[Progress, int]:
    """Build the index anew and put it in place of the old one; return the records.

    Searches use the old one meanwhile; cancelled, it stays.

    Raises:
        SearchError: Another one is still indexing after `wait` seconds.
    """
    from instrstudio.search.index import SearchIndex

    store = workspace.store
    place, project = open_indexes.folder(workspace), open_indexes.identity(workspace)
    with SearchIndex.rebuilding(place, project, wait) as batch:
        mark, start = store.history.mark(), store.outbox.last()
        total, done = store.records.count(), 0
        for records in _chunks(store.records.iterate(chunk=CHUNK)):
            documents = _documents(workspace, records)
            batch.apply(0, [(r.id or 0, documents[r.id or 0]) for r in records])
            done += len(records)
            yield _progress(done, max(done, total))
        batch.apply(start, (), mark)
        _see_that_it_is_the_same(workspace, mark)
        yield from _drain(workspace, batch)  # what changed while we were reading
        position = batch.position
    _prune(workspace, position)
    return done


def is_tidy(index: "SearchIndex") -> bool:
    """Say whether an index has few enough parts for searching to be quick."""
    from instrstudio.search.batch import MOST_SEGMENTS

    return len(index.leaves()) < MOST_SEGMENTS


def tidy(workspace: "Workspace") -> None:
    """Merge small parts of the index if there are many; for when nobody waits.

    Raises:
        SearchError: The disk refuses.
    """
    with suppress(IndexOutdated), open_indexes.borrow(workspace) as index:
        if not is_tidy(index):
            index.tidy()


def keep_up(workspace: "Workspace") -> None:
    """Bring the index up to date if that is quick, as a search does before it looks.

    Few changes are indexed, a small library's missing index is built; anything that
    takes longer, or that another thread is doing, is left to be done.
    """
    from instrstudio.search.index import IndexBusy, SearchIndex

    try:
        with open_indexes.borrow(workspace) as index:
            if 0 < workspace.store.outbox.last() - index.position <= FEW_CHANGES:
                with index.writing(_SHORT_PATIENCE) as batch:
                    for _progress_made in _drain(workspace, batch):
                        pass
            return
    except IndexOutdated:
        if workspace.store.records.count() > SMALL_LIBRARY:
            return
    except SearchError:
        return  # what is indexed can still be searched
    try:
        run(rebuild(workspace, wait=0))
    except IndexBusy:
        with suppress(IndexBusy):
            SearchIndex.await_writer(open_indexes.folder(workspace), _PATIENCE)


def _keeping(job: Job[Progress, int]) -> Job[Progress, int]:
    """Run `job`; when cancelled, return what it had done."""
    done = 0
    try:
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                return int(end.value)
            done = progress.done
            yield progress
    except Cancelled:
        return done


def _drain(workspace: "Workspace", batch: "Batch") -> Job[Progress, int]:
    """Bring the changes behind the batch's position into it; return how many."""
    store, done = workspace.store, 0
    while True:
        mark = store.history.mark()
        pending = store.outbox.pending(batch.position, CHUNK)
        if not pending:
            return done
        ids = list(dict.fromkeys(record_id for _, record_id in pending))
        documents = _documents(workspace, store.records.page(ids))
        last = pending[-1][0]
        changes = [(changed, documents.get(changed)) for changed in ids]
        _see_that_it_is_the_same(workspace, mark)
        batch.apply(last, changes, store.history.mark())
        done += len(pending)
        yield _progress(done, done + store.outbox.last() - last)


def _see_that_it_is_the_same(workspace: "Workspace", mark: str) -> None:
    """See that nobody put an older state back since the project had `mark`."""
    if not workspace.store.history.holds(mark):
        raise open_indexes.does_not_fit()


def _documents(
    workspace: "Workspace", records: Sequence[Record]
) -> "dict[int, Document | None]":
    """Return what the index is to know of each of `records`."""
    from instrstudio.search.document import Document

    ids = [record.id or 0 for record in records]
    ratings = workspace.store.ratings.of_records(ids)
    return {
        number: Document.of(record, ratings.get(number))
        for number, record in zip(ids, records, strict=True)
    }


def _prune(workspace: "Workspace", position: int) -> None:
    """Forget changes that are indexed, now and then."""
    store = workspace.store
    known = store.settings.get(open_indexes.PRUNED, 0)
    if position - (known if isinstance(known, int) else 0) >= _WORTH_PRUNING:
        with store.atomic():
            store.outbox.prune(position)
            store.settings.put(open_indexes.PRUNED, position)


def _progress(done: int, total: int) -> Progress:
    """Return how far indexing is."""
    return Progress(done=done, total=total, message=message("Indexing the library…"))


def _chunks(items: Iterable[ItemT]) -> Iterator[list[ItemT]]:
    """Yield `items` in lists of `CHUNK`."""
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
