from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.reaction import UNLEARNED
from instrstudio.domain.span import Origin, Piece, Ref
from instrstudio.domain.task import Example, Task
from instrstudio.domain.wording import message
from instrstudio.ui.construct.candidate_card import CandidateCard
from instrstudio.ui.construct.evidence import CheckRow, EvidencePane
from instrstudio.ui.construct.origins import filled, shares_of
from instrstudio.ui.i18n import Catalogues

Make = Callable[..., Candidate]
TASK = Task(examples=(Example(input="A storm came.", output="Storm."),))


def test_shares_count_words_by_place() -> None:
    first, second = Ref(kind="record", id="1"), Ref(kind="record", id="2")
    shares = shares_of(
        [
            Piece("Sum up ", Origin.RECORD, first),
            Piece("the text in one line", Origin.RECORD, second),
            Piece("摘要", Origin.TASK),
            Piece("\n\n", Origin.TEMPLATE),
        ]
    )
    assert [(s.origin, s.id, s.units) for s in shares] == [
        (Origin.RECORD, "2", 5),
        (Origin.RECORD, "1", 2),
        (Origin.TASK, "", 2),
    ]


def test_the_slot_is_filled_with_the_first_input(make: Make) -> None:
    assert filled(make(), TASK) == "Summarise the news article:\n\nA storm came."
    assert filled(make(), Task()) == ""


def test_it_explains_the_selected_card(make: Make, qtbot: QtBot) -> None:
    pane = EvidencePane()
    qtbot.addWidget(pane)
    pane.resize(300, 700)
    pane.show()
    card = CandidateCard(make())
    qtbot.addWidget(card)
    pane.show_card(card, TASK)
    assert pane._why.text() == "Why it ranks first"
    assert [row.accessibleName() for row in pane.findChildren(CheckRow)] == [
        "Place for the input 1.00 ",
        "New to the library 0.20 87 % like record 12",
    ]
    assert [row.share.origin for row in pane.origins._rows] == [
        Origin.RECORD,
        Origin.TASK,
        Origin.SLOT,
    ]
    with qtbot.waitSignal(pane.origin_chosen) as chosen:
        pane.origins._rows[0].click()
    assert chosen.args is not None
    assert chosen.args[0].id == "12"
    pane._copy.click()
    assert QGuiApplication.clipboard().text().endswith("A storm came.")


def test_without_a_card_it_says_what_to_do(qtbot: QtBot) -> None:
    pane = EvidencePane()
    qtbot.addWidget(pane)
    pane.show()
    assert pane._empty.isVisible()
    assert not pane._why.isVisible()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Before your choices 0.61 moved up from 3 to 1: you prefer short ones"),
        ("zh", "学习之前 0.61 从第 3 位升到第 1 位：你偏好短的"),
    ],
)
def test_what_learning_did_comes_first_in_both_languages(
    make: Make, qtbot: QtBot, qapp: QApplication, language: str, said: str
) -> None:
    catalogues = Catalogues(qapp)
    catalogues.use(language)
    note = message(
        "moved up from {before} to {place}: {why}",
        before=3,
        place=1,
        why=message("you prefer short ones"),
    )
    usual = make()
    learned = Score(name=UNLEARNED, value=0.61, weight=0.0, note=note)
    pane = EvidencePane()
    qtbot.addWidget(pane)
    card = CandidateCard(replace(usual, scores=(*usual.scores, learned)))
    qtbot.addWidget(card)
    pane.show_card(card, TASK)
    rows = [row.accessibleName() for row in pane.findChildren(CheckRow)]
    catalogues.use("en")
    assert rows[0] == said
    assert len(rows) == len(usual.scores) + 1
