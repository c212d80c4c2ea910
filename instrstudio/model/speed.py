"""How long a training step takes on this machine."""

import time

import torch

from instrstudio.domain.run import TrainConfig
from instrstudio.model import device
from instrstudio.model.architecture import Goal, Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.corpus import Batch
from instrstudio.model.engine.choice import ops_for
from instrstudio.model.learner import Learner, Micro
from instrstudio.model.noise import Noise
from instrstudio.model.tokenizer import EOS

_MEASURED_STEPS = 3


def seconds_per_step(
    config: TrainConfig, source_tokens: int, target_tokens: int
) -> float:
    """Return the mean of a few real steps on made-up pairs of the given lengths.

    A first step, which also sets the libraries up, is not counted.
    """
    place = device.resolve(config.device)
    model = build(config.architecture, Sizes.of(config, config.vocabulary_size))
    initialise(model, 0)
    model.ops = ops_for(place, config.precision)
    learner = Learner(model.to(place), Goal.of(config), config.clip_norm)
    rows = max(1, config.batch_tokens // max(source_tokens, target_tokens))
    chance = torch.Generator().manual_seed(0)
    top = config.vocabulary_size

    def ids(length: int) -> torch.Tensor:
        return torch.randint(EOS, top, (rows, length), generator=chance).to(place)

    batch = Batch(
        source=ids(source_tokens),
        lengths=torch.full((rows,), source_tokens, device=place),
        target=ids(target_tokens + 1),
    )
    with device.training():
        for step in range(1 + _MEASURED_STEPS):
            if step == 1:
                began = time.perf_counter()
            # Reading the loss waits for the device to be done.
            learner.step([Micro(batch, Noise(0, step, place))], 1e-4)
        return (time.perf_counter() - began) / _MEASURED_STEPS
