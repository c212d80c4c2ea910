"""What is shown, changed, exported and forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import Job
from instrstudio.domain.run import Notice as RunNotice
from instrstudio.domain.run import Run, RunState, Step, TrainConfig, TrainingEvent
from instrstudio.domain.wording import message
from instrstudio.services import preferring, style
from instrstudio.services.preferring import Counts, Wish
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.learned import desk
from instrstudio.ui.evaluate.learned.order_view import BarRow
from instrstudio.ui.evaluate.learned.page import LearnedPage
from instrstudio.ui.evaluate.learned.preferences_dialog import PreferencesDialog
from instrstudio.ui.i18n import Catalogues
from instrstudio.ui.session import Notice, Session

from .conftest import rest

Key = Qt.Key
SWAPPED = "swap.en.own.sum up"
POLITE = "please.en"


def told(page: LearnedPage) -> list[str]:
    """Return what the bars say."""
    return [row.accessibleName() for row in page.order.findChildren(BarRow)]


def field(parent: QWidget, name: str) -> QLineEdit:
    found = parent.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


@pytest.fixture
def notices(session: Session) -> list[Notice]:
    found: list[Notice] = []
    session.notice.connect(found.append)
    return found


def test_of_somebody_new_it_says_how_it_learns(
    open_page: Callable[[], LearnedPage],
) -> None:
    page = open_page()
    assert page.stack.currentWidget() is page._empty_page
    said = page._empty.accessibleName()
    assert "from the first choice on" in said
    assert "stays on this machine" in said
    page._first.click()
    assert page.stack.currentWidget() is page._body
    QTest.keyClick(page.rules.form, Key.Key_Escape)
    assert page.stack.currentWidget() is page._empty_page


def test_rules_order_and_counts_are_shown(page: LearnedPage) -> None:
    assert page.stack.currentWidget() is page._body
    rows = page.rules.rows
    assert set(rows) == {SWAPPED, POLITE}
    assert rows[POLITE].said.text() == "You leave “please” out."
    assert "your own" in rows[POLITE].accessibleName()
    assert page.rules._count.text() == "2 rules in force"
    assert any(said.startswith("Shorter ones: ") for said in told(page))
    assert "First as shown: 0 of 2" in told(page)
    assert page.order.counts.text().startswith("2 choices, 1 rejection")


def test_the_example_shows_what_learning_changes(page: LearnedPage) -> None:
    view = page.example
    assert view.usual.text.text().startswith("Please summarize")
    assert "lease" not in view.own.text.text()
    assert view.own.text.text().startswith(("Condense", "Summarize", "Write"))
    assert view.own.note.text()
    assert "marked" in view.state.text()


def test_a_rule_is_switched_by_key(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    check = page.rules.rows[POLITE].check
    check.setFocus()
    QTest.keyClick(check, Key.Key_Space)
    rest(qtbot, session)
    rules = {rule.name: rule for rule in style.rules(known)}
    assert not rules[POLITE].is_on
    assert page.rules._count.text().startswith("1 rule")
    assert page.rules.rows[POLITE].check is check


def test_a_value_is_changed_where_it_stands(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    row = page.rules.rows[SWAPPED]
    put = field(row, "rulePut")
    put.setFocus()
    put.selectAll()
    QTest.keyClicks(put, "shorten")
    QTest.keyClick(put, Key.Key_Return)
    rest(qtbot, session)
    rules = {rule.name: rule for rule in style.rules(known)}
    assert rules[SWAPPED].value["put"] == "shorten"
    assert row.said.text() == "You write “shorten” for “sum up”."


def test_escape_puts_back_what_was_there(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    find = field(page.rules.rows[SWAPPED], "ruleFind")
    find.setFocus()
    QTest.keyClicks(find, " more")
    QTest.keyClick(find, Key.Key_Escape)
    assert find.text() == "sum up"
    find.clear()
    QTest.keyClick(find, Key.Key_Return)
    assert find.text() == "sum up"
    rest(qtbot, session)
    assert style.rules(known)[1].value["find"] == "sum up"


def test_an_own_rule_is_added_by_keys(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    page.rules.setFocus()
    QTest.keyClick(page, Key.Key_N)
    form = page.rules.form
    assert form.isVisible()
    assert not form.add.isEnabled()
    QTest.keyClicks(field(form, "ruleFind"), "write")
    field(form, "rulePut").setText("compose ‹output›")
    QTest.keyClick(field(form, "rulePut"), Key.Key_Return)
    rest(qtbot, session)
    assert form.isHidden()
    added = {rule.name: rule for rule in style.rules(known)}["swap.all.own.write"]
    assert added.value["put"] == "compose {output_form}"
    assert page.rules.rows[added.name].said.text() == (
        "You write “compose ‹output›” for “write”."
    )


@pytest.mark.parametrize("kind", ["please", "length", "form", "lead", "add"])
def test_each_kind_of_rule_can_be_added(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot, kind: str
) -> None:
    style.reset(known)
    page.add_rule()
    form = page.rules.form
    form.kind.setCurrentIndex(form.kind.findData(kind))
    form.kind.activated.emit(form.kind.currentIndex())
    if kind == "add":
        field(form, "ruleText").setText("Be brief.")
    form.add.click()
    rest(qtbot, session)
    (rule,) = style.rules(known)
    assert (rule.kind, rule.origin, rule.is_on) == (kind, "own", True)


def test_a_refused_rule_is_said_and_nothing_changes(
    page: LearnedPage,
    session: Session,
    known: Workspace,
    qtbot: QtBot,
) -> None:
    page.desk.change(SWAPPED, {"find": " "})
    rest(qtbot, session)
    assert page.rules.wrong.isVisible()
    assert "cannot have this value" in page.rules.wrong.text()
    assert len(style.rules(known)) == 2


def test_a_removed_rule_can_be_had_again(
    page: LearnedPage,
    session: Session,
    known: Workspace,
    notices: list[Notice],
    qtbot: QtBot,
) -> None:
    style.switch(known, POLITE, is_on=False)
    page.desk.reload()
    rest(qtbot, session)
    page.rules.rows[POLITE].back.click()
    rest(qtbot, session)
    assert set(page.rules.rows) == {SWAPPED}
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    rest(qtbot, session)
    rules = {rule.name: rule for rule in style.rules(known)}
    assert not rules[POLITE].is_on
    assert set(page.rules.rows) == {SWAPPED, POLITE}


def test_rules_go_out_and_come_in(
    page: LearnedPage,
    session: Session,
    known: Workspace,
    notices: list[Notice],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    target = tmp_path / "rules.json"
    page.rules.keep.click()
    dialog = page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(target))
    rest(qtbot, session)
    assert str(notices[-1].text) == "2 rules written."
    style.reset(known)
    page.ask._on_source(str(target))
    rest(qtbot, session)
    assert str(notices[-1].text) == "2 rules are yours now."
    assert set(page.rules.rows) == {SWAPPED, POLITE}
    with qtbot.waitSignal(session.failed):
        page.ask._on_source(str(tmp_path / "none.json"))


def test_everything_is_forgotten_after_a_question(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    page.forget.click()
    box = page.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Cancel"
    forget = next(b for b in box.buttons() if b.text() == "Forget")
    assert isinstance(forget, QAbstractButton)
    forget.click()
    rest(qtbot, session)
    assert style.rules(known) == []
    assert page.stack.currentWidget() is page._empty_page


def test_another_person_has_a_page_of_their_own(
    page: LearnedPage, session: Session, known: Workspace, qtbot: QtBot
) -> None:
    page.person.new.click()
    dialog = page.findChild(QInputDialog)
    assert isinstance(dialog, QInputDialog)
    dialog.textValueSelected.emit(" bob ")
    rest(qtbot, session)
    assert known.settings.profile == "bob"
    assert page.person.people.currentText() == "bob"
    assert page.stack.currentWidget() is page._empty_page
    page.person.people.setCurrentText("default")
    page.person.people.activated.emit(0)
    rest(qtbot, session)
    assert set(page.rules.rows) == {SWAPPED, POLITE}


def test_preferences_are_counted_before_they_are_exported(
    page: LearnedPage,
    session: Session,
    notices: list[Notice],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def count(_workspace: Workspace, wish: Wish) -> Counts:
        return Counts(pairs=3, tasks=1, held_out=0, enough=False, by_rule={"edits": 3})

    def export(
        _workspace: Workspace, target: Path, format: str, wish: Wish
    ) -> Job[object, int]:
        asked.append((target.name, format, wish.rules))
        yield None
        return 3

    monkeypatch.setattr(preferring, "count", count)
    monkeypatch.setattr(preferring, "export", export)
    page.export.click()
    dialog = page.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    assert not dialog.go.isEnabled()
    rest(qtbot, session)
    assert dialog.told.text().startswith("3 different pairs of 1 task")
    assert dialog._numbers["edits"].text() == "3"
    dialog.rules["votes"].click()
    rest(qtbot, session)
    assert dialog.go.isEnabled()
    dialog.format.setCurrentIndex(3)
    with qtbot.waitSignal(dialog.accepted):
        dialog.export(tmp_path / "out.jsonl")
    rest(qtbot, session)
    assert asked == [("out.jsonl", "trl-kto", ("choices", "edits", "margin"))]
    assert str(notices[-1].text) == "3 rows written to out.jsonl."


def test_too_few_pairs_are_said_and_not_learned(
    page: LearnedPage, session: Session, qtbot: QtBot
) -> None:
    page.learn.click()
    dialog = page.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    rest(qtbot, session)
    assert "Too few to learn from" in dialog.told.text()
    assert not dialog.go.isEnabled()


def test_learning_shows_its_steps_and_the_sentences_at_its_end(
    page: LearnedPage,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[tuple[bool, str]] = []

    def learning(_workspace: Workspace, wish: Wish) -> Job[TrainingEvent, Run]:
        assert wish == Wish()
        run = Run(id=1, name="mine", config=TrainConfig(), state=RunState.DONE)
        yield Step(step=4, loss=1.0, tokens_per_second=1.0)
        yield RunNotice(message=message("Comparing the model with the one before."))
        worse = message(
            "“{name}” is worse than “{before}”, which stays in use.",
            name="mine",
            before="small",
        )
        yield RunNotice(message=worse)
        return run

    monkeypatch.setattr(desk, "_learning", learning)
    page.desk.learning_changed.connect(
        lambda: shown.append((page.learn.isEnabled(), page.strip.text.text()))
    )
    page.desk.learn(Wish())
    rest(qtbot, session)
    assert shown[0] == (False, "Learning preferences…")
    assert page.learn.isEnabled()
    assert not page.strip._live.isVisible()
    assert page.strip.result.text() == (
        "Comparing the model with the one before. "
        "“mine” is worse than “small”, which stays in use."
    )


def test_what_cannot_be_learned_is_said(
    page: LearnedPage, session: Session, qtbot: QtBot
) -> None:
    page.desk.learn(Wish())
    rest(qtbot, session)
    assert page.strip.result.isVisible()
    assert page.strip.result.property("state") == "error"
    assert page.strip.result.text()


def test_the_page_follows_the_language(
    page: LearnedPage, qapp: QApplication, qtbot: QtBot
) -> None:
    catalogues = Catalogues(qapp)
    catalogues.use("zh")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    try:
        assert page.rules.new.accessibleName() == "添加规则"
        row = page.rules.rows[POLITE]
        assert row.said.text() != "You leave “please” out."
        assert field(page.rules.rows[SWAPPED], "ruleFind").text() == "sum up"
        assert any(said.startswith("较短的: ") for said in told(page))
        assert page.order.counts.text() == "2 次选用、1 次不采用"
    finally:
        catalogues.use("en")


def test_letters_are_words_in_a_field(page: LearnedPage) -> None:
    put = field(page.rules.rows[SWAPPED], "rulePut")
    put.setFocus()
    QTest.keyClick(put, Key.Key_N)
    assert page.rules.form.isHidden()
    assert put.text().endswith("n")
