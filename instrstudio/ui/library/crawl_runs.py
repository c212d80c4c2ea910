"""The crawl at work: it goes on whether or not somebody looks at it."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from instrstudio.domain.crawl import (
    CrawlPlan,
    CrawlReport,
    PageFetched,
    PageSkipped,
    PassageProposed,
)
from instrstudio.domain.job import Job
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Notice, Session

LANE = "crawl"
"""A crawl waits most of its time: it shares a lane with nothing else."""


class CrawlRuns(QObject):
    """Starts, watches and stops one crawl at a time.

    While nobody `is_watched` by, its end is told by a notice.

    Signals:
        changed: It read, waited, began or ended.
        proposed: A list of `Proposal` that was put up for review.
        ended: The `CrawlReport`.
        failed: The exception that ended it.
        review_wanted: Somebody wants to see what was found.
    """

    changed = Signal()
    proposed = Signal(list)
    ended = Signal(object)
    failed = Signal(object)
    review_wanted = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: JobHandle | None = None
        self.is_watched = False
        self.fetched = self.skipped = self.found = 0
        self.number = 0
        """The crawl that goes on; 0 for one that has begun just now."""

    @property
    def is_running(self) -> bool:
        """Whether a crawl is at work, or waits to be."""
        return self._job is not None and not self._job.is_over

    @property
    def job(self) -> JobHandle | None:
        """The job of the present or last run."""
        return self._job

    def start(self, plan: CrawlPlan) -> None:
        """Begin a crawl."""

        def job(workspace: Workspace) -> Job[Any, CrawlReport]:
            from instrstudio.services import aside

            return aside.crawl(workspace, plan)

        self._run(job, 0)

    def resume(self, number: int, changes: Mapping[str, Any]) -> None:
        """Go on with a crawl, with other bounds."""

        def job(workspace: Workspace) -> Job[Any, CrawlReport]:
            from instrstudio.services import aside

            return aside.resume_crawl(workspace, number, changes)

        self._run(job, number)

    def _run(
        self, job: Callable[[Workspace], Job[Any, CrawlReport]], number: int
    ) -> None:
        if self.is_running:
            return
        self.number = number
        self.fetched = self.skipped = self.found = 0
        self._job = self._session.start(
            job, title=self.tr("Crawl the web"), lane=LANE, key="crawl"
        )
        self._job.events.connect(self._on_events)
        self._job.progressed.connect(self.changed)
        self._job.succeeded.connect(self._on_ended)
        self._job.failed.connect(self._on_failed)
        self._job.finished.connect(self.changed)
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Pause the crawl: what it has is kept."""
        if self._job is not None:
            self._job.cancel()

    def line(self) -> str:
        """Say how far it is, and what it does just now."""
        progress = self._job.progress if self._job is not None else None
        text = self.tr("Pages read: {pages} · skipped: {skipped} · passages: {found}")
        counts = text.format(
            pages=words.number(self.fetched),
            skipped=words.number(self.skipped),
            found=words.number(self.found),
        )
        now = words.said(progress.message) if progress is not None else ""
        return f"{counts} · {now}" if now else counts

    @Slot(list)
    def _on_events(self, events: list[object]) -> None:
        """Count what became of pages, and hand on what was found."""
        self.fetched += sum(isinstance(event, PageFetched) for event in events)
        self.skipped += sum(isinstance(event, PageSkipped) for event in events)
        found = [e.proposal for e in events if isinstance(e, PassageProposed)]
        self.found += len(found)
        if found:
            self.proposed.emit(found)
        self.changed.emit()

    @Slot(object)
    def _on_ended(self, report: CrawlReport) -> None:
        self.ended.emit(report)
        if self.is_watched:
            return
        self._session.notice.emit(
            Notice(
                text=summary(report),
                action=self.tr("Review") if report.proposed else "",
                on_action=self.review_wanted.emit if report.proposed else None,
            )
        )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.failed.emit(error)
        if not self.is_watched:
            self._session.notice.emit(Notice(text=sentence(error), kind="error"))


def summary(report: CrawlReport) -> str:
    """Return what a run of a crawl did, and why it ended."""
    tr = QCoreApplication.translate
    text = tr("CrawlRuns", "Passages to review: {found} · pages read: {pages}")
    counts = text.format(
        found=words.number(report.proposed), pages=words.number(report.fetched)
    )
    return f"{counts} · {words.said(report.ended)}"
