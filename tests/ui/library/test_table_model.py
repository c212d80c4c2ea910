from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from instrstudio.domain.record import Record
from instrstudio.ui.library.page_cache import ROWS_A_PAGE
from instrstudio.ui.library.table_model import (
    INSTRUCTION,
    MARK,
    RECORD_ROLE,
    RecordTableModel,
)


def record(number: int) -> Record:
    return Record(id=number, instruction=f"Instruction {number}", language="en")


@pytest.fixture
def model(qapp: object) -> RecordTableModel:
    return RecordTableModel()


def test_it_is_a_sound_model(
    model: RecordTableModel, qtmodeltester: ModelTester
) -> None:
    model.set_ids(array("q", range(1, 500)), [record(n) for n in range(1, 201)])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's
    model.append_ids(array("q", range(500, 700)))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's
    model.set_ids(array("q"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt's


def test_rows_that_are_not_here_are_asked_for_once(
    model: RecordTableModel, qtbot: QtBot
) -> None:
    model.set_ids(array("q", range(1, 1_000_001)))
    index = model.index(450_000, INSTRUCTION)
    with qtbot.waitSignal(model.pages_wanted) as wanted:
        assert index.data(RECORD_ROLE) is None
    page = 450_000 // ROWS_A_PAGE
    assert wanted.args == [(page,)]
    with qtbot.assertNotEmitted(model.pages_wanted):
        assert index.data() == ""
    ids = model.ids_of_page(page)
    with qtbot.waitSignal(model.dataChanged):
        model.put_page(page, ids, [record(number) for number in ids])
    assert index.data() == "Instruction 450001"


def test_a_page_of_other_rows_is_not_taken(model: RecordTableModel) -> None:
    model.set_ids(array("q", [1, 2, 3]))
    model.put_page(0, array("q", [7, 8, 9]), [record(7)])
    assert model.index(0, INSTRUCTION).data(RECORD_ROLE) is None


def test_only_rows_that_are_here_are_told_of_changes(
    model: RecordTableModel, qtbot: QtBot
) -> None:
    model.set_ids(array("q", range(1, 1_000_001)), [record(n) for n in range(1, 201)])
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_stars([2, 700_000], {2: 4.0, 700_000: 5.0})
    assert [told.args[0].row(), told.args[1].row()] == [1, 1]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.replace_record(record(700_000))
    model.replace_record(Record(id=3, instruction="Other", language="en"))
    assert model.index(2, INSTRUCTION).data() == "Other"
    assert model.row_of(700_000) == 699_999
    assert [model.row_of(1_000_001), model.row_of(None)] == [-1, -1]


def test_a_row_is_found_between_parts_of_others(model: RecordTableModel) -> None:
    # the bytes of 256, and of 0, also stand astride the ids before
    model.set_ids(array("q", [1 << 40, 65_536, 256, 1 << 16, 10, 0, 2_573]))
    assert [model.row_of(n) for n in (256, 0, 10, 2_573)] == [2, 5, 4, 6]
    assert [model.row_of(n) for n in (1, 65_537, 655_360)] == [-1, -1, -1]


def test_marks_show_in_the_box_and_are_told(
    model: RecordTableModel, qtbot: QtBot
) -> None:
    model.set_ids(array("q", [1, 2, 3]), [record(n) for n in (1, 2, 3)])
    with qtbot.waitSignal(model.marks_changed):
        model.set_marked([1], toggle=True)
    states = [
        model.index(row, MARK).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)
    ]
    assert states.count(Qt.CheckState.Checked) == 1
    assert model.marks.of(model.ids) == [2]


def test_it_has_no_rows_below_rows(model: RecordTableModel) -> None:
    model.set_ids(array("q", [1]))
    assert model.rowCount(QModelIndex()) == 1
    assert model.rowCount(model.index(0, 0)) == 0
