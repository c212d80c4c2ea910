"""The open search indexes of each project: lent to one thread at a time.

An index holds open files and what it read from them, so it is kept between searches
rather than between threads, which come and go. The pool of a workspace closes with
`close`, or at the latest when the workspace is collected.
"""

import threading
import uuid
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import IndexOutdated
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.search.index import SearchIndex
    from instrstudio.services.workspace import Workspace

PRUNED = "index.pruned"
"""Project setting: changes up to this number are no longer in the outbox."""

_IDENTITY = "index.project"


class _Pool:
    """Open indexes that nobody uses just now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[SearchIndex] = []
        self._closed = False

    def take(self) -> "SearchIndex | None":
        """Return the one used last, which knows the most, or None."""
        with self._lock:
            return self._idle.pop() if self._idle else None

    def give(self, index: "SearchIndex") -> None:
        """Keep `index` for the next one who asks."""
        with self._lock:
            if not self._closed:
                self._idle.append(index)
                return
        index.close()

    def close(self) -> None:
        """Close all; those still in use close when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for index in idle:
            index.close()


_pools: "weakref.WeakKeyDictionary[Workspace, _Pool]" = weakref.WeakKeyDictionary()
_pools_lock = threading.Lock()


@contextmanager
def borrow(workspace: "Workspace") -> "Iterator[SearchIndex]":
    """Lend the index of `workspace`, with all that is committed.

    Raises:
        IndexOutdated: There is none, or it does not go with the project.
    """
    from instrstudio.search.index import SearchIndex

    pool = _pool(workspace)
    index = pool.take()
    try:
        if index is None:
            index = SearchIndex.open(folder(workspace), identity(workspace))
        else:
            index.refresh()
        _check(workspace, index)
        yield index
    except IndexOutdated:
        if index is not None:
            index.close()
        raise
    except BaseException:
        if index is not None:
            pool.give(index)
        raise
    pool.give(index)


def close(workspace: "Workspace") -> None:
    """Close all search files of `workspace`; it may be used again."""
    with _pools_lock:
        pool = _pools.pop(workspace, None)
    if pool is not None:
        pool.close()


def folder(workspace: "Workspace") -> Path:
    """Return where the index of this make lies."""
    from instrstudio.search.index import stamp

    return workspace.index_root / stamp()


def identity(workspace: "Workspace") -> str:
    """Return what tells this project from another one that lay at its place."""
    settings = workspace.store.settings
    known = settings.get(_IDENTITY)
    if not isinstance(known, str):
        with workspace.store.atomic():
            known = settings.get(_IDENTITY)
            if not isinstance(known, str):
                known = uuid.uuid4().hex
                settings.put(_IDENTITY, known)
    return known


def disown(workspace: "Workspace") -> None:
    """Make the present index that of another project: an older state was put back."""
    workspace.store.settings.put(_IDENTITY, uuid.uuid4().hex)
    close(workspace)


def _pool(workspace: "Workspace") -> _Pool:
    """Return the pool of `workspace`."""
    with _pools_lock:
        pool = _pools.get(workspace)
        if pool is None:
            pool = _pools[workspace] = _Pool()
            weakref.finalize(workspace, pool.close)
            workspace.before_close(pool.close)
        return pool


def _check(workspace: "Workspace", index: "SearchIndex") -> None:
    """See that the index and the project's changes fit together.

    They do not when an older copy of the project was put back, also where it has
    grown since, or when another computer indexed changes of a shared project and
    forgot them.
    """
    store, reached = workspace.store, index.reached
    pruned = store.settings.get(PRUNED, 0)
    oldest = pruned if isinstance(pruned, int) else 0
    if not oldest <= reached.seq <= store.outbox.last():
        raise does_not_fit()
    if not store.history.holds(reached.mark):
        raise does_not_fit()


def does_not_fit() -> IndexOutdated:
    """Return the error for an index of another state than the project's."""
    return IndexOutdated(
        message("The search index does not fit the project: rebuild it.")
    )
