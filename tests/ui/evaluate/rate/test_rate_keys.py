"""Judging by keys: answers, going on, taking back, skipping; and blindness."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from rating_cases import SYSTEMS, judge_all, made, offered

from instrstudio.domain.errors import StorageError
from instrstudio.domain.rating_queue import Turn
from instrstudio.domain.task import Example, Task
from instrstudio.services import rating_queues, rating_sources, rating_turns
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.rate.page import RatePage
from instrstudio.ui.session import Notice, Session

from .conftest import judge, press, rest

Key = Qt.Key


def at_hand(page: RatePage) -> Turn:
    assert page.desk.turn is not None
    return page.desk.turn


def ratings(workspace: Workspace, turn: Turn) -> dict[str, float]:
    found = workspace.store.ratings.of(turn.left.content_hash)
    return {rating.criterion: rating.value for rating in found}


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        (Key.Key_1, "left"),
        (Key.Key_Left, "left"),
        (Key.Key_2, "right"),
        (Key.Key_Right, "right"),
        (Key.Key_3, "tie"),
        (Key.Key_T, "tie"),
        (Key.Key_4, "both_bad"),
        (Key.Key_B, "both_bad"),
    ],
)
def test_each_key_of_a_pair_is_one_verdict(
    pairs: RatePage, queued: Workspace, qtbot: QtBot, key: Key, outcome: str
) -> None:
    turn = at_hand(pairs)
    assert turn.right is not None
    press(pairs, Key.Key_C, Key.Key_H, Key.Key_M, Key.Key_H)
    judge(qtbot, pairs, key)
    (vote,) = queued.store.votes.of_queue("pairs")
    chosen = {"left": turn.left, "right": turn.right}.get(outcome)
    if chosen is None:
        assert vote.verdict == outcome
    else:
        winner = vote.first if vote.verdict == "first" else vote.second
        assert winner == chosen.content_hash
    assert vote.reasons == ("clearer", "more_complete")
    assert at_hand(pairs).key != turn.key
    assert pairs.view.chosen_reasons() == ()
    assert pairs.view._place.text() == "2 of 6"


def test_any_number_of_verdicts_is_taken_back(
    pairs: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    seen = []
    for key in (Key.Key_1, Key.Key_3, Key.Key_2):
        seen.append(at_hand(pairs).key)
        judge(qtbot, pairs, key)
    press(pairs, Key.Key_U)
    qtbot.waitUntil(lambda: at_hand(pairs).key == seen[2])
    qtbot.waitUntil(lambda: not pairs.desk.is_busy)
    press(pairs, Key.Key_Z, control=True)
    qtbot.waitUntil(lambda: at_hand(pairs).key == seen[1])
    qtbot.waitUntil(lambda: not pairs.desk.is_busy)
    assert len(queued.store.votes.of_queue("pairs")) == 1
    assert pairs.guide.bar.value() == 1
    judge(qtbot, pairs, Key.Key_4)
    assert {v.verdict for v in queued.store.votes.of_queue("pairs")} & {"both_bad"}


def test_nothing_to_take_back_is_said(
    pairs: RatePage, session: Session, qtbot: QtBot
) -> None:
    turn = at_hand(pairs)
    with qtbot.waitSignal(session.notice) as told:
        press(pairs, Key.Key_U)
    notice = told.args[0]
    assert isinstance(notice, Notice)
    assert "no verdict of yours" in str(notice.text)
    assert at_hand(pairs) == turn
    judge(qtbot, pairs, Key.Key_1)
    assert at_hand(pairs) != turn


def test_what_is_skipped_comes_at_the_end(pairs: RatePage, qtbot: QtBot) -> None:
    first = at_hand(pairs).key
    judge(qtbot, pairs, Key.Key_S)
    seen = set()
    for _ in range(5):
        assert at_hand(pairs).key != first
        seen.add(at_hand(pairs).key)
        judge(qtbot, pairs, Key.Key_1)
    assert len(seen) == 5
    assert at_hand(pairs).key == first
    judge(qtbot, pairs, Key.Key_S)
    assert at_hand(pairs).key == first
    judge(qtbot, pairs, Key.Key_1)
    assert pairs.stack.currentWidget() is pairs._done_page


def test_at_the_end_the_last_verdict_can_be_taken_back(
    queued: Workspace, open_page: Callable[[str], RatePage], qtbot: QtBot
) -> None:
    rating_queues.remove(queued, "audit")
    made(queued, "pairwise", offered(tasks=1))
    judge_all(queued, "default", lambda _turn: "tie")
    page = open_page("q")
    assert page.stack.currentWidget() is page._done_page
    assert [item.icon for item in page.queues.list.items()][1] == "ok"
    press(page, Key.Key_U)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.view)
    assert page.guide.bar.value() == 2


def test_scales_go_on_by_themselves(
    scales: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    turn = at_hand(scales)
    press(scales, Key.Key_4)
    assert ratings(queued, turn) == {}
    assert scales.view.answers.place == 1
    assert scales.view.questions.rows[1].hasFocus()
    assert "Is it good language?" in scales.guide.asked.text()
    judge(qtbot, scales, Key.Key_2)
    assert ratings(queued, turn) == {"likert.clarity": 4, "likert.fluency": 2}
    assert at_hand(scales).left != turn.left
    assert scales.view.answers.place == 0
    assert scales.view.questions.rows[0].hasFocus()


def test_tab_and_arrows_choose_the_criterion(
    scales: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    turn = at_hand(scales)
    press(scales, Key.Key_Down)
    assert scales.view.answers.place == 1
    press(scales, Key.Key_Up, Key.Key_Up)
    assert scales.view.answers.place == 0
    press(scales, Key.Key_Tab)
    assert scales.view.answers.place == 1
    press(scales, Key.Key_5)
    assert scales.view.answers.place == 0
    judge(qtbot, scales, Key.Key_1)
    assert ratings(queued, turn) == {"likert.clarity": 1, "likert.fluency": 5}


def test_answers_are_taken_back_one_by_one_over_texts(
    scales: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    turn = at_hand(scales)
    press(scales, Key.Key_4)
    judge(qtbot, scales, Key.Key_2)
    press(scales, Key.Key_3, Key.Key_U)
    assert at_hand(scales).left != turn.left
    press(scales, Key.Key_U)
    qtbot.waitUntil(lambda: at_hand(scales).left == turn.left)
    qtbot.waitUntil(lambda: not scales.desk.is_busy)
    assert ratings(queued, turn) == {}
    assert scales.view.answers.said == {"likert.clarity": 4}
    assert scales.view.questions.rows[0].answer() == "4"
    judge(qtbot, scales, Key.Key_5)
    assert ratings(queued, turn) == {"likert.clarity": 4, "likert.fluency": 5}


def test_an_audit_is_answered_by_yes_and_no(
    audit: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    turn = at_hand(audit)
    press(audit, Key.Key_Y, Key.Key_4, Key.Key_2)
    assert audit.view.answers.place == 1
    press(audit, Key.Key_N)
    shown = [row.answer() for row in audit.view.questions.rows]
    assert shown == ["Yes", "No", "", "No"]
    judge(qtbot, audit, Key.Key_Y)
    assert ratings(queued, turn) == {
        "audit.valid": 1,
        "audit.input": 0,
        "audit.output": 1,
        "audit.all": 0,
    }
    assert at_hand(audit).left != turn.left


def test_an_audit_shows_samples_and_o_hides_them(
    empty_workspace: Workspace, open_page: Callable[[str], RatePage]
) -> None:
    task = Task(description="Sum up", examples=(Example(input="a", output="b"),))
    made(empty_workspace, "audit", [rating_sources.item(task, "x", "Sum it up.")])
    page = open_page("q")
    assert page.view.task.is_open
    press(page, Key.Key_O)
    assert not page.view.task.is_open


def test_buttons_say_their_key_and_do_the_same(
    pairs: RatePage, queued: Workspace, qtbot: QtBot
) -> None:
    button = pairs.view.keys.buttons["vote_tie"]
    assert button.text() == "3  Tie"
    assert not pairs.view.keys.buttons["yes"].isVisible()
    pairs.view.reasons["shorter"].click()
    with qtbot.waitSignal(pairs.desk.turn_changed):
        button.click()
    (vote,) = queued.store.votes.of_queue("pairs")
    assert (vote.verdict, vote.reasons) == ("tie", ("shorter",))


def test_a_key_that_comes_too_early_does_nothing(
    pairs: RatePage, queued: Workspace, session: Session, qtbot: QtBot
) -> None:
    press(pairs, Key.Key_1, Key.Key_2, Key.Key_3)
    rest(qtbot, session)
    assert len(queued.store.votes.of_queue("pairs")) == 1


def test_a_verdict_that_cannot_be_kept_stays_to_be_given(
    scales: RatePage,
    queued: Workspace,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object) -> None:
        raise StorageError("The disk is full.")

    turn = at_hand(scales)
    with monkeypatch.context() as patch:
        patch.setattr(rating_turns, "answer", refuse)
        press(scales, Key.Key_4)
        with qtbot.waitSignal(session.failed):
            press(scales, Key.Key_2)
        rest(qtbot, session)
    assert at_hand(scales) == turn
    assert len(scales.view.answers.said) == 2
    judge(qtbot, scales, Key.Key_3)
    assert len(ratings(queued, turn)) == 2


def seen_texts(page: RatePage) -> list[str]:
    """Return everything that is shown or read aloud while something is judged."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or page.queues.isAncestorOf(widget):
            continue
        found += [widget.toolTip(), widget.accessibleName()]
        found.append(widget.accessibleDescription())
        if isinstance(widget, QLabel):
            found.append(widget.text())
        if not isinstance(widget, QTextEdit):  # those hold the texts themselves
            interface = QAccessible.queryAccessibleInterface(widget)
            found.append(interface.text(QAccessible.Text.Name))
    return found


def test_nothing_says_who_wrote_a_text(pairs: RatePage, qtbot: QtBot) -> None:
    for _ in range(3):
        said = " ".join(seen_texts(pairs)).casefold()
        assert "left text" in said
        assert [name for name in SYSTEMS if name in said] == []
        judge(qtbot, pairs, Key.Key_1)


def test_a_page_scrolls_long_texts(
    empty_workspace: Workspace, open_page: Callable[[str], RatePage], qtbot: QtBot
) -> None:
    task = Task(description="Long")
    items = [rating_sources.item(task, s, f"{s} line\n" * 80) for s in ("a", "b")]
    made(empty_workspace, "pairwise", items)
    page = open_page("q")
    bar = page.view._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    press(page, Key.Key_PageDown)
    assert bar.value() > 0
    press(page, Key.Key_PageUp)
    assert bar.value() == 0
