"""Copies of a project are made, listed and put back; a project goes into one file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.record import Record
from instrstudio.services import backups
from instrstudio.services.workspace import Workspace
from instrstudio.ui.backups_dialog import BackupsDialog, reason_name
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.project_files import ProjectFiles
from instrstudio.ui.session import Session
from instrstudio.ui.upkeep import Upkeep

WAIT_MS = 20_000


@pytest.fixture
def library(empty_workspace: Workspace) -> Workspace:
    empty_workspace.store.records.insert([Record(instruction="apple")], label="x")
    return empty_workspace


@pytest.fixture
def dialog(library: Workspace, session: Session, qtbot: QtBot) -> BackupsDialog:
    dialog = BackupsDialog(session)
    qtbot.addWidget(dialog)
    return dialog


def button(dialog: BackupsDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_a_copy_is_made_and_listed(
    dialog: BackupsDialog, library: Workspace, qtbot: QtBot
) -> None:
    assert "no backup" in dialog.said.text()
    assert not button(dialog, "backupsRestore").isEnabled()
    with qtbot.waitSignal(dialog.changed, timeout=WAIT_MS):
        button(dialog, "backupsMake").click()
    (item,) = dialog.list.items()
    assert item.key == backups.all_of(library)[0].path.name
    assert item.caption == "Made by you"
    assert button(dialog, "backupsRestore").isEnabled()


def test_restoring_brings_back_what_was_and_keeps_what_is(
    dialog: BackupsDialog, library: Workspace, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.changed, timeout=WAIT_MS):
        dialog.make()
    library.store.records.insert([Record(instruction="plum")], label="x")
    with qtbot.waitSignals([session.changed, dialog.changed], timeout=WAIT_MS):
        button(dialog, "backupsRestore").click()
    assert library.store.records.count() == 1
    assert [item.caption for item in dialog.list.items()] == [
        "Before a restore",
        "Made by you",
    ]
    assert "kept" in dialog.said.text()


def test_a_copy_that_is_gone_is_said(dialog: BackupsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.changed, timeout=WAIT_MS):
        dialog.make()
    for path in backups.all_of(dialog._session.workspace):
        path.path.unlink()
    dialog.restore()
    qtbot.waitUntil(lambda: "no backup" in dialog.said.text(), timeout=WAIT_MS)


def test_every_reason_has_a_name() -> None:
    known = {reason_name(r) for r in ("daily", "bulk", "import", "restore", "own")}
    assert len(known) == 5
    assert "new version" in reason_name("v3")


def test_opening_a_project_makes_one_copy_a_day(
    library: Workspace, session: Session, qtbot: QtBot
) -> None:
    upkeep = Upkeep(session)
    for _time in range(2):
        upkeep._on_opened()
        qtbot.waitUntil(
            lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
        )
    assert [copy.reason for copy in backups.all_of(library)] == ["daily"]


def test_an_empty_project_needs_no_copy(
    empty_workspace: Workspace, session: Session, qtbot: QtBot
) -> None:
    Upkeep(session)._on_opened()
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )
    assert backups.all_of(empty_workspace) == []


def test_a_project_goes_into_a_file_and_comes_out_of_it(
    library: Workspace, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    files = ProjectFiles(session, BackupsDialog(session))
    qtbot.addWidget(files._window)
    packed, folder = tmp_path / "mine.instrstudio", tmp_path / "other"
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as said:
        files.pack(str(packed))
    assert said.args is not None
    assert "mine.instrstudio" in str(said.args[0].text)
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as said:
        files.unpack(packed, folder)
    assert said.args is not None
    assert said.args[0].action == "Open"
    with Workspace.open(folder) as other:
        assert [r.instruction for r in other.store.records.iterate()] == ["apple"]


def test_a_file_that_is_no_project_is_refused(
    library: Workspace, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    files = ProjectFiles(session, BackupsDialog(session))
    qtbot.addWidget(files._window)
    (tmp_path / "bad.instrstudio").write_text("nothing")
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as said:
        files.unpack(tmp_path / "bad.instrstudio", tmp_path / "new")
    assert said.args is not None
    assert said.args[0].kind == "error"
    assert not (tmp_path / "new").exists()


def test_the_project_menu_has_them(
    window: MainWindow, session: Session, settle: Callable[[Session], None]
) -> None:
    settle(session)
    shown = {action.objectName() for action in window.top.project_menu.actions()}
    assert {"backups", "pack", "unpack"} <= shown
    window.actions_["backups"].trigger()
    dialog = window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    dialog.reject()
