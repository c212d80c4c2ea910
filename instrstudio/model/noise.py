"""All chance inside a training step: a pure function of the run's seed and the batch.

Nothing draws from PyTorch's global generator, so a resumed run needs no saved random
state and two runs in one process do not disturb each other.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

_STRIDE = 1_000_003


class Noise:
    """Draws dropout masks and teacher-forcing coins for one batch.

    `draw` is the number of the batch since training began, whichever process takes it.
    """

    def __init__(self, seed: int, draw: int, device: torch.device) -> None:
        self._generator = torch.Generator(device=device)
        self._generator.manual_seed((seed * _STRIDE + draw) % 2**63)

    def coins(self, like: Tensor, probability: float) -> Tensor:
        """Throw a coin for each element of `like`; True with `probability`.

        Returns:
            A boolean tensor of the shape of `like`.
        """
        return self.thrown(like.shape, probability)

    def thrown(self, shape: Sequence[int], probability: float) -> Tensor:
        """Throw a coin for each element of a `shape`; True with `probability`."""
        where = self._generator.device
        draws = torch.rand(tuple(shape), generator=self._generator, device=where)
        return draws < probability

    def mask(self, shape: Sequence[int], probability: float) -> Tensor:
        """Return 0 with `probability`, else what keeps the mean: 1 / (1 - p)."""
        kept = self.thrown(shape, 1.0 - probability)
        return kept.float() / (1.0 - probability)


def dropped(values: Tensor, probability: float, noise: Noise | None) -> Tensor:
    """Set elements to zero with `probability` and scale the rest up (dropout).

    Without `noise` (outside training) the values come back as they are.
    """
    if noise is None or probability <= 0.0:
        return values
    kept = noise.coins(values, 1.0 - probability)
    return values * kept / (1.0 - probability)


def masked(
    values: Tensor, shape: Sequence[int], probability: float, noise: Noise | None
) -> Tensor:
    """Drop with one mask of `shape` that is shared along its axes of length 1.

    Over time this is variational dropout (Gal and Ghahramani 2016, arXiv 1512.05287):
    the same units at every step of a sentence, and far fewer numbers to draw.
    """
    if noise is None or probability <= 0.0:
        return values
    return values * noise.mask(shape, probability)
