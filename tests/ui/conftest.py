"""A window without a screen: themes, sessions, and a check that no thread is left."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.settings import Settings
from instrstudio.services.workspace import Workspace
from instrstudio.ui import theme
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.jobs import JobThread
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Session
from instrstudio.ui.training import prediction
from instrstudio.ui.window_state import WindowState

WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def collected_in_the_main_thread() -> Iterator[None]:
    """Collect garbage only between tests, as the window does with its `Collector`."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def no_thread_is_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that ends while one of its threads still runs."""
    started: list[JobThread] = []
    start = JobThread.start

    def remember(thread: JobThread) -> None:
        started.append(thread)
        start(thread)

    monkeypatch.setattr(JobThread, "start", remember)
    yield
    running = [thread for thread in started if thread.isRunning()]
    for thread in running:
        thread.ask_to_stop()
        thread.wait(WAIT_MS)
    assert not running, f"{len(running)} threads were still running"


@pytest.fixture(autouse=True)
def no_preset_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the training area ask in vain how long presets take: that takes minutes."""

    def predict(
        _workspace: Workspace, _basis: str
    ) -> Generator[prediction.Timed, None, None]:
        yield from ()

    monkeypatch.setattr(prediction, "predict", predict)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Begin every test in the light English theme; destroy what was to be deleted."""
    theme.apply(qapp, dark=False, language="en")
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def session(empty_workspace: Workspace) -> Iterator[Session]:
    """A session on an empty project."""
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    assert session.lanes.wait()


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The looks of the window, English and light."""
    appearance = Appearance(qapp, Settings(language="en", theme="light"))
    yield appearance
    appearance.change(language="en", theme="light", text_size=100)
    appearance.deleteLater()


@pytest.fixture
def window_state(tmp_path: Path) -> WindowState:
    """An ini file of its own."""
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def window(
    qtbot: QtBot,
    session: Session,
    appearance: Appearance,
    window_state: WindowState,
) -> Iterator[MainWindow]:
    """The whole window on an empty project, shown."""
    window = MainWindow(session, appearance, window_state)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    session.lanes.cancel_all()
    session.lanes.wait()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[Session], None]:
    """Wait until a session has nothing to do."""

    def wait(session: Session) -> None:
        qtbot.waitUntil(
            lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
        )

    return wait
