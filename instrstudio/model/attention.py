"""Additive attention (Bahdanau, Cho, Bengio 2015, arXiv 1409.0473)."""

import torch
from torch import Tensor, nn


class AdditiveAttention(nn.Module):
    """Looks for the source positions that matter for the next target token.

    Section 3.1 of the paper, with the alignment model of appendix A.1.2::

        e_tj     = a(s_{t-1}, h_j) = v · tanh(W s_{t-1} + U h_j)
        alpha_tj = exp(e_tj) / sum_k exp(e_tk)
        c_t      = sum_j alpha_tj h_j

    ``U h_j`` does not depend on t, so it is computed once a sentence (as the paper
    advises) by `keys`.
    """

    def __init__(self, state_size: int, source_size: int, attention_size: int) -> None:
        super().__init__()
        self.query = nn.Linear(state_size, attention_size)  # W
        self.key = nn.Linear(source_size, attention_size, bias=False)  # U
        self.energy = nn.Linear(attention_size, 1, bias=False)  # v

    def keys(self, states: Tensor) -> Tensor:
        """Return ``U h_j``: (batch, source, hidden) -> (batch, source, attention)."""
        projected: Tensor = self.key(states)
        return projected

    def forward(
        self, state: Tensor, states: Tensor, keys: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Attend once.

        Args:
            state: ``s_{t-1}``, (batch, hidden).
            states: ``h_j``, (batch, source, hidden).
            keys: ``U h_j``, (batch, source, attention).
            mask: True at tokens, False at padding, (batch, source).

        Returns:
            The context ``c_t`` (batch, hidden) and the weights ``alpha_t``
            (batch, source), which are exactly 0 at padding and sum to 1.
        """
        query = self.query(state).unsqueeze(1)
        energies = self.energy(torch.tanh(query + keys)).squeeze(-1)
        weights = energies.masked_fill(~mask, float("-inf")).softmax(dim=-1)
        context = torch.bmm(weights.unsqueeze(1), states).squeeze(1)
        return context, weights
