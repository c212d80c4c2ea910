"""Rows, columns and problems of a file are shown before anything is stored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services import transfer_presets
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.file_jobs import FileJobs
from instrstudio.ui.library.import_dialog import (
    CHECK,
    COLUMNS,
    REPORT,
    ImportDialog,
)
from instrstudio.ui.library.plain_table import PlainTable
from instrstudio.ui.session import Session

WAIT_MS = 20_000
Try = Callable[..., tuple[ImportDialog, ImportReport]]


@pytest.fixture
def tried(qtbot: QtBot, session: Session) -> Try:
    """Open the dialog on files and wait for the trial."""

    def build(*paths: Path) -> tuple[ImportDialog, ImportReport]:
        dialog = ImportDialog(session, (), None)
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS) as seen:
            dialog.set_paths(paths)
        assert seen.args is not None
        qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=WAIT_MS)
        return dialog, seen.args[0]

    return build


def start_of(dialog: ImportDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "importStart")
    assert isinstance(found, QPushButton)
    return found


def line_of(dialog: ImportDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def texts(table: PlainTable) -> list[list[str]]:
    """Return the cells of a table."""
    cells = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


def alpaca(folder: Path) -> Path:
    rows = [
        {"instruction": "Write a haiku.", "input": "", "output": "Snow."},
        {"instruction": "", "input": "x", "output": "y"},
    ]
    path = folder / "some.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def table_of(folder: Path, header: str = "甲,乙,丙") -> Path:
    path = folder / "table.csv"
    path.write_text(f"{header}\nWrite a haiku.,Snow.,MIT\n", encoding="utf-8")
    return path


def test_a_trial_says_what_is_left_out_and_then_it_is_imported(
    qtbot: QtBot, session: Session, library: Workspace, tried: Try, tmp_path: Path
) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    assert library.store.records.count() == 3  # a trial writes nothing
    (row,) = texts(dialog.report.table)
    assert row[2:] == ["Empty instruction", "Left out"]
    assert "Left out or mended 1" in [
        b.text() for b in dialog.pages.findChildren(QPushButton)
    ]
    files = FileJobs(session, dialog)
    dialog.confirmed.connect(files.import_files)
    with qtbot.waitSignals([session.changed, session.notice], timeout=WAIT_MS):
        start_of(dialog).click()
    assert library.store.records.count() == 4


def test_the_whole_sentence_of_a_problem_can_be_read(
    tried: Try, tmp_path: Path
) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    dialog.show_page(REPORT)
    dialog.report.table.setCurrentCell(0, 0)
    told = dialog.findChild(QLabel, "importRowsTold")
    assert isinstance(told, QLabel)
    assert "The instruction is empty" in told.text()


def test_first_rows_are_shown_as_they_will_be(tried: Try, tmp_path: Path) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    first, second = texts(dialog.first_rows)
    assert first == ["Write a haiku.", "", "Snow.", ""]
    assert second[0] == "✕ Empty instruction"


def test_a_file_that_cannot_be_read_is_named(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = ImportDialog(session, (), None)
    qtbot.addWidget(dialog)
    dialog.set_paths([tmp_path / "missing.json"])
    qtbot.waitUntil(lambda: "missing.json" in dialog._summary.text(), timeout=WAIT_MS)
    assert not start_of(dialog).isEnabled()
    dialog.reject()


def test_columns_that_nobody_knows_are_chosen_by_hand(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = ImportDialog(session, (), None)
    qtbot.addWidget(dialog)
    dialog.set_paths([table_of(tmp_path)])
    qtbot.waitUntil(
        lambda: dialog.columns.columns == ("甲", "乙", "丙"), timeout=WAIT_MS
    )
    assert dialog._stack.currentIndex() == COLUMNS  # what is missing is shown at once
    assert not start_of(dialog).isEnabled()
    first, second = (
        dialog.findChild(QComboBox, f"importColumn{place}") for place in (1, 2)
    )
    assert isinstance(first, QComboBox)
    assert isinstance(second, QComboBox)
    with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS) as seen:
        for menu, field in (
            (first, "output"),
            (second, "output"),
            (first, "instruction"),
        ):
            menu.setCurrentIndex(menu.findData(field))
            menu.activated.emit(menu.currentIndex())
    assert dialog.plan().columns == {"甲": "instruction", "乙": "output"}
    assert seen.args is not None
    assert seen.args[0].added == 1
    qtbot.waitUntil(lambda: bool(texts(dialog.first_rows)), timeout=WAIT_MS)
    assert texts(dialog.first_rows)[0][:3] == ["Write a haiku.", "", "Snow."]
    dialog.reject()


def test_one_field_is_one_column(tried: Try, tmp_path: Path) -> None:
    path = table_of(tmp_path, "prompt,answer,other")
    dialog, _report = tried(path)
    assert dialog.columns.mapping() == {"prompt": "instruction", "answer": "output"}
    third = dialog.findChild(QComboBox, "importColumn3")
    assert isinstance(third, QComboBox)
    third.setCurrentIndex(third.findData("output"))
    third.activated.emit(third.currentIndex())
    assert dialog.columns.mapping() == {"prompt": "instruction", "other": "output"}
    dialog.reject()


def test_every_format_is_explained(tried: Try, tmp_path: Path) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    menu = dialog.findChild(QComboBox, "importFormat")
    assert menu is not None
    tips = {
        menu.itemData(at): menu.itemData(at, Qt.ItemDataRole.ToolTipRole)
        for at in range(menu.count())
    }
    assert "Excel" in tips["xlsx"]
    assert [name for name, tip in tips.items() if not tip] == [""]
    dialog.reject()


def test_options_are_part_of_the_trial(
    qtbot: QtBot, tried: Try, tmp_path: Path
) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    licences = line_of(dialog, "importLicences")
    with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS) as seen:
        QTest.keyClicks(licences, "MIT")
    assert seen.args is not None
    assert seen.args[0].added == 0
    licence = line_of(dialog, "importLicence")
    tags = line_of(dialog, "importTags")
    with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS) as seen:
        QTest.keyClicks(licence, "MIT")
        QTest.keyClicks(tags, "new, poem")
    assert seen.args is not None
    assert seen.args[0].added == 1
    assert dialog.plan() == ImportPlan(
        licences=("MIT",), licence="MIT", tags=("new", "poem")
    )
    dialog.reject()


def test_an_import_preset_brings_its_columns(
    qtbot: QtBot, session: Session, library: Workspace, tmp_path: Path
) -> None:
    plan = ImportPlan(columns={"甲": "instruction", "乙": "output"}, tags=("t",))
    transfer_presets.save(library, "tables", plan)
    dialog = ImportDialog(session, (), None)
    qtbot.addWidget(dialog)
    dialog.set_paths([table_of(tmp_path)])
    assert dialog.presets.names() == ["tables"]
    with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS):
        dialog.presets._menu.setCurrentIndex(1)
        dialog.presets._on_chosen()
    assert dialog.plan() == plan
    dialog.reject()


def test_the_doctor_counts_by_rule_and_writes_a_sound_copy(
    qtbot: QtBot, tried: Try, tmp_path: Path
) -> None:
    dialog, _report = tried(alpaca(tmp_path))
    dialog.show_page(CHECK)
    check = dialog.check
    with qtbot.waitSignal(check.checked, timeout=WAIT_MS):
        start = dialog.findChild(QPushButton, "checkStart")
        assert isinstance(start, QPushButton)
        QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert ["Empty instruction", "1"] in texts(check.rules)
    assert [row[2] for row in texts(check.findings.table)] == ["Empty instruction"]
    copy = tmp_path / "sound.json"
    with qtbot.waitSignal(check.repaired, timeout=WAIT_MS):
        check.write_copy(str(copy))
    assert [r["instruction"] for r in json.loads(copy.read_text())] == [
        "Write a haiku."
    ]
    assert "sound.json" in dialog._copied.text()
    with qtbot.waitSignal(dialog.tried, timeout=WAIT_MS) as seen:
        dialog._copied.acted.emit()
    assert seen.args is not None
    assert (seen.args[0].read, seen.args[0].added) == (1, 1)
    dialog.reject()
