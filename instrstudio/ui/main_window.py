"""The window: bars, rail, areas and docks, and how they hang together."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QWidget,
)

from instrstudio.services import places
from instrstudio.ui import help_sheet
from instrstudio.ui.actions import ASKED_IN_LIBRARY, Actions
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.areas import AREAS
from instrstudio.ui.errors import ErrorPresenter
from instrstudio.ui.focus_ring import next_pane
from instrstudio.ui.inspector import WIDTH, Inspector
from instrstudio.ui.job_log import JobLog
from instrstudio.ui.job_places import JobPlaces
from instrstudio.ui.labels import Rule
from instrstudio.ui.lanes import INDEX_KEYS
from instrstudio.ui.menus import Menus
from instrstudio.ui.notices import NoticeBar
from instrstudio.ui.panels import Panels
from instrstudio.ui.project_facts import ProjectFacts
from instrstudio.ui.project_files import ProjectFiles
from instrstudio.ui.rail import Rail
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.status_bar import StatusBar
from instrstudio.ui.top_bar import TopBar
from instrstudio.ui.upkeep import Upkeep
from instrstudio.ui.window_state import SMALLEST, WindowState
from instrstudio.ui.words import said


class MainWindow(QMainWindow):
    """The frame; the panels do the work."""

    closed = Signal()

    def __init__(
        self, session: Session, appearance: Appearance, state: WindowState
    ) -> None:
        super().__init__()
        self.session, self._appearance, self._state = session, appearance, state
        self.setObjectName("mainWindow")
        self.setMinimumSize(*SMALLEST)
        self.actions_ = Actions(self)
        self.facts, self.jobs = ProjectFacts(session), JobLog(session)
        self.upkeep = Upkeep(session)
        self.errors = ErrorPresenter(self)
        self.project_files = ProjectFiles(session, self)
        self._build()
        self._connect()
        self.retranslate()
        self.resizeDocks([self.inspector], [WIDTH], Qt.Orientation.Horizontal)
        state.restore(self)
        self.show_area("construct")

    # --- building ----------------------------------------------------------------

    def _build(self) -> None:
        self.top = TopBar(self.actions_, self._commands)
        self.setMenuWidget(self.top)
        self.menus = Menus(self.actions_, self.top, self)
        self.rail = Rail()
        self._stack = QStackedWidget()
        self._stack.setObjectName("areas")
        self.panels = Panels(self.session, self._stack, self._state)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(Rule(vertical=True))
        row.addWidget(self._stack, 1)
        self.setCentralWidget(centre)
        self.status = StatusBar(self.session, self.facts, self.jobs)
        self.setStatusBar(self.status)
        self.inspector = Inspector(self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.inspector)
        self.job_places = JobPlaces(self, self.jobs)
        self.notices = NoticeBar(self)

    def _connect(self) -> None:
        actions, session = self.actions_, self.session
        deeds = {
            "new": self.new_project,
            "open": self.open_project,
            **dict.fromkeys(ASKED_IN_LIBRARY, self._ask_library),
            "backups": self.project_files.show_backups,
            "pack": self.project_files.ask_pack,
            "unpack": self.project_files.ask_unpack,
            "quit": self.close,
            "undo": session.undo,
            "redo": session.redo,
            "search": self.top.search.open,
            "inspector": self.inspector.toggle,
            "jobs": self.job_places.toggle_dock,
            "reset_layout": self.reset_layout,
            "next_pane": self._on_next_pane,
            "previous_pane": self._on_previous_pane,
            "rebuild_index": self.upkeep.rebuild_index,
            "keys": self.show_keys,
            "debug_info": self._copy_debug_info,
            "about": self._show_about,
        }
        for name, deed in deeds.items():
            actions[name].triggered.connect(deed)
        for area in AREAS:
            actions[area.name].triggered.connect(self._on_area_action)
        self.addActions(list(actions))
        self.rail.area_chosen.connect(self.show_area)
        self.panels.inspector_toggled.connect(self.inspector.toggle)
        self.top.language_pressed.connect(self._appearance.toggle_language)
        self.top.theme_pressed.connect(self._appearance.toggle_theme)
        self.top.search.submitted.connect(self.search_library)
        self.menus.project_chosen.connect(self._on_project_chosen)
        self.menus.setting_chosen.connect(self._on_setting_chosen)
        self.status.jobs_requested.connect(self.job_places.toggle_popover)
        self.notices.undo_requested.connect(session.undo)
        self._connect_session()

    def _connect_session(self) -> None:
        session = self.session
        session.project_opened.connect(self._on_project_opened)
        session.notice.connect(self.notices.show_notice)
        session.failed.connect(self._on_failed)
        session.record_requested.connect(self._on_record_requested)
        session.search_requested.connect(self.search_library)
        session.template_requested.connect(self._on_template_requested)
        session.profile_changed.connect(self._on_profile_changed)
        self.errors.notice.connect(self.notices.show_notice)
        self.facts.refreshed.connect(self._show_undo)
        self.jobs.ended.connect(self._on_job_ended)
        self._appearance.settings_changed.connect(self._on_settings_changed)
        self._appearance.failed.connect(self.errors.show)
        session.settings = self._appearance.settings
        self.menus.show_settings(self._appearance.settings)

    # --- areas -------------------------------------------------------------------

    @Slot(str)
    def show_area(self, name: str) -> None:
        """Show an area, building it on the first visit."""
        panel = self.panels.show(name)
        self.rail.choose(name)
        self.actions_[name].setChecked(True)
        area = next(area for area in AREAS if area.name == name)
        self.menus.show_area(area.title, self.panels.actions_of(name))
        pane = getattr(panel, "inspector", None)
        self.inspector.set_content(pane if isinstance(pane, QWidget) else None)
        self.actions_["inspector"].setEnabled(isinstance(pane, QWidget))

    @Slot()
    def _on_area_action(self) -> None:
        self.show_area(self.sender().objectName())

    @Slot(str)
    def search_library(self, text: str) -> None:
        """Look for a text in the library."""
        self.show_area("library")
        self.panels.call("library", "search", text)

    @Slot(int)
    def _on_record_requested(self, record_id: int) -> None:
        self.show_area("library")
        self.panels.call("library", "show_record", record_id)

    @Slot(str)
    def _on_template_requested(self, text: str) -> None:
        self.show_area("templates")
        self.panels.call("templates", "new_from_text", text)

    @Slot()
    def _ask_library(self) -> None:
        """Let the library ask what an action of its name needs to know."""
        action = self.sender()
        self.show_area("library")
        self.panels.call("library", f"ask_{action.objectName()}")

    def _commands(self) -> list[tuple[QAction, str]]:
        """Return every command with the words it is found by."""
        found = [
            (self.actions_[name], command.also)
            for name, command in self.actions_.commands.items()
        ]
        return [(action, "") for action in self.menus.area.actions()] + found

    # --- project -----------------------------------------------------------------

    @Slot()
    def new_project(self) -> None:
        """Ask for a folder and make a project there."""
        self._ask_folder(self.tr("New project"), self._open_folder)

    @Slot()
    def open_project(self) -> None:
        """Ask for the folder of a project."""
        self._ask_folder(self.tr("Open project"), self._open_folder)

    def _ask_folder(self, title: str, then: object) -> None:
        dialog = QFileDialog(self, title, str(places.data_folder()))
        dialog.setObjectName("folderDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(then)
        dialog.open()

    @Slot(str)
    def _open_folder(self, folder: str) -> None:
        self.session.open(Path(folder))

    @Slot(object)
    def _on_project_chosen(self, folder: Path) -> None:
        self.session.open(folder)

    @Slot()
    def _on_project_opened(self) -> None:
        project = self.session.workspace.project
        self._appearance.keep_project(str(project.folder))
        self._state.add_recent(project.folder)
        self._name_project()
        current = self.panels.current
        if current:
            self.panels.call(current, "activated")

    def _name_project(self) -> None:
        name = self.tr("InstrStudio")
        if self.session.is_open:
            folder = self.session.workspace.project.folder
            is_default = folder == places.default_project().resolve()
            name = self.tr("My instructions") if is_default else folder.name
            self.setWindowTitle(f"{name} – InstrStudio")
        else:
            self.setWindowTitle("InstrStudio")
        self.top.set_project(name)
        self.menus.show_projects(self._state.recent_projects())

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.session.is_open:
            self.errors.show(error)
        else:
            self.errors.stop_work(error, self.tr("The project cannot be opened"))

    # --- jobs and notices --------------------------------------------------------

    @Slot(object)
    def _on_job_ended(self, job: object) -> None:
        areas = {"train": "training", "bulk": "library", "crawl": "library"}
        name = areas.get(getattr(job, "lane", ""))
        if getattr(job, "key", "") in INDEX_KEYS:
            return
        if name and self.panels.current != name:
            self.rail.set_news(name)

    @Slot()
    def _show_undo(self) -> None:
        """Name undo and redo after what they would do."""
        facts = self.facts.facts
        for name, label in (("undo", facts.undo), ("redo", facts.redo)):
            action = self.actions_[name]
            word = self.tr("Undo") if name == "undo" else self.tr("Redo")
            named = self.tr("{verb} “{label}”").format(
                verb=word, label=said(label) if label else ""
            )
            action.setText(named if label else word)
            action.setEnabled(label is not None)
        self.top.show_undo()

    # --- settings and help -------------------------------------------------------

    @Slot(str, object)
    def _on_setting_chosen(self, name: str, value: object) -> None:
        self._appearance.change(**{name: value})

    @Slot(object)
    def _on_settings_changed(self, settings: object) -> None:
        self.session.settings = self._appearance.settings
        self.menus.show_settings(self._appearance.settings)
        self.status.refresh()

    @Slot(str)
    def _on_profile_changed(self, name: str) -> None:
        self._appearance.change(profile=name)

    @Slot()
    def reset_layout(self) -> None:
        """Put docks and splitters back as they were at first."""
        self._state.forget_layout()
        self.job_places.dock.hide()
        self.inspector.reset()
        self.panels.reset_layout()

    @Slot()
    def show_keys(self) -> None:
        """Open the sheet of keys."""
        help_sheet.KeySheet(self).open()

    @Slot()
    def _show_about(self) -> None:
        help_sheet.about(self)

    @Slot()
    def _copy_debug_info(self) -> None:
        QGuiApplication.clipboard().setText(help_sheet.debug_info())
        self.session.notice.emit(Notice(text=self.tr("Debug info copied")))

    @Slot()
    def _on_next_pane(self) -> None:
        next_pane(self._panes(), forward=True)

    @Slot()
    def _on_previous_pane(self) -> None:
        next_pane(self._panes(), forward=False)

    def _panes(self) -> list[QWidget]:
        return [self.top, self.rail, *self.panels.panes(), self.inspector, self.status]

    def retranslate(self) -> None:
        """Set every text again."""
        self.actions_.retranslate()
        self.menus.retranslate()
        self.inspector.set_title(self.tr("Evidence"))
        self.job_places.set_title(self.tr("Jobs"))
        self._name_project()
        self._show_undo()
        if self.panels.current:
            area = next(a for a in AREAS if a.name == self.panels.current)
            actions = self.panels.actions_of(area.name)
            self.menus.show_area(area.title, actions)

    # --- events ------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what depends on the width."""
        super().resizeEvent(event)
        self.inspector.fit(self.width())
        self.notices.place()
        self.job_places.popover.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first if a long job runs; then stop all and remember the layout."""
        if self.session.lanes.has_long_work and not self._closing:
            event.ignore()
            self._ask_to_close()
            return
        self._state.save(self)
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()

    _closing = False

    def _ask_to_close(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("closeQuestion")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Close InstrStudio"))
        box.setText(self.tr("A job is still running."))
        box.setInformativeText(self.tr("Stopping keeps what is done so far."))
        stop = box.addButton(
            self.tr("Stop and keep"), QMessageBox.ButtonRole.AcceptRole
        )
        box.addButton(self.tr("Do not close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stop)
        stop.clicked.connect(self._close_anyway)
        box.open()

    @Slot()
    def _close_anyway(self) -> None:
        self._closing = True
        QTimer.singleShot(0, self.close)
