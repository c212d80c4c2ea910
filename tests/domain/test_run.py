"""Settings of a run: their JSON form, also that of other versions."""

import json
from dataclasses import replace

import pytest

from instrstudio.domain.run import ARCHITECTURES, PRESETS, TrainConfig

CONFIG = TrainConfig(
    architecture="prototypes",
    preset="large",
    initial="/models/starter",
    layers=4,
    dropout=0.35,
    steps=None,
    minutes=2.5,
    seed=-3,
)


def test_a_configuration_comes_back_from_its_json_form() -> None:
    for config in (TrainConfig(), CONFIG):
        told = json.loads(json.dumps(config.as_dict()))
        assert TrainConfig.known(told) == config


def test_what_is_not_known_is_left_out_and_what_is_missing_is_usual() -> None:
    older = {"batch_size": 48, "hidden_size": 256, "": 1, "as_dict": 2}
    assert TrainConfig.known(older) == replace(TrainConfig(), hidden_size=256)
    assert TrainConfig.known({}) == TrainConfig()


@pytest.mark.parametrize(
    ("name", "among"), [("architecture", ARCHITECTURES), ("preset", PRESETS)]
)
def test_the_usual_names_are_among_those_that_may_be_chosen(
    name: str, among: tuple[str, ...]
) -> None:
    assert getattr(TrainConfig(), name) in among
    assert len(set(among)) == len(among)
