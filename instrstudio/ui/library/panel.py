"""The library panel: shelves, results, and the record that is chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QSplitter, QWidget

from instrstudio.domain.changes import Changes
from instrstudio.domain.record import Record
from instrstudio.services import rating
from instrstudio.ui.controls import Button, GhostButton
from instrstudio.ui.folded_list import NARROW, FoldedList
from instrstudio.ui.library.commands import Commands
from instrstudio.ui.library.import_dialog import ImportDialog
from instrstudio.ui.library.record_deeds import RecordDeeds
from instrstudio.ui.library.record_pane import RecordPane
from instrstudio.ui.library.results_pane import ResultsPane
from instrstudio.ui.library.saved_searches import SavedSearches
from instrstudio.ui.library.shelves import Shelves
from instrstudio.ui.library.sidebar import Sidebar
from instrstudio.ui.library.tag_deeds import TagDeeds
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

_WIDTHS = (224, 844, 324)
_MENU = ("tag", "edit", "versions", "export", "archive", "delete")
"""What the menu at the head of a record offers."""
_SMALLEST = (180, 360, 280)


class LibraryPanel(QWidget):
    """Finds, reads, edits, imports and exports the records of the project."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self._session = session
        self._stale = self._is_new = True
        self.commands = Commands(self)
        self.sidebar = Sidebar()
        self._write, self._bring = Button(icon="plus"), GhostButton(icon="import")
        self.results = ResultsPane(
            session,
            _highlights,
            (
                ("tag", self.commands["tag"]),
                ("star", self.commands["rate"]),
                ("edit", self.commands["edit"]),
                ("export", self.commands["export"]),
                ("archive", self.commands["archive"]),
                ("trash", self.commands["delete"]),
            ),
            (self._write, self._bring),
        )
        self.table = self.results.table
        self.record = RecordPane(session)
        self.deeds = RecordDeeds(session, self.results, self.record, self)
        self.tags = TagDeeds(session, self.sidebar.list, self)
        self.saved = SavedSearches(session, self.results.finder, self.sidebar, self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.reload)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the three panes side by side."""
        self.setAcceptDrops(True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("librarySplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        panes = (self.sidebar, self.results, self.record)
        for pane, smallest in zip(panes, _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self._fold = FoldedList(self.sidebar.list)
        self._fold.setObjectName("libraryFold")
        self.results.put_in_front(self._fold)
        self._write.setObjectName("libraryFirst")
        self._bring.setObjectName("libraryFirstImport")
        self.record.add_actions([self.commands[name] for name in _MENU])

    def _connect(self) -> None:
        """Join panes, actions and session."""
        deeds = {
            "new": self.new_record,
            "import": self.ask_import,
            "export": self.ask_export,
            "catalogue": self.ask_catalogue,
            "crawl": self.ask_crawl,
            "tag": self.deeds.ask_tags,
            "rate": self.ask_rating,
            "edit": self.deeds.ask_edit,
            "archive": self.deeds.archive,
            "delete": self.deeds.delete,
            "versions": self.record.ask_versions,
            "duplicates": self.deeds.ask_duplicates,
            "rename_tag": self.tags.ask_name,
            "mark": self.table.mark_current,
            "mark_all": self.table.records.mark_everything,
            "search": self.focus_search,
            "by_example": self.results.example.toggle,
            "go_to_row": self.ask_row,
            "save_search": self.saved.ask_name,
            "forget_search": self.saved.forget,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
        for button, name in (
            (self._write, "new"),
            (self._bring, "import"),
            (self.sidebar.new, "new"),
            (self.sidebar.importing, "import"),
        ):
            button.clicked.connect(self.commands[name].trigger)
        self.sidebar.chosen.connect(self.results.show_view)
        self.sidebar.facets_opened.connect(self.results.finder.open_facets)
        self.commands.ratings.triggered.connect(self.deeds.rate_by)
        self.table.rated.connect(self.deeds.rate_one)
        self.record.rated.connect(self.deeds.rate_one)
        self.results.view_changed.connect(self._on_view)
        self.results.finder.shelves_counted.connect(self._on_shelves)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.record.form.focus)
        self.record.stored.connect(self._on_stored)
        self.record.likeness.opened.connect(self.show_record)
        self.record.likeness.compare_wanted.connect(self.deeds.compare)
        self._session.changed.connect(self._on_changed)
        self._session.project_opened.connect(self._on_project)
        self._session.project_closing.connect(self.record.flush)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Library"))
        self.commands.retranslate()
        self.commands.show_archived(self.results.view.archived)
        self._fold.set_name(self.tr("Shelves of the library"))
        self._write.set_text(self.tr("New record"))
        self._bring.set_text(self.tr("Import…"))
        self.sidebar.retranslate()
        self.results.retranslate()
        self.record.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read what is there when the panel is shown for the first time."""
        if self._stale and self._session.is_open:
            self.reload()
        if self._is_new:  # later the focus returns to where it was
            self._is_new = False
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions(self) -> list[QAction]:
        """Return what the panel offers in the menus."""
        return self.commands.all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the side list into a menu where it is narrow."""
        narrow = event.size().width() < theme().px(NARROW)
        self.sidebar.setVisible(not narrow)
        self._fold.setVisible(narrow)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed before the panel goes out of sight."""
        self.record.flush()
        super().hideEvent(event)

    def show_record(self, record_id: int) -> None:
        """Show one record, in the list where it is in it."""
        if self.results.found is None:
            self.reload()
        record = self._session.workspace.store.records.find(record_id)
        self.table.go_to(self.table.records.row_of(record_id))
        self.record.show_record(record)

    def search(self, text: str) -> None:
        """Look for words in the whole library."""
        self.results.show_view(View(text=text))

    @Slot()
    def reload(self) -> None:
        """Find the rows of the present view again, and count the shelves."""
        self._stale = False
        if self.results.found is None:
            self.results.show_view(self.results.view)
        else:
            self.results.finder.find_again()
        self.results.finder.count_shelves()

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.results.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.results.search.selectAll()

    @Slot()
    def new_record(self) -> None:
        """Begin a record of the type and tag that are shown."""
        view = self.results.view
        self.record.start_new(
            Record(
                instruction="",
                task_type=view.task_type,
                language=view.language,
                tags=(view.tag,) if view.tag else (),
            )
        )

    @Slot()
    def ask_import(self) -> None:
        """Ask which files to import."""
        self.import_paths(())

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what would become of `paths` and import them if that is wanted."""
        dialog = ImportDialog(self._session, paths, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.confirmed.connect(self.deeds.files.import_files)
        dialog.open()

    @Slot()
    def ask_export(self) -> None:
        """Ask what to export and where."""
        self.deeds.ask_export()

    @Slot()
    def ask_catalogue(self) -> None:
        """Show the public data sets."""
        self.deeds.ask_catalogue()

    @Slot()
    def ask_crawl(self) -> None:
        """Show the crawls, and what they found."""
        self.deeds.ask_crawl()

    @Slot()
    def ask_rating(self) -> None:
        """Ask how many stars what is meant is to have."""
        row = self.table.visualRect(self.table.currentIndex())
        place = self.table.viewport().mapToGlobal(row.bottomLeft())
        self.commands.ratings.popup(place)

    @Slot()
    def ask_row(self) -> None:
        """Ask for the number of a row to go to."""
        count = self.table.records.rowCount()
        if not count:
            return
        dialog = QInputDialog(self)
        dialog.setObjectName("rowDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(self.tr("Go to row"))
        dialog.setLabelText(self.tr("Row, 1 to {count}").format(count=count))
        dialog.setIntRange(1, count)
        dialog.intValueSelected.connect(self._on_row)
        dialog.open()

    @Slot(int)
    def _on_row(self, number: int) -> None:
        self.table.go_to(number - 1)
        self.results.focus_table()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offer to import the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        files = [path for path in paths if path.is_file()]
        if files:
            event.acceptProposedAction()
            self.import_paths(files)

    @Slot(object)
    def _on_view(self, view: View) -> None:
        self.sidebar.show_view(view)
        self.commands.show_archived(view.archived)

    @Slot(object)
    def _on_shelves(self, shelves: Shelves) -> None:
        self.sidebar.show_shelves(shelves)
        self.tags.set_tags(shelves.tags)
        self.record.form.set_known_tags(tuple(tag for tag, _count in shelves.tags))

    @Slot(object)
    def _on_current(self, record_id: int | None) -> None:
        """Show the record of the current row: by its id, less than a millisecond."""
        shown = self.record.record
        if record_id is None:
            if shown is None or shown.id is not None:
                self.record.show_record(None)
        elif shown is None or shown.id != record_id:
            records = self._session.workspace.store.records
            self.record.show_record(records.find(record_id))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Show what has changed: one row at once, the lists when things rest."""
        if not (changes.records or changes.many) or not self._session.is_open:
            return
        records = self._session.workspace.store.records
        some = changes.records[:200]
        for record_id in some:
            record = records.find(record_id)
            if record is not None:
                self.table.records.replace_record(record)
        self.table.records.set_stars(some, rating.means(self._session.workspace, some))
        shown = self.record.record
        if shown is not None and shown.id is not None:
            self.record.refresh(records.find(shown.id))
        self._stale = True
        if self.isVisible():
            self._later.start(0)

    @Slot(int)
    def _on_stored(self, record_id: int) -> None:
        """Make the new record current once it is in the list."""
        self.table.keep(record_id)

    @Slot()
    def _on_project(self) -> None:
        """Show another project from its beginning."""
        self.record.show_record(None)
        self._stale = True
        self.results.search.set_view(View())
        if self.isVisible():
            self.reload()


def _highlights(text: str, query_text: str) -> Sequence[tuple[int, int]]:
    """Return where a query matches."""
    from instrstudio.services import searching

    return searching.highlights(text, query_text)
