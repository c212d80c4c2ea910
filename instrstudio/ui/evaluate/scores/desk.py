"""What the page knows of the project: runs, the one that is open, its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.evaluation import Evaluation, Summary
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import Message, message
from instrstudio.services import evaluating
from instrstudio.services import evaluating_views as views
from instrstudio.services.evaluating import EvaluateOptions
from instrstudio.services.evaluating_views import Distribution, RowPage, SeenRow
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.scores import reading
from instrstudio.ui.evaluate.scores.reading import Compared, Opened, Order, Overview
from instrstudio.ui.jobs import JobHandle, JobState
from instrstudio.ui.session import Notice, Session

SAMPLE = 20
"""So many records of the library are asked for to begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A run to be made: of a file, or of so many records of the library."""

    source: Path | None = None
    records: int = SAMPLE
    options: EvaluateOptions = evaluating.DEFAULTS


class Desk(QObject):
    """Reads and writes for the page; everything is a job.

    Signals:
        runs_changed: The list of runs, or how far the one under way is.
        opened: An `Opened`, the run that is shown now.
        spread_came: A metric and its `Distribution` by method.
        rows_came: A `RowPage` and whether it begins the list.
        row_came: The `SeenRow` of each method.
        compared: A `Compared`.
        made: The `Evaluation` of a run that has ended.
        failed: The error that ended a run before it had anything.
    """

    runs_changed = Signal()
    opened = Signal(object)
    spread_came = Signal(str, object)
    rows_came = Signal(object, bool)
    row_came = Signal(object)
    compared = Signal(object)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.overview = Overview()
        self.is_read = False
        self.run: Evaluation | None = None
        self.summary = Summary()
        self.live: JobHandle | None = None
        self._before: set[int] = set()

    # --- looking -------------------------------------------------------------------

    @property
    def runs(self) -> tuple[Evaluation, ...]:
        """The runs that are not under way, the newest first."""
        if self.live is None:
            return self.overview.runs
        return tuple(run for run in self.overview.runs if run.id in self._before)

    @property
    def progress(self) -> Progress:
        """How far the run under way is."""
        live = self.live.progress if self.live else None
        return live or Progress(done=0)

    @property
    def is_stopping(self) -> bool:
        """Whether the run under way has been asked to stop."""
        return self.live is not None and self.live.state is JobState.STOPPING

    def _read(
        self,
        factory: Callable[[Workspace], Job[Any, Any]],
        title: Message,
        key: str,
        then: Callable[[Any], object],
    ) -> None:
        """Read something; what is read newer under the same key counts alone."""
        job = self._session.start(factory, title=title, key=f"scores-{key}", quiet=True)
        job.succeeded.connect(then)
        job.failed.connect(self._session.failed)

    @Slot()
    def reload(self) -> None:
        """Read the list of runs again."""
        self._read(reading.overview, message("Evaluations"), "runs", self._on_overview)

    @Slot(object)
    def _on_overview(self, found: Overview) -> None:
        self.overview, self.is_read = found, True
        self.runs_changed.emit()

    def open(self, run: int) -> None:
        """Show a run."""
        self._read(
            lambda workspace: reading.opened(workspace, run),
            message("Evaluation"),
            "open",
            self._on_opened,
        )

    @Slot(object)
    def _on_opened(self, found: Opened) -> None:
        self.run, self.summary = found.run, found.summary
        self.opened.emit(found)

    def close(self) -> None:
        """Show no run."""
        self.run, self.summary = None, Summary()

    def spread(self, metric: str) -> None:
        """Read how the scores of a metric are spread in the run that is shown."""
        if self.run is None:
            return
        run = self.run.id

        def then(found: tuple[Distribution, ...]) -> None:
            self.spread_came.emit(metric, found)

        self._read(
            lambda workspace: reading.spread(workspace, run, metric),
            message("Scores of a metric"),
            "spread",
            then,
        )

    def rows(self, order: Order, offset: int = 0) -> None:
        """Read rows of the run that is shown, from a place in their order."""
        if self.run is None:
            return
        run = self.run.id

        def then(found: RowPage) -> None:
            self.rows_came.emit(found, offset == 0)

        self._read(
            lambda workspace: reading.rows(workspace, run, order, offset),
            message("Evaluated rows"),
            "rows",
            then,
        )

    def row(self, place: int) -> None:
        """Read what all methods said for one row."""
        if self.run is None:
            return
        run = self.run.id

        def then(found: tuple[SeenRow, ...]) -> None:
            self.row_came.emit(found)

        self._read(
            lambda workspace: reading.row(workspace, run, place),
            message("Evaluated row"),
            "row",
            then,
        )

    def compare(self, other: int) -> None:
        """Read how far the run that is shown lies above another."""
        if self.run is None:
            return
        run = self.run.id

        def then(found: Compared) -> None:
            self.compared.emit(found)

        self._read(
            lambda workspace: reading.compared(workspace, run, other),
            message("Comparison of evaluations"),
            "compare",
            then,
        )

    # --- making --------------------------------------------------------------------

    def start(self, wish: Wish) -> None:
        """Make a run; one at a time."""
        if self.live is not None:
            return
        self._before = {run.id for run in self.overview.runs}
        source, options = wish.source, wish.options

        def job(workspace: Workspace) -> Job[Progress, Evaluation]:
            if source is None:
                return evaluating.evaluate_library(workspace, wish.records, options)
            return evaluating.evaluate(workspace, source, options)

        self.live = self._session.start(job, title=message("Evaluate"), lane="bulk")
        self.live.progressed.connect(self.runs_changed)
        self.live.succeeded.connect(self._on_made)
        self.live.failed.connect(self._on_failed)
        self.live.cancelled.connect(self._on_cancelled)
        self.runs_changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stop the run under way; what is done is kept."""
        if self.live is not None:
            self.live.cancel()

    @Slot(object)
    def _on_made(self, found: Evaluation) -> None:
        self.live = None
        self.made.emit(found)
        self.reload()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.live = None
        self.failed.emit(error)
        self.reload()

    @Slot()
    def _on_cancelled(self) -> None:
        self.live = None
        self.reload()

    # --- changing ------------------------------------------------------------------

    def rename(self, run: int, name: str) -> None:
        """Give a run another name."""
        job = self._session.do(
            lambda workspace: views.rename(workspace, run, name),
            title=message("Rename evaluation"),
        )
        job.succeeded.connect(self.reload)

    def remove(self, run: int) -> None:
        """Remove a run with all its rows."""
        job = self._session.do(
            lambda workspace: views.remove(workspace, run),
            title=message("Remove evaluation"),
        )
        job.succeeded.connect(self.reload)

    def export(self, runs: list[int], target: Path) -> None:
        """Write every score of some runs to a file, one a line."""
        job = self._session.start(
            lambda workspace: views.export(workspace, runs, target),
            title=message("Export scores"),
            lane="bulk",
        )

        def tell(count: int) -> None:
            text = message(
                "{count} scores written to {file}.", count=count, file=target.name
            )
            self._session.notice.emit(Notice(text=text))

        job.succeeded.connect(tell)
        job.failed.connect(self._session.failed)

    def forget(self) -> None:
        """Begin anew, as for another project."""
        self.overview, self.is_read = Overview(), False
        self.live = None
        self.close()
        self.runs_changed.emit()
