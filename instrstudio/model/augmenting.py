"""The same pair looks a little different each time it is learned from.

Merges of the tokenizer are undone at random (BPE-dropout, Provilkov et al. 2020, arXiv
1910.13267, from the result backwards: a token falls into the two it was merged from,
and these may fall further), so a word is learned in several spellings. Control tokens
are left out at random, so that a source needs none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from instrstudio.model.corpus import Batch, Encodings, Ids
from instrstudio.model.tokenizer import Tokenizer

_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Augmenting:
    """How much is changed, and what the tokenizer knows.

    `halves` (vocabulary, 2) are the tokens each was merged from, -1 for those that were
    not; `optional` are ids that may be left out of a source.
    """

    halves: NDArray[np.int32]
    optional: NDArray[np.int32]
    bpe_dropout: float
    control_dropout: float

    @classmethod
    def of(
        cls,
        tokenizer: Tokenizer,
        optional: Sequence[str],
        bpe_dropout: float,
        control_dropout: float,
    ) -> "Augmenting":
        """Return what the tokenizer and a run's configuration say."""
        known = tokenizer.specials
        ids = [known[token] for token in optional if token in known]
        return cls(
            tokenizer.halves(),
            np.array(ids, dtype=np.int32),
            bpe_dropout,
            control_dropout,
        )

    def batch(
        self,
        encodings: Encodings,
        rows: Sequence[int] | NDArray[np.int64],
        seed: tuple[int, int],
        device: torch.device,
    ) -> Batch:
        """Return the pairs at `rows` as a batch, changed as `seed` decides."""
        chance = np.random.default_rng(seed)
        sources = [self._without(encodings.sources[row], chance) for row in rows]
        sources = [self._split(ids, chance) for ids in sources]
        targets = [self._split(encodings.targets[row], chance) for row in rows]
        return Batch.of(sources, targets, device)

    def _without(self, ids: Ids, chance: np.random.Generator) -> Ids:
        """Leave control tokens out of a source, all of a row or none."""
        if not self.control_dropout or not len(self.optional):
            return ids
        if chance.random() >= self.control_dropout:
            return ids
        return ids[~np.isin(ids, self.optional)]

    def _split(self, ids: Ids, chance: np.random.Generator) -> Ids:
        """Undo merges, each with the probability of the dropout."""
        if not self.bpe_dropout:
            return ids
        for _ in range(_DEEPEST):
            left = self.halves[ids, 0]
            undone = (left >= 0) & (chance.random(len(ids)) < self.bpe_dropout)
            if not undone.any():
                break
            places = np.flatnonzero(undone)
            changed = ids.copy()
            changed[places] = left[places]
            ids = np.insert(changed, places + 1, self.halves[ids[places], 1])
        return ids
