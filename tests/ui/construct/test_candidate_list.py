from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.span import Origin
from instrstudio.ui import theme
from instrstudio.ui.construct.candidate_card import CardState
from instrstudio.ui.construct.candidate_list import CandidateList
from instrstudio.ui.construct.legend import Legend

Make = Callable[..., Candidate]
SCORES = (0.7, 0.9, 0.8, 0.5)


@pytest.fixture
def cards(make: Make, qtbot: QtBot) -> CandidateList:
    cards = CandidateList()
    qtbot.addWidget(cards)
    cards.resize(640, 300)
    with qtbot.waitExposed(cards):
        cards.show()
    for number, score in enumerate(SCORES):
        cards.add(make(lead=f"Version {number}: sum up the ", score=score))
    return cards


def scores(cards: CandidateList) -> list[float]:
    return [card.original.score for card in cards.cards]


def test_cards_enter_at_their_rank(cards: CandidateList) -> None:
    assert scores(cards) == sorted(SCORES, reverse=True)
    assert [card.rank for card in cards.cards] == [1, 2, 3, 4]
    tops = [card.y() for card in cards.cards]
    cards._content.adjustSize()
    assert tops == sorted(tops)


def test_the_best_is_selected_until_somebody_chooses(
    cards: CandidateList, make: Make
) -> None:
    assert cards.current is cards.cards[0]
    cards.step(1)
    chosen = cards.current
    cards.add(make(lead="The very best ", score=0.99))
    assert cards.current is chosen
    assert cards.cards[0].original.score == 0.99


def test_keys_move_and_act(cards: CandidateList, qtbot: QtBot) -> None:
    QTest.keyClick(cards, Qt.Key.Key_J)
    assert cards.current is cards.cards[1]
    QTest.keyClick(cards, Qt.Key.Key_K)
    assert cards.current is cards.cards[0]
    with qtbot.waitSignal(cards.cards[0].saved):
        QTest.keyClick(cards, Qt.Key.Key_S)
    with qtbot.waitSignal(cards.cards[0].copied):
        QTest.keyClick(cards, Qt.Key.Key_C)
    with qtbot.waitSignal(cards.provenance_toggled):
        QTest.keyClick(cards, Qt.Key.Key_P)
    with qtbot.waitSignal(cards.evidence_toggled):
        QTest.keyClick(cards, Qt.Key.Key_I)
    QTest.keyClick(cards, Qt.Key.Key_E)
    assert cards.cards[0].is_editing


def test_letters_typed_into_a_card_are_text(cards: CandidateList, qtbot: QtBot) -> None:
    card = cards.cards[0]
    card.start_editing()
    with qtbot.assertNotEmitted(card.saved):
        QTest.keyClicks(card.view, "sj")
    assert card.text().startswith("sj")


def test_a_rejected_card_goes_last_and_comes_back(cards: CandidateList) -> None:
    first = cards.cards[0]
    cards.set_rejected(first, True)
    assert cards.cards[-1] is first
    assert first.state is CardState.REJECTED
    cards.set_rejected(first, False)
    assert cards.cards[0] is first
    assert scores(cards) == sorted(SCORES, reverse=True)


def test_a_ranking_adds_only_what_is_missing(cards: CandidateList, make: Make) -> None:
    known = cards.cards
    cards.rank([card.original for card in known] + [make(lead="New ", score=0.6)])
    assert len(cards.cards) == len(known) + 1
    assert set(known) < set(cards.cards)


def test_a_ranking_gives_every_card_its_final_place(
    cards: CandidateList, make: Make
) -> None:
    before = cards.cards
    turned = [
        replace(card.original, score=0.1 * at)
        for at, card in enumerate(before, start=1)
    ]
    cards.set_rejected(before[-1], True)
    cards.rank(turned)
    assert cards.cards == (*before[-2::-1], before[-1])
    assert [card.rank for card in cards.cards] == list(range(1, len(before) + 1))
    assert cards.cards[0].candidate.score == pytest.approx(0.1 * (len(before) - 1))
    assert cards.current is cards.cards[0]
    places = [cards._column.indexOf(card) for card in cards.cards]
    assert places == list(range(len(before)))


def test_a_ranking_leaves_what_was_picked_selected(cards: CandidateList) -> None:
    picked = cards.cards[1]
    cards.step(1)
    assert cards.current is picked
    turned = [
        replace(card.original, score=0.1 * at)
        for at, card in enumerate(cards.cards, start=1)
    ]
    cards.rank(turned)
    assert cards.current is picked


def test_the_legend_mutes_the_others(cards: CandidateList, qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.shown.connect(cards.mute)
    legend.show()
    task = next(b for b in legend._buttons if b.origin is Origin.TASK)
    with qtbot.waitSignal(legend.shown) as shown:
        QTest.mouseClick(task, Qt.MouseButton.LeftButton)
    assert shown.args == [frozenset({Origin.TASK})]
    assert cards.cards[0].view._origins == frozenset({Origin.TASK})
    QTest.mouseClick(task, Qt.MouseButton.LeftButton)
    assert legend.origins() is None


@pytest.mark.parametrize("moved", [True, False])
def test_a_card_that_is_pointed_at_stays_where_it_is(
    cards: CandidateList,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
    moved: bool,
) -> None:
    QApplication.processEvents()
    bar, card = cards.verticalScrollBar(), cards.cards[1]
    assert bar.maximum() > 0
    monkeypatch.setattr(card, "underMouse", lambda: True)
    cards._lay = QCursor.pos() - QPoint(int(moved), 0)
    before = card.y() - bar.value()
    cards.add(make(lead="The very best ", score=0.99))
    QApplication.processEvents()
    assert cards.cards[0].original.score == 0.99
    assert (card.y() - bar.value() == before) is moved


def test_nothing_scrolls_sideways_at_a_large_text_size(
    cards: CandidateList, qapp: QApplication
) -> None:
    theme.apply(qapp, dark=False, language="en", text_size=130)
    cards.resize(340, 400)
    content = cards.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= 340
