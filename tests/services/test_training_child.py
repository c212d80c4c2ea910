"""Training in a child process: what it tells, what it keeps, and its death."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput, ProcessEnded, ProcessHung
from instrstudio.domain.job import Cancelled, Job, run
from instrstudio.domain.run import (
    Checkpoint,
    Notice,
    Run,
    RunStarted,
    RunState,
    Sample,
    Saved,
    Step,
    TrainConfig,
    TrainingEvent,
    Validated,
)
from instrstudio.domain.wording import message
from instrstudio.services import child_process, training_child
from instrstudio.services.training_child import SAMPLES_SENT, STEP_SECONDS, paced
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
DONE = Run(name="done", step=9)


@pytest.fixture(autouse=True)
def no_child_waits() -> None:
    """End a child that another test has left waiting for work."""
    child_process.end_idle()


def step(number: int) -> Step:
    return Step(step=number, loss=1.0, tokens_per_second=9.0)


def said(
    events: Iterable[TrainingEvent], told: list[str] | None = None
) -> Generator[TrainingEvent, None, Run]:
    """Say `events`; a wish to stop is noted in `told` and ends them."""
    try:
        yield from events
    except Cancelled:
        if told is not None:
            told.append("cancelled")
        yield Saved(checkpoint=Checkpoint(name="kept", folder=""))
    return DONE


class Clock:
    """Moves on by `pace` seconds at each look."""

    def __init__(self, pace: float) -> None:
        self.now, self.pace = 0.0, pace

    def __call__(self) -> float:
        self.now += self.pace
        return self.now


def steps_told(pace: float) -> list[int]:
    seen: list[TrainingEvent] = []
    assert run(paced(said(map(step, range(1, 41))), Clock(pace)), seen.append) == DONE
    return [event.step for event in seen if isinstance(event, Step)]


def test_steps_in_quick_succession_are_told_as_one_and_the_last_one_is_told() -> None:
    told = steps_told(STEP_SECONDS / 10)
    assert 3 <= len(told) <= 6
    assert told[-1] == 40
    assert told == sorted(told)


def test_slow_steps_are_all_told() -> None:
    assert steps_told(STEP_SECONDS * 2) == list(range(1, 41))


def test_no_other_event_is_held_back_nor_overtaken() -> None:
    notice = Notice(message=message("Something."))
    validated = Validated(step=3, loss=1.0)
    events: list[TrainingEvent] = [
        *map(step, (1, 2, 3)),
        *(notice, validated, step(4)),
    ]
    seen: list[TrainingEvent] = []
    run(paced(said(events), Clock(0.0)), seen.append)
    assert seen == [step(1), step(3), *events[3:]]


def test_the_samples_that_travel_are_the_first_with_attention() -> None:
    bare = Sample(source="a", reference="b", text="c")
    looked = Sample(source="a", reference="b", text="c", attention=((1.0,),))
    samples = (bare, *[looked] * (SAMPLES_SENT + 5), bare)
    (event,) = paced(said([Validated(step=1, loss=1.0, samples=samples)]))
    assert isinstance(event, Validated)
    assert event.samples == (looked,) * SAMPLES_SENT
    (event,) = paced(said([Validated(step=1, loss=1.0, samples=(bare,) * 3)]))
    assert isinstance(event, Validated)
    assert event.samples == (bare,) * 3


def test_a_wish_to_stop_reaches_the_job_also_behind_a_step_held_back() -> None:
    told: list[str] = []
    validated = Validated(step=3, loss=1.0)
    job = paced(said([step(1), step(2), step(3), validated], told), Clock(0.0))
    assert next(job) == step(1)
    assert next(job) == step(3)
    assert isinstance(job.throw(Cancelled()), Validated)
    assert not told
    assert isinstance(next(job), Saved)
    assert told == ["cancelled"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A file of thirty pairs."""
    rows = [
        {
            "task_description": "Summarize a text",
            "instruction": f"Summarize the text in {number} words: [text]",
        }
        for number in range(30)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def training(
    workspace: Workspace, data: Path, **changes: object
) -> Job[TrainingEvent, Run]:
    config = TrainConfig(**{**TINY.as_dict(), **changes})  # type: ignore[arg-type]
    return training_child.train(workspace, config, data=data, name="mine")


def test_a_run_in_a_child_is_remembered_whole(
    empty_workspace: Workspace, data: Path
) -> None:
    seen: list[TrainingEvent] = []
    done = run(training(empty_workspace, data), seen.append)
    assert (done.state, done.step) == (RunState.DONE, TINY.steps)
    assert empty_workspace.store.runs.get(done.id or 0) == done
    steps, validations = empty_workspace.store.runs.curve(done.id or 0)
    assert [point[0] for point in steps] == list(range(1, 13))
    assert [point[0] for point in validations] == [4, 8, 12]
    assert all(
        chrf is not None and rouge is not None for *_, chrf, rouge in validations
    )
    assert isinstance(next(e for e in seen if not isinstance(e, Notice)), RunStarted)
    assert not multiprocessing.active_children()


def test_a_killed_child_leaves_a_run_that_goes_on(
    empty_workspace: Workspace, data: Path
) -> None:
    def kill(event: TrainingEvent) -> None:
        if isinstance(event, Saved) and not event.is_best:
            for child in multiprocessing.active_children():
                child.kill()

    with pytest.raises(ProcessEnded, match=r"paused at step 4, resume it"):
        run(training(empty_workspace, data, steps=100_000), kill)
    (lost,) = empty_workspace.store.runs.all()
    assert lost.state is RunState.PAUSED
    assert "ended unexpectedly" in lost.message

    stop = iter([False] * 3)
    again = run(
        training_child.train(empty_workspace, lost.config, resume=lost.id),
        stop=lambda: next(stop, True),
    )
    assert again.state is RunState.PAUSED
    assert again.step >= 4
    assert again.message == ""
    steps, _ = empty_workspace.store.runs.curve(again.id or 0)
    assert [point[0] for point in steps] == list(range(1, again.step + 1))


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be stopped")
def test_a_hung_child_leaves_a_run_that_goes_on(
    empty_workspace: Workspace, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The silence is short from the moment the child hangs: a busy machine is none."""
    wait = child_process._Child._has_answer

    def impatient(child: child_process._Child, until: float | None, _: object) -> bool:
        return wait(child, until, 0.4)

    def freeze(event: TrainingEvent) -> None:
        if isinstance(event, Saved) and not event.is_best:
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGSTOP)
            monkeypatch.setattr(child_process._Child, "_has_answer", impatient)

    with pytest.raises(ProcessEnded) as caught:
        run(training(empty_workspace, data, steps=100_000), freeze)
    assert str(caught.value) == (
        "The training process gave no sign of life for 0.4 s and was ended: the "
        "checkpoint of step 4 is kept, Resume goes on from there."
    )
    assert not multiprocessing.active_children()
    (lost,) = empty_workspace.store.runs.all()
    assert (lost.state, lost.message) == (RunState.PAUSED, str(caught.value))
    monkeypatch.undo()
    stop = iter([False] * 3)
    again = run(
        training_child.train(empty_workspace, lost.config, resume=lost.id),
        stop=lambda: next(stop, True),
    )
    assert again.step >= 4


def test_a_child_that_hangs_before_its_run_is_told_as_such(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hung(*_args: object, **_more: object) -> Job[TrainingEvent, Run]:
        yield Notice(message=message("Something."))
        raise ProcessHung(message("Hung."), seconds=60.0)

    monkeypatch.setattr(training_child, "in_child", hung)
    with pytest.raises(ProcessEnded, match=r"for 60 s .* before the run began"):
        run(training_child.train(empty_workspace, TINY))
    assert not empty_workspace.store.runs.all()


def test_what_is_wrong_is_said_as_without_a_child(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    with pytest.raises(InvalidInput, match="needed"):
        run(training_child.train(empty_workspace, TINY, data=empty))


def test_the_child_needs_no_window() -> None:
    code = (
        "import sys\n"
        "from instrstudio.model import trainer\n"
        "from instrstudio.services import training, training_child\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not {"PySide6", "pyqtgraph", "shiboken6"} & set(done.stdout.split())
