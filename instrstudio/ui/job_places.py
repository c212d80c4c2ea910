"""Where the jobs are listed: in a dock, and in a popover over the status bar."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow

from instrstudio.ui.inspector import DockTitle
from instrstudio.ui.job_list import JobList
from instrstudio.ui.job_log import JobLog
from instrstudio.ui.theme import cast_shadow

_WIDTH, _HEIGHT, _GAP = 420, 320, 8
_HEAD = 40


class JobPlaces(QObject):
    """Owns both lists; at most one of them is needed at a time."""

    def __init__(self, window: QMainWindow, log: JobLog) -> None:
        super().__init__(window)
        self._window = window
        self.dock = QDockWidget(window)
        self.dock.setObjectName("jobsDock")
        self._title = DockTitle("jobsDock")
        self._title.setMinimumHeight(_HEAD)
        self.dock.setTitleBarWidget(self._title)
        self._title.closed.connect(self.dock.hide)
        self.dock.setWidget(JobList(log))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self.dock.hide()
        self.popover = JobList(log, window)
        self.popover.setObjectName("jobPopover")
        self.popover.setProperty("pane", "popover")
        cast_shadow(self.popover)
        self.popover.hide()

    @Slot()
    def toggle_popover(self) -> None:
        """Show or hide the list over the status bar."""
        if self.popover.isVisible():
            self.popover.hide()
            return
        window = self._window
        top = window.height() - window.statusBar().height() - _HEIGHT - _GAP
        left = window.width() - _WIDTH - 2 * _GAP
        self.popover.setGeometry(left, top, _WIDTH, _HEIGHT)
        self.popover.show()
        self.popover.raise_()

    @Slot()
    def toggle_dock(self) -> None:
        """Show or hide the dock."""
        self.dock.setVisible(not self.dock.isVisible())

    def set_title(self, title: str) -> None:
        """Name the dock."""
        self._title.set_title(title)
        self.dock.setWindowTitle(title)
