from instrstudio.domain.run import TrainConfig
from instrstudio.model.speed import seconds_per_step


def test_a_step_is_timed(config: TrainConfig) -> None:
    assert 0 < seconds_per_step(config, 10, 5) < 5
