"""Starts the window: it paints first, the project opens after that."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, Slot
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from instrstudio import __version__, resources
from instrstudio.domain.settings import Settings
from instrstudio.domain.wording import Message, message
from instrstudio.services import places, settings_file
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.collector import Collector
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.window_state import WindowState

_TURN_SECONDS = 0.001
"""How long a thread goes on while the window waits for its turn to run Python. A table
that is painted asks for its turn at every cell: at the usual 5 ms a job makes it wait
for a tenth of a second and longer."""


def mend_input_method() -> bool:
    """Let Chinese be typed where fcitx runs but Qt has no plug-in for it.

    The wheels ship an IBus plug-in and none for fcitx; fcitx 5 answers IBus too, as
    its maintainers advise (fcitx/fcitx5 issue 444). Call before QApplication is made.
    Returns whether something was changed.
    """
    wanted = os.environ.get("QT_IM_MODULE", "")
    if not sys.platform.startswith("linux") or not wanted.startswith("fcitx"):
        return False
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if any((plugins / "platforminputcontexts").glob("*fcitx*")):
        return False
    os.environ["QT_IM_MODULE"] = "ibus"
    return True


def make_app(arguments: Sequence[str] = ()) -> QApplication:
    """Make the QApplication, or return the one there is."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    mend_input_method()
    sys.setswitchinterval(_TURN_SECONDS)
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName(places.APPLICATION)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("instrstudio")
    app.setWindowIcon(QIcon(str(resources.path("icons", "program.svg"))))
    return app


class Program(QObject):
    """The parts of a running program; keeps them until the window closes."""

    def __init__(
        self,
        app: QApplication,
        project: Path | None = None,
        overrides: dict[str, object] | None = None,
    ) -> None:
        super().__init__(app)
        settings, self._problem = _settings(overrides or {})
        self.appearance = Appearance(app, settings)
        self.session = Session(settings=settings, parent=self)
        self.state = WindowState()
        self.window = MainWindow(self.session, self.appearance, self.state)
        self._hooks = self.window.errors.install()
        self._collector = Collector(self)
        self.window.closed.connect(self._hooks.remove)
        self.window.closed.connect(self._collector.stop)
        self._project = project or _last_project(settings)

    def start(self) -> None:
        """Show the window; the project opens once it has been painted."""
        self.window.show()
        QTimer.singleShot(0, self._open_project)

    @Slot()
    def _open_project(self) -> None:
        self.session.open(self._project)
        if self._problem is not None:
            self.session.notice.emit(Notice(text=self._problem, kind="warning"))
        elif not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
            missing = message("No font on this system can show Chinese.")
            self.session.notice.emit(Notice(text=missing, kind="warning"))


def _settings(overrides: dict[str, object]) -> tuple[Settings, Message | None]:
    """Return the user's settings with those of the command line over them."""
    settings, problem = settings_file.load()
    if overrides:
        settings = Settings.from_mapping(settings.as_dict() | overrides)
    return settings, problem


def _last_project(settings: Settings) -> Path | None:
    """Return the project opened last, if it is still there."""
    folder = Path(settings.last_project) if settings.last_project else None
    return folder if folder is not None and folder.is_dir() else None


def run(
    project: Path | None = None,
    *,
    language: str = "",
    theme: str = "",
    text_size: int = 0,
) -> int:
    """Open the window and stay until it closes; return the exit status.

    Raises:
        InvalidInput: A setting given here cannot be used.
    """
    given = {"language": language, "theme": theme, "text_size": text_size}
    overrides: dict[str, object] = {key: value for key, value in given.items() if value}
    Settings.from_mapping(overrides)
    app = make_app()
    program = Program(app, project, overrides)
    program.start()
    return app.exec()
