"""What the page knows of the project: queues, the turn at hand, results.

A verdict and the question what comes next are one job, so that keys that come too early
find no turn and do nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.rating_queue import (
    QueueProgress,
    RatingItem,
    RatingQueue,
    Turn,
)
from instrstudio.domain.rating_results import QueueResults
from instrstudio.domain.wording import message
from instrstudio.services import (
    rating_exchange,
    rating_queues,
    rating_results,
    rating_turns,
)
from instrstudio.services.rating_queues import QueuePlan
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.rate import reading
from instrstudio.ui.evaluate.rate.reading import Overview, Stand
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Notice, Session

Offered = Callable[[Workspace], Job[Progress, Sequence[RatingItem]]]
"""Reads the texts of a new queue."""


class Desk(QObject):
    """Reads and writes for the page; everything slow is a job.

    Signals:
        overview_changed: Queues, progress or rater are other ones.
        turn_changed: Another turn is at hand, or none; not while a verdict is kept.
        results_came: The `QueueResults` of the open queue.
        results_failed: They cannot be had.
        nothing_to_undo: No verdict is left to be taken back.
    """

    overview_changed = Signal()
    turn_changed = Signal()
    results_came = Signal(object)
    results_failed = Signal()
    nothing_to_undo = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.queues: tuple[tuple[RatingQueue, QueueProgress], ...] = ()
        self.name = ""
        self.rater = ""
        self.turn: Turn | None = None
        self.is_busy = False
        self._later: defaultdict[tuple[str, str], list[tuple[str, ...]]]
        self._later = defaultdict(list)

    @property
    def who(self) -> str:
        """The name of the rater: the project's own person until another is chosen."""
        if self.rater or not self._session.is_open:
            return self.rater
        return self._session.workspace.settings.profile

    @property
    def opened(self) -> RatingQueue | None:
        """The queue that is open."""
        known = (queue for queue, _done in self.queues if queue.name == self.name)
        return next(known, None)

    @property
    def progress(self) -> QueueProgress:
        """How far the open queue is."""
        known = (done for queue, done in self.queues if queue.name == self.name)
        return next(known, QueueProgress(done=0, total=0))

    @property
    def _put_off(self) -> list[tuple[str, ...]]:
        return self._later[self.name, self.who]

    # --- looking -------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read all queues again and what comes next in the open one."""
        name, who, later = self.name, self.who, tuple(self._put_off)
        self.is_busy = True
        job = self._session.start(
            lambda workspace: reading.overview(workspace, name, who, later),
            title=message("Rating queues"),
            key="rate-overview",
            quiet=True,
        )
        job.succeeded.connect(partial(self._on_overview, (name, who)))
        job.failed.connect(self._on_failed)

    def open(self, name: str) -> None:
        """Go on in a queue."""
        self.name, self.is_busy = name, True
        self._show(None)
        self.reload()

    def beside(self, places: int) -> str:
        """Return the name of the queue so many places further down the list."""
        names = [queue.name for queue, _done in self.queues]
        place = names.index(self.name) + places if self.name in names else -1
        return names[place] if 0 <= place < len(names) else ""

    def rate_as(self, who: str) -> None:
        """Go on as somebody else."""
        self.rater = who
        self.open(self.name)

    def forget(self) -> None:
        """Begin anew, as for another project."""
        self.queues, self.name, self.rater = (), "", ""
        self._later.clear()
        self.is_busy = False
        self._show(None)
        self.overview_changed.emit()

    def _on_overview(self, asked: tuple[str, str], found: Overview) -> None:
        if asked != (self.name, self.who):
            return
        self.queues, self.is_busy = found.queues, False
        self.name = found.stand.name if found.stand else ""
        self.overview_changed.emit()
        self._show(found.stand.turn if found.stand else None)

    def _show(self, turn: Turn | None) -> None:
        self.turn = turn
        self.turn_changed.emit()

    # --- saying --------------------------------------------------------------------

    def answer(self, values: Mapping[str, float]) -> None:
        """Keep answers on the text at hand and go on."""
        turn, who = self.turn, self.who
        if turn is not None and not self.is_busy:
            self._judge(
                lambda workspace: rating_turns.answer(workspace, turn, values, who)
            )

    def vote(self, outcome: str, reasons: Sequence[str]) -> None:
        """Keep what is said of the pair at hand and go on."""
        turn, who = self.turn, self.who
        if turn is not None and not self.is_busy:
            self._judge(
                lambda workspace: rating_turns.vote(
                    workspace, turn, outcome, reasons, who
                )
            )

    @Slot()
    def skip(self) -> None:
        """Put the turn at hand off until nothing else is left."""
        if self.turn is None or self.is_busy:
            return
        if self.turn.key in self._put_off:
            self._put_off.remove(self.turn.key)
        self._put_off.append(self.turn.key)
        self._judge(lambda _workspace: None)

    def _judge(self, deed: Callable[[Workspace], object]) -> None:
        """Do something to the turn at hand, then show what comes next."""
        name, who, later = self.name, self.who, tuple(self._put_off)

        def done(workspace: Workspace) -> Stand:
            deed(workspace)
            return reading.stand(workspace, name, who, later)

        self.is_busy = True
        job = self._session.do(done, title=message("Rating"))
        job.succeeded.connect(self._on_stand)
        job.failed.connect(self._on_refused)

    @Slot()
    def undo(self) -> None:
        """Take the last verdict back and show what it was about."""
        name, who = self.name, self.who
        if not name or self.is_busy:
            return
        self.is_busy = True
        job = self._session.do(
            lambda workspace: reading.undone(workspace, name, who),
            title=message("Take the last verdict back"),
        )
        job.succeeded.connect(self._on_stand)
        job.failed.connect(self._on_refused)

    @Slot(object)
    def _on_stand(self, found: Stand | None) -> None:
        """Show what comes next, if that is still asked for."""
        if found is None:
            self.is_busy = False
            self.nothing_to_undo.emit()
            return
        if (found.name, found.rater) != (self.name, self.who):
            return
        self.is_busy = False
        self.queues = tuple(
            (queue, found.progress if queue.name == found.name else done)
            for queue, done in self.queues
        )
        self.overview_changed.emit()
        self._show(found.turn)

    @Slot(object)
    def _on_refused(self, _error: Exception) -> None:
        """Stay at the turn whose verdict could not be kept; the session says why."""
        self.is_busy = False
        self._show(self.turn)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.is_busy = False
        self._session.failed.emit(error)

    # --- results -------------------------------------------------------------------

    @Slot()
    def count(self) -> None:
        """Have the verdicts of the open queue counted."""
        name = self.name
        job = self._session.start(
            lambda workspace: rating_results.results(workspace, name),
            title=message("Counting verdicts…"),
            key="rate-results",
        )
        job.succeeded.connect(self._on_results)
        job.failed.connect(self._session.failed)
        job.failed.connect(self.results_failed)

    @Slot(object)
    def _on_results(self, found: QueueResults) -> None:
        if found.queue.name == self.name:
            self.results_came.emit(found)

    # --- queues --------------------------------------------------------------------

    def make(self, plan: QueuePlan, offered: Offered) -> JobHandle:
        """Make a queue and open it."""

        def making(workspace: Workspace) -> Job[Progress, RatingQueue]:
            items = yield from offered(workspace)
            return rating_queues.make(workspace, plan, items)

        job = self._session.start(
            making, title=message("New rating queue"), lane="write"
        )
        job.succeeded.connect(self._on_made)
        return job

    @Slot(object)
    def _on_made(self, made: RatingQueue) -> None:
        self.open(made.name)

    def remove(self, name: str) -> None:
        """Forget a queue; its verdicts stay."""
        job = self._session.do(
            lambda workspace: rating_queues.remove(workspace, name),
            title=message("Remove rating queue"),
        )
        job.succeeded.connect(self.reload)

    def export(self, target: Path, *, whole: bool = False) -> None:
        """Write the verdicts of the open queue, or of the project, to a file."""
        name = "" if whole else self.name
        job = self._session.start(
            lambda workspace: rating_exchange.export(workspace, target, name),
            title=message("Export verdicts"),
            lane="bulk",
        )
        job.succeeded.connect(partial(self._on_exported, target))
        job.failed.connect(self._session.failed)

    def _on_exported(self, target: Path, count: int) -> None:
        text = message(
            "{count} verdicts written to {file}.", count=count, file=target.name
        )
        self._session.notice.emit(Notice(text=text))

    def merge(self, other: Path) -> None:
        """Take in the verdicts of another copy of the project."""
        job = self._session.start(
            lambda workspace: rating_exchange.merge(workspace, other),
            title=message("Merge verdicts"),
            lane="write",
        )
        job.succeeded.connect(self._on_merged)
        job.failed.connect(self._session.failed)

    @Slot(object)
    def _on_merged(self, report: rating_exchange.MergeReport) -> None:
        text = message(
            "{count} verdicts came in; {known} were known, {older} are older than "
            "ours. New queues: {queues}.",
            count=report.came_in,
            known=report.known,
            older=report.older,
            queues=report.queues,
        )
        self._session.notice.emit(Notice(text=text))
        self.reload()
