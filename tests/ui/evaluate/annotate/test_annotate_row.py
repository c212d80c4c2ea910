"""Row after row by keys alone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.annotation import Annotation
from instrstudio.services import annotating
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.annotate.page import AnnotatePage
from instrstudio.ui.session import Session

from .conftest import ROWS, press, proposed, rest

Key = Qt.Key


def said(workspace: Workspace, place: int) -> Annotation:
    (found,) = annotating.said_of(workspace, "news", place)
    return found


def at(page: AnnotatePage) -> int:
    return page.desk.row.place if page.desk.row else -1


def test_the_first_row_shows_its_best_proposal(page: AnnotatePage) -> None:
    assert page.stack.currentWidget() is page.view
    assert page.view.text == proposed(0, 1)
    assert page.view.task.description.text() == "Row 0"
    assert page.view._place.text() == f"Row 1 of {ROWS}"
    assert page.guide.guideline.text() == "Be short."
    assert page.view.hasFocus()


@pytest.mark.parametrize("control", [False, True])
def test_the_next_row_is_there_at_once(
    page: AnnotatePage,
    annotated: Workspace,
    session: Session,
    qtbot: QtBot,
    control: bool,
) -> None:
    press(page, Key.Key_Return, control=control)
    # nothing was waited for: no event loop has run in between
    assert at(page) == 1
    assert page.view.text == proposed(1, 1)
    rest(qtbot, session)
    noted = said(annotated, 0)
    assert (noted.verdict, noted.text, noted.method) == (
        "accept",
        proposed(0, 1),
        "template",
    )


def test_proposals_of_the_next_rows_are_made_ahead(
    page: AnnotatePage, session: Session, qtbot: QtBot
) -> None:
    for place in range(ROWS - 1):
        assert page.desk.row is not None
        assert page.desk.row.proposals is not None
        assert at(page) == place
        press(page, Key.Key_Return)
        rest(qtbot, session)
    assert page.view.text == proposed(ROWS - 1, 1)


def test_a_whole_set_is_gone_through_by_keys(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    press(page, Key.Key_Return)
    press(page, Key.Key_2)
    press(page, Key.Key_Return)
    press(page, Key.Key_R)
    press(page, Key.Key_S)
    press(page, Key.Key_E)
    assert page.view.box.hasFocus()
    QTest.keyClicks(page.view.box, " rse")
    assert at(page) == 4
    press(page, Key.Key_Return, control=True)
    assert page.view.hasFocus()
    press(page, Key.Key_Return)
    rest(qtbot, session)
    verdicts = [said(annotated, place) for place in range(ROWS)]
    assert [v.verdict for v in verdicts] == [
        *("accept", "accept", "reject", "skip", "edit", "accept")
    ]
    assert (verdicts[1].text, verdicts[1].method) == (proposed(1, 2), "retrieval")
    assert verdicts[4].text == proposed(4, 1) + " rse"
    assert verdicts[4].proposed == proposed(4, 1)
    assert at(page) == -1
    assert page.stack.currentWidget() is page._done_page
    page._skipped.click()
    rest(qtbot, session)
    assert at(page) == 3
    press(page, Key.Key_Return)
    rest(qtbot, session)
    assert said(annotated, 3).verdict == "accept"


def test_verdicts_are_taken_back_by_key(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    press(page, Key.Key_R)
    press(page, Key.Key_Return)
    rest(qtbot, session)
    for place in (1, 0):
        press(page, Key.Key_U)
        rest(qtbot, session)
        assert at(page) == place
        assert annotating.said_of(annotated, "news", place) == []
    press(page, Key.Key_U)
    rest(qtbot, session)
    assert at(page) == 0


def test_rows_are_gone_through_without_a_verdict(
    page: AnnotatePage, session: Session, qtbot: QtBot
) -> None:
    press(page, Key.Key_Return)
    press(page, Key.Key_BracketRight)
    rest(qtbot, session)
    assert at(page) == 2
    for _time in range(2):
        press(page, Key.Key_BracketLeft)
        rest(qtbot, session)
    assert at(page) == 0
    assert page.view._state.text() == "You accepted a proposal"
    press(page, Key.Key_BracketLeft)
    rest(qtbot, session)
    assert at(page) == 0
    assert not page.view.previous.isEnabled()


def test_a_verdict_is_changed_later(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    press(page, Key.Key_Return)
    press(page, Key.Key_BracketLeft)
    rest(qtbot, session)
    assert page.view.text == proposed(0, 1)
    press(page, Key.Key_3)
    press(page, Key.Key_Return)
    rest(qtbot, session)
    assert said(annotated, 0).text == proposed(0, 3)
    assert at(page) == 1


def test_letters_in_the_box_are_letters(
    page: AnnotatePage, annotated: Workspace, session: Session, qtbot: QtBot
) -> None:
    press(page, Key.Key_E)
    QTest.keyClicks(page.view.box, "rsu1[]")
    QTest.keyClick(page.view.box, Key.Key_Return)
    rest(qtbot, session)
    assert page.view.text == proposed(0, 1) + "rsu1[]\n"
    assert at(page) == 0
    assert annotating.annotators(annotated, "news") == []
    QTest.keyClick(page.view.box, Key.Key_Escape)
    assert page.view.hasFocus()
    press(page, Key.Key_S)
    assert at(page) == 1


def test_nothing_is_noted_while_an_input_method_composes(
    page: AnnotatePage,
) -> None:
    page.view.start_editing()
    QApplication.sendEvent(page.view.box, QInputMethodEvent("xin", []))
    assert page.view.is_composing
    press(page, Key.Key_Return, control=True)
    assert at(page) == 0
    done = QInputMethodEvent("", [])
    done.setCommitString("新")
    QApplication.sendEvent(page.view.box, done)
    press(page, Key.Key_Return, control=True)
    assert at(page) == 1


def test_an_empty_box_is_no_instruction(page: AnnotatePage) -> None:
    page.view.box.set_text("")
    page.view.box.edited.emit()
    assert not page.view.accept.isEnabled()
    press(page, Key.Key_Return)
    assert at(page) == 0


def test_the_button_says_what_it_does(page: AnnotatePage) -> None:
    assert page.view.accept.text().strip() == "Accept"
    page.view.start_editing()
    QTest.keyClicks(page.view.box, "!")
    assert page.view.accept.text().strip() == "Keep edit"


def test_what_was_typed_stays_when_a_row_is_left(
    page: AnnotatePage, session: Session, qtbot: QtBot
) -> None:
    page.view.start_editing()
    QTest.keyClicks(page.view.box, " Half")
    QTest.keyClick(page.view.box, Key.Key_Escape)
    press(page, Key.Key_BracketRight)
    rest(qtbot, session)
    assert page.view.text == proposed(1, 1)
    press(page, Key.Key_BracketLeft)
    rest(qtbot, session)
    assert page.view.text == proposed(0, 1) + " Half"


def test_samples_fold(page: AnnotatePage) -> None:
    before = page.view.task.is_open
    press(page, Key.Key_O)
    assert (before, page.view.task.is_open) == (False, True)
    assert page.view.task.fold.text().strip().startswith("1 sample")


def test_a_proposal_is_put_into_the_box_by_its_button(page: AnnotatePage) -> None:
    button = page.view.proposals.findChild(QPushButton, "proposal2")
    assert isinstance(button, QPushButton)
    assert "retrieval" in button.accessibleName().lower()
    button.click()
    assert page.view.text == proposed(0, 2)
    press(page, Key.Key_9)
    assert page.view.text == proposed(0, 2)


def test_late_proposals_leave_what_is_typed(
    page: AnnotatePage, session: Session, qtbot: QtBot
) -> None:
    row = page.desk.row
    assert row is not None
    waiting = replace(row, proposals=None)
    page.view.show_row(waiting, None, ROWS)
    assert page.view.text == ""
    page.view.show_proposals(row)
    assert page.view.text == proposed(0, 1)
    page.view.show_row(waiting, None, ROWS)
    page.view.start_editing()
    QTest.keyClicks(page.view.box, "Mine")
    page.view.show_proposals(row)
    assert page.view.text == "Mine"


def test_a_verdict_that_fails_brings_its_row_back(
    page: AnnotatePage, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(annotating, "judge", fail)
    with qtbot.waitSignal(session.failed):
        press(page, Key.Key_Return)
    rest(qtbot, session)
    assert at(page) == 0


def test_another_goes_on_with_what_is_left(
    open_page: Callable[[], AnnotatePage],
    annotated: Workspace,
    session: Session,
    qtbot: QtBot,
) -> None:
    page = open_page()
    press(page, Key.Key_Return)
    rest(qtbot, session)
    page.ask._on_person("anna")
    rest(qtbot, session)
    assert at(page) == 1
    press(page, Key.Key_Return)
    rest(qtbot, session)
    assert said(annotated, 1).annotator == "anna"
    assert "anna" in page.sets.person.text()
