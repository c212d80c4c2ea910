"""What every architecture makes of a source, and the encoder of the readable ones."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A batch of sources after reading.

    `states` are ``h_1 .. h_S`` (batch, source, width); `last` is what the decoder
    starts from (batch, width); `mask` is True at tokens (batch, source); `keys` is what
    the attention wants precomputed (batch, source, attention), or empty; `source` are
    the token ids (batch, source). `layers` are keys and values for each layer of a
    transformer, (batch, heads, source, width of a head). `shared` belongs to no
    sentence: what an architecture prepares once for the many steps of a search.
    """

    states: Tensor
    last: Tensor
    mask: Tensor
    keys: Tensor
    source: Tensor
    layers: tuple[Tensor, ...] = ()
    shared: tuple[Tensor, ...] = ()

    def __len__(self) -> int:
        return len(self.mask)

    def rows(self, index: Tensor) -> "Encoded":
        """Return the sources at `index` (count,), which may repeat."""
        return Encoded(
            states=self.states[index],
            last=self.last[index],
            mask=self.mask[index],
            keys=self.keys[index],
            source=self.source[index],
            layers=tuple(layer[index] for layer in self.layers),
            shared=self.shared,
        )


def mask_of(source: Tensor, lengths: Tensor) -> Tensor:
    """Return True at tokens and False at padding, (batch, source)."""
    places = torch.arange(source.shape[1], device=source.device)
    return places.unsqueeze(0) < lengths.unsqueeze(1)


def at_tokens(make: Callable[[Tensor], Tensor], states: Tensor, mask: Tensor) -> Tensor:
    """Return what `make` makes of the states, computed at tokens only.

    Args:
        make: Maps (tokens, width) to (tokens, out), each row by itself.
        states: (batch, source, width).
        mask: True at tokens, (batch, source).

    Returns:
        (batch, source, out), 0 at padding.
    """
    flat = states.flatten(0, 1)
    places = mask.flatten().nonzero().squeeze(1)
    if len(places) == len(flat):
        return make(flat).view(*mask.shape, -1)
    made = make(flat[places])
    spread = made.new_zeros(len(flat), made.shape[1]).index_copy_(0, places, made)
    return spread.view(*mask.shape, -1)


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
