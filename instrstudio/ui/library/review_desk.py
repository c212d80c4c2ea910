"""What waits for review, and what is decided of it, behind the widgets."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.crawl import Proposal
from instrstudio.domain.job import Job
from instrstudio.domain.query import RecordMatch
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace
from instrstudio.ui.jobs import JobHandle, changes_of
from instrstudio.ui.session import Session

_AT_ONCE = 20
"""So many proposals are compared with the library between two looks."""

Likes = dict[int, RecordMatch | None]


class ReviewDesk(QObject):
    """Holds proposals, edits, and the records that they nearly repeat.

    A decision is shown at once and stored behind it.

    Signals:
        changed: Other proposals wait.
        liked: Proposals were compared: `Likes`.
        settled: A decision, or its undoing, is stored.
        returned: Number of the first proposal that waits again.
        failed: The exception of what could not be done; what waits is read again.
    """

    changed = Signal()
    liked = Signal(object)
    settled = Signal()
    returned = Signal(int)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asking: JobHandle | None = None
        self.waiting: dict[int, Proposal] = {}
        self.edits: dict[int, Record] = {}
        self.likes: Likes = {}
        self.accepted = self.rejected = 0

    def record(self, number: int) -> Record:
        """Return the record of a proposal, as it was edited."""
        return self.edits.get(number, self.waiting[number].record)

    @Slot()
    def reload(self) -> None:
        """Read what waits from the project."""
        job = self._session.start(
            _waiting,
            title=self.tr("Read proposals"),
            key="crawl-proposals",
            quiet=True,
        )
        job.succeeded.connect(self._on_read)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_read(self, found: list[Proposal]) -> None:
        self.waiting = {one.id: one for one in found}
        self._tell()

    @Slot(list)
    def add(self, found: Sequence[Proposal]) -> None:
        """Take in what a crawl has just put up."""
        self.waiting |= {one.id: one for one in found}
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self._ask_likes()

    def _ask_likes(self) -> None:
        """Ask which proposals the library nearly has, unless that is being asked."""
        some = [one for one in self.waiting.values() if one.id not in self.likes]
        if not some or (self._asking is not None and not self._asking.is_over):
            return
        self._asking = self._session.start(
            lambda workspace: _alike(workspace, some),
            title=self.tr("Compare with the library"),
            key="crawl-likes",
            quiet=True,
        )
        self._asking.events.connect(self._on_likes)
        self._asking.succeeded.connect(self._on_compared)

    @Slot(list)
    def _on_likes(self, events: list[Likes]) -> None:
        news: Likes = {}
        for event in events:
            news |= event
        self.likes |= news
        self.liked.emit(news)

    @Slot(object)
    def _on_compared(self, _nothing: object) -> None:
        self._ask_likes()  # for what was put up meanwhile

    def accept(self, numbers: Sequence[int]) -> bool:
        """Put proposals into the library as one step; say whether all do wait."""
        edits = {one: self.edits[one] for one in numbers if one in self.edits}

        def deed(workspace: Workspace) -> Changes:
            from instrstudio.services import crawling_review

            return crawling_review.accept(workspace, numbers, edits)

        if not self._take(numbers):
            return False
        self.accepted += len(numbers)
        self._store(deed)
        return True

    def reject(self, numbers: Sequence[int]) -> bool:
        """Turn proposals down; say whether all do wait."""

        def deed(workspace: Workspace) -> int:
            from instrstudio.services import crawling_review

            return crawling_review.reject(workspace, numbers)

        if not self._take(numbers):
            return False
        self.rejected += len(numbers)
        self._store(deed)
        return True

    def _take(self, numbers: Sequence[int]) -> bool:
        """Take proposals off the list, if all are on it."""
        if not numbers or not all(one in self.waiting for one in numbers):
            return False
        for one in numbers:
            del self.waiting[one]
        return True

    def _store(self, deed: Callable[[Workspace], Any]) -> None:
        self._write(deed).succeeded.connect(self._on_decided)
        self.changed.emit()

    def take_back(self) -> None:
        """Take the last decision back, of this review or an earlier one."""

        def deed(workspace: Workspace) -> tuple[list[Proposal], Changes]:
            from instrstudio.services import crawling_review

            return crawling_review.take_back(workspace)

        self._write(deed).succeeded.connect(self._on_taken_back)

    def _write(self, deed: Callable[[Workspace], Any]) -> JobHandle:
        """Do something after what was decided before."""
        job = self._session.start(
            lambda workspace: _once(workspace, deed),
            title=self.tr("Review"),
            lane="write",
            quiet=True,
        )
        job.failed.connect(self._on_failed)
        return job

    @Slot(object)
    def _on_decided(self, result: object) -> None:
        changes = changes_of(result)
        if changes is not None:
            self._session.tell(changes)
        self.settled.emit()

    @Slot(object)
    def _on_taken_back(self, result: tuple[list[Proposal], Changes]) -> None:
        """List what waits again."""
        found, changes = result
        self._session.tell(changes)
        if changes:
            self.accepted = max(0, self.accepted - len(found))
        else:
            self.rejected = max(0, self.rejected - len(found))
        self.waiting |= {one.id: one for one in found}
        self.waiting = dict(sorted(self.waiting.items()))
        self._tell()
        if found:
            self.returned.emit(found[0].id)
        self.settled.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)
        self.reload()

    def stop(self) -> None:
        """Stop what nobody waits for any more."""
        if self._asking is not None and not self._asking.is_over:
            self._asking.drop()


def _waiting(workspace: Workspace) -> Job[Any, list[Proposal]]:
    """Read what waits for review."""
    from instrstudio.services import crawling_review

    yield from _nothing()
    return crawling_review.proposals(workspace)


def _alike(workspace: Workspace, some: Sequence[Proposal]) -> Job[Likes, None]:
    """Compare proposals with the library, some at a time."""
    from instrstudio.services import crawling_review

    for at in range(0, len(some), _AT_ONCE):
        chunk = some[at : at + _AT_ONCE]
        near = crawling_review.alike(workspace, chunk)
        yield {one.id: near.get(one.id) for one in chunk}


def _once(workspace: Workspace, deed: Callable[[Workspace], Any]) -> Job[Any, Any]:
    """Make a job of a deed that is done at once."""
    yield from _nothing()
    return deed(workspace)


def _nothing() -> Iterator[Any]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
