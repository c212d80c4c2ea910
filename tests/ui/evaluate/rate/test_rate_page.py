"""Queues, raters, results, files, and how the page looks after itself."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot
from rating_cases import answer_all, judge_all, made, offered

from instrstudio.domain.evaluation import ScoredRow
from instrstudio.domain.task import Task
from instrstudio.services import rating_queues, rating_results, rating_turns
from instrstudio.services.workspace import Workspace
from instrstudio.ui.appearance import Appearance
from instrstudio.ui.evaluate.rate.new_queue_dialog import NewQueueDialog
from instrstudio.ui.evaluate.rate.page import RatePage
from instrstudio.ui.session import Notice, Session

from .conftest import become, judge, press, rest

Key = Qt.Key


def new_queue(page: RatePage, session: Session, qtbot: QtBot) -> NewQueueDialog:
    """Open the dialog by its key."""
    press(page, Key.Key_Q)
    rest(qtbot, session)
    dialog = page.findChild(NewQueueDialog)
    assert isinstance(dialog, NewQueueDialog)
    return dialog


def make_button(dialog: NewQueueDialog) -> QPushButton:
    button = dialog.findChild(QPushButton, "newQueueMake")
    assert isinstance(button, QPushButton)
    return button


def test_without_a_queue_the_page_says_what_rating_is(
    empty_workspace: Workspace,
    open_page: Callable[[str], RatePage],
    session: Session,
    qtbot: QtBot,
) -> None:
    page = open_page("")
    assert page.stack.currentWidget() is page._empty_page
    assert "without knowing who wrote them" in page._empty.accessibleName()
    assert page.queues.isHidden()
    assert page.guide.isHidden()
    page._first.click()
    rest(qtbot, session)
    assert isinstance(page.findChild(NewQueueDialog), NewQueueDialog)


def test_queues_are_listed_with_progress(pairs: RatePage, qtbot: QtBot) -> None:
    judge(qtbot, pairs, Key.Key_1)
    listed = [(item.text, item.caption) for item in pairs.queues.list.items()]
    assert listed == [
        ("audit", "Quick audit, 0 of 6"),
        ("pairs", "Blind pairs, 1 of 6"),
        ("scales", "Scales, 0 of 6"),
    ]
    assert pairs.guide.counts.text() == "You: 1 of 6\ndefault: 1"
    assert (pairs.guide.bar.value(), pairs.guide.bar.maximum()) == (1, 6)


def test_brackets_go_to_the_queues_beside(
    pairs: RatePage, session: Session, qtbot: QtBot
) -> None:
    for key, name, title in (
        (Key.Key_BracketRight, "scales", "Clarity"),
        (Key.Key_BracketRight, "scales", "Clarity"),
        (Key.Key_BracketLeft, "pairs", "Which instruction is better for the task?"),
        (Key.Key_BracketLeft, "audit", "Valid task"),
    ):
        press(pairs, key)
        rest(qtbot, session)
        assert pairs.desk.name == name
        assert pairs.queues.list.current_key() == name
        assert pairs.view._state.text() == title
        assert pairs.stack.currentWidget() is pairs.view


def test_a_queue_is_chosen_in_the_list(
    pairs: RatePage, session: Session, qtbot: QtBot
) -> None:
    pairs.queues.list.pick("audit")
    rest(qtbot, session)
    assert pairs.view.kind == "audit"
    press(pairs, Key.Key_Y)
    assert pairs.view.answers.said == {"audit.valid": 1}


def test_another_rater_sees_the_other_side_and_has_an_own_count(
    pairs: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    rating_queues.remove(queued, "pairs")
    rating_queues.make(
        queued,
        rating_queues.QueuePlan(name="pairs", kind="pairwise", overlap=1.0),
        offered(tasks=1),
    )
    pairs.desk.reload()
    rest(qtbot, session)
    left = pairs.view.left.text()
    key = pairs.desk.turn.key if pairs.desk.turn else ()
    judge(qtbot, pairs, Key.Key_1)
    become(qtbot, pairs, session, "ben")
    assert pairs.desk.turn is not None
    assert pairs.desk.turn.key == key
    assert pairs.view.right.text() == left
    assert pairs.queues.person.text().strip() == "Rater: ben"
    assert pairs.guide.counts.text().startswith("You: 0 of 3")
    judge(qtbot, pairs, Key.Key_1)
    assert {vote.profile for vote in queued.store.votes.all()} == {"default", "ben"}
    session.set_profile("cyd")
    rest(qtbot, session)
    assert pairs.desk.who == "cyd"


def test_a_queue_is_made_of_a_file(
    scales: RatePage,
    queued: Workspace,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / "texts.jsonl"
    rows = [{"task": "Sum up", "system": s, "text": f"{s} text"} for s in "ab"]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    dialog = new_queue(scales, session, qtbot)
    dialog.select("source", "file")
    dialog.select("kind", "likert")
    make = make_button(dialog)
    assert not make.isEnabled()
    dialog.choose(path)
    assert dialog.name.text() == "texts"
    dialog.raters.setText("ann，ben, cyd")
    dialog.criteria["likert.clarity"].setChecked(False)
    with qtbot.waitSignal(dialog.accepted):
        make.click()
    rest(qtbot, session)
    found = rating_queues.find(queued, "texts")
    assert found.raters == ("ann", "ben", "cyd")
    assert found.source == str(path)
    assert "likert.clarity" not in found.criteria
    assert len(found.criteria) == 5
    assert scales.desk.name == "texts"


def test_a_queue_is_made_of_an_evaluation(
    pairs: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    run = queued.store.evaluations.add("held out", {"methods": ["a", "b"]})
    queued.store.evaluations.put(
        run,
        [
            ScoredRow(
                method=method,
                place=0,
                task=Task(description="Sum up"),
                references=(),
                text=f"{method} says",
                scores={},
            )
            for method in ("a", "b")
        ],
    )
    dialog = new_queue(pairs, session, qtbot)
    dialog.select("source", "evaluation")
    assert dialog.run.currentText() == f"held out ({run})"
    dialog.name.setText("of a run")
    with qtbot.waitSignal(dialog.accepted):
        make_button(dialog).click()
    rest(qtbot, session)
    assert pairs.desk.name == "of a run"
    assert {pairs.view.left.text(), pairs.view.right.text()} == {"a says", "b says"}
    assert rating_queues.find(queued, "of a run").source == f"evaluation:{run}"


def test_what_is_wrong_with_a_queue_is_said_in_the_dialog(
    pairs: RatePage, session: Session, qtbot: QtBot
) -> None:
    dialog = new_queue(pairs, session, qtbot)
    assert dialog.source.findData("evaluation") < 0
    dialog.select("source", "library")
    dialog.name.setText("empty")
    make_button(dialog).click()
    rest(qtbot, session)
    assert dialog.isVisible()
    assert "no pair to compare" in dialog._wrong.text()
    dialog.name.setText("audit")
    make_button(dialog).click()
    rest(qtbot, session)
    assert "already" in dialog._wrong.text()
    assert pairs.desk.name == "pairs"


def test_a_queue_goes_only_when_that_is_confirmed(
    pairs: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    judge(qtbot, pairs, Key.Key_1)
    for text, left in (("Cancel", 3), ("Remove", 2)):
        pairs._menu[3].trigger()
        box = pairs.findChildren(QMessageBox)[-1]
        next(b for b in box.buttons() if b.text() == text).click()
        rest(qtbot, session)
        assert len(rating_queues.all_of(queued)) == left
    assert pairs.desk.name == "audit"
    assert len(queued.store.votes.all()) == 1


def test_results_of_scales_are_the_means(
    scales: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    for rater in ("ann", "ben"):
        while turn := rating_turns.next_turn(queued, "scales", rater):
            value = {"template": 5, "retrieval": 3, "generation": 1}[turn.left.system]
            values = {q.criterion: value for q in turn.questions}
            if rater == "ben" and turn.left.system == "retrieval":
                values["likert.fluency"] = 4
            rating_turns.answer(queued, turn, values, rater)
    press(scales, Key.Key_R)
    rest(qtbot, session)
    table = scales.results.table("scales")
    assert table is not None
    rows = {row[:2]: row[2].split()[0] for row in table.figure.rows}
    assert rows["Fluency", "Template"] == "5.00"
    assert rows["Fluency", "Retrieval"] == "3.50"
    assert rows["Clarity", "Generation"] == "1.00"
    assert table.figure.ends == (1.0, 5.0)
    assert scales.results.stopping.isHidden()
    assert scales.guide.isHidden()
    items = scales.results.disagreements.list.items()
    assert [item.caption for item in items] == ["Fluency · ann: 3, ben: 4"] * 2
    scales.results.disagreements.list.pick("0")
    assert scales.results.disagreements.left.text().startswith("retrieval says")
    press(scales, Key.Key_R)
    assert scales.stack.currentWidget() is scales.view
    assert scales.guide.isVisible()


def test_results_of_an_audit_are_shares(
    audit: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    rating_queues.remove(queued, "pairs")
    made(queued, "audit", offered(tasks=4, systems=("template",)))
    answer_all(queued, "ann", lambda turn, _c: int("3" not in turn.left.text))
    audit.desk.open("q")
    rest(qtbot, session)
    audit.turn_over()
    rest(qtbot, session)
    table = audit.results.table("scales")
    assert table is not None
    assert table.figure.rows[-1][:2] == ("All valid", "Template")
    assert table.figure.rows[-1][2].startswith("0.75 [0.30, 0.95]")
    assert table.figure.ends == (0.0, 1.0)


def test_the_stopping_rule_is_no_proof_and_systems_have_names(
    pairs: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    rating_queues.remove(queued, "audit")
    made(queued, "pairwise")
    for rater in ("ann", "ben"):
        judge_all(
            queued,
            rater,
            lambda turn: "left" if turn.left.system > _other(turn) else "right",
        )
    pairs.desk.open("q")
    rest(qtbot, session)
    pairs.turn_over()
    assert pairs.results._title.full == "Counting verdicts…"
    rest(qtbot, session)
    assert "“Template” is better than “Retrieval”" in pairs.results.stopping.text()
    assert "It is no proof" in pairs.results._warning.text()
    assert pairs.results._warning.isVisible()
    matrix = pairs.results.table("matrix")
    assert matrix is not None
    assert matrix.figure.columns == ("", "Template", "Retrieval", "Generation")
    assert matrix.figure.rows[0] == ("Template", "–", "100% (40)", "100% (40)")
    assert pairs.results.grab().width() > 0  # the delegates draw


def _other(turn: object) -> str:
    right = getattr(turn, "right", None)
    return str(getattr(right, "system", ""))


def test_results_without_verdicts_say_so(
    pairs: RatePage, session: Session, qtbot: QtBot
) -> None:
    press(pairs, Key.Key_R)
    rest(qtbot, session)
    assert "nothing to compare" in pairs.results.stopping.text()
    assert "Nobody has judged" in pairs.results._about.text()
    assert pairs.results.table("strengths") is None
    press(pairs, Key.Key_1)
    rest(qtbot, session)
    assert pairs.guide.bar.value() == 0  # keys judge nothing that is not shown
    press(pairs, Key.Key_BracketRight)
    rest(qtbot, session)
    assert pairs.stack.currentWidget() is pairs.view


def test_results_that_cannot_be_had_lead_back(
    pairs: RatePage,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("nonsense")

    monkeypatch.setattr(rating_results, "results", fail)
    with qtbot.waitSignal(session.failed):
        press(pairs, Key.Key_R)
    rest(qtbot, session)
    assert pairs.stack.currentWidget() is pairs.view


def test_verdicts_are_written_from_the_menu(
    pairs: RatePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    judge(qtbot, pairs, Key.Key_1)
    for action, name in ((0, "queue.csv"), (1, "all.csv")):
        pairs._menu[action].trigger()
        dialog = pairs.findChildren(QFileDialog)[-1]
        with qtbot.waitSignal(session.notice):
            dialog.fileSelected.emit(str(tmp_path / name))
        dialog.close()
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["rater"], row["criterion"]) == ("default", "preference")


def test_another_copy_is_merged(
    pairs: RatePage,
    queued: Workspace,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    with Workspace.open(tmp_path / "copy") as copy:
        rating_queues.make(
            copy,
            rating_queues.QueuePlan(name="pairs", kind="pairwise"),
            offered(tasks=2),
        )
        for _ in range(4):
            turn = rating_turns.next_turn(copy, "pairs", "ben")
            assert turn is not None
            rating_turns.vote(copy, turn, "tie", profile="ben")
    pairs._menu[2].trigger()
    dialog = pairs.findChildren(QFileDialog)[-1]
    with qtbot.waitSignal(session.notice) as told:
        dialog.fileSelected.emit(str(tmp_path / "copy"))
    dialog.close()
    rest(qtbot, session)
    notice = told.args[0]
    assert isinstance(notice, Notice)
    assert str(notice.text).startswith("4 verdicts came in")
    assert "ben: 4" in pairs.guide.counts.text()
    assert len(queued.store.votes.of_queue("pairs")) == 4


def test_a_folder_without_a_project_is_said(
    pairs: RatePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.failed) as told:
        pairs.desk.merge(tmp_path / "nowhere")
    assert "no project" in str(told.args[0])
    rest(qtbot, session)


def test_everything_has_a_name_and_fits_a_small_window(pairs: RatePage) -> None:
    pairs.resize(952, 560)
    QApplication.processEvents()
    assert pairs.minimumSizeHint().width() <= 952
    for button in pairs.findChildren(QAbstractButton):
        if button.isVisible() and not button.objectName().startswith("qt_"):
            assert button.accessibleName(), button.objectName()
            assert button.objectName()
            assert button.width() >= button.minimumSizeHint().width() - 1
    for button in (pairs.view.undo, pairs.view.skip, pairs.guide.results):
        assert "(" in button.toolTip()


def test_the_menu_offers_what_acts_now(pairs: RatePage) -> None:
    names = [action.text() for action in pairs.actions()]
    assert {"Left is better", "Both bad", "Clearer", "Rate as…"} <= set(names)
    assert "Merge another copy of this project…" in names
    assert "Yes" not in names


def test_the_page_follows_language_and_theme(
    scales: RatePage, session: Session, appearance: Appearance, qtbot: QtBot
) -> None:
    press(scales, Key.Key_4)
    appearance.change(language="zh")
    QApplication.processEvents()
    assert scales.guide.results.text().strip() == "结果"
    assert scales.view.questions.rows[0].answer() == "4"
    assert "打分" in scales.queues.list.items()[2].caption
    assert scales.commands["skip"].text() == "先跳过"
    appearance.change(theme="dark", text_size=130)
    QApplication.processEvents()
    press(scales, Key.Key_R)
    rest(qtbot, session)
    assert scales.results._title.full == "“scales”的结果"
    assert scales.results.disagreements._none.text() == "没有人意见相左。"
