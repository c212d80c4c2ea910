"""Timing presets: one step of each model is measured, the rest is counted."""

import pytest

from instrstudio.domain.run import PRESETS, TrainConfig
from instrstudio.services import checkpoints, training
from instrstudio.ui.training.prediction import MOST_TOKENS, STARTER, timing


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[TrainConfig]:
    """What is measured; a step takes a tenth of a minute."""
    seen: list[TrainConfig] = []

    def predict(config: TrainConfig) -> float:
        seen.append(config)
        return 0.1

    monkeypatch.setattr(training, "predict_minutes", predict)
    return seen


def test_presets_on_the_starter_are_one_model(measured: list[TrainConfig]) -> None:
    starter = checkpoints.shipped()
    assert starter is not None
    found = {timed.preset: timed.minutes for timed in timing(STARTER)}
    assert tuple(found) == PRESETS
    (step,) = measured
    assert (step.steps, step.initial) == (1, str(starter))
    for name in PRESETS:
        config = training.fine_tuning(name, starter)
        expected = 0.1 * (config.steps or 0) * config.batch_tokens / step.batch_tokens
        assert found[name] == pytest.approx(expected)


def test_fresh_presets_are_measured_with_moderate_batches(
    measured: list[TrainConfig],
) -> None:
    found = [(timed.basis, timed.minutes) for timed in timing("copy")]
    assert {basis for basis, _minutes in found} == {"copy"}
    assert [minutes for _basis, minutes in found] == sorted(m for _b, m in found)
    assert len(measured) == len(PRESETS)
    assert all(config.batch_tokens <= MOST_TOKENS for config in measured)
