"""Training runs compared: their weights, and where they were stopped."""

from pathlib import Path

import safetensors.torch
import torch

from instrstudio.domain.job import run
from instrstudio.domain.run import Step, TrainConfig
from instrstudio.model.corpus import Corpus
from instrstudio.model.trainer import TrainerEvent, train


def weights(folder: Path) -> dict[str, torch.Tensor]:
    """Return the weights of a checkpoint."""
    return safetensors.torch.load_file(folder / "weights.safetensors")


def same(one: Path, other: Path) -> bool:
    """Say whether two checkpoints have the same weights, bit for bit."""
    a, b = weights(one), weights(other)
    return a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)


def train_until(
    config: TrainConfig, corpus: Corpus, folder: Path, step: int, resume: bool = False
) -> list[TrainerEvent]:
    """Train and ask to stop once `step` is done."""
    events: list[TrainerEvent] = []

    def reached() -> bool:
        return any(isinstance(e, Step) and e.step >= step for e in events)

    run(train(config, corpus, folder, resume=resume), events.append, reached)
    return events
