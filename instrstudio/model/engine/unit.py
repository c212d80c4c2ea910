"""The gated recurrent unit as one kernel where ATen has one.

Cho et al. 2014 in the form of cuDNN and PyTorch: gates in the order r, z, n, the reset
gate behind the hidden matrix. A processor computes the same from several operations:
it is what the tests without a GPU run.
"""

import torch
from torch import Tensor

from instrstudio.model.engine.ops import gru
from instrstudio.model.engine.scans import gates_backward

_ahead = torch.ops.aten._thnn_fused_gru_cell  # noqa: SLF001 - an operator
_back = torch.ops.aten._thnn_fused_gru_cell_backward  # noqa: SLF001 - an operator


class Unit:
    """One step of the unit, and the step back from what it kept."""

    def __init__(self, new_bias: Tensor) -> None:
        """Take the hidden bias of the gate n, (H,); the other gates have none."""
        self._new = new_bias
        nothing = torch.zeros_like(new_bias)
        self._none = nothing.repeat(3)
        self._bias = torch.cat([nothing, nothing, new_bias])

    def ahead(
        self, inputs: Tensor, hidden: Tensor, state: Tensor
    ) -> tuple[Tensor, tuple[Tensor, ...]]:
        """Return ``s_t`` and what `back` needs.

        Args:
            inputs: Input part of the gates, (B, 3H).
            hidden: Hidden part without bias, (B, 3H).
            state: ``s_{t-1}``, (B, H).
        """
        if state.is_cuda:
            after, kept = _ahead(inputs, hidden, state, self._none, self._bias)
            return after, (kept,)
        after, both, new, part = gru(inputs, hidden, state, self._new)
        return after, (both, new, part, state)

    @staticmethod
    def back(grad: Tensor, kept: tuple[Tensor, ...]) -> tuple[Tensor, Tensor, Tensor]:
        """Return the gradients of inputs, hidden part and ``s_{t-1}``."""
        if len(kept) == 1:
            d_inputs, d_hidden, d_state, _, _ = _back(grad, kept[0], False)
            return d_inputs, d_hidden, d_state
        both, new, part, state = kept
        d_hidden = torch.empty_like(torch.cat([both, new], dim=-1))
        d_new, through = gates_backward(grad, state, (both, new, part), d_hidden)
        width = new.shape[-1]
        d_inputs = torch.cat([d_hidden[:, : 2 * width], d_new], dim=-1)
        return d_inputs, d_hidden, through
