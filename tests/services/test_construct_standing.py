"""Construction trusts each method as far as it was proven."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model
from task_tables import NEWS, SUMMARY

from instrstudio.domain.candidate import Construction
from instrstudio.domain.job import run
from instrstudio.domain.task import Example, Task
from instrstudio.services import construct, standing
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.proving import PROOF
from instrstudio.services.remembering import remember
from instrstudio.services.standing import standing_of
from instrstudio.services.workspace import Workspace
from instrstudio.services.worth import Sign, Worth

FLAT = Sign(usual=0.5, spread=0.1, gain=0.0)
PLAIN = ConstructOptions(record=False, methods=("template", "retrieval"))
TASK = Task(
    description="对一篇新闻文章进行摘要。",
    examples=(Example(input=NEWS, output=SUMMARY),),
)
ENGLISH = Task(description="Summarize a news article.")


@pytest.fixture
def forgetful(starter_workspace: Workspace) -> Iterator[Workspace]:
    """The starter project; what a test lets it see of a model is forgotten after."""
    yield starter_workspace
    starter_workspace.store.settings.put(PROOF, {})


def made(
    workspace: Workspace, task: Task, options: ConstructOptions = PLAIN
) -> Construction:
    return run(construct.construct(workspace, task, options))


def trusting(monkeypatch: pytest.MonkeyPatch, **factors: float) -> None:
    """Let the methods be proven so, whatever they offer."""
    worths = {
        name: Worth(first=10 * factor, mean=10 * factor, fit=FLAT, agreement=FLAT)
        for name, factor in factors.items()
    }
    monkeypatch.setattr(standing, "proven", lambda _context: worths)


def prove(workspace: Workspace, folder: Path, **firsts: float) -> None:
    """Let a project have seen this of the model in `folder`."""
    methods = {
        name: Worth(first=first, mean=first, fit=FLAT, agreement=FLAT).as_dict()
        for name, first in firsts.items()
    }
    remember(
        workspace, folder, PROOF, {"zh-described": {"items": 8, "methods": methods}}
    )


def test_a_method_proven_better_leads(
    starter_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(monkeypatch)
    plain = made(starter_workspace, TASK).candidates
    assert plain[0].method == "template"
    trusting(monkeypatch, retrieval=1.0, template=0.7)
    proven = made(starter_workspace, TASK).candidates
    assert proven[0].method == "retrieval"
    before = {candidate.text: candidate for candidate in plain}
    for candidate in proven:
        factor = {"template": 0.49}.get(candidate.method, 1.0)
        wanted = factor * before[candidate.text].score
        assert candidate.score == pytest.approx(wanted, abs=1e-4)
        assert candidate.scores == before[candidate.text].scores


def test_a_method_of_which_nothing_is_proven_is_trusted(
    starter_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(monkeypatch)
    plain = made(starter_workspace, TASK)
    trusting(monkeypatch, elsewhere=0.5)
    assert made(starter_workspace, TASK) == plain


def test_a_standing_is_that_of_the_model_that_is_asked(
    forgetful: Workspace, tmp_path: Path
) -> None:
    folder = tiny_model.write(tmp_path / "model")
    options = replace(PLAIN, checkpoint=folder)
    unproven = made(forgetful, TASK, options).candidates
    assert unproven[0].method == "template"
    prove(forgetful, folder, retrieval=40.0, template=4.0)
    assert made(forgetful, TASK, options).candidates[0].method == "retrieval"
    english = made(forgetful, ENGLISH, options)
    assert english.candidates[0].method == "template"


def test_rescoring_keeps_the_standing(
    starter_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(monkeypatch, template=0.6)
    found = made(starter_workspace, TASK).candidates
    first = next(c for c in found if c.method == "template")
    assert construct.rescore(starter_workspace, TASK, first) == first


def test_rescoring_keeps_the_standing_of_another_model(
    forgetful: Workspace, tmp_path: Path
) -> None:
    folder = tiny_model.write(tmp_path / "model")
    prove(forgetful, folder, retrieval=40.0, template=23.0)
    found = made(forgetful, TASK, replace(PLAIN, checkpoint=folder)).candidates
    assert {candidate.method for candidate in found} == {"template", "retrieval"}
    for candidate in found:  # the project has chosen another model, or none
        assert construct.rescore(forgetful, TASK, candidate) == candidate
    template = next(c for c in found if c.method == "template")
    worse = replace(template, text="x", spans=())
    again = construct.rescore(forgetful, TASK, worse)
    assert again.score < template.score
    assert standing_of(again) == pytest.approx((23 / 40) ** 2, abs=1e-3)


def test_a_candidate_never_scored_gets_the_standing_of_the_chosen_model(
    starter_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(monkeypatch, template=0.5)
    found = made(starter_workspace, TASK).candidates
    scored = next(c for c in found if c.method == "template")
    fresh = replace(scored, scores=(), score=0.0)
    assert standing_of(fresh) is None
    assert construct.rescore(starter_workspace, TASK, fresh) == scored
