"""A public data set is found, judged, and its downloaded file imported."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.catalogue import YES
from instrstudio.services import catalogue
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.catalogue_dialog import CatalogueDialog
from instrstudio.ui.library.file_jobs import FileJobs
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Notice, Session

WAIT_MS = 20_000


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> CatalogueDialog:
    dialog = CatalogueDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def text_of(dialog: CatalogueDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def button(dialog: CatalogueDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def firefly(folder: Path, name: str = "firefly-train-1.1M.jsonl") -> Path:
    rows = ({"kind": "NLI", "input": f"判断第 {n} 句", "target": "是"} for n in (1, 2))
    path = folder / name
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_all_sets_are_listed_and_found_by_words_language_and_licence(
    dialog: CatalogueDialog,
) -> None:
    everything = [item.key for item in dialog.list.items()]
    assert everything == [entry.id for entry in catalogue.entries()]
    QTest.keyClicks(dialog.search, "alpaca gpt-4")
    assert {item.key for item in dialog.list.items()} < set(everything)
    languages = dialog.findChild(QComboBox, "catalogueLanguage")
    assert isinstance(languages, QComboBox)
    languages.setCurrentIndex(languages.findData("zh"))
    languages.activated.emit(languages.currentIndex())
    assert [item.key for item in dialog.list.items()] == ["alpaca-gpt4-zh"]
    dialog.search.clear()
    only = dialog.findChild(QCheckBox, "catalogueShippable")
    assert isinstance(only, QCheckBox)
    only.click()
    shown = [catalogue.get(item.key) for item in dialog.list.items()]
    assert shown
    assert all(e.shippable == YES and "zh" in e.languages for e in shown)


def test_nothing_found_says_so(dialog: CatalogueDialog) -> None:
    dialog.search.setText("no such words at all")
    assert dialog.list.items() == ()
    assert dialog._none.isVisible()
    assert not dialog.view.isVisible()
    assert not button(dialog, "datasetChoose").isEnabled()


def test_what_is_known_of_a_set_is_told(dialog: CatalogueDialog) -> None:
    dialog.list.pick("alpaca")
    entry = catalogue.get("alpaca")
    assert text_of(dialog, "datasetFacts") == "English · about 52,000 rows"
    assert text_of(dialog, "datasetLicence") == entry.licence == "CC-BY-NC-4.0"
    assert text_of(dialog, "datasetMay") == "May not be used"
    assert text_of(dialog, "datasetWhy") == entry.why["en"]
    assert text_of(dialog, "datasetGet") == entry.get["en"]


def test_its_page_is_opened_and_its_address_copied(
    dialog: CatalogueDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog.list.pick("dolly")
    button(dialog, "datasetOpen").click()
    button(dialog, "datasetCopy").click()
    url = catalogue.get("dolly").url
    assert [one.toString() for one in opened] == [url]
    assert QGuiApplication.clipboard().text() == url


def test_enter_in_the_search_goes_to_the_list_and_opens_nothing(
    dialog: CatalogueDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    QTest.keyClicks(dialog.search, "dolly")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.list.hasFocus()
    assert opened == []


def test_a_set_that_must_be_converted_says_so(dialog: CatalogueDialog) -> None:
    entry = next(entry for entry in catalogue.entries() if not entry.is_importable)
    dialog.list.pick(entry.id)
    assert dialog.file.wrong.isVisible()
    assert "converted first" in dialog.file.wrong.text()
    assert not button(dialog, "datasetChoose").isEnabled()
    dialog.list.pick("dolly")
    assert not dialog.file.wrong.isVisible()
    assert button(dialog, "datasetChoose").isEnabled()


def test_rows_are_shown_first_and_an_import_can_be_undone(
    dialog: CatalogueDialog,
    session: Session,
    library: Workspace,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    files = FileJobs(session, session)
    dialog.confirmed.connect(files.import_dataset)
    dialog.list.pick("firefly")
    assert not button(dialog, "datasetImport").isVisible()
    with qtbot.waitSignal(dialog.file.looked_at, timeout=WAIT_MS):
        dialog.file.read(firefly(tmp_path))
    table = dialog.file.rows
    first = table.item(0, 0)
    assert first is not None
    assert (table.rowCount(), first.text()) == (2, "判断第 1 句")
    assert library.store.records.count() == 3
    notices: list[Notice] = []
    session.notice.connect(notices.append)
    with qtbot.waitSignals([session.changed, session.notice], timeout=WAIT_MS):
        button(dialog, "datasetImport").click()
    assert notices[0].undo
    assert "2 records" in str(notices[0].text)
    record = library.store.records.get(4)
    entry = catalogue.get("firefly")
    assert (record.source.name, record.source.url) == (entry.name, entry.url)
    assert record.licence == entry.licence
    with qtbot.waitSignal(session.undo().succeeded, timeout=WAIT_MS):
        pass
    assert library.store.records.count() == 3


def test_a_file_of_another_shape_is_read_only_if_one_insists(
    dialog: CatalogueDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps({"input": "判断", "target": "是"}), encoding="utf-8")
    dialog.list.pick("firefly")
    dialog.file.read(path)
    qtbot.waitUntil(dialog.file.wrong.isVisible, timeout=WAIT_MS)
    assert "“kind”" in dialog.file.wrong.text()
    assert not button(dialog, "datasetImport").isVisible()
    with qtbot.waitSignal(dialog.file.looked_at, timeout=WAIT_MS):
        QTest.mouseClick(button(dialog, "stripAction"), Qt.MouseButton.LeftButton)
    assert button(dialog, "datasetImport").isEnabled()
    assert text_of(dialog, "datasetSaid").endswith("has kind")


def test_a_file_with_another_name_is_read_with_a_word(
    dialog: CatalogueDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.list.pick("firefly")
    with qtbot.waitSignal(dialog.file.looked_at, timeout=WAIT_MS):
        dialog.file.read(firefly(tmp_path, "rows.jsonl"))
    assert "not called as files of this set are" in text_of(dialog, "datasetSaid")
    dialog.list.pick("dolly")  # another set, another file
    assert not dialog.file.rows.isVisible()


def test_a_file_that_is_gone_is_a_sentence(
    dialog: CatalogueDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.list.pick("firefly")
    dialog.file.read(tmp_path / "nowhere.jsonl")
    qtbot.waitUntil(dialog.file.wrong.isVisible, timeout=WAIT_MS)
    assert "nowhere.jsonl" in dialog.file.wrong.text()


@pytest.mark.parametrize("words", ["Public data", "数据集", "sjj", "gonggong"])
def test_the_palette_opens_it(window: MainWindow, words: str) -> None:
    found = [action for action, _also in window.top.search.matches(words)]
    assert window.actions_["catalogue"] in found
    window.actions_["catalogue"].trigger()
    panel = window.findChild(LibraryPanel)
    assert isinstance(panel, LibraryPanel)
    dialog = panel.findChild(CatalogueDialog)
    assert isinstance(dialog, CatalogueDialog)
    assert window.panels.current == "library"
    dialog.reject()
