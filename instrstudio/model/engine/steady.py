"""The two recurrences of `scans` where every row is alive at every step: for graphs.

A recorded step costs a GPU a few microseconds a kernel, whatever it computes: here are
as few as ATen offers. The unit is one kernel ahead and one back (`unit`), products give
float32 at once, what is stored is stored in the type that reads it, and factors that
are the same at every step are in the weights: 2 of exp(2q), 4 v of its derivative.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from instrstudio.model.engine.ops import doubled
from instrstudio.model.engine.products import batched, product
from instrstudio.model.engine.unit import Unit

_softmax_backward = torch.ops.aten._softmax_backward_data  # noqa: SLF001 - an operator


class SteadyBiGru:
    """Both encoder directions, a product a step for the two of them."""

    @staticmethod
    def forward(
        tape: Any,
        inputs: Tensor,
        weight: Tensor,
        new_bias: Tensor,
        _active: Sequence[int],
        kind: torch.dtype,
    ) -> Tensor:
        """Return (2, S, B, H); see `Ops.bigru`."""
        _, steps, rows, gates = inputs.shape
        width = gates // 3
        turned = weight.to(kind).transpose(1, 2)
        low = inputs.new_zeros(2, steps + 1, rows, width, dtype=kind)
        units = [Unit(bias.view(-1)) for bias in new_bias]
        state = [inputs.new_zeros(rows, width)] * 2
        states: list[list[Tensor]] = [[], []]
        for t in range(steps):
            hidden = batched(low[:, t], turned)
            both = []
            for d, unit in enumerate(units):
                state[d], kept = unit.ahead(inputs[d, t], hidden[d], state[d])
                low[d, t + 1].copy_(state[d])
                states[d].append(state[d])
                both.append(kept)
            tape.kept.append((*both[0], *both[1]))
        tape.save_for_backward(low, weight)
        tape.kind = kind
        return torch.stack(states[0] + states[1]).view(2, steps, rows, width)

    @staticmethod
    def backward(tape: Any, grad: Tensor) -> tuple[Tensor, ...]:
        """Return the gradients of inputs, weight and bias."""
        low, weight = tape.saved_tensors
        _, steps, rows, width = grad.shape
        turned = weight.to(tape.kind)
        at = grad.new_empty(2, steps, rows, 3 * width, dtype=tape.kind)
        d_inputs: list[list[Tensor]] = [[], []]
        news: list[list[Tensor]] = [[], []]
        carried: list[Tensor | None] = [None, None]
        for t in range(steps - 1, -1, -1):
            kept, through = tape.kept[t], []
            for d in range(2):
                before = carried[d]
                d_state = grad[d, t] if before is None else grad[d, t] + before
                part = kept[d * len(kept) // 2 : (d + 1) * len(kept) // 2]
                d_in, d_hidden, passed = Unit.back(d_state.contiguous(), part)
                at[d, t].copy_(d_hidden)
                d_inputs[d].append(d_in)
                news[d].append(d_hidden[:, 2 * width :])
                through.append(passed)
            back = batched(at[:, t], turned)
            carried = [passed + back[d] for d, passed in enumerate(through)]
        flat = at.view(2, steps * rows, -1).transpose(1, 2)
        d_weight = batched(flat, low[:, :-1].reshape(2, steps * rows, width))
        d_bias = torch.stack(news[0] + news[1]).view(2, -1, width).sum(1, keepdim=True)
        ordered = torch.stack(d_inputs[0][::-1] + d_inputs[1][::-1])
        return ordered.view(2, steps, rows, -1), d_weight, d_bias


class SteadyAttentionGru:
    """The decoder with additive attention inside; see `scans.AttentionGruScan`."""

    @staticmethod
    def forward(  # noqa: PLR0913, PLR0917 - the order is that of a recurrence
        tape: Any,
        inputs: Tensor,
        keys: Tensor,
        values: Tensor,
        context: Tensor | None,
        start: Tensor,
        stacked: Tensor,
        energy: Tensor,
        new_bias: Tensor,
        barred: Tensor,
        _active: Sequence[int],
        kind: torch.dtype,
    ) -> tuple[Tensor, Tensor]:
        """Return states (T, B, H) and alpha (T, B, S); see `Ops.attention_gru`."""
        steps, rows, gates = inputs.shape
        turned = _scaled(stacked, gates, 2.0).to(kind).T
        low_values, grown, pull = values.to(kind), doubled(keys), -2 * energy
        turned_context = None if context is None else context.to(kind).T
        unit, state = Unit(new_bias), start
        low = inputs.new_empty(steps + 1, rows, gates // 3, dtype=kind)
        low[0].copy_(start)
        states, alpha = [], []
        for t in range(steps):
            projected = product(low[t], turned)
            query = projected[:, gates:].exp()
            looked = _halves(query, grown).flatten(0, 1)
            energies = torch.addmv(barred.view(-1), looked, pull).view_as(barred)
            weights = torch.softmax(energies, dim=-1)
            row = weights.to(kind).unsqueeze(1)
            if turned_context is None:
                seen = batched(row, low_values).squeeze(1)
            else:
                seen = product(torch.bmm(row, low_values).squeeze(1), turned_context)
            fed = seen + inputs[t]
            state, kept = unit.ahead(fed, projected[:, :gates], state)
            low[t + 1].copy_(state)
            states.append(state)
            alpha.append(weights)
            tape.kept.append((query, *kept))
        kept_alpha = torch.stack(alpha)
        tape.save_for_backward(
            low, kept_alpha, grown, low_values, context, stacked, energy
        )
        tape.kind = kind
        return torch.stack(states), kept_alpha

    @staticmethod
    def backward(tape: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        """Return the gradients of everything learned and of what came in."""
        return _AttentionBack(tape, *grads).run()


class _AttentionBack:
    """The backward pass under way: its buffers and its loop."""

    def __init__(self, tape: Any, d_states: Tensor, d_alpha: Tensor) -> None:
        self._low, self._alpha, self._grown, self._values = tape.saved_tensors[:4]
        self._context, self._stacked, self._energy = tape.saved_tensors[4:]
        self._kept, self._kind = tape.kept, tape.kind
        self._d_states, self._d_alpha = d_states, d_alpha
        steps, rows, width = d_states.shape
        self._gates = gates = 3 * width

        def low(*shape: int) -> Tensor:
            return d_states.new_empty(shape, dtype=self._kind)

        self._at = low(steps, rows, len(self._stacked))
        self._in = low(steps, rows, gates)
        folded = self._context is None
        self._seen = self._in if folded else low(steps, rows, self._values.shape[2])
        self._slopes = d_states.new_zeros(self._grown.shape)
        self._d_energy = torch.zeros_like(self._energy)
        self._d_inputs: list[Tensor] = []
        self._news: list[Tensor] = []

    def run(self) -> tuple[Tensor | None, ...]:
        """Go through the steps from the last to the first, then take the products."""
        steps = len(self._d_states)
        weight = _scaled(self._stacked, self._gates, 4 * self._energy.unsqueeze(1))
        low_weight = weight.to(self._kind)
        context = None if self._context is None else self._context.to(self._kind)
        turned = self._values.transpose(1, 2)
        carried: Tensor | None = None
        for t in range(steps - 1, -1, -1):
            d_state = self._d_states[t]
            if carried is not None:
                d_state = d_state + carried
            query, *kept = self._kept[t]
            d_in, d_hidden, through = Unit.back(d_state.contiguous(), tuple(kept))
            self._at[t, :, : self._gates].copy_(d_hidden)
            self._in[t].copy_(d_in)
            self._d_inputs.append(d_in)
            self._news.append(d_hidden[:, -d_state.shape[1] :])
            if context is not None:
                torch.mm(self._in[t], context, out=self._seen[t])
            d_weights = batched(self._seen[t].unsqueeze(1), turned).squeeze(1)
            d_weights += self._d_alpha[t]
            self._at[t, :, self._gates :].copy_(self._attention(t, query, d_weights))
            carried = through + product(self._at[t], low_weight)
        assert carried is not None  # there is a step
        return self._products(carried)

    def _attention(self, t: int, query: Tensor, d_weights: Tensor) -> Tensor:
        """Return the gradient of the query but for 4 v; add up those of keys and v."""
        d_energies = _softmax_backward(d_weights, self._alpha[t], -1, torch.float32)
        looked = _halves(query, self._grown)
        # sum_j de_j = 0 behind a softmax, so of 1 - 2r only -2r is left
        self._d_energy.addmv_(looked.flatten(0, 1).T, d_energies.view(-1), alpha=-2)
        looked.addcmul_(looked, looked, value=-1)
        self._slopes.addcmul_(d_energies.unsqueeze(-1), looked)
        return torch.bmm(d_energies.unsqueeze(1), looked).squeeze(1)

    def _products(self, d_start: Tensor) -> tuple[Tensor | None, ...]:
        """Return all gradients in the order of the arguments of `forward`."""
        steps, rows, width = self._d_states.shape
        many, slope = steps * rows, 4 * self._energy
        before = self._low[:-1].reshape(many, width)
        d_stacked = product(self._at.view(many, -1).T, before)
        d_stacked[self._gates :] *= slope.unsqueeze(1)
        looks = self._alpha.to(self._kind).permute(1, 2, 0)
        d_values = batched(looks, self._seen.transpose(0, 1))
        d_context = None
        if self._context is not None:
            seen = torch.bmm(looks.transpose(1, 2), self._values).transpose(0, 1)
            flat = self._in.view(many, -1)
            d_context = product(flat.T, seen.reshape(many, -1))
        return (
            torch.stack(self._d_inputs[::-1]),
            self._slopes * slope,
            d_values,
            d_context,
            d_start,
            d_stacked,
            self._d_energy,
            torch.stack(self._news).sum((0, 1)),
            None,
        )


def _halves(query: Tensor, grown: Tensor) -> Tensor:
    """Return ``(1 - tanh(q + k)) / 2``: exp(2q) (B, A), exp(2k) (B, S, A)."""
    one = query.new_ones(1)
    return torch.addcmul(one, query.unsqueeze(1), grown).reciprocal_()


def _scaled(stacked: Tensor, gates: int, factor: float | Tensor) -> Tensor:
    """Return [W_hh; W_q] with the rows of W_q multiplied."""
    return torch.cat([stacked[:gates], stacked[gates:] * factor])
