"""What is done with the marked records or the current one; asks where it must."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QInputDialog, QWidget

from instrstudio.domain.job import Job, Progress
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.bulk import Bulk, records
from instrstudio.ui.library.bulk_edit_dialog import BulkEditDialog
from instrstudio.ui.library.catalogue_dialog import CatalogueDialog
from instrstudio.ui.library.crawl_dialog import CrawlDialog
from instrstudio.ui.library.crawl_runs import CrawlRuns
from instrstudio.ui.library.duplicates_dialog import DuplicatesDialog
from instrstudio.ui.library.export_dialog import ExportDialog, ExportWish
from instrstudio.ui.library.export_scope import MARKED, Choice
from instrstudio.ui.library.file_jobs import FileJobs
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.merge_dialog import MergeDialog
from instrstudio.ui.library.record_pane import RecordPane
from instrstudio.ui.library.results_pane import ResultsPane
from instrstudio.ui.session import Session


class RecordDeeds(QObject):
    """Knows what is meant and hands it to `Bulk`, `FileJobs`, or a dialog."""

    def __init__(
        self, session: Session, results: ResultsPane, record: RecordPane, panel: QWidget
    ) -> None:
        super().__init__(panel)
        self._session, self._results = session, results
        self._record, self._window = record, panel
        self._choice = Choice()
        self.bulk, self.files = Bulk(session, self), FileJobs(session, self)
        self.crawls = CrawlRuns(session, self)
        self.crawls.review_wanted.connect(self.review_crawls)

    def chosen(self) -> tuple[list[int], Marks]:
        """Return the ids that are meant: the marked ones, else the current one.

        The marks are a copy: they may be cleared before the work is done.
        """
        table = self._results.table
        if table.records.marks.count(len(table.records.ids)):
            marks = table.records.marks
            return marks.of(table.records.ids), marks.copy()
        current = table.current_id()
        return ([] if current is None else [current]), Marks()

    def count(self) -> int:
        """Return how many records are meant."""
        ids, marks = self.chosen()
        found = self._results.found
        return marks.count(found.total) if marks.everything and found else len(ids)

    def choice(self) -> Choice:
        """Return what may be meant where there is more to choose from."""
        found, table = self._results.found, self._results.table.records
        total = found.total if found else 0
        return Choice(
            marked=table.marks.count(total),
            ids=tuple(table.marks.of(table.ids)),
            marks=table.marks.copy(),
            view=self._results.view,
            found=total,
            everything=found.everything if found else 0,
        )

    def _open(self, dialog: QDialog) -> None:
        """Show a dialog that goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def ask_export(self) -> None:
        """Ask what to export and where."""
        self._record.flush()
        self._choice = self.choice()
        dialog = ExportDialog(self._session, self._choice, self._window)
        dialog.confirmed.connect(self._on_export)
        self._open(dialog)

    @Slot(object)
    def _on_export(self, wish: ExportWish) -> None:
        self.files.export(wish, self._choice)

    @Slot()
    def ask_tags(self) -> None:
        """Ask for tags to add, saying to how many records."""
        count = self.count()
        if not count:
            return
        dialog = QInputDialog(self._window)
        dialog.setObjectName("tagDialog")
        dialog.setWindowTitle(self.tr("Tag"))
        text = self.tr(
            "Tags to add to {count}, with commas between; −name takes one away"
        )
        dialog.setLabelText(text.format(count=records(count)))
        dialog.textValueSelected.connect(self.tag)
        self._open(dialog)

    @Slot(str)
    def tag(self, names: str) -> None:
        """Add and take away tags."""
        self._record.flush()
        self.bulk.tag(*self.chosen(), self._results.view, names)

    @Slot(QAction)
    def rate_by(self, action: QAction) -> None:
        """Give the stars that an action carries."""
        self.rate(int(action.data()))

    def rate(self, stars: int) -> None:
        """Give stars to all that are meant."""
        ids, marks = self.chosen()
        if ids:
            self._record.flush()
            self.bulk.rate(ids, marks, self._results.view, stars)

    @Slot(int, int)
    def rate_one(self, record_id: int, stars: int) -> None:
        """Give stars to one record."""
        self._record.flush()
        self.bulk.rate([record_id], Marks(), self._results.view, stars)

    @Slot()
    def ask_edit(self) -> None:
        """Ask what to set for all that are meant."""
        count = self.count()
        if not count:
            return
        dialog = BulkEditDialog(count, self._window)
        dialog.assigned.connect(self._on_assigned)
        dialog.replaced.connect(self._on_replaced)
        self._open(dialog)

    @Slot(object)
    def _on_assigned(self, values: dict[str, str]) -> None:
        self._record.flush()
        self.bulk.assign(*self.chosen(), self._results.view, values)

    @Slot(str, str)
    def _on_replaced(self, find: str, put: str) -> None:
        self._record.flush()
        self.bulk.replace(*self.chosen(), self._results.view, find, put)

    @Slot()
    def archive(self) -> None:
        """Put the records away, or take them back."""
        ids, marks = self.chosen()
        if ids:
            self._record.flush()
            self.bulk.archive(ids, marks, self._results.view)
            self._results.table.records.clear_marks()

    @Slot()
    def delete(self) -> None:
        """Delete the records."""
        ids, marks = self.chosen()
        if ids:
            self._record.flush()
            self.bulk.delete(ids, marks, self._results.view)
            self._results.table.records.clear_marks()

    @Slot()
    def ask_catalogue(self) -> None:
        """Show the public data sets, one of which may be imported."""
        dialog = CatalogueDialog(self._session, self._window)
        dialog.confirmed.connect(self.files.import_dataset)
        self._open(dialog)

    @Slot()
    def ask_crawl(self) -> None:
        """Show the crawls: a form, those there were, and what they found."""
        self._open(CrawlDialog(self._session, self.crawls, self._window))

    @Slot()
    def review_crawls(self) -> None:
        """Show what crawls found and nobody has reviewed."""
        dialog = CrawlDialog(self._session, self.crawls, self._window)
        self._open(dialog)
        dialog.show_review()

    @Slot()
    def ask_duplicates(self) -> None:
        """Look for records that say nearly the same."""
        self._record.flush()
        choice = self.choice()

        def marked(workspace: Workspace) -> Job[Progress, Sequence[int] | None]:
            return choice.chosen(workspace, MARKED)

        self._open(DuplicatesDialog(self._session, marked, choice.marked, self._window))

    @Slot(int, int)
    def compare(self, kept: int, other: int) -> None:
        """Show two records side by side, to make one of them."""
        self._record.flush()
        pair = self._session.workspace.store.records.page([kept, other])
        if len(pair) == 2:
            first, second = pair
            self._open(MergeDialog(self._session, first, second, self._window))
