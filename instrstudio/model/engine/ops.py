"""What an architecture asks of a back end: four operations and nothing else.

Two recurrences, the attention's context and the cross entropy over the vocabulary take
nearly all time of training, so these are what a back end replaces: *reference*
(autograd through plain loops), *ATen scan* (hand-written backward), *CUDA-graph scan*.
All of them compute the same functions; `tests/model/engine` compares their gradients.

Axes: B sentences, S source tokens, T target steps, E embedding, H hidden, A attention,
D = 2 H encoder states, P readout, V vocabulary, N real target tokens. Rows are sorted
by length, the longest first, and ``active[t]`` says how many rows still live at step
t: nothing is computed for padding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

_FAR = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionWeights:
    """The learned arrays of the recurrence with attention inside.

    `context` is W_c (3H, D); `stacked` is [W_hh; W_q] (3H + A, H), so that a step
    multiplies the state once; `energy` is v (A,); `new_bias` (H,) is the hidden bias of
    the gate n.
    """

    context: Tensor
    stacked: Tensor
    energy: Tensor
    new_bias: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a decoder attends to: ``U h_j`` (B, S, A) and ``h_j`` (B, S, D).

    `barred` (B, S) is 0 at tokens and very negative at padding.
    """

    keys: Tensor
    states: Tensor
    barred: Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Copying:
    """What a pointer-generator adds to the loss (See et al. 2017, section 2.2).

    `gate` (N,) is the logit of p_gen; `mass` (N,) the attention on source positions
    that hold the gold token.
    """

    gate: Tensor
    mass: Tensor


class Ops(Protocol):
    """A back end."""

    name: str

    def linear(self, x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        """Return ``x W^T + b``: (..., in) -> (..., out), in float32."""

    def linear_each(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        """Return ``x_d W_d^T + b_d`` of both directions d in float32.

        (2, S, B, in), (2, out, in), (2, out) -> (2, S, B, out).
        """

    def bigru(
        self, inputs: Tensor, weight: Tensor, new_bias: Tensor, active: Sequence[int]
    ) -> Tensor:
        """Run both directions of the encoder's recurrence.

        Args:
            inputs: ``W x_t + b`` for all steps, (2, S, B, 3H), gates r, z, n; the
                second direction is already reversed inside each row's length.
            weight: W_hh, (2, 3H, H).
            new_bias: The hidden bias of the gate n, (2, 1, H).
            active: Rows alive at each step, falling.

        Returns:
            States (2, S, B, H), zero behind a row's end.
        """

    def attention_gru(
        self,
        inputs: Tensor,
        memory: Memory,
        start: Tensor,
        weights: AttentionWeights,
        active: Sequence[int],
    ) -> tuple[Tensor, Tensor]:
        """Run ``alpha_t = softmax(v · tanh(W_q s_{t-1} + U h))``, then the GRU.

        Args:
            inputs: ``W y_{t-1} + b`` for all steps, (T, B, 3H).
            memory: What is attended to.
            start: ``s_0``, (B, H).
            weights: The learned arrays.
            active: Rows alive at each step, falling.

        Returns:
            ``s_1 .. s_T`` (T, B, H) and ``alpha`` (T, B, S), zero behind a row's end.
        """

    def context(self, alpha: Tensor, states: Tensor) -> Tensor:
        """Return ``c_t = sum_j alpha_tj h_j``: (T, B, S), (B, S, D) -> (T, B, D)."""

    def cross_entropy(
        self,
        readout: Tensor,
        weight: Tensor,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
        copying: Copying | None,
    ) -> Tensor:
        """Return the cross entropy summed over tokens, in nats.

        With `copying`, of ``p = p_gen P_vocabulary + (1 - p_gen) mass``.

        Args:
            readout: (N, P).
            weight: The vocabulary, (V, P).
            bias: (V,).
            gold: Token ids (N,).
            smoothing: Share of the target spread over the vocabulary (Szegedy et al.
                2016, section 7).
            copying: Gate and mass, or None.
        """


def active_rows(lengths: Sequence[int], steps: int) -> list[int]:
    """Return for each of `steps` how many of the falling `lengths` are longer."""
    counts = [0] * (steps + 1)
    for length in lengths:
        counts[min(length, steps)] += 1
    alive, rows = len(lengths), []
    for step in range(steps):
        alive -= counts[step]
        rows.append(alive)
    return rows


def gru(
    inputs: Tensor, hidden: Tensor, state: Tensor, new_bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return ``s_t`` and the gates r and z as one, n, and n's hidden part.

    The unit of Cho et al. 2014 in the form of cuDNN and PyTorch: the reset gate acts
    after the hidden matrix.

    Args:
        inputs: Input part of the gates, (..., 3H).
        hidden: Hidden part without bias, (..., 3H).
        state: ``s_{t-1}``, (..., H).
        new_bias: Hidden bias of the gate n.
    """
    width = state.shape[-1]
    both = (inputs[..., : 2 * width] + hidden[..., : 2 * width]).sigmoid_()
    part = hidden[..., 2 * width :] + new_bias
    new = torch.addcmul(inputs[..., 2 * width :], both[..., :width], part).tanh_()
    return torch.lerp(new, state, both[..., width:]), both, new, part


def doubled(x: Tensor) -> Tensor:
    """Return exp(2x), bounded so that a product of two neither overflows nor ends."""
    return (2 * x).clamp_(-_FAR, _FAR).exp_()
