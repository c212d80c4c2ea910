from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Alignment, Candidate, Score
from instrstudio.domain.span import Origin
from instrstudio.ui.construct.candidate_card import CandidateCard, CardState

Make = Callable[..., Candidate]


@pytest.fixture
def card(make: Make, qtbot: QtBot) -> CandidateCard:
    card = CandidateCard(make())
    qtbot.addWidget(card)
    card.resize(640, 260)
    with qtbot.waitExposed(card):
        card.show()
    return card


def test_it_shows_method_source_and_score(card: CandidateCard) -> None:
    card.set_place(2, 5)
    assert card.head._method.text() == "Retrieval"
    assert card.head._source.toolTip() == "Records 12 + 40"
    assert card.head._score.text() == "0.80"
    assert card.accessibleName() == "Candidate 2 of 5, Retrieval, score 0.80"


def test_actions_belong_to_the_selected_card(card: CandidateCard) -> None:
    assert card.actions_.isHidden()
    card.set_selected(True)
    assert not card.actions_.isHidden()
    assert card.accessibleName().endswith(", selected")


def test_a_low_check_stands_under_the_text(card: CandidateCard) -> None:
    assert card._note.text() == "87 % like record 12"
    assert not card._note.isHidden()


def test_an_edit_is_scored_and_kept(
    card: CandidateCard, make: Make, qtbot: QtBot
) -> None:
    card.start_editing()
    assert "editing" in card.accessibleName()
    with qtbot.waitSignal(card.rescore_wanted):
        QTest.keyClicks(card.view, "Soon ")
    assert card.draft().text.startswith("Soon Summarise")
    card.set_scores(make(score=0.9))
    assert card.head._change.text() == "+0.10"
    with qtbot.waitSignal(card.edit_kept):
        QTest.keyClick(
            card.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    assert card.candidate.text.startswith("Soon Summarise")
    assert card.candidate.spans[0].origin is Origin.EDITED
    assert card.original.text.startswith("Summarise")


def test_escape_reverts_an_edit(card: CandidateCard, qtbot: QtBot) -> None:
    card.start_editing()
    QTest.keyClicks(card.view, "Soon ")
    QTest.keyClick(card.view, Qt.Key.Key_Escape)
    assert not card.is_editing
    assert card.text() == card.original.text
    assert card.view.spans() == card.original.spans


def test_an_empty_edit_is_not_kept(card: CandidateCard, qtbot: QtBot) -> None:
    card.start_editing()
    card.view.selectAll()
    QTest.keyClick(card.view, Qt.Key.Key_Delete)
    card.keep_edit()
    assert card.text() == card.original.text


def test_saving_asks_once(card: CandidateCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.saved):
        card.save()
    card.set_saved(31)
    assert card._note.text() == "Saved as record 31"
    with qtbot.assertNotEmitted(card.saved):
        card.save()
    with qtbot.waitSignal(card.record_wanted) as wanted:
        card._open.click()
    assert wanted.args == [31]


def test_a_rejected_card_folds_to_its_head(card: CandidateCard) -> None:
    card.set_rejected(True)
    assert card.view.isHidden()
    assert card.accessibleName().endswith(", rejected")
    card.start_editing()
    assert not card.is_editing
    card.set_rejected(False)
    assert card.state is CardState.OPEN
    assert not card.view.isHidden()


def test_a_long_text_folds(make: Make, qtbot: QtBot) -> None:
    card = CandidateCard(make(lead="\n".join(f"step {n}" for n in range(30))))
    qtbot.addWidget(card)
    card.resize(640, 400)
    card.show()
    low = card.view.height()
    assert "Show all" in card._more.text()
    card._more.click()
    assert card.view.height() > low


def test_good_checks_leave_no_note(make: Make, qtbot: QtBot) -> None:
    from dataclasses import replace

    card = CandidateCard(replace(make(), scores=(Score(name="slot", value=1.0),)))
    qtbot.addWidget(card)
    assert card._note.text() == ""


LOOKED = Alignment(
    source="新闻",
    text="摘要",
    source_tokens=("新", "闻"),
    target_tokens=("摘要",),
    attention=((0.25, 0.75),),
    copied=(0.1,),
)


def test_attention_is_offered_where_a_model_looked(make: Make, qtbot: QtBot) -> None:
    plain = CandidateCard(make())
    looked = CandidateCard(replace(make(method="generation"), alignment=LOOKED))
    for card in (plain, looked):
        qtbot.addWidget(card)
        card.set_selected(True)
        card.show()
    assert plain.actions_._attention.isHidden()
    assert not looked.actions_._attention.isHidden()
    with qtbot.waitSignal(looked.attention_wanted):
        looked.actions_._attention.click()
    with qtbot.assertNotEmitted(plain.attention_wanted):
        plain.look()
    looked.start_editing()
    assert looked.actions_._attention.isHidden()
    looked.revert()
    assert not looked.actions_._attention.isHidden()
