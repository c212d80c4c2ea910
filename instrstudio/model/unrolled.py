"""What a decoder's recurrence leaves behind: real positions in one flat list."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrolled:
    """A decoder's run along its targets.

    `states`, `contexts`, `fed` are those of the N real tokens (N, width); `real` (N,)
    are their places in (steps x batch), `rows` (N,) their sentences; `alpha` is
    (steps, batch, source), zero where nothing is real.
    """

    states: Tensor
    contexts: Tensor
    fed: Tensor
    real: Tensor
    rows: Tensor
    alpha: Tensor

    @classmethod
    def of(
        cls,
        fed: Tensor,
        states: Tensor,
        contexts: Tensor,
        alpha: Tensor,
        active: Sequence[int],
    ) -> "Unrolled":
        """Pick real positions out of (steps, batch, ...): the first of each step.

        `active` says how many. The places are counted on the processor, so that nobody
        waits for a GPU, which is still at the recurrence.
        """
        rows = states.shape[1]
        alive = torch.arange(rows) < torch.tensor(active).unsqueeze(1)
        places = alive.flatten().nonzero().squeeze(1)
        real = places.to(states.device, non_blocking=True)
        picked = (
            x.flatten(0, 1).index_select(0, real) for x in (states, contexts, fed)
        )
        own_states, own_contexts, own_fed = picked
        return cls(
            states=own_states,
            contexts=own_contexts,
            fed=own_fed,
            real=real,
            rows=real % rows,
            alpha=alpha,
        )

    @property
    def weights(self) -> Tensor:
        """The attention of the real tokens, (N, source)."""
        return self.alpha.flatten(0, 1).index_select(0, self.real)

    def coverage_loss(self) -> Tensor:
        """Return ``sum_t sum_j min(alpha_tj, sum_{t' < t} alpha_t'j)``.

        It is what looks twice at the same place (See, Liu, Manning 2017, arXiv
        1704.04368, equation 12).
        """
        covered = self.alpha.cumsum(dim=0) - self.alpha
        return torch.minimum(self.alpha, covered).sum()
