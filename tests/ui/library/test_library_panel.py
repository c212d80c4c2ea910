from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session

Open = Callable[[], LibraryPanel]


def field_of(panel: LibraryPanel) -> QTextEdit:
    found = panel.record.form.findChild(QTextEdit, "recordInstruction")
    assert isinstance(found, QTextEdit)
    return found


def instructions(panel: LibraryPanel) -> list[str]:
    records = panel.table.records
    rows = (records.record_at(row) for row in range(records.rowCount()))
    return [record.instruction if record else "" for record in rows]


def test_it_shows_all_records_and_the_first_of_them(open_panel: Open) -> None:
    panel = open_panel()
    assert len(instructions(panel)) == 3
    assert panel.record.record is not None
    keys = {item.key for item in panel.sidebar.list.items()}
    assert {"all", "archive", "type:summarization", "tag:news"} <= keys


def test_of_what_is_typed_only_the_newest_counts(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    answers: list[str] = []
    panel.results.finder.found.connect(lambda found: answers.append(found.view.text))
    QTest.keyClicks(panel.results.search, "letter")
    qtbot.waitUntil(lambda: "letter" in answers, timeout=10_000)
    assert answers[-1] == "letter"
    assert not panel.results.finder.is_busy
    assert instructions(panel) == ["Translate the letter into French."]
    assert panel.table.rows.ranges("Translate the letter.") == [(14, 20)]


def test_a_filter_becomes_a_chip_and_goes_again(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found):
        QTest.keyClicks(panel.results.search, "tag:news ")
    assert panel.results.view.tag == "news"
    assert panel.results.search.text() == ""
    with qtbot.waitSignal(panel.results.finder.found):
        QTest.keyClick(panel.results.search, Qt.Key.Key_Backspace)
    assert panel.results.view == View()


def test_a_shelf_shows_its_records(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found):
        panel.sidebar.list.chosen.emit("type:translation")
    assert instructions(panel) == ["Translate the letter into French."]


def test_an_edit_is_saved_when_typing_rests_and_can_be_undone(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    panel.show_record(3)
    field = field_of(panel)
    with qtbot.waitSignal(session.changed, timeout=10_000) as changed:
        QTest.keyClicks(field, "Please ")
    assert changed.args is not None
    assert changed.args[0].records == (3,)
    assert library.store.records.get(3).instruction.startswith("Please Translate")
    qtbot.waitUntil(lambda: not panel.results.finder.is_busy)
    assert panel.table.current_id() == 3
    assert panel.record.versions.count() == 2
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert library.store.records.get(3).instruction.startswith("Translate")
    qtbot.waitUntil(lambda: panel.record.form.record().instruction[:9] == "Translate")


def test_an_empty_instruction_is_not_saved(
    open_panel: Open, qtbot: QtBot, library: Workspace
) -> None:
    panel = open_panel()
    panel.show_record(3)
    field = field_of(panel)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    panel.record.flush()
    assert "empty" in panel.record.form.state.text()
    assert library.store.records.get(3).instruction


def test_a_new_record_is_stored_with_its_first_words(
    open_panel: Open, qtbot: QtBot, library: Workspace
) -> None:
    panel = open_panel()
    panel.new_record()
    field = field_of(panel)
    with qtbot.waitSignal(panel.record.stored, timeout=10_000) as stored:
        QTest.keyClicks(field, "List three colours.")
    assert stored.args is not None
    made = library.store.records.get(stored.args[0])
    assert made.instruction == "List three colours."
    qtbot.waitUntil(lambda: panel.table.current_id() == made.id)


def test_marked_records_are_tagged_archived_and_taken_back(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    panel.table.records.set_marked([0, 1])
    assert not panel.results.bar.isHidden()
    with qtbot.waitSignals([session.changed, session.notice]):
        panel.deeds.tag("legal, -news")
    assert all("legal" in library.store.records.get(n).tags for n in (2, 3))
    with qtbot.waitSignals([session.changed, session.notice]):
        panel.deeds.archive()
    assert library.store.records.count() == 1
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert library.store.records.count() == 3


def test_everything_is_deleted_by_a_query_not_by_a_list(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.results.finder.found):
        panel.results.show_view(View(task_type="summarization"))
    panel.commands["mark_all"].trigger()
    with qtbot.waitSignal(session.notice) as notice:
        panel.deeds.delete()
    assert library.store.records.count() == 1
    assert notice.args is not None
    assert notice.args[0].undo


def test_keys_move_mark_and_open(open_panel: Open) -> None:
    panel = open_panel()
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_J)
    assert panel.table.currentIndex().row() == 1
    QTest.keyClick(panel.table, Qt.Key.Key_Space)
    assert panel.table.records.marks.count(3) == 1
    QTest.keyClick(panel.table, Qt.Key.Key_K)
    assert panel.table.currentIndex().row() == 0


def test_an_empty_project_offers_what_to_do(
    qtbot: QtBot, empty_workspace: Workspace
) -> None:
    session = Session(empty_workspace)
    panel = LibraryPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitSignals(
        [panel.results.finder.found, panel.results.finder.shelves_counted]
    ):
        panel.show()
        panel.activated()
    assert panel._write.isVisible()
    qtbot.waitUntil(lambda: session.lanes.is_idle)


def test_every_control_has_a_name(open_panel: Open) -> None:
    panel = open_panel()
    panel.retranslate()
    for kind in (QAbstractButton, QLineEdit, QTextEdit, QComboBox):
        for control in panel.findChildren(kind):
            if control.objectName().startswith("qt_") or control.isHidden():
                continue
            inner = isinstance(control.parentWidget(), QComboBox)
            name = control.accessibleName() or getattr(control, "text", str)()
            assert inner or name, (control, control.objectName())
