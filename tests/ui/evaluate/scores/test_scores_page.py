"""Runs: made, looked at, compared, renamed, removed and written to files."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QInputDialog,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.record import Record
from instrstudio.services import evaluating_views as views
from instrstudio.services.workspace import Workspace
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.diff_text import DiffText
from instrstudio.ui.evaluate.scores.page import ScoresPage
from instrstudio.ui.evaluate.scores.run_view import COMPARE, ROWS, TABLE
from instrstudio.ui.evaluate.scores.runs_pane import LIVE
from instrstudio.ui.session import Notice, Session

from .conftest import ROWS as COUNT
from .conftest import Slow, add_run, press, rest

Key = Qt.Key


def names(page: ScoresPage) -> list[str]:
    return [item.text for item in page.runs.list.items()]


def press_button(box: QMessageBox, text: str) -> None:
    buttons = {b.text().replace("&", ""): b for b in box.buttons()}
    button = buttons[text]
    assert isinstance(button, QAbstractButton)
    button.click()


# --- beginning ----------------------------------------------------------------------


def test_without_a_run_the_page_says_what_evaluating_is(
    open_page: Callable[[], ScoresPage],
) -> None:
    page = open_page()
    assert page.stack.currentWidget() is page.empty_page
    assert "written already" in page._empty.accessibleName()
    assert page.runs.isHidden()
    assert not page._sample.isEnabled()  # there is no record
    page._file.click()
    assert page.stack.currentWidget() is page.form
    assert page.form.findChild(QFileDialog) is not None


def test_a_sample_of_the_library_is_one_click_away(
    open_page: Callable[[], ScoresPage],
    empty_workspace: Workspace,
    session: Session,
    slow: Slow,
    qtbot: QtBot,
) -> None:
    empty_workspace.store.records.insert([Record(instruction="Do it.")], label="x")
    page = open_page()
    notices: list[Notice] = []
    session.notice.connect(notices.append)
    page._sample.click()
    assert page.stack.currentWidget() is page.live_page
    assert names(page) == ["Under way"]
    qtbot.waitUntil(lambda: page._going.text() == "1 of 3 rows")
    assert page._bar.value() == 1
    page.show_form()  # the form can be looked at meanwhile, but not used
    assert not page.form.begin.isEnabled()
    page.runs.list.pick(LIVE)
    slow.go.set()
    rest(qtbot, session)
    assert slow.asked[0][0] == 20
    assert names(page) == ["new"]
    assert page.stack.currentWidget() is page.view
    assert str(notices[-1].text) == "3 rows evaluated."


def test_stopped_it_keeps_what_is_done(
    page: ScoresPage, session: Session, slow: Slow, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_form()
    page.form.choose(tmp_path / "rows.jsonl")
    page.form.begin.click()
    qtbot.waitUntil(lambda: page._bar.value() == 1)
    page.stop.click()
    assert page.stop.text().strip() == "Stopping…"
    slow.go.set()
    rest(qtbot, session)
    assert names(page) == ["part", "after", "before"]
    assert page.view._name.text() == "part"
    assert page.view._about.full.startswith("broken off after 3 of 60 rows")


def test_what_went_wrong_is_said_in_the_form(
    page: ScoresPage, session: Session, slow: Slow, qtbot: QtBot, tmp_path: Path
) -> None:
    slow.error = InvalidInput("Line 1 is not a JSON object.")
    slow.go.set()
    page.show_form()
    page.form.choose(tmp_path / "bad.jsonl")
    page.form.begin.click()
    rest(qtbot, session)
    assert page.stack.currentWidget() is page.form
    assert "Line 1" in page.form._wrong.text()
    assert page.form.begin.isEnabled()
    page.form.leave.click()
    rest(qtbot, session)
    assert page.stack.currentWidget() is page.view


def test_a_file_that_is_dropped_goes_into_the_form(
    page: ScoresPage, tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert page.stack.currentWidget() is page.form
    assert page.form.wish().source == path


def test_the_form_asks_for_what_is_chosen(page: ScoresPage, tmp_path: Path) -> None:
    form = page.form
    page.show_form()
    assert not form.begin.isEnabled()
    form.choose(tmp_path / "rows.jsonl")
    assert form.begin.isEnabled()
    assert not form.methods["template"].isEnabled()  # a baseline
    for name in ("retrieval", "generation"):
        form.methods[name].setChecked(False)
    form.language.choose(2)
    form.count.setValue(7)
    form.name.setText(" Mine ")
    wish = form.wish()
    assert wish.options.methods == ("retrieve_top_1", "template", "first")
    assert wish.options.metrics == ()
    assert (wish.options.language, wish.options.limit) == ("zh", 7)
    assert wish.options.name == "Mine"
    QTest.mouseClick(form.metrics_way._group.button(1), Qt.MouseButton.LeftButton)
    for name, box in form.metrics.items():
        box.setChecked(name == "bleu")
    assert form.wish().options.metrics == ("bleu",)
    form.metrics["bleu"].setChecked(False)
    assert not form.begin.isEnabled()  # no metric is chosen


def test_records_of_the_library_can_be_asked_for(page: ScoresPage) -> None:
    page.show_form()
    page.form.choose_library()
    page.form.count.setValue(50)
    wish = page.form.wish()
    assert (wish.source, wish.records, wish.options.limit) == (None, 50, None)


# --- the table ----------------------------------------------------------------------


def test_the_newest_run_is_open(page: ScoresPage) -> None:
    assert names(page) == ["after", "before"]
    assert page.stack.currentWidget() is page.view
    table = page.view.table.table
    assert [line.key for line in table.grid.lines] == [
        "edit_effort",
        "rouge_l",
        "answered",
        "distinct_2",
    ]
    assert [page.view.table.group.findChildren(QAbstractButton)[0].text()] == [
        "All rows 60"
    ]
    assert table.current() == ("edit_effort", "first")


def test_the_metric_at_hand_has_its_distribution(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    view = page.view.table
    assert view.plot.drawn == 3
    press(view.table, Key.Key_Down)
    rest(qtbot, session)
    assert view.plot._title.text() == "Distribution of ROUGE-L"
    assert "First candidate 0.496 (0.373 to 0.619)" in view.plot._about.text()
    view.plot.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == views.BINS + 1
    assert lines[0] == "from\tto\tfirst\tretrieve_top_1\ttemplate"
    press(view.table, Key.Key_Down, Key.Key_Down)
    rest(qtbot, session)
    assert view.plot._about.text() == "Single rows have no score in it."


def test_parts_of_metrics_can_be_shown(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    page.view.show_view(COMPARE)
    page.view.show_view(ROWS)
    rest(qtbot, session)
    view = page.view
    tables = (view.table.table, view.rows.detail.table, view.compare.table)
    before = [len(table.grid.lines) for table in tables]
    page.commands["parts"].trigger()
    assert [len(table.grid.lines) for table in tables] == [n + 1 for n in before]
    page.commands["parts"].trigger()
    assert [len(table.grid.lines) for table in tables] == before


def test_rows_of_one_language_have_their_own_table(page: ScoresPage) -> None:
    view = page.view.table
    chinese = view.group._group.button(2)
    assert chinese.text() == "Chinese 20"
    everything = view.table.grid
    QTest.mouseClick(chinese, Qt.MouseButton.LeftButton)
    assert view.table.grid != everything


def test_a_run_that_was_broken_off_is_summed_up(
    empty_workspace: Workspace, open_page: Callable[[], ScoresPage]
) -> None:
    add_run(empty_workspace, "killed", rows=4, finish=False)
    page = open_page()
    assert page.view._about.full.startswith("broken off after 4 of 60 rows")
    assert page.view.table.table.grid.methods


# --- rows ---------------------------------------------------------------------------


def test_enter_on_a_cell_lists_the_worst_rows_of_its_method(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    table = page.view.table.table
    table.choose("rouge_l", "template")
    press(table, Key.Key_Return)
    rest(qtbot, session)
    rows = page.view.rows
    assert page.view.view == ROWS
    assert (rows.method.currentText(), rows.by.currentText()) == (
        "Template",
        "ROUGE-L",
    )
    assert [item.key for item in rows.list.items()][:3] == ["0", "1", "2"]
    assert rows.list.items()[0].count == "0.150"
    assert rows._count.text() == "50 of 60 rows"
    assert rows.detail.place == 0
    assert rows.detail.task.description.text() == "Task 0"
    said = rows.detail.findChild(DiffText, "scoresText_template")
    assert isinstance(said, DiffText)
    assert said.text() == "Sum up the textarticle 0 by template."  # both words marked
    assert rows.detail.table.grid.methods == ("retrieve_top_1", "template", "first")
    press(rows.list, Key.Key_J)
    rest(qtbot, session)
    assert rows.detail.place == 1
    press(rows.list, Key.Key_K)
    rest(qtbot, session)
    assert rows.detail.place == 0


def test_more_rows_come_when_the_end_is_reached(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    page.commands["rows"].trigger()
    rest(qtbot, session)
    rows = page.view.rows
    press(rows.list, Key.Key_End)
    rest(qtbot, session)
    assert len(rows.list.items()) == COUNT
    assert rows._count.text() == "60 of 60 rows"
    press(rows.list, Key.Key_End)
    rest(qtbot, session)
    assert rows.detail.place == 59


def test_the_best_rows_can_come_first(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    page.view.open_rows("edit_effort", "first")
    rest(qtbot, session)
    rows = page.view.rows
    assert rows.list.items()[0].key == "0"
    QTest.mouseClick(rows.way._group.button(1), Qt.MouseButton.LeftButton)
    rest(qtbot, session)
    assert rows.list.items()[0].key == "59"
    rows.by.setCurrentIndex(0)
    rows.by.activated.emit(0)
    rest(qtbot, session)
    assert rows.list.items()[0].key == "0"  # the order of the file
    assert not rows.way.isEnabled()


# --- comparing ----------------------------------------------------------------------


def test_two_runs_are_compared(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    page.commands["compare"].trigger()
    rest(qtbot, session)
    compare = page.view.compare
    assert page.view.view == COMPARE
    assert compare.other.currentText() == "before"
    line = next(one for one in compare.table.grid.lines if one.key == "rouge_l")
    cell = line.cells[0]
    assert cell is not None
    assert (cell.text, [m.text for m in cell.marks]) == ("+0.050", ["▲***"])
    page.runs.list.pick(str(views.runs(session.workspace)[1].id))
    rest(qtbot, session)
    assert compare.other.currentText() == "after"
    line = next(one for one in compare.table.grid.lines if one.key == "rouge_l")
    assert line.cells[0] is not None
    assert line.cells[0].text == "-0.050"


def test_a_single_run_has_nothing_beside_it(
    empty_workspace: Workspace,
    open_page: Callable[[], ScoresPage],
    session: Session,
    qtbot: QtBot,
) -> None:
    add_run(empty_workspace, "only", rows=3)
    page = open_page()
    page.view.show_view(COMPARE)
    rest(qtbot, session)
    assert "no other run" in page.view.compare._none.text()
    assert page.view.compare._stack.currentWidget() is page.view.compare._none


# --- deeds --------------------------------------------------------------------------


def test_a_run_gets_another_name(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    page.commands["rename"].trigger()
    dialog = page.findChild(QInputDialog, "scoresRename")
    assert isinstance(dialog, QInputDialog)
    assert dialog.textValue() == "after"
    dialog.setTextValue("Second")
    dialog.accept()
    rest(qtbot, session)
    assert names(page) == ["Second", "before"]
    assert page.view._name.text() == "Second"


@pytest.mark.parametrize("sure", [False, True])
def test_a_run_goes_when_it_is_confirmed(
    page: ScoresPage, session: Session, qtbot: QtBot, sure: bool
) -> None:
    page.commands["remove"].trigger()
    box = page.findChild(QMessageBox, "scoresRemove")
    assert isinstance(box, QMessageBox)
    assert "“after”" in box.text()
    press_button(box, "Remove" if sure else "Cancel")
    rest(qtbot, session)
    assert names(page) == (["before"] if sure else ["after", "before"])
    assert page.view._name.text() == ("before" if sure else "after")


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_everything_is_written_in_long_form(
    page: ScoresPage, session: Session, qtbot: QtBot, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"scores.{suffix}"
    page.commands["export_all"].trigger()
    dialog = page.findChild(QFileDialog, "scoresExport")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(session.notice) as said:
        dialog.fileSelected.emit(str(target))
    rest(qtbot, session)
    lines = target.read_text(encoding="utf-8").splitlines()
    rows = (
        list(csv.DictReader(lines))
        if suffix == "csv"
        else [json.loads(line) for line in lines]
    )
    assert len(rows) == 2 * COUNT * 3 * 4
    assert set(rows[0]) == set(views.COLUMNS)
    assert "scores written to scores" in str(said.args[0].text)


def test_where_nothing_can_be_written_it_is_said(
    page: ScoresPage, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page.commands["export"].trigger()
    dialog = page.findChild(QFileDialog, "scoresExport")
    assert isinstance(dialog, QFileDialog)
    with qtbot.waitSignal(session.failed) as said:
        dialog.fileSelected.emit(str(tmp_path / "scores.txt"))
    assert isinstance(said.args[0], InvalidInput)
    rest(qtbot, session)


def test_actions_act_where_they_can(page: ScoresPage) -> None:
    enabled = {a.objectName(): a.isEnabled() for a in page.actions()}
    assert enabled["scores_compare"]
    assert not enabled["scores_following"]
    assert page.view.table.table.hasFocus()  # keys act at once
    press(page.view.table.table, Key.Key_N)
    assert page.stack.currentWidget() is page.form
    assert not page.commands["remove"].isEnabled()
    page.form.name.setFocus()
    QTest.keyClicks(page.form.name, "next")  # letters are letters in a text field
    assert page.form.name.text() == "next"


def test_the_page_speaks_chinese(
    page: ScoresPage, session: Session, qtbot: QtBot, appearance: Appearance
) -> None:
    page.view.show_view(ROWS)
    rest(qtbot, session)
    appearance.change(language="zh", theme="dark", text_size=130)
    QApplication.sendPostedEvents(page, QEvent.Type.LanguageChange.value)
    qtbot.waitUntil(lambda: page.view.choice._group.button(TABLE).text() == "表格")
    assert page.view.rows.order.method == "first"  # what is chosen stays
    assert page.view.rows.method.currentText() == "首条候选"
    assert page.view.rows.list.items()[0].caption == "第 1 行"
    assert page.view.rows.detail.place == 0
    page.view.show_view(TABLE)
    table = page.view.table.table
    assert table.current() == ("edit_effort", "first")
    assert table.grid.lines[0].name == "仍需修改 ↓"
    assert page.form.begin.text().strip() == "开始评测"


def test_another_project_begins_anew(
    page: ScoresPage, session: Session, qtbot: QtBot
) -> None:
    for run in views.runs(session.workspace):
        views.remove(session.workspace, run.id)
    session.project_opened.emit()
    rest(qtbot, session)
    assert page.stack.currentWidget() is page.empty_page
