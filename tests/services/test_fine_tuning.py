"""Runs that begin from a model: its sizes, its weights, its own corpus."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model
from tiny_run import after, train, write_data

from instrstudio.domain.run import RunState, Step, TrainConfig
from instrstudio.model import checkpoint
from instrstudio.model.corpus import Pair
from instrstudio.services import checkpoints, training, training_data
from instrstudio.services.workspace import Workspace


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data.jsonl")


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
