"""Imports and exports at work, and the notices of what came of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services.catalogue import CataloguePlan
from instrstudio.services.transfer import ExportReport
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.errors import sentence
from instrstudio.ui.library.bulk import records
from instrstudio.ui.library.export_dialog import ExportWish
from instrstudio.ui.library.export_scope import Choice
from instrstudio.ui.session import Notice, Session


class FileJobs(QObject):
    """Runs imports and exports as jobs with progress."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def import_files(self, paths: Sequence[Path], plan: ImportPlan) -> None:
        """Import files."""
        chosen = tuple(paths)

        def job(workspace: Workspace) -> Job[Progress, ImportReport]:
            from instrstudio.services import aside

            return aside.import_files(workspace, chosen, plan=plan)

        names = words.list_of([path.name for path in chosen])
        title = self.tr("Import {name}").format(name=names)
        self._take_in(job, title)

    def import_dataset(self, found: CataloguePlan) -> None:
        """Import a file of a public data set."""

        def job(workspace: Workspace) -> Job[Progress, ImportReport]:
            from instrstudio.services import aside

            return aside.import_dataset(workspace, found)

        self._take_in(job, self.tr("Import {name}").format(name=found.path.name))

    def _take_in(
        self, job: Callable[[Workspace], Job[Progress, ImportReport]], title: str
    ) -> None:
        """Run an import."""
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_imported)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        """Say what came in; of a cancelled import, how to go on."""
        if report.added:
            self._session.tell(Changes(many=True))
        parts = [self.tr("Imported {count}").format(count=records(report.added))]
        if report.skipped:
            left = self.tr("{count} rows left out")
            parts.append(left.format(count=words.number(len(report.skipped))))
        if report.cancelled:
            parts.append(self.tr("importing the file again goes on from there"))
        kind = "success" if report.added else "warning"
        self._session.notice.emit(
            Notice(text=" · ".join(parts), kind=kind, undo=report.added > 0)
        )

    def export(self, wish: ExportWish, choice: Choice) -> None:
        """Write records to a file."""

        def job(workspace: Workspace) -> Job[Progress, ExportReport]:
            from instrstudio.services import aside

            ids = yield from choice.chosen(workspace, wish.scope)
            target, plan, alike = wish.target, wish.plan, wish.alike
            return (yield from aside.export(workspace, target, plan, ids, alike))

        title = self.tr("Export {name}").format(name=wish.target.name)
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_exported)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_exported(self, report: ExportReport) -> None:
        """Say what was written where; of a cancelled export, how to go on."""
        if report.cancelled:
            text = self.tr(
                "Export cancelled after {count}; exporting to {name} again goes on "
                "from there"
            ).format(count=records(report.written), name=report.path.name)
            self._session.notice.emit(Notice(text=text, kind="warning"))
            return
        names = [path.name for path in report.files] or [report.path.name]
        text = self.tr("Exported {count} to {name}").format(
            count=records(report.written), name=words.list_of(names)
        )
        if report.survey is None:  # the project's templates
            text = self.tr("Exported {count} templates to {name}").format(
                count=words.number(report.written), name=words.list_of(names)
            )
        parts = [text]
        if report.begun:
            went_on = self.tr("went on after {count} written before")
            parts.append(went_on.format(count=records(report.begun)))
        elif report.anew:
            parts.append(self.tr("begun anew, for records or options have changed"))
        self._session.notice.emit(Notice(text=" · ".join(parts)))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why not."""
        self._session.notice.emit(Notice(text=sentence(error), kind="error"))
