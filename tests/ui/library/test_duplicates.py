"""Records that say nearly the same: told at entry, found in bulk, made one."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QRadioButton, QTextEdit
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import duplicates, indexing
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.duplicates_dialog import DuplicatesDialog
from instrstudio.ui.library.group_pane import GroupPane
from instrstudio.ui.library.merge_dialog import MergeDialog
from instrstudio.ui.library.merge_pane import MergePane
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.session import Session

WAIT_MS = 20_000
TEXT = "List the five largest rivers of the continent and say where each one ends"
TWIN = f"{TEXT}."
THIRD = f"{TEXT} now."


@pytest.fixture
def twins(library: Workspace) -> tuple[int, int, int]:
    """Three records that say nearly the same."""
    records = [
        Record(instruction=TEXT, tags=("a",), licence="MIT"),
        Record(instruction=TWIN, tags=("b",), licence="CC0"),
        Record(instruction=THIRD),
    ]
    ids = library.store.records.insert(records, label="x").added
    run(indexing.catch_up(library))
    return ids[0], ids[1], ids[2]


@pytest.fixture
def dialog(
    session: Session, twins: tuple[int, int, int], qtbot: QtBot
) -> DuplicatesDialog:
    """The dialog with what it has found."""
    dialog = DuplicatesDialog(session, lambda _workspace: iter(()))  # type: ignore[arg-type,return-value]  # nothing is marked
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.found, timeout=WAIT_MS):
        QTest.mouseClick(dialog._find, Qt.MouseButton.LeftButton)
    return dialog


def test_a_new_record_that_is_like_another_one_is_told_of_it(
    open_panel: Callable[[], LibraryPanel],
    twins: tuple[int, int, int],
    session: Session,
    qtbot: QtBot,
) -> None:
    panel = open_panel()
    panel.new_record()
    line = panel.record.likeness
    field = panel.record.form.findChild(QTextEdit, "recordInstruction")
    assert isinstance(field, QTextEdit)
    with qtbot.waitSignal(line.answered, timeout=WAIT_MS) as answer:
        QTest.keyClicks(field, f"{TEXT} today")
    assert answer.args is not None
    assert answer.args[0].record.id in twins
    assert f"% like #{answer.args[0].record.id}" in line.text()
    compare = panel.findChild(QPushButton, "recordLikeCompare")
    assert isinstance(compare, QPushButton)
    QTest.mouseClick(compare, Qt.MouseButton.LeftButton)
    dialog = panel.findChild(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    stored = panel.record.record
    assert stored is not None
    assert dialog.pane.ids == (answer.args[0].record.id, stored.id)
    dialog.reject()
    panel.show_record(1)
    assert line.text() == ""  # another record, another question


def test_a_record_like_no_other_is_left_alone(
    open_panel: Callable[[], LibraryPanel], qtbot: QtBot
) -> None:
    panel = open_panel()
    panel.new_record()
    field = panel.record.form.findChild(QTextEdit, "recordInstruction")
    assert isinstance(field, QTextEdit)
    with qtbot.waitSignal(panel.record.likeness.answered, timeout=WAIT_MS) as answer:
        QTest.keyClicks(field, "Count sheep.")
    assert answer.args == [None]
    assert panel.record.likeness.isHidden()


def test_groups_are_found_and_a_pair_is_shown(
    dialog: DuplicatesDialog, twins: tuple[int, int, int]
) -> None:
    (item,) = dialog.list.items()
    assert item.caption == "3 records"
    assert dialog.pane.ids == twins[:2]
    assert "alike: 1 " in dialog._summary.text()


def test_a_merge_takes_the_fields_that_were_chosen_and_goes_on(
    dialog: DuplicatesDialog,
    twins: tuple[int, int, int],
    library: Workspace,
    qtbot: QtBot,
) -> None:
    licence = dialog.pane.findChild(QRadioButton, "merge_licence_1")
    assert isinstance(licence, QRadioButton)
    licence.click()
    assert dialog.pane.from_other() == ("licence",)
    with qtbot.waitSignal(dialog.pane.merged, timeout=WAIT_MS):
        dialog.pane.merge()
    kept, other = (library.store.records.get(found) for found in twins[:2])
    assert (kept.instruction, kept.licence) == (TEXT, "CC0")
    assert set(kept.tags) == {"a", "b"}
    assert other.archived
    assert dialog.pane.ids == (twins[0], twins[2])


def test_the_last_merge_can_be_taken_back(
    dialog: DuplicatesDialog,
    twins: tuple[int, int, int],
    library: Workspace,
    qtbot: QtBot,
) -> None:
    with qtbot.waitSignal(dialog.pane.merged, timeout=WAIT_MS):
        dialog.pane.merge()
    with qtbot.waitSignal(dialog.shown, timeout=WAIT_MS):
        dialog.undo()
    assert not library.store.records.get(twins[1]).archived
    assert dialog.pane.ids == twins[:2]
    assert not dialog._undo.isEnabled()


def test_both_can_be_kept(
    dialog: DuplicatesDialog, twins: tuple[int, int, int]
) -> None:
    dialog.skip()
    assert dialog.pane.ids == (twins[0], twins[2])
    dialog.skip()
    assert dialog.list.items() == ()
    assert "No two records" in dialog._summary.text()


def test_only_the_selection_is_looked_through(
    session: Session, twins: tuple[int, int, int], qtbot: QtBot
) -> None:
    def marked(_workspace: Workspace):  # type: ignore[no-untyped-def]
        yield from ()
        return twins[1:]

    dialog = DuplicatesDialog(session, marked, 2)
    qtbot.addWidget(dialog)
    dialog._only.setChecked(True)
    with qtbot.waitSignal(dialog.found, timeout=WAIT_MS) as found:
        dialog.look()
    assert found.args is not None
    assert [group.ids for group in found.args[0]] == [twins[1:]]


def test_swapping_keeps_what_was_chosen(session: Session, qtbot: QtBot) -> None:
    pane = MergePane(session)
    qtbot.addWidget(pane)
    one = Record(id=1, instruction="a", title="A", licence="MIT")
    other = Record(id=2, instruction="b", title="A", licence="CC0")
    pane.show_pair(one, other)
    assert set(pane._choices) == {"instruction", "licence"}
    licence = pane.findChild(QRadioButton, "merge_licence_1")
    assert isinstance(licence, QRadioButton)
    licence.click()
    pane.swap()
    assert pane.ids == (2, 1)
    assert pane.from_other() == ("instruction",)


def test_fields_that_nobody_chooses_are_not_compared() -> None:
    one = Record(id=1, instruction="a", tags=("x",), created="1")
    other = Record(id=2, instruction="a b", tags=("y",), archived=True)
    (found,) = duplicates.differences(one, other)
    assert (found.field, found.before, found.after) == ("instruction", "a", "a b")


def whole(dialog: DuplicatesDialog) -> GroupPane:
    button = dialog.way.findChild(QPushButton, "segment1")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    return dialog.group


def choose(pane: GroupPane, name: str, record: int) -> None:
    menu = pane.findChild(QComboBox, name)
    assert isinstance(menu, QComboBox)
    menu.setFocus()
    QTest.keyClick(menu, Qt.Key.Key_Home)
    while menu.currentData() != record:
        at = menu.currentIndex()
        QTest.keyClick(menu, Qt.Key.Key_Down)
        assert menu.currentIndex() > at


def test_a_whole_group_becomes_one_record(
    dialog: DuplicatesDialog,
    twins: tuple[int, int, int],
    library: Workspace,
    session: Session,
    qtbot: QtBot,
) -> None:
    dialog.show()
    first, second, third = twins
    child = Record(instruction="A child", parent=second)
    (made,) = library.store.records.insert([child], label="x").added
    pane = whole(dialog)
    assert pane.kept == first
    assert set(pane._menus) == {"instruction", "licence"}
    choose(pane, "groupKeep", third)
    assert pane.chosen() == {}  # all as the kept one has it
    choose(pane, "group_licence", second)
    choose(pane, "group_instruction", third)
    assert pane.chosen() == {"licence": second}
    with qtbot.waitSignal(pane.merged, timeout=WAIT_MS):
        QTest.keyClick(pane._merge, Qt.Key.Key_Space)
    records = library.store.records.page([first, second, third])
    assert [record.archived for record in records] == [True, True, False]
    assert (records[2].instruction, records[2].licence) == (THIRD, "CC0")
    assert set(records[2].tags) == {"a", "b"}
    assert library.store.records.get(made).parent == second  # still there
    assert dialog.list.items() == ()
    with qtbot.waitSignal(dialog.shown, timeout=WAIT_MS):
        dialog.undo()
    assert library.store.records.count(archived=True) == 0
    assert len(dialog.list.items()) == 1
    assert not dialog.way.isHidden()


def test_a_pair_has_no_whole_group(
    dialog: DuplicatesDialog, twins: tuple[int, int, int]
) -> None:
    whole(dialog)
    dialog._leave(twins[2])
    assert dialog.way.isHidden()
    assert dialog._stack.currentWidget() is dialog.pane
    assert dialog.pane.ids == twins[:2]


def test_a_merge_that_fails_says_so_and_can_be_tried_again(
    session: Session, library: Workspace, twins: tuple[int, int, int], qtbot: QtBot
) -> None:
    pane = GroupPane(session)
    qtbot.addWidget(pane)
    pane.show_group(library.store.records.page(twins))
    library.store.records.delete([twins[1]], label="x")
    with qtbot.waitSignal(session.lanes.job_ended, timeout=WAIT_MS):
        pane.merge()
    assert str(twins[1]) in pane._said.text()
    assert pane._merge.isEnabled()


def test_long_values_are_shown_in_full(session: Session, qtbot: QtBot) -> None:
    pane = GroupPane(session)
    qtbot.addWidget(pane)
    long = "word " * 60
    records = [
        Record(id=n, instruction=long if n == 1 else "short", licence=str(n))
        for n in range(1, 6)
    ]
    pane.show_group(records)
    assert pane._values["instruction"].toPlainText() == long
    assert not pane._values["instruction"].isHidden()
    assert pane._values["licence"].isHidden()
    menu = pane._menus["instruction"]
    assert menu.itemText(0).endswith("… (#1)")
    assert menu.itemText(1) == "short (#2, #3, #4 and 1 more)"
    menu.setCurrentIndex(1)
    assert pane._values["instruction"].isHidden()
