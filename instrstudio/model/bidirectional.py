"""The encoder that reads a source from both ends (Bahdanau et al. 2015, section 3.2).

``h_j = [forward h_j; backward h_j]``. In training it runs on the back end's scan; for
reading only, on PyTorch's own loop in C++ over the same weights.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence

from instrstudio.model.engine.ops import Ops, active_rows


class BidirectionalEncoder(nn.Module):
    """A GRU in each direction; the backward one reads each row reversed in its length.

    `input` (2, 3H, E), `input_bias` (2, 3H), `hidden` (2, 3H, H) and `new_bias`
    (2, 1, H) hold both directions, gates in the order r, z, n.
    """

    def __init__(self, embedding: int, hidden: int) -> None:
        super().__init__()
        self.input = nn.Parameter(torch.empty(2, 3 * hidden, embedding))
        self.input_bias = nn.Parameter(torch.empty(2, 3 * hidden))
        self.hidden = nn.Parameter(torch.empty(2, 3 * hidden, hidden))
        self.new_bias = nn.Parameter(torch.empty(2, 1, hidden))

    def forward(
        self, embedded: Tensor, lengths: Tensor, ops: Ops
    ) -> tuple[Tensor, Tensor]:
        """Read the sources.

        Args:
            embedded: ``x_1 .. x_S``, (batch, source, embedding).
            lengths: Real tokens of each source, (batch,).
            ops: The back end.

        Returns:
            States (batch, source, 2H) and the last of both directions (batch, 2H).
        """
        if not torch.is_grad_enabled():
            return self._read(embedded, lengths)
        rows, longest, _ = embedded.shape
        places = torch.arange(longest, device=embedded.device)
        turned = (lengths.unsqueeze(1) - 1 - places).clamp_min(0)
        # (2, batch, source): the place a direction reads at a step, and the step back
        steps = torch.stack([places.expand_as(turned), turned])
        order = torch.argsort(lengths, descending=True, stable=True)
        at = steps[:, order].transpose(1, 2) + order * longest
        both = _taken(embedded.flatten(0, 1), at)
        active = active_rows(lengths[order].tolist(), longest)
        inputs = ops.linear_each(both, self.input, self.input_bias)
        states = ops.bigru(inputs, self.hidden, self.new_bias, active).flatten(0, 2)
        # the number of a state is (direction * source + step) * batch + sorted row
        begin = longest * torch.arange(2, device=embedded.device)
        row = torch.argsort(order)
        found = (steps.permute(1, 2, 0) + begin) * rows + row.view(-1, 1, 1)
        last = ((lengths - 1).unsqueeze(1) + begin) * rows + row.unsqueeze(1)
        return _taken(states, found).flatten(2), _taken(states, last).flatten(1)

    def _read(self, embedded: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Run both directions in C++, with no step for padding: its states are 0."""
        rows, longest, _ = embedded.shape
        counts = lengths.cpu()
        packed = pack_padded_sequence(
            embedded, counts, batch_first=True, enforce_sorted=False
        )
        weights = [tensor for d in range(2) for tensor in self._weights(d)]
        start = embedded.new_zeros(2, rows, self.hidden.shape[2])
        states, last = torch.gru(
            packed.data, packed.batch_sizes, start, weights, True, 1, 0.0, False, True
        )
        # Where each state belongs: at once, as PyTorch's way back copies all twice.
        every = torch.arange(rows * longest, device=embedded.device)
        places = pack_padded_sequence(
            every.view(rows, longest), counts, batch_first=True, enforce_sorted=False
        )
        padded = states.new_zeros(len(every), states.shape[1])
        padded.index_copy_(0, places.data, states)
        ends = torch.cat([last[0], last[1]], dim=-1)
        return padded.view(rows, longest, -1), ends[packed.unsorted_indices]

    def _weights(self, direction: int) -> list[Tensor]:
        """Return the weights of one direction in PyTorch's order."""
        hidden = self.hidden[direction]
        new = self.new_bias[direction].view(-1)
        bias = torch.cat([new.new_zeros(2 * hidden.shape[1]), new])
        return [self.input[direction], hidden, self.input_bias[direction], bias]

    def recurrent_blocks(self) -> Iterator[Tensor]:
        """Yield the hidden matrices, gate by gate."""
        for direction in self.hidden:
            yield from direction.chunk(3)


def _taken(rows: Tensor, at: Tensor) -> Tensor:
    """Return the `rows` (n, width) with the numbers `at` (...), shape (..., width)."""
    return rows.index_select(0, at.flatten()).view(*at.shape, -1)
