"""Architecture ``copy``: attention that may point at source tokens instead of writing.

See, Liu, Manning: Get To The Point: Summarization with Pointer-Generator Networks, ACL
2017 (arXiv 1704.04368), section 2.2::

    p_gen  = sigmoid(w_s · s_t + w_c · c_t + w_y · y_{t-1} + b)
    p(y_t) = p_gen P_vocabulary(y_t) + (1 - p_gen) sum_{j: x_j = y_t} alpha_tj

Source and target share one vocabulary of byte-level pieces, in which nothing is
unknown, so no extended vocabulary is needed.
"""

import torch
from torch import Tensor, nn

from instrstudio.model.architecture import Sizes
from instrstudio.model.attentive import AttentiveModel
from instrstudio.model.encoder import Encoded
from instrstudio.model.engine.ops import Copying
from instrstudio.model.unrolled import Unrolled

_LEAST = 1e-12


class CopyModel(AttentiveModel):
    """A pointer-generator."""

    can_copy = True

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.gate = nn.Linear(3 * sizes.hidden + sizes.embedding, 1)

    def _pointed(
        self,
        logits: Tensor,
        parts: tuple[Tensor, Tensor, Tensor],
        weights: Tensor,
        encoded: Encoded,
    ) -> tuple[Tensor, Tensor | None]:
        """Return log p (rows, vocabulary) and 1 - p_gen (rows,)."""
        written = torch.sigmoid(self.gate(torch.cat(parts, dim=-1)))
        mixed = logits.softmax(dim=-1).mul_(written)
        beams = len(logits) // len(encoded)
        places = encoded.source.repeat_interleave(beams, dim=0)
        mixed.scatter_add_(1, places, weights * (1 - written))
        return mixed.clamp_min_(_LEAST).log_(), (1 - written).squeeze(1)

    def _copying(self, run: Unrolled, encoded: Encoded, gold: Tensor) -> Copying:
        """Return gate and mass of the real tokens."""
        parts = torch.cat([run.states, run.contexts, run.fed], dim=-1)
        gate = self.ops.linear(parts, self.gate.weight, self.gate.bias)
        same = encoded.source[run.rows] == gold.unsqueeze(1)
        return Copying(gate=gate.squeeze(1), mass=(run.weights * same).sum(dim=1))
