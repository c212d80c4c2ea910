"""What the window remembers between two starts, in one ini file."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter

from instrstudio.services import places

LAYOUT_VERSION = 1
RECENT_LIMIT = 8
SMALLEST = (1024, 680)
FIRST_SIZE = (1440, 900)


class WindowState:
    """Reads and writes the ini file in the user's folder of settings."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or places.config_folder() / "window.ini"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def recent_projects(self) -> list[Path]:
        """Return the projects opened last that are still there, newest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list):
            return []
        return [Path(str(n)) for n in names if Path(str(n)).is_dir()]

    def add_recent(self, folder: Path) -> None:
        """Put a project at the front of the recent ones."""
        others = [p for p in self.recent_projects() if p != folder]
        kept = [str(p) for p in [folder, *others][:RECENT_LIMIT]]
        self._store.setValue("recent", kept)

    def text(self, key: str, default: str = "") -> str:
        """Return one remembered text."""
        return str(self._store.value(key, default))

    def keep(self, key: str, value: str) -> None:
        """Remember one text."""
        self._store.setValue(key, value)

    def save(self, window: QMainWindow) -> None:
        """Remember size, place, docks and splitters of the window."""
        self._store.setValue("geometry", window.saveGeometry())
        self._store.setValue("docks", window.saveState(LAYOUT_VERSION))
        for splitter in window.findChildren(QSplitter):
            if splitter.objectName():
                key = f"splitters/{splitter.objectName()}"
                self._store.setValue(key, splitter.saveState())
        self._store.sync()

    def restore(self, window: QMainWindow) -> None:
        """Give the window the place it had; off every screen it goes to the middle."""
        window.resize(*FIRST_SIZE)
        geometry = self._store.value("geometry")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        docks = self._store.value("docks")
        if isinstance(docks, QByteArray):
            window.restoreState(docks, LAYOUT_VERSION)
        _bring_on_screen(window)

    def restore_splitter(self, splitter: QSplitter) -> None:
        """Give a splitter the sizes it had."""
        state = self._store.value(f"splitters/{splitter.objectName()}")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)

    def forget_layout(self) -> None:
        """Drop what is known of docks and splitters."""
        self._store.remove("docks")
        self._store.remove("splitters")


def _bring_on_screen(window: QMainWindow) -> None:
    """Fit a window into its screen; off every screen, put it on the first."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens:
        return
    frame = window.frameGeometry()
    seen = frame.adjusted(60, 0, -60, -60)
    room = next((s for s in screens if s.intersects(seen)), None)
    target = room or screens[0]
    window.resize(window.size().boundedTo(target.size()))
    place = QRect(window.frameGeometry())
    if room is None:
        place.moveCenter(target.center())
    elif place.right() > room.right() or place.bottom() > room.bottom():
        place.moveRight(min(place.right(), room.right()))
        place.moveBottom(min(place.bottom(), room.bottom()))
    window.move(place.topLeft())
