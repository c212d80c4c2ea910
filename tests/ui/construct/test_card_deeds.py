"""What is done with a card is logged, so that the program can learn from it."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.task import Task
from instrstudio.services.reactions import reactions
from instrstudio.ui.construct.candidate_card import CandidateCard
from instrstudio.ui.construct.panel import ConstructPanel
from instrstudio.ui.session import Session

Make = Callable[..., Candidate]

WAIT_MS = 20_000


@pytest.fixture
def cards(
    panel: ConstructPanel, session: Session, make: Callable[..., Candidate]
) -> list[CandidateCard]:
    """Two cards of a construction that is in the log."""
    task = Task(description="Summarise a news article.")
    found: list[Candidate] = [make(score=0.9), make("Sum up the ", 0.7)]
    shown = Construction(candidates=tuple(found))
    number = session.workspace.store.constructions.insert(task, shown)
    panel.deeds.begin(task)
    panel.deeds.construction = number
    panel.pane.begin()
    for one in found:
        panel.pane.add(one)
    panel.pane.stop()
    return list(panel.pane.cards.cards)


def logged(session: Session, qtbot: QtBot) -> list[tuple[str, int | None, str]]:
    """What the log says, once nothing is at work."""
    qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=WAIT_MS)
    workspace = session.workspace
    found = reactions(workspace, workspace.store.events.since())
    return [(one.kind, one.place, one.after) for one in found]


def test_a_copy_is_a_choice(
    cards: list[CandidateCard], session: Session, qtbot: QtBot
) -> None:
    cards[1].copied.emit(cards[1])
    assert logged(session, qtbot) == [("choice", 1, "")]


def test_a_copy_of_an_edit_is_an_edit(
    cards: list[CandidateCard], session: Session, qtbot: QtBot
) -> None:
    cards[0].start_editing()
    QTest.keyClicks(cards[0].view, "Now: ")
    cards[0].copied.emit(cards[0])
    ((kind, place, after),) = logged(session, qtbot)
    assert (kind, place) == ("edit", 0)
    assert after.startswith("Now: Summarise")


def test_a_rejection_is_logged_and_taken_back(
    cards: list[CandidateCard], session: Session, qtbot: QtBot
) -> None:
    cards[0].rejected.emit(cards[0])
    assert logged(session, qtbot) == [("reject", 0, "")]
    cards[0].rejected.emit(cards[0])
    assert logged(session, qtbot) == []
