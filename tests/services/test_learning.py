"""From what a person does to what they are shown, through the log of events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reacting import candidate

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import run
from instrstudio.domain.reaction import UNLEARNED
from instrstudio.domain.settings import Settings
from instrstudio.domain.span import covers
from instrstudio.domain.style import ADD, LENGTH, PLEASE, SWAP
from instrstudio.domain.task import Example, Task
from instrstudio.services import construct, feedback, learning, library, style
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.reactions import reactions
from instrstudio.services.workspace import Workspace

TASK = Task(description="Summarize a news article.")
SLOT = "[news article]"
TEXTS = (
    f"Please summarize the news article and keep every fact, name and date:\n\n{SLOT}",
    f"Please write a summary of the news article for readers in a hurry:\n\n{SLOT}",
    f"Read the news article with care. Then write a summary of it.\n\n{SLOT}",
    f"Sum up the news article:\n\n{SLOT}",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "p", Settings(profile="ann")) as found:
        yield found


def pool() -> list[Candidate]:
    return [candidate(text, 0.9 - 0.05 * i) for i, text in enumerate(TEXTS)]


def like_short(project: Workspace, times: int, profile: str | None = None) -> None:
    """Choose the shortest each time, wherever it stands."""
    for _time in range(times):
        shown = learning.personal(project, pool(), TASK, profile)
        place = min(range(len(shown)), key=lambda i: len(shown[i].text))
        feedback.chose(
            project, None, place + 1, shown[place].text, shown=shown, task=TASK,
            profile=profile,
        )  # fmt: skip


def no_please(project: Workspace, times: int) -> None:
    for i in range(times):
        shown = pool()[i % 2 : i % 2 + 1]
        before = shown[0].text
        after = before.replace("Please ", "")
        feedback.edited(
            project, None, 1, before, after[0].upper() + after[1:],
            shown=shown, task=TASK,
        )  # fmt: skip


def test_with_nothing_learned_all_is_as_it_was(project: Workspace) -> None:
    assert learning.personal(project, pool(), TASK) == pool()
    assert learning.personal(project, [], TASK) == []
    assert style.rules(project) == []


def test_choices_change_the_order_and_say_so(project: Workspace) -> None:
    like_short(project, 6)
    first, *rest = learning.personal(project, pool(), TASK)
    assert first.text == TEXTS[3]
    scores = [first.score, *(one.score for one in rest)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    told = first.scores[-1]
    assert told.name == UNLEARNED
    assert told.value == pytest.approx(0.75)
    assert told.weight == 0.0
    assert str(told.note).startswith("moved up from 4 to 1: you prefer ")


def test_edits_change_texts_and_keep_where_words_come_from(project: Workspace) -> None:
    no_please(project, 3)
    (rule,) = [rule for rule in style.rules(project) if rule.kind == PLEASE]
    assert (str(rule.statement), rule.seen, rule.of) == (
        "You leave “please” out.",
        3,
        3,
    )
    shown = learning.personal(project, pool(), TASK)
    assert not any("lease" in one.text for one in shown)
    assert all(covers(one.text, one.spans) for one in shown)
    changed = next(one for one in shown if one.text.startswith("Summarize"))
    assert "written in your style" in {str(one.note) for one in changed.scores}


def test_texts_that_become_the_same_are_one(project: Workspace) -> None:
    no_please(project, 3)
    twins = [
        candidate(f"Please sum it up:\n\n{SLOT}"),
        candidate(f"Sum it up:\n\n{SLOT}"),
    ]
    assert len(learning.personal(project, twins, TASK)) == 1


def test_everybody_has_a_style_of_their_own(project: Workspace) -> None:
    no_please(project, 3)
    assert style.rules(project, "bob") == []
    assert learning.personal(project, pool(), TASK, "bob") == pool()


def test_what_is_learned_is_only_derived(project: Workspace, tmp_path: Path) -> None:
    like_short(project, 5)
    no_please(project, 3)
    shown = learning.personal(project, pool(), TASK)
    rules = style.rules(project)
    with Workspace.open(tmp_path / "p", Settings(profile="ann")) as again:
        assert style.rules(again) == rules
        assert [one.text for one in learning.personal(again, pool(), TASK)] == [
            one.text for one in shown
        ]


def test_an_older_log_that_was_put_back_is_read_anew(project: Workspace) -> None:
    no_please(project, 3)
    assert style.rules(project)
    project.store.database.execute("DELETE FROM event WHERE seq > 1")
    assert style.rules(project) == []


def test_a_rule_switched_off_rests(project: Workspace) -> None:
    no_please(project, 3)
    (rule,) = style.in_force(project)
    style.switch(project, rule.name, False)
    assert style.in_force(project) == ()
    assert any("Please" in c.text for c in learning.personal(project, pool(), TASK))
    assert [r.is_on for r in style.rules(project)] == [False]
    style.switch(project, rule.name, True)
    assert style.in_force(project)


def test_a_rule_can_be_changed_and_left_to_learning_again(project: Workspace) -> None:
    no_please(project, 3)
    (rule,) = style.rules(project)
    changed = style.change(project, rule.name, {"want": "with"})
    assert str(changed.statement) == "You are polite: “please”."
    assert [r.origin for r in style.rules(project)] == ["changed"]
    assert all("lease" in c.text for c in learning.personal(project, pool(), TASK))
    style.forget(project, rule.name)
    assert [r.origin for r in style.rules(project)] == ["learned"]


def test_own_rules_work_without_anything_learned(project: Workspace) -> None:
    style.add(project, ADD, "en", {"text": "Thanks!", "place": "last"})
    shown = learning.personal(project, pool(), TASK)
    assert all(one.text.endswith("Thanks!") for one in shown)
    with pytest.raises(InvalidInput, match="cannot have this value"):
        style.add(project, LENGTH, "en", {"want": "green"})
    with pytest.raises(InvalidInput):
        style.add(project, "colour", "en", {"want": "green"})
    with pytest.raises(NotFound):
        style.switch(project, "nothing", False)


def test_reset_forgets_all_and_learning_begins_again(project: Workspace) -> None:
    like_short(project, 5)
    no_please(project, 3)
    style.add(project, SWAP, "en", {"find": "summary", "put": "digest"})
    style.reset(project)
    assert style.rules(project) == []
    assert learning.personal(project, pool(), TASK) == pool()
    no_please(project, 2)
    assert [rule.kind for rule in style.rules(project)] == [PLEASE]


def test_rules_go_out_and_come_in(project: Workspace) -> None:
    no_please(project, 3)
    style.add(project, SWAP, "en", {"find": "summary", "put": "digest"})
    text = style.exported(project)
    assert "You leave “please” out." in text
    assert style.imported(project, text, "bob") == 2
    assert {rule.kind for rule in style.in_force(project, "bob")} == {PLEASE, SWAP}
    for broken in ("", "[]", '{"rules": [{"name": 1}]}', '{"rules": 3}'):
        with pytest.raises(InvalidInput):
            style.imported(project, broken)


def test_a_construction_tells_what_was_shown(project: Workspace) -> None:
    shown = Construction(candidates=tuple(pool()))
    number = project.store.constructions.insert(TASK, shown)
    feedback.chose(project, number, 4, TEXTS[3])
    (found,) = reactions(project, project.store.events.since())
    assert (found.place, found.text, len(found.shown)) == (3, TEXTS[3], 4)
    assert found.facts.output_form == "summary"


def test_old_events_are_still_read(project: Workspace) -> None:
    shown = Construction(candidates=tuple(pool()))
    number = project.store.constructions.insert(TASK, shown)
    library.log_event(project, "reject", construction=number, rank=1)
    library.save_candidate(
        project, TASK, pool()[1], text="Sum it up.", construction=number, rank=2
    )
    rejected, edited, saved = reactions(project, project.store.events.since())
    assert (rejected.place, rejected.weight < 0) == (0, True)
    assert (edited.text, edited.after) == (TEXTS[1], "Sum it up.")
    assert saved.weight < edited.weight
    assert learning.personal(project, pool(), TASK)


def test_a_rejection_taken_back_tells_nothing(project: Workspace) -> None:
    shown = Construction(candidates=tuple(pool()))
    number = project.store.constructions.insert(TASK, shown)
    feedback.rejected(project, number, 1, TEXTS[0])
    assert len(reactions(project, project.store.events.since())) == 1
    feedback.rejected(project, number, 4, TEXTS[0], taken_back=True)
    assert reactions(project, project.store.events.since()) == []


def test_stars_in_a_list_tell_both_ways(project: Workspace) -> None:
    for stars in (5, 3, 1):
        feedback.rated(project, None, 1, stars, TEXTS[0], shown=pool(), task=TASK)
    weights = [one.weight for one in reactions(project, project.store.events.since())]
    assert weights == [1.0, -1.0]


def test_a_log_of_nonsense_is_passed_over(project: Workspace) -> None:
    project.store.events.append("edit", "ann", payload={"before": 3, "shown": [4]})
    project.store.events.append("choice", "ann", payload={"facts": {"kept": 5}})
    project.store.events.append("save", "ann", payload={"facts": "none"})
    feedback.chose(project, None, 9, "Sum it up.")
    assert learning.personal(project, pool(), TASK) == pool()


def test_the_window_shows_what_was_learned(starter_workspace: Workspace) -> None:
    """Construction asks for the style; a measurement does not."""
    task = Task(
        description="Summarize a news article.",
        examples=(Example(input="The council voted on Tuesday to close the bridge."),),
    )
    quiet = ConstructOptions(record=False, methods=("template", "retrieval"))
    plain = run(construct.construct(starter_workspace, task, quiet))
    style.add(starter_workspace, ADD, "en", {"text": "Be kind.", "place": "last"})
    try:
        kind = run(construct.construct(starter_workspace, task, quiet))
        assert all(one.text.endswith("Be kind.") for one in kind.candidates)
        measured = ConstructOptions(record=False, methods=quiet.methods, personal=False)
        assert run(construct.construct(starter_workspace, task, measured)) == plain
    finally:
        style.reset(starter_workspace)
    assert run(construct.construct(starter_workspace, task, quiet)) == plain


def test_methods_prefer_what_suits_the_style(starter_workspace: Workspace) -> None:
    """A wish for long texts changes which templates are filled."""
    task = Task(description="对一篇新闻文章进行摘要。")
    options = ConstructOptions(record=False, methods=("template",), limit=2)
    profile = construct.profile_of(task)

    def lengths() -> list[int]:
        from instrstudio.services import plugins

        context = construct.context_of(starter_workspace, profile, options)
        (method,) = [m for m in plugins.methods() if m.name == "template"]
        return [len(one.text) for one in method.propose(profile.task, context)]

    before = lengths()
    style.add(starter_workspace, LENGTH, "zh", {"want": "long", "units": "110"})
    try:
        assert lengths()[0] > 2 * before[0]
    finally:
        style.reset(starter_workspace)
    assert lengths() == before
