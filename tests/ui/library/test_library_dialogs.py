import json
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.bulk import Bulk
from instrstudio.ui.library.export_dialog import EVERYTHING, ExportDialog
from instrstudio.ui.library.import_dialog import ImportDialog
from instrstudio.ui.library.view import View
from instrstudio.ui.session import Session


def start_of(dialog: ImportDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "importStart")
    assert isinstance(found, QPushButton)
    return found


def alpaca(folder: Path) -> Path:
    rows = [
        {"instruction": "Write a haiku.", "input": "", "output": "Snow."},
        {"instruction": "", "input": "x", "output": "y"},
    ]
    path = folder / "some.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_a_trial_says_what_is_left_out_and_then_it_is_imported(
    qtbot: QtBot, session: Session, library: Workspace, tmp_path: Path
) -> None:
    dialog = ImportDialog(session, (), None)
    qtbot.addWidget(dialog)
    dialog.set_paths([alpaca(tmp_path)])
    start = start_of(dialog)
    qtbot.waitUntil(start.isEnabled, timeout=10_000)
    assert library.store.records.count() == 3  # a trial writes nothing
    assert dialog._rows.rowCount() == 1
    bulk = Bulk(session, dialog)
    dialog.confirmed.connect(bulk.import_files)
    with qtbot.waitSignals([session.changed, session.notice], timeout=20_000):
        start.click()
    assert library.store.records.count() == 4


def test_a_file_that_cannot_be_read_is_named(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = ImportDialog(session, (), None)
    qtbot.addWidget(dialog)
    dialog.set_paths([tmp_path / "missing.json"])
    qtbot.waitUntil(lambda: "missing.json" in dialog._summary.text(), timeout=10_000)
    assert not start_of(dialog).isEnabled()


def test_what_a_format_leaves_out_is_said_before_and_then_it_is_written(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = ExportDialog(0, 3, 3)
    qtbot.addWidget(dialog)
    dialog.choose_format("alpaca")
    assert "tags" in dialog.loss_text()
    wish = dialog.wish(tmp_path / "out.json")
    assert wish.scope == EVERYTHING
    bulk = Bulk(session, dialog)
    with qtbot.waitSignal(session.notice, timeout=20_000) as notice:
        bulk.export(wish, (), View())
    assert notice.args is not None
    assert "out.json" in str(notice.args[0].text)
    assert (tmp_path / "out.json").exists()
