"""Search by example: opened by button and keys, filled from the task, found, left."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextEdit
from pytestqt.qtbot import QtBot

from instrstudio.domain.task import Example, Task
from instrstudio.services import library as verbs
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.view import RELEVANCE, View
from instrstudio.ui.session import Session

WAIT_MS = 20_000
Open = Callable[[], LibraryPanel]


def control(panel: LibraryPanel, name: str) -> QAbstractButton:
    found = panel.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def field(panel: LibraryPanel, name: str) -> QTextEdit:
    found = panel.findChild(QTextEdit, name)
    assert isinstance(found, QTextEdit)
    return found


def press(panel: LibraryPanel, name: str) -> None:
    QTest.mouseClick(control(panel, name), Qt.MouseButton.LeftButton)


def active(panel: LibraryPanel, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()


def test_a_sample_finds_the_instruction_others_used(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    assert panel.results.example.isHidden()
    press(panel, "libraryByExample")
    assert not control(panel, "exampleFind").isEnabled()
    QTest.keyClicks(field(panel, "exampleInput"), "A storm has come.")
    QTest.keyClicks(field(panel, "exampleOutput"), "Storm.")
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        press(panel, "exampleFind")
    assert list(panel.table.records.ids) == [1]
    assert panel.results.view.order == RELEVANCE
    assert "samples like this" in panel.results._count.text()
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        press(panel, "exampleClose")
    assert panel.results.view == View()
    assert len(panel.table.records.ids) == 3
    press(panel, "libraryByExample")
    assert panel.results.example.example == ("A storm has come.", "Storm.")


def test_it_is_opened_searched_and_closed_by_keys(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    active(panel, qtbot)
    panel.focus_search()
    control_key = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(panel.results.search, Qt.Key.Key_B, control_key)
    source = field(panel, "exampleInput")
    assert source.hasFocus()
    QTest.keyClicks(source, "A storm came")
    QTest.keyClick(source, Qt.Key.Key_Tab)
    assert field(panel, "exampleOutput").hasFocus()
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        QTest.keyClick(field(panel, "exampleOutput"), Qt.Key.Key_Return, control_key)
    assert panel.results.view.example == ("A storm came", "")
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        QTest.keyClick(source, Qt.Key.Key_Escape)
    assert panel.results.example.isHidden()
    assert panel.results.search.hasFocus()
    assert panel.results.view == View()


def test_it_is_filled_from_the_task_in_construct(
    open_panel: Open, session: Session, qtbot: QtBot
) -> None:
    panel = open_panel()
    bar = panel.results.example
    panel.commands["by_example"].trigger()
    assert control(panel, "exampleFromTask").isHidden()  # there is no task
    bar.close_bar()
    samples = (Example(), Example(input="A storm came.", output="Storm."))
    session.set_task(Task(description="x", examples=samples))
    panel.commands["by_example"].trigger()
    assert bar.example == ("A storm came.", "Storm.")
    field(panel, "exampleInput").setPlainText("Mine")
    bar.close_bar()
    bar.open_bar()
    assert bar.example[0] == "Mine"  # what was typed here stays
    press(panel, "exampleFromTask")
    assert bar.example[0] == "A storm came."


def test_words_and_a_sample_are_two_questions(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    finder = panel.results.finder
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.results.example.wanted.emit("A storm came.", "Storm.")
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        QTest.keyClick(panel.results.search, Qt.Key.Key_X)
    assert not panel.results.view.is_by_example
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.results.example.wanted.emit("A storm came.", "Storm.")
    assert panel.results.search.text() == ""


def test_filters_and_orders_hold_for_samples_too(
    open_panel: Open, qtbot: QtBot, library: Workspace
) -> None:
    twin = replace(library.store.records.get(1), id=None, title="", tags=("x",))
    verbs.save_record(library, replace(twin, instruction="A heading."))
    panel = open_panel()
    finder = panel.results.finder
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.results.example.wanted.emit("A storm came.", "Storm.")
    assert set(panel.table.records.ids) == {1, 4}
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.results._orders["title"].trigger()
    assert list(panel.table.records.ids) == [4, 1]
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.sidebar.list.chosen.emit("tag:news")
    assert list(panel.table.records.ids) == [1]
    panel.commands["mark_all"].trigger()
    assert panel.deeds.count() == 1
    with qtbot.waitSignal(finder.found, timeout=WAIT_MS):
        panel.sidebar.list.chosen.emit("all")
    assert panel.results.view.is_everything
