"""Stars given in the table and beside the record, by mouse and by keys."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import run
from instrstudio.services import rating
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library import stars
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.selection_bar import SelectionBar
from instrstudio.ui.library.table_model import RATING
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

WAIT_MS = 20_000
Open = Callable[[], LibraryPanel]


def given(workspace: Workspace) -> list[int]:
    records = workspace.store.records.page([1, 2, 3])
    return [rating.stars_of(workspace, record) for record in records]


def active(panel: LibraryPanel, qtbot: QtBot) -> LibraryPanel:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.table.setFocus()
    return panel


def star_of(panel: LibraryPanel, row: int, star: int) -> QPoint:
    box = panel.table.visualRect(panel.table.records.index(row, RATING))
    left = box.left() + theme().space.unit
    step = stars.width() // rating.MOST
    return QPoint(left + step * star - step // 2, box.center().y())


def shown(panel: LibraryPanel, record_id: int) -> str:
    row = panel.table.records.row_of(record_id)
    return str(panel.table.records.index(row, RATING).data())


def test_a_digit_rates_the_current_row_and_is_found_at_once(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = active(open_panel(), qtbot)
    panel.table.go_to(panel.table.records.row_of(2))
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        QTest.keyClick(panel.table, Qt.Key.Key_4)
    assert given(library) == [0, 4, 0]
    assert shown(panel, 2) == "4"
    assert panel.record.stars.stars == 4
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        panel.results.show_view(View(text="rating:>=4 "))
    assert list(panel.table.records.ids) == [2]
    assert shown(panel, 2) == "4"  # what a search brings comes with its stars


def test_digits_rate_all_that_are_marked_as_one_step(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    run(rating.rate(library, [1], 2))
    panel = active(open_panel(), qtbot)
    panel.commands["mark_all"].trigger()
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as said:
        QTest.keyClick(panel.table, Qt.Key.Key_5)
    assert given(library) == [5, 5, 5]
    assert said.args is not None
    assert "Rated 3 records" in said.args[0].text
    assert said.args[0].undo
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        session.undo()
    assert given(library) == [2, 0, 0]
    assert [shown(panel, n) for n in (1, 2, 3)] == ["2", "", ""]
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        session.redo()
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        QTest.keyClick(panel.table, Qt.Key.Key_0)
    assert given(library) == [0, 0, 0]


def test_a_star_is_pressed_in_the_table_and_pressed_again(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    row = panel.table.records.row_of(3)
    left = Qt.MouseButton.LeftButton
    for stars_left in (3, 0):
        place = star_of(panel, row, 3)
        with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
            QTest.mouseClick(panel.table.viewport(), left, pos=place)
        assert given(library) == [0, 0, stars_left]
        qtbot.waitUntil(lambda: not panel.results.finder.is_busy, timeout=WAIT_MS)
        row = panel.table.records.row_of(3)
    beside = star_of(panel, row, 6)  # right of the stars
    with qtbot.assertNotEmitted(session.changed, wait=50):
        QTest.mouseClick(panel.table.viewport(), left, pos=beside)


def test_stars_are_given_beside_the_record(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = active(open_panel(), qtbot)
    panel.table.records.set_marked([0, 1, 2])
    panel.show_record(1)
    control = panel.record.stars
    control.setFocus()
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        QTest.keyClick(control, Qt.Key.Key_3)
    assert given(library) == [3, 0, 0]  # the record that is shown, not the marked ones
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        QTest.keyClick(control, Qt.Key.Key_Right)
    assert given(library)[0] == 4
    step = stars.width() // rating.MOST
    for star, now in ((2, 2), (2, 0)):
        place = QPoint(3 + step * star - step // 2, control.height() // 2)
        with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
            QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=place)
        assert given(library)[0] == now
    assert "0 of 5" in control.accessibleName()


def test_a_record_that_is_not_stored_has_no_stars_yet(
    open_panel: Open, library: Workspace
) -> None:
    panel = open_panel()
    panel.show_record(1)
    assert panel.record.stars.isVisible()
    panel.new_record()
    assert not panel.record.stars.isVisible()


def test_the_menu_of_the_bar_rates(
    open_panel: Open, qtbot: QtBot, session: Session, library: Workspace
) -> None:
    panel = open_panel()
    panel.table.records.set_marked([0, 1])
    button = panel.findChild(QPushButton, "selection_library_rate")
    assert isinstance(button, QPushButton)
    menu = button.menu()
    assert [action.text() for action in menu.actions()][::5] == ["5 stars", "No stars"]
    with qtbot.waitSignal(session.changed, timeout=WAIT_MS):
        menu.actions()[0].trigger()
    assert sorted(given(library)) == [0, 5, 5]
    names = [action.objectName() for action in panel.commands.all()]
    assert "library_rate" in names
    assert "library_rate_5" not in names  # within the menu of the one


def test_digits_in_a_text_field_are_text(
    open_panel: Open, qtbot: QtBot, library: Workspace
) -> None:
    panel = active(open_panel(), qtbot)
    field = panel.results.search
    field.setFocus()
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        QTest.keyClick(field, Qt.Key.Key_4)
    assert field.text() == "4"
    assert given(library) == [0, 0, 0]


def test_the_bar_keeps_the_text_of_its_first_buttons_where_it_is_narrow(
    open_panel: Open, qtbot: QtBot
) -> None:
    commands = open_panel().commands
    bar = SelectionBar([(name, commands[name]) for name in ("tag", "edit", "archive")])
    qtbot.addWidget(bar)
    bar.setMinimumSize(1, 1)
    bar.show_count(2, 3)

    def texts(width: int) -> list[str]:
        bar.resize(width, bar.height())
        return [button.text().strip() for button in bar._buttons]

    assert texts(2000) == ["Tag…", "Edit…", "Archive"]
    room = bar._wanted()
    assert texts(room - 1) == ["Tag…", "Edit…", "Archive"]
    assert bar._none.isHidden()  # “Clear” gives way first
    assert texts(bar._wanted() - 1) == ["Tag…", "Edit…", ""]
    assert texts(120) == ["", "", ""]
    assert all(button.accessibleName() for button in bar._buttons)
    assert texts(room) == ["Tag…", "Edit…", "Archive"]
    assert not bar._none.isHidden()
