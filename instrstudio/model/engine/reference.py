"""The operations as plain loops through autograd: slow, short, and the measure."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from instrstudio.model.engine.ops import AttentionWeights, Copying, Memory


def _gru(inputs: Tensor, hidden: Tensor, state: Tensor, new_bias: Tensor) -> Tensor:
    """Return the next state of a gated unit, gate by gate."""
    r_in, z_in, n_in = inputs.chunk(3, dim=-1)
    r_hid, z_hid, n_hid = hidden.chunk(3, dim=-1)
    r, z = torch.sigmoid(r_in + r_hid), torch.sigmoid(z_in + z_hid)
    n = torch.tanh(n_in + r * (n_hid + new_bias))
    return (1 - z) * n + z * state


def _padded(rows: Tensor, count: int, axis: int) -> Tensor:
    """Return `rows` with zeros behind them up to `count` along `axis`."""
    missing = count - rows.shape[axis]
    shape = [*rows.shape[:axis], missing, *rows.shape[axis + 1 :]]
    return torch.cat([rows, rows.new_zeros(shape)], dim=axis)


class Reference:
    """Every operation as its definition reads; see `Ops` for shapes."""

    name = "reference"

    def linear(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        """Return ``x W^T + b``."""
        return functional.linear(x, weight, bias)

    def linear_each(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return ``x_d W_d^T + b_d`` of both directions."""
        each = zip(x, weight, bias, strict=True)
        return torch.stack([functional.linear(*parts) for parts in each])

    def bigru(
        self, inputs: Tensor, weight: Tensor, new_bias: Tensor, active: Sequence[int]
    ) -> Tensor:
        """Run both directions of the encoder's recurrence."""
        _, steps, rows, gates = inputs.shape
        state = inputs.new_zeros(2, rows, gates // 3)
        found = []
        for t in range(steps):
            state = state[:, : active[t]]
            hidden = torch.bmm(state, weight.transpose(1, 2))
            state = _gru(inputs[:, t, : active[t]], hidden, state, new_bias)
            found.append(_padded(state, rows, 1))
        return torch.stack(found, dim=1)

    def attention_gru(
        self,
        inputs: Tensor,
        memory: Memory,
        start: Tensor,
        weights: AttentionWeights,
        active: Sequence[int],
    ) -> tuple[Tensor, Tensor]:
        """Run the decoder's recurrence with its attention."""
        steps, rows, gates = inputs.shape
        keys, states, barred = memory.keys, memory.states, memory.barred
        recurrent, query = weights.stacked[:gates], weights.stacked[gates:]
        state, found, looks = start, [], []
        for t in range(steps):
            live = active[t]
            state = state[:live]
            looked = torch.tanh((state @ query.T).unsqueeze(1) + keys[:live])
            alpha = torch.softmax(looked @ weights.energy + barred[:live], dim=-1)
            context = torch.bmm(alpha.unsqueeze(1), states[:live]).squeeze(1)
            gated = inputs[t, :live] + context @ weights.context.T
            state = _gru(gated, state @ recurrent.T, state, weights.new_bias)
            found.append(_padded(state, rows, 0))
            looks.append(_padded(alpha, rows, 0))
        return torch.stack(found), torch.stack(looks)

    def context(self, alpha: Tensor, states: Tensor) -> Tensor:
        """Return ``c_t = sum_j alpha_tj h_j``."""
        return torch.einsum("tbs,bsd->tbd", alpha, states)

    def cross_entropy(
        self,
        readout: Tensor,
        weight: Tensor,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
        copying: Copying | None,
    ) -> Tensor:
        """Return the summed cross entropy."""
        logs = torch.log_softmax(functional.linear(readout, weight, bias), dim=-1)
        own = logs.gather(1, gold.unsqueeze(1)).squeeze(1)
        if copying is not None:
            written = torch.sigmoid(copying.gate)
            own = torch.log(written * own.exp() + (1 - written) * copying.mass)
        return -((1 - smoothing) * own + smoothing * logs.mean(dim=1)).sum()
