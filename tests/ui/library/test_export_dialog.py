"""What an export would write is said before anything is written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import duplicates, transfer_presets
from instrstudio.services.survey import Survey
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.export_dialog import ExportDialog
from instrstudio.ui.library.export_scope import (
    EVERYTHING,
    FOUND,
    MARKED,
    SEARCH,
    Choice,
)
from instrstudio.ui.library.file_jobs import FileJobs
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session

WAIT_MS = 20_000
Shown = tuple[ExportDialog, Survey]
Show = Callable[[Choice], Shown]


@pytest.fixture
def show(qtbot: QtBot, session: Session) -> Show:
    """Open the dialog and wait for its first count."""

    def build(choice: Choice) -> Shown:
        dialog = ExportDialog(session, choice)
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.surveyed, timeout=WAIT_MS) as counted:
            dialog.show()
        assert counted.args is not None
        return dialog, counted.args[0]

    return build


def counted_after(
    qtbot: QtBot, dialog: ExportDialog, deed: Callable[[], object]
) -> Survey:
    """Do something and return what is counted then."""
    with qtbot.waitSignal(dialog.surveyed, timeout=WAIT_MS) as counted:
        deed()
    assert counted.args is not None
    found = counted.args[0]
    assert isinstance(found, Survey)
    return found


def start_of(dialog: ExportDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "exportStart")
    assert isinstance(found, QPushButton)
    return found


def line_of(dialog: ExportDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def test_counts_losses_and_rows_are_shown_before_writing(
    qtbot: QtBot, show: Show
) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    found = counted_after(qtbot, dialog, lambda: dialog.options.choose_format("alpaca"))
    assert found.kept == 3
    assert "3 of 3" in dialog.preview.count.text()
    assert "tags (3)" in dialog.preview.loss.text()
    assert "tags" in dialog.preview.keeps.text()
    assert "Summarise the news" in dialog.preview.rows.toPlainText()
    assert start_of(dialog).isEnabled()
    dialog.reject()


def test_a_format_that_keeps_everything_warns_of_nothing(
    qtbot: QtBot, show: Show
) -> None:
    dialog, _found = show(Choice(found=3, everything=3))
    counted_after(qtbot, dialog, lambda: dialog.options.choose_format("jsonl"))
    assert dialog.preview.loss.isHidden()
    dialog.reject()


def test_what_is_written_is_what_was_counted(
    qtbot: QtBot, show: Show, session: Session, tmp_path: Path
) -> None:
    choice = Choice(found=3, everything=3)
    dialog, _found = show(choice)
    dialog.options.choose_format("jsonl")
    wish, target = dialog.wish(tmp_path / "out.jsonl"), tmp_path / "out.jsonl"
    dialog.reject()
    with qtbot.waitSignal(session.notice, timeout=WAIT_MS) as notice:
        FileJobs(session, dialog).export(wish, choice)
    assert notice.args is not None
    assert "3 records to out.jsonl" in str(notice.args[0].text)
    assert target.read_text(encoding="utf-8").count("\n") == 3


def test_what_is_nearly_the_same_stays_together_or_not(
    qtbot: QtBot, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    together = dialog.findChild(QCheckBox, "exportTogether")
    share = dialog.findChild(QSpinBox, "exportTest")
    assert isinstance(together, QCheckBox)
    assert isinstance(share, QSpinBox)
    assert not together.isEnabled()  # in one file everything is together
    found = counted_after(qtbot, dialog, lambda: share.setValue(34))
    assert together.isEnabled()
    assert dialog.plan().near_together
    assert found.alike is not None
    assert dialog.wish(tmp_path).alike == found.alike
    monkeypatch.setattr(duplicates, "find", None)  # it is not looked for again
    found = counted_after(qtbot, dialog, lambda: share.setValue(67))
    assert found.parts["test"] == 2
    counted_after(qtbot, dialog, together.click)
    assert not dialog.plan().near_together
    dialog.reject()


def test_conditions_leave_records_out_and_say_why(qtbot: QtBot, show: Show) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    licences = line_of(dialog, "exportLicences")
    found = counted_after(qtbot, dialog, lambda: QTest.keyClicks(licences, "MIT"))
    assert found.left_out == {"licence": 3}
    assert "3 left out" in dialog.preview.left_out.text()
    assert not start_of(dialog).isEnabled()  # nothing is left to write
    dialog.reject()


def test_a_rating_that_nobody_gave_leaves_all_out(qtbot: QtBot, show: Show) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    least = dialog.findChild(QDoubleSpinBox, "exportRating")
    assert isinstance(least, QDoubleSpinBox)
    found = counted_after(qtbot, dialog, lambda: least.setValue(4))
    assert found.left_out == {"rating": 3}
    dialog.reject()


@pytest.mark.parametrize(
    ("choice", "scope", "kept"),
    [
        (Choice(marked=2, ids=(1, 3), found=3, everything=3), MARKED, 2),
        (
            Choice(found=1, everything=3, view=View(task_type="translation")),
            FOUND,
            1,
        ),
        (Choice(found=3, everything=3), EVERYTHING, 3),
    ],
)
def test_the_likeliest_scope_is_chosen_first(
    show: Show, choice: Choice, scope: str, kept: int
) -> None:
    dialog, found = show(choice)
    assert dialog.scope.scope() == scope
    assert found.kept == kept
    dialog.reject()


def test_everything_marked_means_everything_but(show: Show) -> None:
    marks = Marks()
    marks.mark_everything()
    marks.toggle(2)
    choice = Choice(marked=2, marks=marks, found=3, everything=3)
    dialog, found = show(choice)
    assert sorted(i for ids in found.ids.values() for i in ids) == [1, 3]
    dialog.reject()


def test_a_search_chooses_the_records(qtbot: QtBot, show: Show) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    counted_after(qtbot, dialog, dialog.scope._buttons[SEARCH].click)
    field = line_of(dialog, "exportSearch")
    found = counted_after(qtbot, dialog, lambda: QTest.keyClicks(field, "letter"))
    assert found.kept == 1
    assert dialog.plan().query == "letter"
    dialog.reject()


def test_a_row_template_is_shown_while_it_is_typed(
    qtbot: QtBot, show: Show, session: Session
) -> None:
    dialog, _first = show(Choice(marked=1, ids=(3,), found=3, everything=3))
    counted_after(qtbot, dialog, lambda: dialog.options.choose_format("rows"))
    assert not start_of(dialog).isEnabled()  # there is no template yet
    field = dialog.findChild(QPlainTextEdit, "exportTemplate")
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, "Q: {{ instruction }}")
    rows = dialog.preview.rows
    qtbot.waitUntil(
        lambda: rows.toPlainText() == "Q: Translate the letter into French.",
        timeout=WAIT_MS,
    )
    assert start_of(dialog).isEnabled()
    field.setPlainText("{{ nothing_such }}")
    qtbot.waitUntil(
        lambda: "nothing_such" in dialog.preview.loss.text(), timeout=WAIT_MS
    )
    assert not start_of(dialog).isEnabled()
    dialog.reject()


def test_presets_are_saved_chosen_and_forgotten(
    qtbot: QtBot, show: Show, library: Workspace
) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    plan = ExportPlan(
        format="alpaca", query="letter", same="near", test=0.25, seed=7, licences=("x",)
    )
    dialog._on_preset(plan)
    assert dialog.plan() == plan
    dialog.presets._on_name("Mine ")
    assert transfer_presets.names(library, "export") == ("Mine",)
    assert dialog.presets.name() == "Mine"
    counted_after(qtbot, dialog, lambda: dialog._on_preset(ExportPlan(format="csv")))
    counted_after(qtbot, dialog, dialog.presets._on_chosen)
    assert dialog.plan() == plan
    dialog.presets._on_forget()
    assert transfer_presets.names(library, "export") == ()
    assert dialog.presets.names() == []
    dialog.reject()


def test_a_preset_needs_a_name(show: Show) -> None:
    dialog, _found = show(Choice(found=3, everything=3))
    dialog.presets._on_name("  ")
    assert "no name" in dialog.presets._said.text()
    assert not dialog.presets._said.isHidden()
    dialog.reject()


def test_a_split_names_its_parts(qtbot: QtBot, show: Show) -> None:
    dialog, _first = show(Choice(found=3, everything=3))
    plan = ExportPlan(format="jsonl", validation=0.34, test=0.33)
    found = counted_after(qtbot, dialog, lambda: dialog._on_preset(plan))
    assert sum(found.parts.values()) == 3
    assert len(found.parts) > 1
    assert "Training" in dialog.preview.parts.text()
    dialog.reject()


def test_templates_have_a_format_of_their_own(show: Show) -> None:
    dialog, _found = show(Choice(found=3, everything=3))
    dialog.options.choose_format("promptsource")
    dialog._survey()
    assert "templates" in dialog.preview.count.text()
    assert start_of(dialog).isEnabled()
    dialog.reject()


def test_the_panel_offers_what_is_marked(
    open_panel: Callable[[], LibraryPanel], qtbot: QtBot
) -> None:
    panel = open_panel()
    QTest.keyClick(panel.table, Qt.Key.Key_X)
    panel.ask_export()
    dialog = panel.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert dialog.scope.scope() == MARKED
    with qtbot.waitSignal(dialog.surveyed, timeout=WAIT_MS) as counted:
        pass
    assert counted.args is not None
    assert counted.args[0].chosen == 1
    dialog.reject()
