from dataclasses import replace

import pytest

from instrstudio.domain.run import ARCHITECTURES, TrainConfig
from instrstudio.model.speed import seconds_per_step


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_step_is_timed(architecture: str, config: TrainConfig) -> None:
    assert 0 < seconds_per_step(replace(config, architecture=architecture), 10, 5) < 60
