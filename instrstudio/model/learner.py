"""One optimiser step: loss, gradient, Adam."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from instrstudio.model.architecture import EncoderDecoder
from instrstudio.model.corpus import Batch
from instrstudio.model.noise import Noise
from instrstudio.model.tokenizer import PAD

_MOMENTS = ("exp_avg", "exp_avg_sq", "step")


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of one batch: nats summed over `tokens` real target tokens."""

    total: Tensor
    tokens: int


def batch_loss(
    model: EncoderDecoder,
    batch: Batch,
    *,
    teacher_forcing_ratio: float = 1.0,
    noise: Noise | None = None,
) -> Loss:
    """Return the cross entropy of `batch`; padding counts for nothing.

    The readout is applied to real positions only: (tokens, hidden), not
    (batch, steps, hidden).
    """
    encoded = model.encode(batch.source, batch.lengths, noise)
    steps = model.unroll(
        encoded,
        batch.target,
        teacher_forcing_ratio=teacher_forcing_ratio,
        noise=noise,
    )
    gold = batch.target[:, 1:]
    real = gold != PAD
    logits = model.readout(steps.state[real], steps.context[real], noise)
    total = nn.functional.cross_entropy(logits, gold[real], reduction="sum")
    return Loss(total, int(real.sum()))


class Learner:
    """A model with its Adam optimiser."""

    def __init__(self, model: EncoderDecoder, clip_norm: float) -> None:
        self.model = model
        self._clip_norm = clip_norm
        self._adam = torch.optim.Adam(model.parameters(), fused=True)

    def step(
        self, batch: Batch, noise: Noise, ratio: float, learning_rate: float
    ) -> tuple[float, int]:
        """Learn from one batch; return nats a token and the number of tokens.

        Where loss or gradient is not finite, nothing is changed and the loss is NaN.
        """
        self._adam.zero_grad(set_to_none=True)
        loss = batch_loss(self.model, batch, teacher_forcing_ratio=ratio, noise=noise)
        mean = loss.total / loss.tokens
        torch.autograd.backward(mean)
        norm = nn.utils.clip_grad_norm_(self.model.parameters(), self._clip_norm)
        if not (math.isfinite(float(mean.detach())) and math.isfinite(float(norm))):
            return math.nan, loss.tokens
        for group in self._adam.param_groups:
            group["lr"] = learning_rate
        self._adam.step()
        return float(mean.detach()), loss.tokens

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
