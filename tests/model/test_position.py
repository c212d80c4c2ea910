import json
from dataclasses import asdict, replace

import pytest

from instrstudio.domain.errors import CheckpointMismatch
from instrstudio.domain.run import TrainConfig
from instrstudio.model.position import Position, learning_rate


def test_the_learning_rate_warms_up_and_falls(config: TrainConfig) -> None:
    config = replace(config, steps=1000, learning_rate=1.0)
    rates = [learning_rate(config, Position(step=s)) for s in (0, 49, 500, 750, 1000)]
    assert rates == pytest.approx([0.02, 1.0, 1.0, 0.55, 0.1])
    unbounded = replace(config, steps=None)
    assert learning_rate(unbounded, Position(step=10**6)) == 1.0


def test_minutes_let_the_rate_fall_like_steps(config: TrainConfig) -> None:
    timed = replace(config, steps=None, minutes=10.0, learning_rate=1.0)
    seconds = (0.0, 300.0, 450.0, 600.0, 900.0)
    rates = [learning_rate(timed, Position(step=99, seconds=s)) for s in seconds]
    assert rates == pytest.approx([1.0, 1.0, 0.55, 0.1, 0.1])
    both = replace(timed, steps=100)
    assert learning_rate(both, Position(step=75, seconds=0.0)) == pytest.approx(0.55)


def test_a_roll_back_halves_the_rate(config: TrainConfig) -> None:
    whole = learning_rate(config, Position(step=10))
    assert learning_rate(config, Position(step=10, rate_scale=0.5)) == whole / 2


@pytest.mark.parametrize("card", [None, {}, {"step": 1}, "x"])
def test_a_card_without_a_position_is_refused(card: object) -> None:
    with pytest.raises(CheckpointMismatch, match="where training stood"):
        Position.from_card(card)


def test_a_position_comes_back_from_its_card() -> None:
    position = Position(step=7, epoch=2, drawn=9, batch_tokens=64, best_loss=0.1 + 0.2)
    assert Position.from_card(json.loads(json.dumps(asdict(position)))) == position
