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


@pytest.mark.parametrize("card", [None, {}, {"step": 1}, "x"])
def test_a_card_without_a_position_is_refused(card: object) -> None:
    with pytest.raises(CheckpointMismatch, match="where training stood"):
        Position.from_card(card)


def test_a_position_comes_back_from_its_card() -> None:
    position = Position(step=7, epoch=2, best_loss=0.1 + 0.2)
    assert Position.from_card(json.loads(json.dumps(asdict(position)))) == position
