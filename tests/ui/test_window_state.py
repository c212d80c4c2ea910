"""Where the window was is where it comes back, if it can be seen there."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from instrstudio.ui.window_state import WindowState


def saved(
    qtbot: QtBot, path: Path, size: tuple[int, int], place: QPoint
) -> QMainWindow:
    """Return a new window after another one was closed at that size and place."""
    state = WindowState(path)
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.resize(*size)
    first.move(place)
    state.save(first)
    WindowState(path).restore(second)
    return second


def test_a_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    window = saved(qtbot, tmp_path / "window.ini", (500, 400), QPoint(70, 40))
    assert (window.width(), window.height()) == (500, 400)


def test_a_window_is_no_larger_than_its_screen(qtbot: QtBot, tmp_path: Path) -> None:
    window = saved(qtbot, tmp_path / "window.ini", (9000, 8000), QPoint(0, 0))
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_a_window_off_every_screen_is_brought_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = saved(qtbot, tmp_path / "window.ini", (400, 300), QPoint(90_000, 90_000))
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.intersects(window.frameGeometry())
