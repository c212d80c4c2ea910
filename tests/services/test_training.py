"""Training runs: told, remembered, paused, taken up again, and what goes wrong."""

from dataclasses import replace
from pathlib import Path

import pytest
from tiny_run import TINY, after, train, write_data

from instrstudio.domain.errors import InvalidInput, ModelError, NotFound
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.run import (
    Notice,
    Run,
    RunStarted,
    RunState,
    Saved,
    Step,
    TrainingEvent,
    Validated,
)
from instrstudio.model.learner import Learner
from instrstudio.services import checkpoints, training
from instrstudio.services.workspace import Workspace


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data.jsonl")


def test_a_run_is_told_and_remembered(empty_workspace: Workspace, data: Path) -> None:
    done, events = train(empty_workspace, TINY, data=data, name="first")
    assert isinstance(events[0], RunStarted)
    assert events[0].run.name == "first"
    assert events[0].total_steps == 12
    assert events[0].device == "cpu"
    assert events[0].parameters > 1000
    assert [e.step for e in events if isinstance(e, Step)] == list(range(1, 13))
    validated = [e for e in events if isinstance(e, Validated)]
    assert [e.step for e in validated] == [4, 8, 12]
    for event in validated:
        assert event.chrf is not None
        assert event.rouge_l is not None
        assert 0 <= event.chrf <= 100
        assert 0 <= event.rouge_l <= 100
    assert any(isinstance(e, Saved) and e.is_best for e in events)

    assert done == training.find_run(empty_workspace, "first")
    assert (done.state, done.step, done.checkpoint) == (RunState.DONE, 12, "first")
    assert done.records == 28
    assert done.validation_loss == min(e.loss for e in validated)
    assert (done.chrf, done.rouge_l) == (validated[-1].chrf, validated[-1].rouge_l)
    steps, validations = empty_workspace.store.runs.curve(done.id or 0)
    assert [step for step, *_ in steps] == list(range(1, 13))
    assert validations == [(e.step, e.loss, e.chrf, e.rouge_l) for e in validated]
    assert checkpoints.get(empty_workspace, "first").step in (4, 8, 12)


def test_a_paused_run_goes_on_where_it_stood(
    empty_workspace: Workspace, data: Path
) -> None:
    paused, _ = train(empty_workspace, TINY, after(6), data=data, name="a")
    assert (paused.state, paused.step) == (RunState.PAUSED, 6)
    assert checkpoints.get(empty_workspace, "a").name == "a"
    usual = replace(training.preset("small"), device="cpu")
    done, events = train(empty_workspace, usual, resume="a")
    assert [e.step for e in events if isinstance(e, Step)] == list(range(7, 13))
    assert (done.id, done.state, done.step) == (paused.id, RunState.DONE, 12)
    assert done.config == TINY
    assert isinstance(events[0], RunStarted)
    assert (events[0].run.rouge_l, events[0].run.chrf) == (paused.rouge_l, paused.chrf)
    assert events[0].run.rouge_l is not None
    assert len([e for e in events if isinstance(e, Notice)]) == 1  # the comparison
    steps, _ = empty_workspace.store.runs.curve(done.id or 0)
    assert [step for step, *_ in steps] == list(range(1, 13))

    whole, _ = train(empty_workspace, TINY, data=data, name="b")
    assert whole.loss == done.loss
    assert whole.validation_loss == done.validation_loss


def stopped(job: Job[TrainingEvent, Run]) -> Run:
    """Stop a run where it stands and return it; it may still save its best."""
    try:
        job.throw(Cancelled())
        while True:
            next(job)
    except StopIteration as end:
        ended: Run = end.value
        return ended


def test_stopping_at_any_event_keeps_run_and_model(
    empty_workspace: Workspace, data: Path
) -> None:
    _, events = train(empty_workspace, TINY, data=data, name="whole")
    assert isinstance(events.pop(), Notice)  # the comparison, when all is learned
    for count in range(1, len(events) + 1, 3):
        name = f"cut-{count}"
        job = training.train(empty_workspace, TINY, data=data, name=name)
        for _ in range(count):
            next(job)
        halted = stopped(job)
        assert halted.state is RunState.PAUSED
        assert checkpoints.get(empty_workspace, name).name == name
        if halted.step < 12:
            done, _ = train(empty_workspace, TINY, resume=name)
            assert (done.step, done.state) == (12, RunState.DONE)


def test_a_run_left_alone_is_paused(empty_workspace: Workspace, data: Path) -> None:
    job = training.train(empty_workspace, TINY, data=data, name="left")
    for _ in range(9):
        next(job)
    job.close()
    assert training.find_run(empty_workspace, "left").state is RunState.PAUSED
    done, events = train(empty_workspace, TINY, resume="left")
    first = next(e.step for e in events if isinstance(e, Step))
    steps, _ = empty_workspace.store.runs.curve(done.id or 0)
    assert [step for step, *_ in steps] == list(range(1, 13))
    assert first in (1, 5)


def test_a_complete_run_wants_more_steps(
    empty_workspace: Workspace, data: Path
) -> None:
    train(empty_workspace, TINY, data=data, name="done")
    with pytest.raises(InvalidInput, match="complete at step 12: give more steps"):
        train(empty_workspace, training.preset("small"), resume="done")
    longer, _ = train(empty_workspace, replace(TINY, steps=14), resume="done")
    assert longer.step == 14


def test_minutes_count_from_where_a_run_goes_on(
    empty_workspace: Workspace, data: Path
) -> None:
    train(empty_workspace, TINY, data=data, name="m")
    longer = replace(TINY, steps=None, minutes=0.002)
    done, events = train(empty_workspace, longer, resume="m")
    assert any(isinstance(e, Step) for e in events)
    assert done.config.minutes is not None
    assert done.config.minutes > 0.002


def test_a_run_whose_files_are_gone_says_so(
    empty_workspace: Workspace, data: Path
) -> None:
    paused, _ = train(empty_workspace, TINY, after(6), data=data, name="gone")
    checkpoints.delete(empty_workspace, "gone")
    with pytest.raises(NotFound, match="no model in"):
        train(empty_workspace, TINY, resume="gone")
    assert training.find_run(empty_workspace, "gone").state is RunState.PAUSED
    assert paused.step == 6


def test_a_failure_is_noted_and_told(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ModelError("it diverged")

    monkeypatch.setattr(Learner, "step", fails)
    with pytest.raises(ModelError, match="it diverged"):
        train(empty_workspace, replace(TINY, save_every_steps=4), data=data, name="f")
    failed = training.find_run(empty_workspace, "f")
    assert (failed.state, failed.message) == (RunState.FAILED, "it diverged")


def test_a_rollback_takes_its_steps_back(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step, calls = Learner.step, []

    def once_nan(self: Learner, *args: object) -> tuple[float, int]:
        calls.append(1)
        if len(calls) == 7:
            return float("nan"), 1
        return step(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Learner, "step", once_nan)
    done, events = train(empty_workspace, TINY, data=data, name="r")
    assert [e for e in events if isinstance(e, Notice)]
    steps, _ = empty_workspace.store.runs.curve(done.id or 0)
    assert [s for s, *_ in steps] == list(range(1, 13))


def test_names_are_given_and_kept_apart(empty_workspace: Workspace, data: Path) -> None:
    short = replace(TINY, steps=1)
    first, _ = train(empty_workspace, short, data=data)
    second, _ = train(empty_workspace, short, data=data)
    assert first.name != second.name
    with pytest.raises(InvalidInput, match="choose another name"):
        train(empty_workspace, short, data=data, name=first.name)
    with pytest.raises(InvalidInput, match="cannot be a model's name"):
        train(empty_workspace, short, data=data, name="../x")
    assert [r.id for r in training.all_runs(empty_workspace)] == [second.id, first.id]


def test_there_must_be_such_a_run(empty_workspace: Workspace) -> None:
    for resume in (7, "nothing"):
        with pytest.raises(NotFound):
            train(empty_workspace, TINY, resume=resume)


def test_a_configuration_of_an_older_program_goes_on(
    empty_workspace: Workspace, data: Path
) -> None:
    old = replace(TINY, preset="quick")
    paused, _ = train(empty_workspace, old, after(6), data=data, name="old")
    done, _ = train(empty_workspace, paused.config, resume="old")
    assert (done.step, done.config) == (12, old)
