"""The encoder both architectures share: a GRU that reads the source once."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Encoded:
    """A batch of sources after reading.

    `states` are ``h_1 .. h_S`` (batch, source, hidden); `last` is ``h_S`` at each
    source's own end (batch, hidden); `mask` is True at tokens (batch, source); `keys`
    is what the attention wants precomputed (batch, source, attention), or empty.
    """

    states: Tensor
    last: Tensor
    mask: Tensor
    keys: Tensor

    def rows(self, index: Tensor) -> "Encoded":
        """Return the sources at `index` (count,), which may repeat."""
        return Encoded(
            self.states[index], self.last[index], self.mask[index], self.keys[index]
        )


class Encoder(nn.Module):
    """``h_t = f(x_t, h_{t-1})`` with a gated recurrent unit for f.

    Section 2.1 of Bahdanau et al. 2015, equation (1); the unit is that of Cho et al.
    2014 in PyTorch's form (the reset gate acts after the hidden matrix). One direction,
    so padding on the right cannot reach the states of the tokens before it.
    """

    def __init__(self, embedding_size: int, hidden_size: int) -> None:
        super().__init__()
        self.unit = nn.GRU(embedding_size, hidden_size, batch_first=True)

    def forward(self, embedded: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Read the sources.

        Args:
            embedded: ``x_1 .. x_S``, (batch, source, embedding).
            lengths: Real tokens of each source, (batch,).

        Returns:
            All states (batch, source, hidden) and the last real one (batch, hidden).
        """
        states, _ = self.unit(embedded)
        rows = torch.arange(len(states), device=states.device)
        return states, states[rows, lengths - 1]
