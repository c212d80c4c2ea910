"""The loss token by token, through autograd: for what is no sum over all of them."""

import torch
from torch import Tensor

from instrstudio.model.engine.ops import Copying

_LEAST_MASS = 1e-30
"""As in `cross_entropy`: what is less likely still has a logarithm."""


def token_nats(logits: Tensor, gold: Tensor, copying: Copying | None = None) -> Tensor:
    """Return ``-log p`` of each gold token, (N,).

    With `copying`, of ``p = p_gen P_vocabulary + (1 - p_gen) mass``.

    Args:
        logits: Scores over the vocabulary, (N, V).
        gold: Token ids (N,).
        copying: Gate and mass, or None.
    """
    own = torch.log_softmax(logits, dim=-1).gather(1, gold.unsqueeze(1)).squeeze(1)
    if copying is not None:
        written = torch.sigmoid(copying.gate)
        mixed = written * own.exp() + (1 - written) * copying.mass
        own = mixed.clamp_min(_LEAST_MASS).log()
    return -own


def summed(nats: Tensor, rows: Tensor, count: int) -> Tensor:
    """Return the sum of each of `count` rows; token i belongs to ``rows[i]``."""
    return nats.new_zeros(count).index_add(0, rows, nats)
