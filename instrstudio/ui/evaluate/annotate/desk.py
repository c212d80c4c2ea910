"""What the page knows of the project: sets, the row at hand, the rows ahead.

The next rows wait in memory with their proposals, so that going on needs nobody.
Verdicts are written behind it, in their order.
"""

from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.annotation import (
    Annotation,
    AnnotationProgress,
    AnnotationRow,
    AnnotationSet,
)
from instrstudio.domain.wording import message
from instrstudio.services import annotating
from instrstudio.services import annotating_results as results
from instrstudio.services.annotating_rows import tasks_of_file
from instrstudio.ui.evaluate.annotate import reading
from instrstudio.ui.evaluate.annotate.reading import Overview, Visit
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Session

_EVERY = 20
"""After so many verdicts everything is counted again, agreement included."""


class Desk(QObject):
    """Reads and writes for the page; everything slow is a job.

    Signals:
        overview_changed: Sets, progress, disputes or agreement are other ones.
        row_changed: Another row is at hand, or none.
        proposals_came: The row at hand has its proposals now.
        finished: A `Finished`: rows went into the library.
        exported: An `Exported`.
    """

    overview_changed = Signal()
    row_changed = Signal()
    proposals_came = Signal()
    finished = Signal(object)
    exported = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.overview = Overview()
        self.name = ""
        self.annotator = ""
        self.row: AnnotationRow | None = None
        self.mine: Annotation | None = None
        self.is_loading = False
        self._ahead: deque[AnnotationRow] = deque()
        self._pending: list[int] = []
        self._said = 0
        self._fetching: JobHandle | None = None

    @property
    def who(self) -> str:
        """The name of the annotator."""
        if self.annotator or not self._session.is_open:
            return self.annotator
        return self._session.workspace.settings.profile

    @property
    def opened(self) -> AnnotationSet | None:
        """The set that is open."""
        known = (found for found, _stands in self.overview.sets)
        return next((found for found in known if found.name == self.name), None)

    @property
    def progress(self) -> AnnotationProgress:
        """How far the open set is."""
        known = (p for found, p in self.overview.sets if found.name == self.name)
        return next(known, AnnotationProgress())

    # --- looking -------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read all sets and counts again; goes on in the open set if it stands idle."""
        self._read(None)

    def _read_on(self) -> None:
        """Read what a verdict changes; all of it now and then."""
        self._said += 1
        self._read(None if self._said % _EVERY == 0 else self.overview)

    def _read(self, before: Overview | None) -> None:
        name, who = self.name, self.who
        after = self.row.place if self.row else -1
        job = self._session.start(
            lambda workspace: reading.overview(workspace, name, who, after, before),
            title=message("Annotation sets"),
            key="annotate-overview",
            quiet=True,
        )
        job.succeeded.connect(self._on_overview)
        job.failed.connect(self._session.failed)

    def open(self, name: str) -> None:
        """Go on in a set at its first open row."""
        self.name = name
        self._ahead.clear()
        self._pending.clear()
        self._stop_fetching()
        self.is_loading = bool(name)
        self._show(None)
        self.reload()

    def annotate_as(self, who: str) -> None:
        """Go on as somebody else."""
        self.annotator = who
        self.open(self.name)

    def forget(self) -> None:
        """Begin anew, as for another project."""
        self.overview, self.name, self.annotator = Overview(), "", ""
        self._ahead.clear()
        self._pending.clear()
        self._stop_fetching()
        self._show(None)
        self.overview_changed.emit()

    @Slot(object)
    def _on_overview(self, found: Overview) -> None:
        self.overview = found
        names = [one.name for one, _stands in found.sets]
        if self.name not in names:
            self.overview_changed.emit()
            self.open(names[0]) if names else self._close()
            return
        busy = {*self._pending, self.row.place if self.row else -1}
        self._ahead = deque(r for r in found.upcoming if r.place not in busy)
        self.is_loading = False
        self.overview_changed.emit()
        if self.row is None:
            self._show(self._ahead.popleft() if self._ahead else None)
        self._fetch()

    def _close(self) -> None:
        self.name, self.is_loading = "", False
        self._show(None)

    def go(self, step: int) -> None:
        """Go to the row `step` places further, in the order of the set."""
        total = self.progress.total
        if self.row is not None and 0 <= self.row.place + step < total:
            self.go_to(self.row.place + step)
        elif self.row is None and total and step < 0:
            self.go_to(total - 1)

    def go_to(self, place: int) -> None:
        """Show one row with what the annotator has said of it."""
        name, who = self.name, self.who
        job = self._session.start(
            lambda workspace: reading.visit(workspace, name, place, who),
            title=message("Annotation row"),
            key="annotate-visit",
            quiet=True,
        )
        job.succeeded.connect(self._on_visited)
        job.failed.connect(self._session.failed)

    @Slot(object)
    def _on_visited(self, visit: Visit) -> None:
        self._show(visit.row, visit.mine)
        self._read_on()
        if visit.row.proposals is None:
            self._stop_fetching()
            self._fetch()

    @Slot()
    def go_to_skipped(self) -> None:
        """Go to the first row that was left to others."""
        if self.overview.skipped:
            self.go_to(self.overview.skipped[0])

    def _show(self, row: AnnotationRow | None, mine: Annotation | None = None) -> None:
        self.row, self.mine = row, mine
        self.row_changed.emit()

    # --- proposals ahead -----------------------------------------------------------

    def _fetch(self) -> None:
        """Have the methods asked for the row at hand and those ahead."""
        if self._fetching is not None or not self.name or self.row is None:
            return
        waiting = [self.row, *self._ahead]
        if all(row.proposals is not None for row in waiting):
            return
        name, who, place = self.name, self.who, self.row.place
        self._fetching = self._session.start(
            lambda workspace: reading.proposing(workspace, name, who, place),
            title=message("Proposing instructions…"),
            key="annotate-propose",
            quiet=True,
        )
        self._fetching.events.connect(self._on_proposed)
        self._fetching.succeeded.connect(self._on_fetched)
        self._fetching.failed.connect(self._on_fetch_failed)

    def _stop_fetching(self) -> None:
        if self._fetching is not None:
            job, self._fetching = self._fetching, None
            job.drop()

    @Slot(list)
    def _on_proposed(self, events: list[object]) -> None:
        """Put proposals to their rows."""
        for event in events:
            if isinstance(event, annotating.Proposed) and event.name == self.name:
                self._put(event)

    def _put(self, event: annotating.Proposed) -> None:
        self._ahead = deque(
            replace(row, proposals=event.proposals) if row.place == event.place else row
            for row in self._ahead
        )
        if self.row is not None and self.row.place == event.place:
            self.row = replace(self.row, proposals=event.proposals)
            self.proposals_came.emit()

    @Slot(object)
    def _on_fetched(self, made: int) -> None:
        self._fetching = None
        if made:
            self._fetch()

    @Slot(object)
    def _on_fetch_failed(self, error: Exception) -> None:
        self._fetching = None
        self._session.failed.emit(error)

    # --- saying --------------------------------------------------------------------

    def judge(self, said: Annotation) -> None:
        """Note a verdict and go on at once; a final one stays where it is."""
        name = self.name
        said = replace(said, annotator=self.who)
        if not said.is_final:
            self._pending.append(said.place)
            self._ahead = deque(r for r in self._ahead if r.place != said.place)
            self._show(self._ahead.popleft() if self._ahead else None)
            self.is_loading = self.row is None
            self._fetch()
        job = self._session.do(
            lambda workspace: annotating.judge(workspace, name, said),
            title=message("Annotation"),
        )
        job.succeeded.connect(self._on_judged)
        job.failed.connect(lambda _error: self._on_refused(said))

    @Slot(object)
    def _on_judged(self, said: Annotation) -> None:
        self._settle(said)
        if said.is_final:
            self.reload()
        else:
            self._read_on()

    def _on_refused(self, said: Annotation) -> None:
        """Go back to a row whose verdict could not be noted."""
        self._settle(said)
        self.go_to(said.place)

    def _settle(self, said: Annotation) -> None:
        if not said.is_final and said.place in self._pending:
            self._pending.remove(said.place)

    @Slot()
    def undo(self) -> None:
        """Take the last verdict back and show its row."""
        name, who = self.name, self.who
        if not name:
            return
        job = self._session.do(
            lambda workspace: annotating.undo(workspace, name, who),
            title=message("Take the last verdict back"),
        )
        job.succeeded.connect(self._on_undone)

    @Slot(object)
    def _on_undone(self, gone: Annotation | None) -> None:
        if gone is not None:
            if gone.is_final:
                self.reload()
            else:
                self.go_to(gone.place)

    # --- sets ----------------------------------------------------------------------

    def make(self, wish: AnnotationSet, path: Path) -> JobHandle:
        """Make a set of a file and open it."""
        job = self._session.start(
            lambda workspace: annotating.make(workspace, wish, tasks_of_file(path)),
            title=message("New annotation set"),
            lane="write",
        )
        job.succeeded.connect(self._on_made)
        return job

    @Slot(object)
    def _on_made(self, made: AnnotationSet) -> None:
        self.open(made.name)

    def change(self, found: AnnotationSet) -> None:
        """Keep another guideline or other settings of a set."""
        job = self._session.do(
            lambda workspace: annotating.change(workspace, found),
            title=message("Annotation set"),
        )
        job.succeeded.connect(self.reload)

    def remove(self, name: str) -> None:
        """Remove a set with all verdicts."""
        job = self._session.do(
            lambda workspace: annotating.remove(workspace, name),
            title=message("Remove annotation set"),
        )
        job.succeeded.connect(self.reload)

    @Slot()
    def finish(self) -> None:
        """Put what is settled into the library."""
        name = self.name
        job = self._session.start(
            lambda workspace: results.finish(workspace, name),
            title=message("Annotated rows into the library"),
            lane="write",
        )
        job.succeeded.connect(self._on_finished)
        job.failed.connect(self._session.failed)

    @Slot(object)
    def _on_finished(self, result: Any) -> None:
        report, changes = result
        self._session.tell(changes)
        self.finished.emit(report)

    def export(self, target: Path, *, verdicts: bool = False) -> None:
        """Write what is settled, or every verdict, to a file."""
        name = self.name
        write = results.export_verdicts if verdicts else results.export
        job = self._session.start(
            lambda workspace: write(workspace, name, target),
            title=message("Export annotation"),
            lane="bulk",
        )
        job.succeeded.connect(self.exported)
        job.failed.connect(self._session.failed)
