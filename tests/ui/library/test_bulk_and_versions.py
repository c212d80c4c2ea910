"""Many records edited at once, tags renamed, versions compared and forked."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from instrstudio.services import library as service
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.bulk_edit_dialog import BulkEditDialog
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.versions_dialog import NEWEST, VersionsDialog
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session

WAIT_MS = 20_000
Open = Callable[[], LibraryPanel]


def typed_into(dialog: BulkEditDialog, name: str, text: str) -> None:
    field = dialog.findChild(QLineEdit, name)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text)


def edit_dialog(panel: LibraryPanel) -> BulkEditDialog:
    panel.commands["edit"].trigger()
    dialog = panel.findChild(BulkEditDialog)
    assert isinstance(dialog, BulkEditDialog)
    return dialog


def test_the_count_is_said_before_and_one_undo_takes_it_back(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    panel.table.records.set_marked([0, 1])
    dialog = edit_dialog(panel)
    apply = dialog.findChild(QPushButton, "bulkApply")
    assert isinstance(apply, QPushButton)
    assert "2 records" in apply.text()
    assert not apply.isEnabled()  # nothing is set yet
    typed_into(dialog, "bulkLicence", "MIT")
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as notice:
        apply.click()
    assert notice.args is not None
    assert "Edited 2 records" in notice.args[0].text
    assert [library.store.records.get(n).licence for n in (1, 2, 3)] == [
        "",
        "MIT",
        "MIT",
    ]
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        session.undo()
    assert library.store.records.get(2).licence == ""


def test_everything_found_is_edited_by_its_query(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        panel.results.show_view(View(task_type="summarization"))
    panel.commands["mark_all"].trigger()
    dialog = edit_dialog(panel)
    typed_into(dialog, "bulkFind", "news")
    typed_into(dialog, "bulkPut", "press")
    assert not dialog._facts.isEnabled()  # one step at a time
    with qtbot.waitSignals([session.changed, session.notice], timeout=WAIT_MS):
        dialog._on_apply()
    assert "press article" in library.store.records.get(1).instruction
    assert "letter" in library.store.records.get(3).instruction


def test_what_changes_nothing_says_so(
    open_panel: Open, qtbot: QtBot, session: Session
) -> None:
    panel = open_panel()
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as said:
        panel.deeds.bulk.replace([1], panel.deeds.chosen()[1], View(), "zebra", "x")
    assert said.args is not None
    assert "Nothing to change" in said.args[0].text
    assert not said.args[0].undo


def test_tagging_asks_with_the_count(open_panel: Open) -> None:
    panel = open_panel()
    panel.table.records.set_marked([0, 1, 2])
    panel.commands["tag"].trigger()
    dialog = panel.findChild(QInputDialog, "tagDialog")
    assert isinstance(dialog, QInputDialog)
    assert "3 records" in dialog.labelText()
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "said", "tags"),
    [("press", "Renamed", ("press", "short")), ("short", "Merged", ("short",))],
)
def test_a_tag_is_renamed_or_merged_from_the_side_list(
    open_panel: Open,
    qtbot: QtBot,
    session: Session,
    library: Workspace,
    name: str,
    said: str,
    tags: tuple[str, ...],
) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        panel.sidebar.list.chosen.emit("tag:news")
    panel.commands["rename_tag"].trigger()
    dialog = panel.findChild(QInputDialog, "renameTagDialog")
    assert isinstance(dialog, QInputDialog)
    assert "1 record" in dialog.labelText()
    assert "short" in dialog.comboBoxItems()  # a name that is there merges
    dialog.reject()
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as notice:
        panel.tags.rename(name)
    assert notice.args is not None
    assert said in notice.args[0].text
    assert set(library.store.records.get(1).tags) == set(tags)


def test_a_tag_is_taken_off_by_its_menu(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    menu = panel.tags.menu("news")
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        menu.actions()[1].trigger()
    assert library.store.records.get(1).tags == ("short",)
    menu.deleteLater()


@pytest.fixture
def edited(library: Workspace) -> Workspace:
    """Record 3 with three versions."""
    for text in ("Translate the letter into Dutch.", "Translate it into Dutch."):
        record = replace(library.store.records.get(3), instruction=text)
        service.edit(library, record)
    return library


@pytest.fixture
def versions(edited: Workspace, session: Session, qtbot: QtBot) -> VersionsDialog:
    dialog = VersionsDialog(session, edited.store.records.get(3))
    qtbot.addWidget(dialog)
    return dialog


def shown(dialog: VersionsDialog) -> str:
    field = dialog.findChild(QTextEdit, "version_instruction")
    return field.toPlainText() if isinstance(field, QTextEdit) else ""


def test_a_version_is_compared_with_the_one_before_and_the_newest(
    versions: VersionsDialog,
) -> None:
    assert len(versions.list.items()) == 3
    assert shown(versions) == "Translate the letterit into Dutch."
    versions.list.choose("0")
    versions._against.choose(NEWEST)
    versions._show()
    assert "FrenchDutch" in shown(versions)
    assert versions._back.isEnabled()
    versions._against.choose(0)
    versions._show()
    assert shown(versions) == ""  # the oldest has none before it
    versions.reject()


def test_a_fork_has_its_parent_and_is_shown(
    versions: VersionsDialog, session: Session, edited: Workspace, qtbot: QtBot
) -> None:
    versions.list.choose("0")
    with qtbot.waitSignal(session.record_requested, timeout=WAIT_MS) as wanted:
        QTest.mouseClick(versions._fork, Qt.MouseButton.LeftButton)
    assert wanted.args is not None
    made = edited.store.records.get(wanted.args[0])
    assert (made.parent, made.instruction) == (3, "Translate the letter into French.")
    kin = VersionsDialog(session, edited.store.records.get(3))
    qtbot.addWidget(kin)
    assert [item.key for item in kin.relatives.items()] == ["", str(made.id)]
    child = VersionsDialog(session, made)
    qtbot.addWidget(child)
    assert next(item.text for item in child.relatives.items()) == "Comes from"


def test_going_back_is_a_new_version(
    open_panel: Open, edited: Workspace, session: Session, qtbot: QtBot
) -> None:
    panel = open_panel()
    panel.show_record(3)
    panel.commands["versions"].trigger()
    dialog = panel.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    dialog.list.choose("0")
    dialog._show()
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        QTest.mouseClick(dialog._back, Qt.MouseButton.LeftButton)
    assert (
        edited.store.records.get(3).instruction == "Translate the letter into French."
    )
    assert panel.record.versions.count() == 4
