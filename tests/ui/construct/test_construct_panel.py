"""From a description to a saved record, with the services as they are."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.candidate import (
    Alignment,
    Candidate,
    Construction,
    Draft,
    MethodFailed,
)
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services import construct as service
from instrstudio.ui.construct.attention_view import AttentionView
from instrstudio.ui.construct.candidate_card import CardState
from instrstudio.ui.construct.panel import ConstructPanel
from instrstudio.ui.session import Session

WAIT_MS = 60_000
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


class Shown:
    """Remembers the drafts that a panel showed."""

    def __init__(self, panel: ConstructPanel, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []
        show = panel.pane.show_draft

        def remember(draft: Draft) -> None:
            self.texts.append(draft.text)
            show(draft)

        monkeypatch.setattr(panel.pane, "show_draft", remember)


def test_a_draft_is_shown_while_it_is_written_and_goes_with_the_candidates(
    panel: ConstructPanel,
    session: Session,
    qtbot: QtBot,
    make: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The method goes on writing only when what it wrote is on the screen."""
    working, seen = panel.pane.working, Event()

    def construct(*_asked: object) -> Job[Candidate | Draft | Progress, Construction]:
        yield Progress(done=0, total=1, message="generation")
        for text in ("Sum", "Sum up", "Sum up the news"):
            yield Draft(method="generation", text=text)
        seen.wait(20)
        found = make(method="generation")
        yield found
        return Construction(candidates=(found,))

    monkeypatch.setattr(service, "construct", construct)
    shown = Shown(panel, monkeypatch)
    panel.set_task(TASK)
    panel.construct()
    qtbot.waitUntil(lambda: working.view.text() == "Sum up the news", timeout=WAIT_MS)
    assert working.isVisible()
    assert working.view.isVisible()
    assert not panel.pane.cards.cards
    assert "Sum up the news" in shown.texts
    seen.set()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    assert not working.isVisible()
    assert working.draft is None
    assert [card.original.method for card in panel.pane.cards.cards] == ["generation"]


def test_of_drafts_that_come_together_the_last_is_shown(
    panel: ConstructPanel,
    session: Session,
    qtbot: QtBot,
    answer: list[object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = Shown(panel, monkeypatch)
    answer[1:1] = [Draft(method="retrieval", text="a" * n) for n in range(1, 400)]
    constructed(panel, session, qtbot)
    assert shown.texts[-1] == "a" * 399
    assert len(shown.texts) < 20


def test_constructing_is_cancelled_while_a_draft_is_written(
    panel: ConstructPanel,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Event()

    def construct(*_asked: object) -> Job[Draft, Construction]:
        try:
            while True:
                yield Draft(method="generation", text="Sum")
        except Cancelled:
            told.set()
            raise

    monkeypatch.setattr(service, "construct", construct)
    panel.set_task(TASK)
    panel.construct()
    working = panel.pane.working
    qtbot.waitUntil(lambda: working.view.text() == "Sum", timeout=WAIT_MS)
    panel.cancel()
    qtbot.waitUntil(lambda: idle(session), timeout=WAIT_MS)
    assert told.is_set()
    assert not working.isVisible()
    assert panel.pane._none.isVisible()


def test_drafts_are_asked_for(
    panel: ConstructPanel,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[service.ConstructOptions] = []

    def construct(
        _workspace: object, _task: Task, options: service.ConstructOptions
    ) -> Job[None, Construction]:
        asked.append(options)
        yield None
        return Construction(candidates=())

    monkeypatch.setattr(service, "construct", construct)
    constructed(panel, session, qtbot)
    assert [options.drafts for options in asked] == [True]
