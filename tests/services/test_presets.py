"""What the presets are, and what is kept of a model that goes on."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import tiny_model

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.run import ARCHITECTURES, PRESETS, TrainConfig
from instrstudio.model import speed
from instrstudio.services import checkpoints
from instrstudio.services.presets import (
    fine_tuning,
    predict_minutes,
    preset,
    usual_bounds,
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_model.write(tmp_path / "model")


def with_config(folder: Path, **config: object) -> Path:
    """Write a configuration on the card of the model in `folder`."""
    card = json.loads((folder / "card.json").read_text("utf-8"))
    text = json.dumps({**card, "config": config})
    (folder / "card.json").write_text(text, encoding="utf-8")
    return folder


def test_presets_grow() -> None:
    found = [preset(name) for name in PRESETS]
    assert [config.preset for config in found] == list(PRESETS)
    for size in ("embedding_size", "hidden_size", "vocabulary_size", "steps"):
        sizes = [getattr(config, size) for config in found]
        assert sizes == sorted(set(sizes)), size
    assert all(not config.initial for config in found)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_preset_is_for_any_architecture(architecture: str) -> None:
    for name in PRESETS:
        config = preset(name, architecture)
        assert replace(config, architecture="copy") == preset(name)
        assert config.architecture == architecture


@pytest.mark.parametrize(("name", "of"), [("endless", "copy"), ("tiny", "oracle")])
def test_others_are_refused_by_name(name: str, of: str) -> None:
    with pytest.raises(InvalidInput, match=f"no preset “{name}” of “{of}”"):
        preset(name, of)


def test_fine_tuning_keeps_the_sizes_of_the_model(model: Path) -> None:
    config = fine_tuning("tiny", with_config(model, embedding_size=99, layers=3))
    assert config.initial == str(model)
    assert config.architecture == "seed"
    sizes = (config.embedding_size, config.hidden_size, config.attention_size)
    assert sizes == (4, 5, 3)
    card = json.loads((model / "card.json").read_text("utf-8"))
    assert config.vocabulary_size == card["sizes"]["vocabulary"]
    assert config.layers == card["sizes"]["layers"]


def test_fine_tuning_is_shorter_and_gentler_than_beginning_anew(model: Path) -> None:
    config, fresh = fine_tuning("small", model), preset("small")
    assert config.preset == "small"
    assert 0 < (config.steps or 0) < (fresh.steps or 0)
    assert config.minutes is None
    assert config.learning_rate < fresh.learning_rate
    assert config.validate_every_steps == fresh.validate_every_steps


def test_weights_are_averaged_where_no_old_pairs_are_replayed(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fine_tuning("tiny", model).kept > 0
    monkeypatch.setattr(checkpoints, "shipped", lambda: model)
    assert fine_tuning("tiny", model).kept == 0


def test_fine_tuning_keeps_how_the_model_reads_but_not_how_it_was_trained(
    model: Path,
) -> None:
    was = {"max_source_tokens": 96, "dropout": 0.35, "seed": 9, "device": "cuda"}
    config = fine_tuning("tiny", with_config(model, **was, minutes=50.0, batch_size=48))
    assert (config.max_source_tokens, config.dropout) == (96, 0.35)
    assert (config.seed, config.device, config.minutes) == (0, "auto", None)


def test_there_must_be_a_preset_and_a_model_to_go_on_with(
    model: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="no preset “endless”"):
        fine_tuning("endless", model)
    with pytest.raises(NotFound, match="no model in"):
        fine_tuning("tiny", tmp_path / "nowhere")


@pytest.mark.parametrize("name", PRESETS)
def test_the_usual_bounds_are_those_a_preset_gives(name: str, model: Path) -> None:
    for config in (preset(name), preset(name, "seed"), fine_tuning(name, model)):
        assert usual_bounds(config) == (config.steps, config.minutes)
        wished = replace(config, steps=3, minutes=1.0)
        assert usual_bounds(wished) == (config.steps, config.minutes)


def test_the_bounds_of_an_unknown_preset_are_its_own() -> None:
    old = TrainConfig(preset="thorough", steps=77, minutes=2.0)
    assert usual_bounds(old) == (77, 2.0)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Let every step take a tenth of a second; return what lengths were measured."""
    asked: list[tuple[int, int]] = []

    def seconds(_config: TrainConfig, source: int, target: int) -> float:
        asked.append((source, target))
        return 0.1

    monkeypatch.setattr(speed, "seconds_per_step", seconds)
    return asked


def test_the_time_of_a_run_is_predicted(measured: list[tuple[int, int]]) -> None:
    long = TrainConfig(steps=6000, max_source_tokens=50, max_target_tokens=20)
    assert predict_minutes(long) == pytest.approx(10.0)
    assert measured == [(50, 20)]
    assert predict_minutes(replace(long, minutes=3.0)) == 3.0
    assert predict_minutes(replace(long, minutes=30.0)) == pytest.approx(10.0)


def test_a_run_bounded_by_minutes_alone_is_not_measured(
    measured: list[tuple[int, int]],
) -> None:
    assert predict_minutes(TrainConfig(steps=None, minutes=7.0)) == 7.0
    assert not measured


def test_a_real_prediction_is_sane() -> None:
    tiny = replace(preset("tiny"), embedding_size=8, hidden_size=8, attention_size=4)
    config = replace(tiny, steps=100, batch_tokens=500, device="cpu")
    assert 0 < predict_minutes(config) < 5
