"""From a description to a saved record, with the services as they are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import (
    Alignment,
    Candidate,
    Construction,
    MethodFailed,
)
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import construct as service
from instrstudio.ui.construct.attention_view import AttentionView
from instrstudio.ui.construct.candidate_card import CardState
from instrstudio.ui.construct.panel import ConstructPanel
from instrstudio.ui.session import Session

WAIT_MS = 20_000
Make = Callable[..., Candidate]
TASK = Task(description="Summarise a news article.")


def idle(session: Session) -> bool:
    return not session.lanes.jobs


def test_a_description_becomes_candidates(
    panel: ConstructPanel, session: Session, qtbot: QtBot
) -> None:
    panel.set_task(TASK)
    panel.form.methods.choose(("template",))
    panel.construct()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    cards = panel.pane.cards.cards
    assert 1 <= len(cards) <= 3
    assert [card.rank for card in cards] == list(range(1, len(cards) + 1))
    assert all(card.original.method == "template" for card in cards)
    assert panel.pane.head.caption.text().startswith(f"{len(cards)} · ")
    assert session.task.description == TASK.description
    assert panel.form.detection.type.text().strip() == "Summarization"


def test_the_text_of_the_methods_says_what_they_draw_from(
    panel: ConstructPanel,
) -> None:
    rows = panel.form.methods._rows
    assert rows["retrieval"]._about.text() == "over 0 records"
    assert rows["template"]._about.text().endswith(" templates")


def test_an_empty_task_is_refused_beside_the_field(panel: ConstructPanel) -> None:
    panel.construct()
    assert panel.form._error.isVisible()
    assert "The task is empty" in panel.form._error.text()
    panel.form.methods.choose(("none of these",))
    panel.construct()
    assert panel.form._error.text() == "Choose at least one method."


@pytest.fixture
def answer(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> list[Candidate | MethodFailed | Progress]:
    """What the service answers, in place of its own methods."""
    events: list[Candidate | MethodFailed | Progress] = [
        Progress(done=0, total=2, message="retrieval"),
        make(score=0.6),
        make(lead="Sum up the ", score=0.9),
        MethodFailed(
            method="generation",
            message=message("There is no model to generate with: train or import one."),
        ),
    ]

    def construct(
        _workspace: object, _task: Task, options: service.ConstructOptions
    ) -> Job[Candidate | MethodFailed | Progress, Construction]:
        yield from events
        found = [event for event in events if isinstance(event, Candidate)]
        failed = [event for event in events if isinstance(event, MethodFailed)]
        return Construction(
            candidates=service.ranked(found),
            failures=tuple(failed),
            seed=options.seed,
        )

    monkeypatch.setattr(service, "construct", construct)
    return events


def constructed(panel: ConstructPanel, session: Session, qtbot: QtBot) -> None:
    panel.set_task(TASK)
    panel.construct()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)


def test_a_failed_method_is_named_and_the_others_stay(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    assert [card.original.score for card in panel.pane.cards.cards] == [0.9, 0.6]
    assert panel.pane.failed.isVisible()
    assert panel.pane.failed.text() == (
        "Generation: There is no model to generate with: train or import one."
    )


def test_no_candidate_says_why(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    del answer[1:3]
    constructed(panel, session, qtbot)
    assert panel.pane._none.isVisible()
    assert "There is no model" in panel.pane._none.accessibleName()
    assert not panel.pane.failed.isVisible()


def test_a_candidate_is_saved_and_undone(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    with qtbot.waitSignals([session.changed, session.notice]):
        panel.save()
    record = session.workspace.store.records.get(1)
    assert record.instruction.startswith("Sum up the news article")
    assert record.method == "retrieval"
    qtbot.waitUntil(
        lambda: panel.pane.cards.cards[0].state is CardState.SAVED, timeout=WAIT_MS
    )
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.workspace.store.records.count() == 0
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)


def test_an_edited_candidate_is_saved_as_edited(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    panel.edit()
    card = panel.pane.cards.cards[0]
    QTest.keyClicks(card.view, "Briefly: ")
    with qtbot.waitSignal(session.changed):
        panel.save()
    record = session.workspace.store.records.get(1)
    assert record.instruction.startswith("Briefly: Sum up")
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)


def test_an_edit_is_scored_by_the_service(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    card = panel.pane.cards.cards[0]
    panel.edit()
    QTest.keyClicks(card.view, "x")
    with qtbot.waitSignal(panel.deeds.scored, timeout=WAIT_MS) as scored:
        pass
    assert scored.args == [card]
    assert len(card.candidate.scores) > 2
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)


def test_a_candidate_is_copied(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    with qtbot.waitSignal(session.notice):
        panel.copy()
    assert QGuiApplication.clipboard().text() == panel.pane.cards.cards[0].text()


def test_another_task_makes_the_cards_outdated(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    panel.set_task(Task(description="Translate a letter."))
    assert panel.pane._outdated.isVisible()
    panel.set_task(TASK)
    assert not panel.pane._outdated.isVisible()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)


def test_a_new_seed_asks_for_others(
    panel: ConstructPanel, session: Session, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    seeds: list[int] = []

    def construct(
        _workspace: object, _task: Task, options: service.ConstructOptions
    ) -> Job[None, Construction]:
        seeds.append(options.seed)
        yield None
        return Construction(candidates=())

    monkeypatch.setattr(service, "construct", construct)
    constructed(panel, session, qtbot)
    for _press in range(2):
        panel.new_seed()
        qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    panel.construct()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    assert seeds == [0, 1, 2, 0]


def test_the_sample_task_constructs(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    assert panel.pane._empty.isVisible()
    panel.pane._try.click()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    assert not panel.pane._empty.isVisible()
    assert panel.form.task().examples


def test_the_evidence_follows_the_selection(
    panel: ConstructPanel, session: Session, qtbot: QtBot, answer: list[object]
) -> None:
    constructed(panel, session, qtbot)
    panel.pane.cards.step(1)
    assert panel.inspector._why.text() == "Why it ranks 2"
    panel.inspector.origins._rows[0].click()
    card = panel.pane.cards.cards[1]
    assert card.view.textCursor().hasSelection()


def test_attention_opens_one_sheet_for_all_cards(
    panel: ConstructPanel, make: Make
) -> None:
    looked = Alignment(
        source="news article",
        text="Summarise",
        source_tokens=("news", " article"),
        target_tokens=("Summarise",),
        attention=((0.25, 0.75),),
        copied=(0.1,),
    )
    panel.pane.begin()
    panel.pane.add(make())
    panel.pane.add(replace(make(score=0.9, method="generation"), alignment=looked))
    second, first = panel.pane.cards.cards
    assert second.candidate.alignment == looked
    look = next(a for a in panel.actions() if a.objectName() == "construct_attention")

    panel.pane.cards.card_selected.emit(first)
    assert not look.isEnabled()
    panel.pane.cards.card_selected.emit(second)
    assert look.isEnabled()
    second.look()
    view = panel.findChild(AttentionView)
    assert view is not None
    assert view.isVisible()
    assert view.map.said == "“Summarise” reads “article” 0.75 · copied 0.10"
    second.look()
    assert len(panel.findChildren(AttentionView)) == 1
    view.close()
