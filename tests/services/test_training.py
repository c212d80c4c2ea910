import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model

from instrstudio.domain.errors import InvalidInput, ModelError, NotFound
from instrstudio.domain.job import Cancelled, Job, Progress, run
from instrstudio.domain.run import (
    Notice,
    Run,
    RunStarted,
    RunState,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.model import card, checkpoint
from instrstudio.model.corpus import Pair
from instrstudio.model.learner import Learner
from instrstudio.services import checkpoints, proving, training, training_data
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace

TINY = TrainConfig(
    embedding_size=8,
    hidden_size=8,
    attention_size=4,
    vocabulary_size=320,
    batch_tokens=400,
    steps=12,
    validate_every_steps=4,
    save_every_steps=4,
    max_target_tokens=20,
    device="cpu",
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of thirty pairs."""
    rows = [
        {
            "task_description": "Summarize a text",
            "input": "",
            "output": "",
            "instruction": f"Summarize the text in {i} words: [text]",
        }
        for i in range(30)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def train(
    workspace: Workspace,
    config: TrainConfig,
    stop: Callable[[list[TrainingEvent]], bool] = lambda _events: False,
    **options: object,
) -> tuple[Run, list[TrainingEvent]]:
    events: list[TrainingEvent] = []
    job = training.train(workspace, config, **options)  # type: ignore[arg-type]
    return run(job, events.append, lambda: stop(events)), events


def after(step: int) -> Callable[[list[TrainingEvent]], bool]:
    return lambda events: any(isinstance(e, Step) and e.step >= step for e in events)


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


PROOF: proving.Proof = {"en-described": {"template": 30.0, "items": 9.0}}


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


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a tiny model ship."""
    folder = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: folder)
    return folder


def gentle(starter: Path, **changes: object) -> TrainConfig:
    """What fine-tuning the starter for two steps is."""
    wish = {"steps": 2, "device": "cpu", "max_target_tokens": 20, **changes}
    return replace(training.fine_tuning("tiny", starter), **wish)  # type: ignore[arg-type]


def test_without_a_wish_the_shipped_model_goes_on(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert training.default_config() == training.fine_tuning("tiny", starter)
    monkeypatch.setattr(checkpoints, "shipped", lambda: None)
    assert training.default_config() == training.preset("tiny")


def test_fine_tuning_keeps_the_sizes_and_begins_from_the_weights(
    empty_workspace: Workspace, data: Path, starter: Path
) -> None:
    still = gentle(starter, learning_rate=0.0)
    done, _ = train(empty_workspace, still, data=data, name="still")
    before = checkpoint.load(starter)
    found = checkpoint.load(empty_workspace.project.models / "still" / "best")
    assert found.model.sizes == before.model.sizes
    assert found.tokenizer.digest == before.tokenizer.digest
    assert found.card["architecture"] == done.config.architecture == "seed"
    weights = before.model.state_dict()
    for name, value in found.model.state_dict().items():
        assert value.equal(weights[name]), name

    train(empty_workspace, gentle(starter), data=data, name="moved")
    moved = checkpoint.load(empty_workspace.project.models / "moved" / "best")
    state = moved.model.state_dict()
    assert not all(state[name].equal(value) for name, value in weights.items())


def test_fine_tuning_goes_on_even_when_its_beginning_is_gone(
    empty_workspace: Workspace, data: Path, starter: Path
) -> None:
    config = gentle(starter, steps=6, save_every_steps=2)
    paused, _ = train(empty_workspace, config, after(3), data=data, name="f")
    assert (paused.state, paused.step) == (RunState.PAUSED, 3)
    shutil.rmtree(starter)
    done, events = train(empty_workspace, paused.config, resume="f")
    assert [e.step for e in events if isinstance(e, Step)] == [4, 5, 6]
    assert (done.state, done.config) == (RunState.DONE, config)


def test_the_replay_is_mixed_in_for_the_shipped_model_alone(
    empty_workspace: Workspace,
    data: Path,
    starter: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = Pair("<en><type=other><has><task>Do it", "Do it.")
    monkeypatch.setattr(training_data, "replayed", lambda: iter([old]))
    other = tiny_model.write(tmp_path / "other")
    told = [
        train(empty_workspace, gentle(folder), data=data)[0].records
        for folder in (starter, other)
    ]
    assert told[0] == told[1] + 1


def test_a_configuration_of_an_older_program_goes_on(
    empty_workspace: Workspace, data: Path
) -> None:
    old = replace(TINY, preset="quick")
    paused, _ = train(empty_workspace, old, after(6), data=data, name="old")
    done, _ = train(empty_workspace, paused.config, resume="old")
    assert (done.step, done.config) == (12, old)
