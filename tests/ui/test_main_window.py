from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.record import Record
from instrstudio.domain.wording import message
from instrstudio.services import library, settings_file
from instrstudio.services.workspace import Workspace
from instrstudio.ui import theme
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.command_list import rank
from instrstudio.ui.help_sheet import KeySheet
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.window_state import WindowState

Settle = Callable[[Session], None]


def save(workspace: Workspace) -> tuple[Record, Changes]:
    return library.save_record(workspace, Record(instruction="Summarise the text."))


def test_areas_are_built_on_the_first_visit(window: MainWindow) -> None:
    assert set(window.panels._built) == {"construct"}
    window.actions_["templates"].trigger()
    assert window.panels.current == "templates"
    assert set(window.panels._built) == {"construct", "templates"}
    assert window.actions_["templates"].isChecked()


def test_the_area_fills_its_own_menu(window: MainWindow) -> None:
    texts = [action.text() for action in window.menus.area.actions()]
    assert window.menus.area.title() == "Construct"
    assert "New seed" in texts


def test_undo_is_named_and_done(
    window: MainWindow, session: Session, qtbot: QtBot, settle: Settle
) -> None:
    undo = window.actions_["undo"]
    assert not undo.isEnabled()
    session.do(save)
    qtbot.waitUntil(undo.isEnabled)
    assert undo.text() == "Undo “Save “Summarise the text””"
    assert "Undo: Save" in window.status._undo.toolTip()
    undo.trigger()
    qtbot.waitUntil(window.actions_["redo"].isEnabled)
    assert session.workspace.store.records.count() == 0
    settle(session)


def test_the_status_bar_counts_the_records(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.do(save)
    qtbot.waitUntil(lambda: window.status._count.text() == "1 record")


def test_the_leading_job_can_be_watched_and_stopped(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    started = Event()

    def job(_workspace: Workspace) -> Job[Progress, str]:
        try:
            while True:
                started.set()
                yield Progress(done=42, total=100)
        except Cancelled:
            return "kept"

    handle = session.start(job, title="Import poems", lane="bulk")
    qtbot.waitUntil(lambda: window.status._jobs.text().strip() == "Import poems")
    assert window.status._left.text().startswith("42%")
    window.status.jobs_requested.emit()
    assert window.job_places.popover.isVisible()
    assert [row.job for row in window.job_places.popover._rows.values()] == [handle]
    with qtbot.waitSignal(handle.succeeded):
        window.status._cancel.click()
    qtbot.waitUntil(lambda: window.status._jobs.text() == "No running jobs")


def test_closing_asks_while_a_long_job_runs(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    started = Event()

    def job(_workspace: Workspace) -> Job[Progress, str]:
        try:
            while True:
                started.set()
                yield Progress(done=1)
        except Cancelled:
            return "kept"

    handle = session.start(job, title="Train", lane="train")
    assert started.wait(10)
    window.close()
    assert window.isVisible()
    question = window.findChild(QMessageBox, "closeQuestion")
    assert question is not None
    with qtbot.waitSignal(window.closed):
        question.defaultButton().click()
    assert handle.result == "kept" or handle.is_over
    assert not session.is_open


def test_an_error_is_a_notice_with_its_sentence(
    window: MainWindow, session: Session
) -> None:
    session.failed.emit(InvalidInput(message("The instruction is empty: write one.")))
    assert window.notices.isVisible()
    assert window.notices.text() == "The instruction is empty: write one."


def test_a_bug_keeps_the_window_and_can_be_copied(window: MainWindow) -> None:
    window.errors.raised.emit(KeyError("lost"))
    assert "KeyError" in window.notices.text()
    window.notices._button.click()
    assert "KeyError: 'lost'" in QGuiApplication.clipboard().text()


def test_a_notice_offers_undo(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.changed):
        session.do(save)
    session.notice.emit(Notice(text="Saved as record 1", undo=True))
    with qtbot.waitSignal(session.changed):
        window.notices._button.click()
    assert session.workspace.store.records.count() == 0


def test_the_search_box_runs_commands(
    window: MainWindow, qtbot: QtBot, settle: Settle, session: Session
) -> None:
    search = window.top.search
    window.actions_["search"].trigger()
    QTest.keyClicks(search, "moban")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert window.panels.current == "templates"
    assert search.text() == ""
    settle(session)


def test_the_search_box_hands_words_to_the_library(
    window: MainWindow, qtbot: QtBot, settle: Settle, session: Session
) -> None:
    search = window.top.search
    QTest.keyClicks(search, "tidal power")
    QTest.keyClick(search, Qt.Key.Key_Up)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert window.panels.current == "library"
    settle(session)


@pytest.mark.parametrize("typed", ["zhilingku", "zlk", "指令", "lib", "brary"])
def test_a_command_is_found_by_every_name(typed: str) -> None:
    assert rank(typed, "Library", "指令库 zhilingku zlk") is not None
    assert rank("xyz", "Library", "指令库 zhilingku zlk") is None


def test_language_and_theme_switch_while_it_is_open(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.actions_["chinese"].trigger()
    qtbot.waitUntil(lambda: window.actions_["library"].text() == "指令库")
    window.top.theme_button.click()
    assert theme.theme().dark
    assert settings_file.load()[0].language == "zh"
    assert window.actions_["dark"].isChecked()


def test_the_text_size_can_be_chosen(window: MainWindow) -> None:
    window.menus._sizes[130].trigger()
    assert theme.theme().text_size == 130


def test_the_person_is_kept_for_the_next_time(window: MainWindow) -> None:
    window.session.set_profile("bob")
    assert settings_file.load()[0].profile == "bob"
    window.top.theme_button.click()
    assert window.session.settings.profile == "bob"


def shown(window: MainWindow) -> bool:
    """Say whether the evidence can be seen."""
    return window.inspector.is_shown


def test_the_inspector_is_a_dock_or_an_overlay(window: MainWindow) -> None:
    window.resize(1440, 900)
    assert window.inspector.isVisible()
    window.actions_["inspector"].trigger()
    assert not shown(window)
    window.actions_["inspector"].trigger()
    window.resize(1100, 800)
    assert not shown(window)
    window.actions_["inspector"].trigger()
    assert shown(window)
    assert not window.inspector.isVisible()
    window.show_area("library")
    assert not shown(window)


def test_the_layout_is_remembered_and_reset(
    window: MainWindow, session: Session, appearance: Appearance,
    window_state: WindowState, qtbot: QtBot,
) -> None:  # fmt: skip
    window.job_places.dock.show()
    window_state.save(window)
    other = MainWindow(session, appearance, window_state)
    qtbot.addWidget(other)
    other.show()
    assert other.job_places.dock.isVisible()
    other.actions_["reset_layout"].trigger()
    assert not other.job_places.dock.isVisible()


def test_a_window_off_every_screen_comes_back(
    window: MainWindow, window_state: WindowState
) -> None:
    window.move(QPoint(9000, 9000))
    window_state.save(window)
    window_state.restore(window)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.intersects(window.frameGeometry())


def test_another_project_opens(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path, settle: Settle
) -> None:
    window.actions_["open"].trigger()
    dialog = window.findChild(QFileDialog, "folderDialog")
    assert dialog is not None
    with qtbot.waitSignal(session.project_opened):
        dialog.fileSelected.emit(str(tmp_path / "poems"))
    assert "poems" in window.windowTitle()
    assert window.top.project.toolTip() == "poems"
    dialog.close()
    settle(session)


def test_the_sheet_of_keys_opens(window: MainWindow) -> None:
    window.actions_["keys"].trigger()
    sheet = window.findChild(KeySheet, "keySheet")
    assert isinstance(sheet, KeySheet)
    assert sheet.isVisible()
    sheet.close()
