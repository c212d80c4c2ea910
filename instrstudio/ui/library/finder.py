"""Asks for rows in the background; of several questions only the newest counts."""

from array import array

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.services.workspace import Workspace
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library import shelves as shelving
from instrstudio.ui.library import view as viewing
from instrstudio.ui.library.shelves import Shelves
from instrstudio.ui.library.view import FIRST_HITS, Found, View
from instrstudio.ui.session import Session


class Finder(QObject):
    """Finds the rows of views, reads pages of records, and counts the shelves.

    Signals:
        found: The `Found` of the newest question.
        failed: An error of the newest question.
        rows_read: Page number to (ids, records, stars).
        shelves_counted: The `Shelves`.
    """

    found = Signal(object)
    failed = Signal(object)
    rows_read = Signal(object)
    shelves_counted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view = View()
        self._limit = FIRST_HITS
        self._job: JobHandle | None = None
        self._shelves: Shelves | None = None
        self._open: frozenset[str] = frozenset()
        self._counted = ("", self._open)

    @property
    def view(self) -> View:
        """The newest question."""
        return self._view

    @property
    def is_busy(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self._job is not None and not self._job.is_over

    def find(self, view: View, limit: int = FIRST_HITS) -> None:
        """Ask for the rows of `view`; older questions drop out."""
        self._view, self._limit = view, limit

        def job(workspace: Workspace) -> viewing.FindJob:
            return viewing.find(workspace, view, limit)

        self._job = self._session.start(
            job, title=self.tr("Search"), key="library-find", quiet=True
        )
        self._job.succeeded.connect(self._on_found)
        self._job.failed.connect(self.failed)

    def find_again(self) -> None:
        """Ask the newest question again, since the library changed."""
        self.find(self._view, self._limit)

    def find_more(self, total: int) -> None:
        """Ask for more hits of the newest question, where there are `total`."""
        if not self.is_busy and self._limit < total:
            self.find(self._view, min(total, self._limit * 8))

    def read_rows(self, wanted: "dict[int, array[int]]") -> None:
        """Read the records of pages; a newer wish replaces an older one."""
        job = self._session.start(
            lambda workspace: viewing.rows(workspace, wanted),
            title=self.tr("Read rows"),
            key="library-rows",
            quiet=True,
        )
        job.succeeded.connect(self.rows_read)

    def count_shelves(self) -> None:
        """Count what the side list shows."""
        job = self._session.start(
            shelving.shelves, title=self.tr("Count"), key="library-shelves", quiet=True
        )
        job.succeeded.connect(self._on_shelves)

    def open_facets(self, names: frozenset[str]) -> None:
        """Count these facets from now on: those that somebody looks at."""
        self._open = names
        self._count_found()

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        """Hand on the answer to the newest question."""
        if found.view == self._view:
            self.found.emit(found)
            if (found.view.text.strip(), self._open) != self._counted:
                self._count_found()

    @Slot(object)
    def _on_shelves(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._count_found()

    def _count_found(self) -> None:
        """Count the shelves of what is found, or tell those of the whole library."""
        if self._shelves is None:
            return
        text, whole, names = self._view.text.strip(), self._shelves, self._open
        self._counted = (text, names)
        if not text and not names:
            self.shelves_counted.emit(whole)
            return
        job = self._session.start(
            lambda workspace: shelving.shelves_within(workspace, whole, text, names),
            title=self.tr("Count"),
            key="library-shelves-found",
            quiet=True,
        )
        job.succeeded.connect(self.shelves_counted)
