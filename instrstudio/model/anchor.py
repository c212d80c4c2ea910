"""Keeps a fine-tuned model near the one it began from.

Learning from few pairs forgets what they do not show. The weights between the two
models mostly know both (Wortsman et al., “Robust fine-tuning of zero-shot models”, CVPR
2022, section 3). The run itself goes on undisturbed: only what is validated and kept as
its best is averaged.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn

from instrstudio.domain.errors import CheckpointMismatch, NotFound
from instrstudio.domain.run import Notice, TrainConfig
from instrstudio.domain.wording import message
from instrstudio.model.run_folder import begun_from


class Anchor:
    """The parameters a run began from, and their share in what is kept.

    `notices` say what is amiss with them.
    """

    def __init__(self, start: nn.Module | None, share: float) -> None:
        self._share = share
        own = [] if start is None else list(start.parameters())
        self._start = [parameter.detach().clone() for parameter in own]
        self.notices: list[Notice] = []

    @classmethod
    def of(cls, config: TrainConfig) -> "Anchor":
        """Return what a run holds on to; nothing where its first model is gone."""
        if not (config.initial and config.kept):
            return cls(None, 0.0)
        try:
            return cls(begun_from(Path(config.initial), config)[0].model, config.kept)
        except (NotFound, CheckpointMismatch):
            free = cls(None, 0.0)
            said = message(
                "The model this run began from is gone: nothing of it is averaged in."
            )
            free.notices.append(Notice(message=said))
            return free

    @contextmanager
    def averaged(self, model: nn.Module) -> Iterator[None]:
        """Let `model` hold the average of its parameters and the first ones.

        Afterwards it holds its own again, bit for bit.
        """
        if not self._start:
            yield
            return
        own = [parameter.detach().clone() for parameter in model.parameters()]
        pairs = zip(own, self._start, strict=True)
        _set(model, [mine.lerp(first.to(mine), self._share) for mine, first in pairs])
        try:
            yield
        finally:
            _set(model, own)


def _set(model: nn.Module, values: list[Tensor]) -> None:
    """Set the parameters of a model."""
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), values, strict=True):
            parameter.copy_(value)
