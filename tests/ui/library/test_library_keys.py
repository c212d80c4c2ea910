"""Exports and imports from the whole window by keys alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from instrstudio.ui.library.export_dialog import ExportDialog
from instrstudio.ui.library.export_scope import FOUND, MARKED
from instrstudio.ui.library.import_dialog import ImportDialog
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.view import View
from instrstudio.ui.main_window import MainWindow

WAIT_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier


def library_of(window: MainWindow, qtbot: QtBot) -> LibraryPanel:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    panel = window.findChild(LibraryPanel)
    assert isinstance(panel, LibraryPanel)
    qtbot.waitUntil(lambda: panel.table.records.rowCount() == 3, timeout=WAIT_MS)
    qtbot.waitUntil(panel.table.hasFocus, timeout=WAIT_MS)
    return panel


def asked_to_export(panel: LibraryPanel, qtbot: QtBot) -> ExportDialog:
    QTest.keyClick(panel.table, Qt.Key.Key_E, CONTROL)
    dialog = panel.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(dialog._export.isEnabled, timeout=WAIT_MS)
    return dialog


def written(dialog: ExportDialog, folder: Path, qtbot: QtBot) -> str:
    """Go through the dialogs by keys and return what is in the file."""
    target = folder / f"rows{dialog.options.suffix()}"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    place = dialog.findChild(QFileDialog)
    assert isinstance(place, QFileDialog)
    name = place.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    name.setText(str(target))  # typed, a list of files would open over it
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(target.exists, timeout=WAIT_MS)
    return target.read_text(encoding="utf-8")


def test_the_marked_rows_are_exported_by_keys(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = library_of(window, qtbot)
    panel.table.go_to(panel.table.records.row_of(3))
    QTest.keyClick(panel.table, Qt.Key.Key_X)
    dialog = asked_to_export(panel, qtbot)
    assert dialog.scope.scope() == MARKED
    text = written(dialog, tmp_path, qtbot)
    assert "Translate the letter into French." in text
    assert "news" not in text


def test_what_a_search_finds_is_exported_by_keys(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    panel = library_of(window, qtbot)
    with qtbot.waitSignal(panel.results.finder.found, timeout=WAIT_MS):
        panel.results.show_view(View(task_type="summarization"))
    dialog = asked_to_export(panel, qtbot)
    assert dialog.scope.scope() == FOUND
    text = written(dialog, tmp_path, qtbot)
    assert "news article" in text
    assert "letter" not in text


def test_import_is_asked_by_keys_and_left_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    panel = library_of(window, qtbot)
    QTest.keyClick(panel.table, Qt.Key.Key_I, CONTROL)
    dialog = panel.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
