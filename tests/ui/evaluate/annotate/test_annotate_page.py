"""Sets, guideline, disagreements, and what comes of it all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QInputDialog,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from instrstudio.domain.annotation import Annotation
from instrstudio.services import annotating, library
from instrstudio.services import annotating_results as results
from instrstudio.services.workspace import Workspace
from instrstudio.ui import theme
from instrstudio.ui.evaluate.annotate.new_set_dialog import NewSetDialog
from instrstudio.ui.evaluate.annotate.page import AnnotatePage
from instrstudio.ui.session import Session

from .conftest import press, rest

Key = Qt.Key


def say(workspace: Workspace, place: int, who: str, text: str) -> None:
    verdict = "edit" if text else "reject"
    said = Annotation(place=place, annotator=who, verdict=verdict, text=text)
    annotating.judge(workspace, "news", said)


@pytest.fixture
def disputed(annotated: Workspace) -> Workspace:
    """Two annotators differ on the rows 2 and 4."""
    for place, other in ((1, "Sum it up now."), (3, "")):
        say(annotated, place, "ann", "Sum it up.")
        say(annotated, place, "bob", other)
    say(annotated, 0, "ann", "Do.")
    return annotated


def test_without_a_set_the_page_says_what_annotating_is(
    empty_workspace: Workspace, qtbot: QtBot
) -> None:
    session = Session(empty_workspace)
    page = AnnotatePage(session)
    qtbot.addWidget(page)
    page.show()
    page.activated()
    rest(qtbot, session)
    assert page.stack.currentWidget() is page._empty_page
    assert "accept, edit or reject" in page._empty.accessibleName()
    assert page.sets.isHidden()
    page._first.click()
    assert isinstance(page.findChild(NewSetDialog), NewSetDialog)


def test_a_set_is_made_of_a_file(
    page: AnnotatePage,
    annotated: Workspace,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(json.dumps({"description": "Row 0"}) + "\n", encoding="utf-8")
    page.sets.new.click()
    dialog = page.findChild(NewSetDialog)
    assert isinstance(dialog, NewSetDialog)
    make = dialog.findChild(QPushButton, "newSetMake")
    assert isinstance(make, QPushButton)
    assert not make.isEnabled()
    dialog.choose(path)
    assert dialog.name.text() == "reviews"
    dialog.annotators.setValue(2)
    dialog.licence.setText("CC0-1.0")
    dialog.guideline.set_text("One task each.")
    with qtbot.waitSignal(dialog.accepted):
        make.click()
    rest(qtbot, session)
    found = annotated.store.annotations.get("reviews")
    assert (found.annotators, found.licence, found.guideline, found.source) == (
        2,
        "CC0-1.0",
        "One task each.",
        "reviews.jsonl",
    )
    assert page.desk.name == "reviews"
    assert page.view.task.description.text() == "Row 0"


def test_a_faulty_file_is_said_in_the_dialog(
    page: AnnotatePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("nonsense\n", encoding="utf-8")
    page.ask.ask_new()
    dialog = page.findChild(NewSetDialog)
    assert isinstance(dialog, NewSetDialog)
    dialog.choose(path)
    dialog._make.click()
    rest(qtbot, session)
    assert dialog.isVisible()
    assert "Line 1 of bad.jsonl" in dialog._wrong.text()
    assert page.desk.name == "news"


def test_progress_is_shown(page: AnnotatePage, session: Session, qtbot: QtBot) -> None:
    press(page, Key.Key_Return)
    press(page, Key.Key_S)
    rest(qtbot, session)
    (item,) = page.sets.list.items()
    assert (item.text, item.caption) == ("news", "1 of 6 settled")
    assert (page.sets.bar.value(), page.sets.bar.maximum()) == (1, 6)
    assert "Yours: 2, open to you: 4" in page.sets.counts.text()


def test_the_guideline_is_kept(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    page.guide.guideline.set_text("Be long.")
    page.guide.flush()
    rest(qtbot, session)
    assert annotated.store.annotations.get("news").guideline == "Be long."
    assert page.guide.guideline.text() == "Be long."


def test_disagreements_are_settled_one_after_the_other(
    disputed: Workspace,
    open_page: Callable[[], AnnotatePage],
    session: Session,
    qtbot: QtBot,
) -> None:
    page = open_page()
    assert [item.text for item in page.guide.disputes.items()] == ["Row 2", "Row 4"]
    assert "2 rows judged by two" in page.guide.agreement.text()
    assert "Keep or reject: 50%" in page.guide.agreement.text()
    page.guide.disputes.pick("1")
    view = page.adjudication
    assert page.stack.currentWidget() is view
    assert not view.settle.isEnabled()
    QTest.keyClick(view, Key.Key_2)
    assert view.box.text() == "Sum it up now."
    QTest.keyClick(view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.place == 3
    rest(qtbot, session)
    assert [d.row.place for d in results.disputes(disputed, "news")] == [3]
    view.reject.click()
    rest(qtbot, session)
    assert results.disputes(disputed, "news") == []
    final = [a for a in annotating.said_of(disputed, "news", 1) if a.is_final]
    assert [(a.text, a.annotator) for a in final] == [("Sum it up now.", "default")]
    assert page.stack.currentWidget() is page.view
    assert page.guide.disputes.items() == ()


def test_a_disagreement_may_wait(
    disputed: Workspace,
    open_page: Callable[[], AnnotatePage],
    session: Session,
    qtbot: QtBot,
) -> None:
    page = open_page()
    place = page.desk.row.place if page.desk.row else -1
    page.guide.disputes.pick("3")
    assert "rejected this row" in [
        label.text() for label in page.adjudication.findChildren(type(page._wait))
    ]
    page.adjudication.box.set_text("Own words.")
    page.adjudication.box.edited.emit()
    assert page.adjudication.settle.isEnabled()
    page.adjudication.back.click()
    assert page.stack.currentWidget() is page.view
    assert page.desk.row is not None
    assert page.desk.row.place == place


def test_settled_rows_go_into_the_library_and_back(
    disputed: Workspace,
    open_page: Callable[[], AnnotatePage],
    session: Session,
    qtbot: QtBot,
) -> None:
    page = open_page()
    with qtbot.waitSignals([session.changed, session.notice]):
        page.sets.finish.click()
    assert disputed.store.records.count() == 1
    library.undo(disputed)
    assert disputed.store.records.count() == 0


def test_files_are_written_from_the_menu(
    disputed: Workspace,
    open_page: Callable[[], AnnotatePage],
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    page = open_page()
    for action, name, lines in ((0, "rows", 1), (1, "verdicts", 5)):
        page._menu[action].trigger()
        dialog = page.findChildren(QFileDialog)[-1]
        target = tmp_path / f"{name}.jsonl"
        with qtbot.waitSignal(session.notice):
            dialog.fileSelected.emit(str(target))
        dialog.close()
        assert len(target.read_text("utf-8").splitlines()) == lines


def test_the_number_of_annotators_is_changed(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    page._menu[3].trigger()
    dialog = page.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.setIntValue(3)
    dialog.accept()
    rest(qtbot, session)
    assert annotated.store.annotations.get("news").annotators == 3


def test_a_set_goes_only_when_that_is_confirmed(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    for text, left in (("Cancel", 1), ("Remove", 0)):
        page._menu[2].trigger()
        box = page.findChildren(QMessageBox)[-1]
        next(b for b in box.buttons() if b.text() == text).click()
        rest(qtbot, session)
        assert len(annotating.sets(annotated)) == left
    assert page.stack.currentWidget() is page._empty_page


def test_everything_has_a_name_and_fits_a_small_window(
    disputed: Workspace, open_page: Callable[[], AnnotatePage]
) -> None:
    page = open_page()
    page.resize(952, 560)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 952
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.accessibleName(), button.objectName()
            assert button.width() >= button.minimumSizeHint().width() - 1
    for button in (page.view.accept, page.view.reject, page.view.skip, page.view.undo):
        assert "(" in button.toolTip()


def test_the_page_follows_language_and_theme(
    page: AnnotatePage, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(page, "retranslate", lambda: heard.append("language"))
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert heard == ["language"]
    theme.apply(qapp, dark=True, language="zh")
    assert page.view.box.text()


def test_the_menu_offers_what_the_keys_do(page: AnnotatePage) -> None:
    names = [action.text() for action in page.actions()]
    assert "Accept and next" in names
    assert "Remove set…" in names
    assert not [name for name in names if name.startswith("Put proposal")]
    assert all(isinstance(action, QAction) for action in page.actions())
