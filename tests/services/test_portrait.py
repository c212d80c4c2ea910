"""What the page “Learned” tells of a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reacting import candidate

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.errors import InvalidInput, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.settings import Settings
from instrstudio.domain.style import ADD, OWN, PLEASE, SWAP
from instrstudio.domain.task import Task
from instrstudio.judgement import features
from instrstudio.services import feedback, leanings, learned, learning, portrait, style
from instrstudio.services.portrait import Firsts, Portrait
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


def like_short(project: Workspace, times: int) -> None:
    """Choose the shortest each time, wherever it stands."""
    for _time in range(times):
        shown = learning.personal(project, pool(), TASK)
        place = min(range(len(shown)), key=lambda i: len(shown[i].text))
        feedback.chose(
            project, None, place + 1, shown[place].text, shown=shown, task=TASK
        )


def test_of_somebody_new_there_is_nothing_to_tell(project: Workspace) -> None:
    found = portrait.portrait(project)
    assert found == Portrait(profile="ann", people=("ann",))
    assert found.is_empty
    assert not found.changes_anything


def test_choices_are_told_as_leanings_and_firsts(project: Workspace) -> None:
    like_short(project, 8)
    found = portrait.portrait(project)
    assert not found.is_empty
    assert found.is_followed
    assert found.changes_anything
    assert found.counts == {"choice": 8}
    said = [str(one.said) for one in found.leanings]
    assert "Shorter ones" in said
    assert found.leanings[0].share == 1.0
    shares = [one.share for one in found.leanings]
    assert shares == sorted(shares, reverse=True)
    assert all((one.weight > 0) == (one.said == leanings.SAID[one.name][0])
               for one in found.leanings)  # fmt: skip
    assert found.firsts.of == 8
    assert found.firsts.usual == 0
    assert 0 < found.firsts.learned < 8


def test_an_edited_first_candidate_was_not_taken_as_it_stood(
    project: Workspace,
) -> None:
    shown = pool()
    feedback.edited(project, None, 1, TEXTS[0], TEXTS[0][7:], shown=shown, task=TASK)
    feedback.chose(project, None, 1, TEXTS[0], shown=shown, task=TASK)
    feedback.rejected(project, None, 2, TEXTS[1], shown=shown, task=TASK)
    firsts = portrait.portrait(project).firsts
    assert firsts == Firsts(of=2, learned=1, usual=1)


def test_people_are_all_of_whom_anything_is_known(project: Workspace) -> None:
    style.add(project, PLEASE, "en", {"want": "without"}, profile="bob")
    feedback.chose(project, None, 1, TEXTS[0], shown=pool(), task=TASK, profile="cho")
    assert portrait.portrait(project).people == ("ann", "bob", "cho")
    assert learned.people(project) == ["bob", "cho"]
    assert portrait.portrait(project, "cho").counts == {"choice": 1}


def test_what_is_forgotten_is_not_told(project: Workspace) -> None:
    like_short(project, 4)
    style.reset(project)
    found = portrait.portrait(project)
    assert found.is_empty
    assert found.leanings == ()
    assert learned.events_of(project) == []
    like_short(project, 1)
    assert portrait.portrait(project).counts == {"choice": 1}


def test_every_feature_can_be_said_both_ways() -> None:
    assert set(leanings.SAID) == set(features.NAMES)
    told = [str(one) for both in leanings.SAID.values() for one in both]
    assert len(set(told)) == len(told)


def test_nothing_is_told_of_an_order_that_is_not_learned() -> None:
    assert leanings.leanings_of(None) == []
    assert leanings.leanings_of(learned.Learned()) == []


def test_the_first_candidate_without_and_with_what_was_learned(
    workspace: Workspace,
) -> None:
    same = run(portrait.compare(workspace, TASK))
    assert same.usual is not None
    assert same.usual == same.own
    style.add(workspace, ADD, "", {"text": "Write for editors.", "place": "last"})
    found = run(portrait.compare(workspace, TASK))
    assert found.usual == same.usual
    assert found.own is not None
    assert found.own.text.endswith("Write for editors.")
    assert workspace.store.constructions.latest(5) == []


def test_an_empty_task_is_said(project: Workspace) -> None:
    with pytest.raises(InvalidInput):
        run(portrait.compare(project, Task()))


def test_the_parts_of_a_task_are_read_and_written() -> None:
    assert portrait.words_shown("the {output_form}", "en") == "the ‹output›"
    assert portrait.words_shown("写出{output_form}", "zh") == "写出〈输出〉"
    assert portrait.words_meant("the ‹output›") == "the {output_form}"
    assert portrait.words_meant("写出〈输出〉") == "写出{output_form}"


def test_rules_go_to_a_file_and_come_back_as_own(
    project: Workspace, tmp_path: Path
) -> None:
    style.add(project, SWAP, "en", {"find": "sum up", "put": "condense"})
    target = tmp_path / "rules.json"
    assert portrait.export_rules(project, target) == 1
    style.reset(project)
    assert portrait.import_rules(project, target) == 1
    (rule,) = style.rules(project)
    assert (rule.origin, rule.value["put"]) == (OWN, "condense")


def test_a_file_without_rules_changes_nothing(
    project: Workspace, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[1]", encoding="utf-8")
    with pytest.raises(InvalidInput, match="no list of style rules"):
        portrait.import_rules(project, wrong)
    with pytest.raises(TransferError, match="cannot be read"):
        portrait.import_rules(project, tmp_path / "none.json")
    assert style.rules(project) == []


def test_rules_are_not_written_over_a_project(project: Workspace) -> None:
    with pytest.raises(TransferError, match="project"):
        portrait.export_rules(project, project.project.folder / "project.sqlite")
