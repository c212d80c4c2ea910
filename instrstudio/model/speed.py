"""How long a training step takes on this machine."""

import time

import torch

from instrstudio.domain.run import TrainConfig
from instrstudio.model import device
from instrstudio.model.architecture import Sizes
from instrstudio.model.architectures import build, initialise
from instrstudio.model.corpus import Batch
from instrstudio.model.learner import Learner
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
    learner = Learner(model.to(place), config.clip_norm)
    rows = config.batch_size
    chance = torch.Generator().manual_seed(0)
    top = config.vocabulary_size

    def ids(length: int) -> torch.Tensor:
        return torch.randint(EOS, top, (rows, length), generator=chance).to(place)

    batch = Batch(
        source=ids(source_tokens),
        lengths=torch.full((rows,), source_tokens, device=place),
        target=ids(target_tokens + 1),
    )
    with device.training_threads():
        for step in range(1 + _MEASURED_STEPS):
            if step == 1:
                began = time.perf_counter()
            noise = Noise(0, step, place)
            # Reading the loss waits for the device to be done.
            learner.step(batch, noise, config.teacher_forcing_ratio, 1e-4)
        return (time.perf_counter() - began) / _MEASURED_STEPS
