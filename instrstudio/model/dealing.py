"""Deals the batches of a run out among the processes that train together."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from instrstudio.domain.run import TrainConfig
from instrstudio.model.augmenting import Augmenting
from instrstudio.model.batches import Budget, epoch_batches
from instrstudio.model.corpus import Encodings
from instrstudio.model.learner import Micro
from instrstudio.model.noise import Noise
from instrstudio.model.position import Position
from instrstudio.model.ranks import Ranks


@dataclass(slots=True, kw_only=True)
class Dealer:
    """Hands each process its part of an update; together they take every batch once.

    `key` stands for the data and the run's seed; an update has as many batches for each
    process as `config` accumulates.
    """

    encodings: Encodings
    augmenting: Augmenting
    key: str
    config: TrainConfig
    ranks: Ranks
    device: torch.device
    _epoch: tuple[tuple[int, int], list[NDArray[np.int64]]] | None = None

    def parts(self, at: Position) -> tuple[list[Micro], int]:
        """Return this process's part of the next update, and its batches in all.

        An update does not span two epochs: `at` moves to the next one where the
        present one has too few batches left.
        """
        together = self.config.accumulate * self.ranks.world
        seed = self.config.seed
        batches = self._batches(at)
        if at.batch and at.batch + together > len(batches):
            at.epoch, at.batch = at.epoch + 1, 0
            batches = self._batches(at)
        parts = []
        for place in range(self.ranks.rank, together, self.ranks.world):
            rows = batches[(at.batch + place) % len(batches)]
            draw = at.drawn + place
            batch = self.augmenting.batch(
                self.encodings, rows, (seed, draw), self.device
            )
            parts.append(Micro(batch, Noise(seed, draw, self.device)))
        return parts, together

    @property
    def longest(self) -> int:
        """The tokens of the longest source or target."""
        sources, targets = self.encodings.sources, self.encodings.targets
        return int(max(sources.lengths.max(), targets.lengths.max()))

    def _batches(self, at: Position) -> list[NDArray[np.int64]]:
        """Return the batches of the present epoch."""
        key = (at.epoch, at.batch_tokens)
        if self._epoch is None or self._epoch[0] != key:
            budget = Budget(at.batch_tokens)
            batches = epoch_batches(self.encodings, budget, self.key, at.epoch)
            self._epoch = key, batches
        return self._epoch[1]
