"""All chance inside a training step: a pure function of the run's seed and the step.

Nothing draws from PyTorch's global generator, so a resumed run needs no saved random
state and two runs in one process do not disturb each other.
"""

import torch
from torch import Tensor

_STRIDE = 1_000_003


class Noise:
    """Draws dropout masks and teacher-forcing coins for one step."""

    def __init__(self, seed: int, step: int, device: torch.device) -> None:
        self._generator = torch.Generator(device=device)
        self._generator.manual_seed((seed * _STRIDE + step) % 2**63)

    def coins(self, like: Tensor, probability: float) -> Tensor:
        """Throw a coin for each element of `like`; True with `probability`.

        Returns:
            A boolean tensor of the shape of `like`.
        """
        draws = torch.rand(like.shape, generator=self._generator, device=like.device)
        return draws < probability


def dropped(values: Tensor, probability: float, noise: Noise | None) -> Tensor:
    """Set elements to zero with `probability` and scale the rest up (dropout).

    Without `noise` (outside training) the values come back as they are.
    """
    if noise is None or probability <= 0.0:
        return values
    kept = noise.coins(values, 1.0 - probability)
    return values * kept / (1.0 - probability)
