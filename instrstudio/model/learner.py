"""One update: losses, gradient, Adam."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from instrstudio.model.architecture import Architecture, Goal, Loss
from instrstudio.model.corpus import Batch
from instrstudio.model.noise import Noise

_MOMENTS = ("exp_avg", "exp_avg_sq", "step")

Combine = Callable[[list[Tensor], float, int], tuple[float, int]]
"""Sums gradients, nats and tokens over all processes, in place and by return."""


@dataclass(frozen=True, slots=True)
class Micro:
    """A part of an update: a batch, and the noise of its own draw."""

    batch: Batch
    noise: Noise


class Learner:
    """A model with its Adam optimiser.

    An update is the gradient of the mean loss over all its tokens, however these are
    dealt out over batches and processes: losses are summed, and divided once.
    """

    def __init__(
        self,
        model: Architecture,
        goal: Goal,
        clip_norm: float,
        combine: Combine | None = None,
    ) -> None:
        self.model = model
        self._goal = goal
        self._clip_norm = clip_norm
        self._combine = combine
        self._adam = torch.optim.Adam(model.parameters(), fused=True)

    def step(self, parts: Sequence[Micro], learning_rate: float) -> tuple[float, int]:
        """Learn from `parts`; return nats a token and the number of tokens.

        Where loss or gradient is not finite, nothing is changed and the loss is NaN.
        """
        self._adam.zero_grad(set_to_none=True)
        nats, tokens = 0.0, 0
        for part in parts:
            loss = self._loss(part)
            torch.autograd.backward(loss.total)
            nats, tokens = nats + float(loss.total.detach()), tokens + loss.tokens
        parameters = list(self.model.parameters())
        gradients = [_gradient(parameter) for parameter in parameters]
        if self._combine is not None:
            nats, tokens = self._combine(gradients, nats, tokens)
        torch._foreach_mul_(gradients, 1.0 / tokens)
        norm = nn.utils.clip_grad_norm_(parameters, self._clip_norm, foreach=True)
        if not (math.isfinite(nats) and math.isfinite(float(norm))):
            return math.nan, tokens
        for group in self._adam.param_groups:
            group["lr"] = learning_rate
        self._adam.step()
        # The fused Adam leaves no mark on what it changed; `engine.packing` needs one.
        torch.autograd.graph.increment_version(parameters)
        return nats / tokens, tokens

    def _loss(self, part: Micro) -> Loss:
        """Return the loss of a part."""
        return self.model.loss(part.batch, self._goal, part.noise)

    def arrays(self) -> dict[str, Tensor]:
        """Return Adam's moments and step counts, by name."""
        found = {}
        for name, parameter in self.model.named_parameters():
            for moment in _MOMENTS:
                value = self._adam.state[parameter].get(moment)
                if value is not None:
                    found[f"{moment}.{name}"] = value.detach().cpu().clone()
        return found

    def restore(self, arrays: Mapping[str, Tensor]) -> None:
        """Take over what `arrays` returned."""
        self._adam.state.clear()
        for name, parameter in self.model.named_parameters():
            state = {
                moment: arrays[f"{moment}.{name}"].to(parameter.device).clone()
                for moment in _MOMENTS
                if f"{moment}.{name}" in arrays
            }
            if state:
                self._adam.state[parameter] = state


def _gradient(parameter: Tensor) -> Tensor:
    """Return a parameter's gradient, zero where nothing reached it."""
    if parameter.grad is None:
        parameter.grad = torch.zeros_like(parameter)
    return parameter.grad
