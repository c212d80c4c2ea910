"""What is done to many records at once, and the notice that it was done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.transfer import ImportReport
from instrstudio.services.transfer import ExportReport
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.errors import sentence
from instrstudio.ui.library import view as viewing
from instrstudio.ui.library.export_dialog import EVERYTHING, FOUND, ExportWish
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Notice, Session

Deed = Callable[[Workspace, Sequence[int]], Changes]


class Bulk(QObject):
    """Runs deeds on the marked rows of a view, imports and exports."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._said: dict[object, str] = {}

    def tag(self, ids: Sequence[int], marks: Marks, view: View, names: str) -> None:
        """Add the tags in `names`; one with a minus in front is taken away."""
        wanted = [name.strip() for name in names.replace("，", ",").split(",")]
        add = tuple(name for name in wanted if name and name[0] not in "-−")
        remove = tuple(name[1:].strip() for name in wanted if name[:1] in ("-", "−"))
        if not add and not remove:
            return

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Changes:
            from instrstudio.services import library

            return library.tag(workspace, chosen, add=add, remove=remove)

        self._do(deed, ids, marks, view, self.tr("Tagged {count}"))

    def archive(self, ids: Sequence[int], marks: Marks, view: View) -> None:
        """Put records away, or take them back where archived ones are shown."""
        archived = not view.archived

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Changes:
            from instrstudio.services import library

            return library.archive(workspace, chosen, archived)

        text = self.tr("Archived {count}") if archived else self.tr("Took back {count}")
        self._do(deed, ids, marks, view, text)

    def delete(self, ids: Sequence[int], marks: Marks, view: View) -> None:
        """Delete records."""

        def deed(workspace: Workspace, chosen: Sequence[int]) -> Changes:
            from instrstudio.services import library

            return library.delete(workspace, chosen)

        self._do(deed, ids, marks, view, self.tr("Deleted {count}"))

    def _do(
        self, deed: Deed, ids: Sequence[int], marks: Marks, view: View, text: str
    ) -> None:
        """Run a deed and say that it was done; what it changed can be undone."""
        everything = marks.everything

        def job(workspace: Workspace) -> Job[Progress, tuple[int, Changes]]:
            chosen = ids
            if everything:
                chosen = yield from _all_of(workspace, view, marks)
            yield Progress(done=0, total=len(chosen))
            return len(chosen), deed(workspace, chosen)

        handle = self._session.start(
            job, title=text.format(count=""), lane="write", quiet=len(ids) < 1000
        )
        self._said[handle] = text
        handle.succeeded.connect(self._on_done)
        handle.failed.connect(self._session.failed)

    @Slot(object)
    def _on_done(self, result: tuple[int, Changes]) -> None:
        """Tell everybody, and offer to take it back."""
        count, changes = result
        self._session.tell(changes)
        text = self._said.pop(self.sender(), "{count}")
        self._session.notice.emit(
            Notice(text=text.format(count=_records(count)), undo=bool(changes))
        )

    def import_files(self, paths: Sequence[object], format_name: str) -> None:
        """Import files as a job with progress."""
        from pathlib import Path

        chosen = [Path(str(path)) for path in paths]

        def job(workspace: Workspace) -> Job[Progress, ImportReport]:
            from instrstudio.services import transfer

            return transfer.import_files(workspace, chosen, format_name)

        names = words.list_of([path.name for path in chosen])
        title = self.tr("Import {name}").format(name=names)
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_imported)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_imported(self, report: ImportReport) -> None:
        """Say what came in."""
        if report.added:
            self._session.tell(Changes(many=True))
        text = self.tr("Imported {count}").format(count=_records(report.added))
        if report.skipped:
            left = self.tr("{count} rows left out")
            left = left.format(count=words.number(len(report.skipped)))
            text = f"{text} · {left}"
        kind = "success" if report.added else "warning"
        self._session.notice.emit(Notice(text=text, kind=kind, undo=report.added > 0))

    def export(self, wish: ExportWish, ids: Sequence[int], view: View) -> None:
        """Write records to a file as a job."""

        def job(workspace: Workspace) -> Job[Progress, ExportReport]:
            from instrstudio.services import transfer

            chosen: Sequence[int] | None = ids
            if wish.scope == FOUND:
                chosen = yield from _all_of(workspace, view, None)
            elif wish.scope == EVERYTHING:
                chosen = None
            report = yield from transfer.export(
                workspace,
                wish.target,
                wish.format,
                with_starter=wish.with_starter,
                ids=chosen,
            )
            return report

        title = self.tr("Export {name}").format(name=wish.target.name)
        handle = self._session.start(job, title=title, lane="bulk")
        handle.succeeded.connect(self._on_exported)
        handle.failed.connect(self._on_failed)

    @Slot(object)
    def _on_exported(self, report: ExportReport) -> None:
        """Say what was written where."""
        text = self.tr("Exported {count} to {name}").format(
            count=_records(report.written), name=report.path.name
        )
        self._session.notice.emit(Notice(text=text))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        """Say why not."""
        self._session.notice.emit(Notice(text=sentence(error), kind="error"))


def _records(count: int) -> str:
    """Return “1 record”, “240 records”."""
    text = QCoreApplication.translate("Bulk", "%n records", "", count)
    return text.replace(str(count), words.number(count), 1)


def _all_of(
    workspace: Workspace, view: View, marks: Marks | None
) -> Job[Progress, Sequence[int]]:
    """Return all ids of a view, or those that are marked."""
    everything = max(1, workspace.store.records.count(archived=view.archived))
    found = yield from viewing.find(workspace, view, everything)
    return found.ids if marks is None else marks.of(found.ids)
