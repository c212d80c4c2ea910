"""The proof a finished run leaves on its model's card."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_run import TINY, after, train, write_data

from instrstudio.domain.errors import ModelError
from instrstudio.domain.job import Job, Progress, run
from instrstudio.domain.run import Notice, RunState, TrainingEvent
from instrstudio.model import card, checkpoint
from instrstudio.services import checkpoints, proving, training, training_data
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data.jsonl")


PROOF: proving.Proof = {"en-described": {"items": 9, "methods": {}}}


def proves(
    monkeypatch: pytest.MonkeyPatch,
    then: Callable[[Path], object] = lambda _folder: None,
) -> list[tuple[str, ...]]:
    """Let `prove` find `PROOF`; return the instructions it was asked about."""
    asked: list[tuple[str, ...]] = []

    def prove(
        _workspace: Workspace, lessons: tuple[Lesson, ...], folder: Path
    ) -> Job[Progress, proving.Proof]:
        asked.append(tuple(lesson.instruction for lesson in lessons))
        yield Progress(done=0, total=2)
        yield Progress(done=1, total=2)
        then(folder)
        return PROOF

    monkeypatch.setattr(proving, "prove", prove)
    return asked


def card_of(workspace: Workspace, name: str) -> Mapping[str, object]:
    return checkpoints.get(workspace, name).card


def test_a_finished_run_has_the_proof_on_its_card(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = proves(monkeypatch)
    short = replace(TINY, steps=4)
    _, events = train(empty_workspace, short, data=data, name="p")
    assert card_of(empty_workspace, "p")[proving.PROOF] == PROOF
    checkpoint.load(empty_workspace.project.models / "p" / "best")  # it is still whole
    lessons = run(training_data.lessons(empty_workspace, data))
    assert asked == [tuple(lesson.instruction for lesson in lessons.held_out)]
    assert [e.done for e in events if isinstance(e, Progress)] == [0, 1]


def test_a_paused_run_is_not_proven_until_it_is_done(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = proves(monkeypatch)
    train(empty_workspace, TINY, after(5), data=data, name="p")
    assert proving.PROOF not in card_of(empty_workspace, "p")
    assert not asked
    train(empty_workspace, TINY, resume="p")
    assert card_of(empty_workspace, "p")[proving.PROOF] == PROOF


@pytest.mark.parametrize("kind", [Notice, Progress])
def test_stopping_the_comparison_leaves_the_run_done(
    empty_workspace: Workspace,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[TrainingEvent],
) -> None:
    proves(monkeypatch)
    short = replace(TINY, steps=4)
    done, events = train(
        empty_workspace,
        short,
        lambda e: bool(e) and isinstance(e[-1], kind),
        data=data,
        name="p",
    )
    assert isinstance(events[-1], kind)
    assert (done.state, done.step) == (RunState.DONE, 4)
    assert training.find_run(empty_workspace, "p") == done
    assert proving.PROOF not in card_of(empty_workspace, "p")


def test_a_proof_that_cannot_be_kept_is_told(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ModelError("No space is left.")

    proves(monkeypatch)
    monkeypatch.setattr(card, "amend", full)
    done, events = train(empty_workspace, replace(TINY, steps=4), data=data, name="p")
    assert done.state is RunState.DONE
    assert isinstance(events[-1], Notice)
    assert str(events[-1].message) == "The comparison was not kept: No space is left."
