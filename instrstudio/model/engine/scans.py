"""The two recurrences with hand-written backward passes, on ATen operations.

What autograd cannot know: weight gradients of all steps are one product after the
loop; tanh(q + K), the largest array of the step, is recomputed and never stored; the
gradient of the keys is summed without v and multiplied once. Backward formulas are
those of the unit in `ops.gru`.

No tanh is taken of the largest array at all: with ``r = 1 / (1 + exp(2q) exp(2k))`` it
is ``1 - 2r``, its derivative ``4 (r - r²)``, and exp(2k) is the same at every step.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from instrstudio.model.engine.ops import doubled, gru

_sigmoid_backward = torch.ops.aten.sigmoid_backward
_tanh_backward = torch.ops.aten.tanh_backward
_softmax_backward = torch.ops.aten._softmax_backward_data  # noqa: SLF001 - an operator


def gates_backward(
    grad: Tensor, state: Tensor, kept: tuple[Tensor, ...], hidden: Tensor
) -> tuple[Tensor, Tensor]:
    """Write the gradient of the gates' hidden part; return that of n, and z's share.

    Args:
        grad: Gradient of ``s_t``, (..., H).
        state: ``s_{t-1}``.
        kept: r and z as one (..., 2H), n and n's hidden part (..., H).
        hidden: Where to write, (..., 3H).
    """
    both, new, part = kept
    width = state.shape[-1]
    r, z = both[..., :width], both[..., width:]
    through = grad * z
    d_new = _tanh_backward(grad - through, new)
    hidden[..., :width] = d_new * part
    hidden[..., width : 2 * width] = (state - new).mul_(grad)
    gates = hidden[..., : 2 * width]
    gates.copy_(_sigmoid_backward(gates, both))
    torch.mul(d_new, r, out=hidden[..., 2 * width : 3 * width])
    return d_new, through


def _room(like: Tensor, active: Sequence[int], shape: Sequence[int]) -> Tensor:
    """Return a tensor to be written a step at a time, with zeros where rows are over.

    Args:
        like: Gives type and device.
        active: How many rows are alive at each step.
        shape: (..., T, B, width).
    """
    room = like.new_empty(*shape)
    for t, live in enumerate(active):
        if live < shape[-2]:
            room[..., t, live:, :].zero_()
    return room


def _halves(query: Tensor, grown: Tensor) -> Tensor:
    """Return ``(1 - tanh(q + k)) / 2``: (rows, A), exp(2k) (rows, S, A)."""
    one = query.new_ones(1)
    return torch.addcmul(one, doubled(query).unsqueeze(1), grown).reciprocal_()


class BiGruScan(torch.autograd.Function):
    """Both encoder directions as one batched recurrence."""

    @staticmethod
    def forward(
        ctx: Any,
        inputs: Tensor,
        weight: Tensor,
        new_bias: Tensor,
        active: Sequence[int],
        kind: torch.dtype,
    ) -> Tensor:
        """Return (2, S, B, H); see `Ops.bigru`."""
        _, steps, rows, gates = inputs.shape
        width = gates // 3
        turned = weight.to(kind).transpose(1, 2)
        # one more step in front: the zero state, so that s_{t-1} is a slice
        states = inputs.new_zeros(2, steps + 1, rows, width)
        state, kept = states[:, 0], []
        for t in range(steps):
            state = state[:, : active[t]]
            hidden = torch.bmm(state.to(kind), turned).float()
            state, *gated = gru(inputs[:, t, : active[t]], hidden, state, new_bias)
            states[:, t + 1, : active[t]] = state
            kept.append(tuple(gated))
        ctx.save_for_backward(states, weight)
        ctx.kept, ctx.active, ctx.kind = kept, active, kind
        return states[:, 1:]

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """Return the gradients of inputs, weight and bias."""
        (grad,) = grads
        states, weight = ctx.saved_tensors
        active, kept, kind = ctx.active, ctx.kept, ctx.kind
        _, steps, rows, width = grad.shape
        low = weight.to(kind)
        d_inputs = _room(grad, active, (2, steps, rows, 3 * width))
        d_hidden = _room(grad, active, (2, steps, rows, 3 * width))
        carried: Tensor | None = None
        for t in range(steps - 1, -1, -1):
            live = active[t]
            d_state = grad[:, t, :live]
            if carried is not None:
                d_state = d_state.clone()
                d_state[:, : carried.shape[1]] += carried
            at = d_hidden[:, t, :live]
            d_new, through = gates_backward(d_state, states[:, t, :live], kept[t], at)
            d_inputs[:, t, :live, : 2 * width] = at[..., : 2 * width]
            d_inputs[:, t, :live, 2 * width :] = d_new
            carried = through + torch.bmm(at.to(kind), low).float()
            kept[t] = ()
        flat = d_hidden.view(2, steps * rows, 3 * width)
        before = states[:, :-1].reshape(2, steps * rows, width)
        d_weight = torch.bmm(flat.to(kind).transpose(1, 2), before.to(kind)).float()
        d_bias = flat[..., 2 * width :].sum(1, keepdim=True)
        return d_inputs, d_weight, d_bias, None, None


class AttentionGruScan(torch.autograd.Function):
    """The decoder's recurrence with additive attention inside.

    `values` are either ``h`` with W_c in `context`, or ``W_c h`` with `context` None:
    ``W_c c_t = sum_j alpha_tj (W_c h_j)`` exactly, which leaves the step one product.
    """

    @staticmethod
    def forward(  # noqa: PLR0913, PLR0917 - autograd passes by position
        ctx: Any,
        inputs: Tensor,
        keys: Tensor,
        values: Tensor,
        context: Tensor | None,
        start: Tensor,
        stacked: Tensor,
        energy: Tensor,
        new_bias: Tensor,
        barred: Tensor,
        active: Sequence[int],
        kind: torch.dtype,
    ) -> tuple[Tensor, Tensor]:
        """Return states (T, B, H) and alpha (T, B, S); see `Ops.attention_gru`."""
        steps, rows, gates = inputs.shape
        turned, low_values = stacked.to(kind).T, values.to(kind)
        grown, pull = doubled(keys), -2 * energy
        turned_context = None if context is None else context.to(kind).T
        states = inputs.new_zeros(steps + 1, rows, gates // 3)
        states[0] = start
        alpha = inputs.new_zeros(steps, rows, keys.shape[1])
        state, kept = states[0], []
        for t in range(steps):
            live = active[t]
            state = state[:live]
            projected = (state.to(kind) @ turned).float()
            query = projected[:, gates:]
            looked = _halves(query, grown[:live])
            weights = torch.softmax(looked @ pull + barred[:live], dim=-1)
            seen = torch.bmm(weights.to(kind).unsqueeze(1), low_values[:live])
            gated = seen.squeeze(1)
            if turned_context is not None:
                gated = gated @ turned_context
            gated = gated.float() + inputs[t, :live]
            state, *kept_gates = gru(gated, projected[:, :gates], state, new_bias)
            states[t + 1, :live] = state
            alpha[t, :live] = weights
            kept.append((query, *kept_gates))
        ctx.save_for_backward(
            states, alpha, grown, low_values, context, stacked, energy
        )
        ctx.kept, ctx.active, ctx.kind = kept, active, kind
        return states[1:], alpha

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> Any:
        """Return the gradients of everything learned and of what came in."""
        return _AttentionBackward(ctx, *grads).run()


class _AttentionBackward:
    """The backward pass under way: its buffers and its loop."""

    def __init__(self, ctx: Any, d_states: Tensor, d_alpha: Tensor | None) -> None:
        saved = ctx.saved_tensors
        self._states, self._alpha, self._grown, self._values = saved[:4]
        self._context, self._stacked, self._energy = saved[4:]
        self._kept, self._active, self._kind = ctx.kept, ctx.active, ctx.kind
        self._d_states, self._d_alpha = d_states, d_alpha
        steps, rows, width = d_states.shape
        self._gates = 3 * width
        attention, depth = self._grown.shape[2], self._values.shape[2]

        def room(size: int) -> Tensor:
            return _room(d_states, self._active, (steps, rows, size))

        self._d_inputs = room(self._gates)
        self._d_stacked = room(self._gates + attention)
        folded = self._context is None
        self._d_seen = self._d_inputs if folded else room(depth)
        self._slopes = torch.zeros_like(self._grown)
        self._d_energy = d_states.new_zeros(attention)

    def run(self) -> tuple[Tensor | None, ...]:
        """Go through the steps from the last to the first, then take the products."""
        steps, rows, width = self._d_states.shape
        low = self._stacked.to(self._kind)
        carried: Tensor | None = None
        for t in range(steps - 1, -1, -1):
            live = self._active[t]
            d_state = self._d_states[t, :live]
            if carried is not None:
                d_state = d_state.clone()
                d_state[: len(carried)] += carried
            through = self._step(t, live, d_state)
            back = self._d_stacked[t, :live].to(self._kind) @ low
            carried = through + back.float()
            self._kept[t] = ()
        d_start = self._d_states.new_zeros(rows, width)
        if carried is not None:
            d_start[: len(carried)] = carried
        return self._products(d_start)

    def _step(self, t: int, live: int, d_state: Tensor) -> Tensor:
        """Do one step; return the share of the gradient that z lets through."""
        query, *kept = self._kept[t]
        width, gates = d_state.shape[1], self._gates
        at = self._d_stacked[t, :live]
        state = self._states[t, :live]
        d_new, through = gates_backward(
            d_state, state, (kept[0], kept[1], kept[2]), at[:, :gates]
        )
        d_in = self._d_inputs[t, :live]
        d_in[:, : 2 * width] = at[:, : 2 * width]
        d_in[:, 2 * width :] = d_new
        d_seen = self._d_seen[t, :live]
        if self._context is not None:
            d_seen[:] = d_in.to(self._kind) @ self._context.to(self._kind)
        turned = self._values[:live].transpose(1, 2)
        d_alpha = torch.bmm(d_seen.to(self._kind).unsqueeze(1), turned)
        d_weights = d_alpha.squeeze(1).float()
        if self._d_alpha is not None:
            d_weights = d_weights + self._d_alpha[t, :live]
        at[:, gates:] = self._attention(t, live, query, d_weights)
        return through

    def _attention(self, t: int, live: int, query: Tensor, d_weights: Tensor) -> Tensor:
        """Return the gradient of the query; add up those of keys and v."""
        weights = self._alpha[t, :live]
        d_energies = _softmax_backward(d_weights, weights, -1, torch.float32)
        looked = _halves(query, self._grown[:live])
        # sum_j de_j = 0 behind a softmax, so of 1 - 2r only -2r is left
        self._d_energy.addmv_(looked.flatten(0, 1).T, d_energies.reshape(-1), alpha=-2)
        looked.addcmul_(looked, looked, value=-1)
        row = d_energies.unsqueeze(1)
        d_query: Tensor = 4 * self._energy * torch.bmm(row, looked).squeeze(1)
        self._slopes[:live].addcmul_(d_energies.unsqueeze(-1), looked)
        return d_query

    def _products(self, d_start: Tensor) -> tuple[Tensor | None, ...]:
        """Return all gradients in the order of the arguments of `forward`."""
        steps, rows, width = self._d_states.shape
        kind, many = self._kind, steps * rows
        before = self._states[:-1].reshape(many, width).to(kind)
        stacked = self._d_stacked.view(many, -1)
        d_stacked = (stacked.to(kind).T @ before).float()
        d_bias = stacked[:, 2 * width : self._gates].sum(0)
        looks = self._alpha.to(kind).permute(1, 2, 0)
        d_values = torch.bmm(looks, self._d_seen.to(kind).transpose(0, 1)).float()
        d_context = None
        if self._context is not None:
            seen = torch.bmm(looks.transpose(1, 2), self._values).transpose(0, 1)
            flat = self._d_inputs.view(many, -1).to(kind)
            d_context = (flat.T @ seen.reshape(many, -1)).float()
        d_keys = self._slopes.mul_(4 * self._energy)
        return (
            self._d_inputs,
            d_keys,
            d_values,
            d_context,
            d_start,
            d_stacked,
            self._d_energy,
            d_bias,
            None,
            None,
            None,
        )
