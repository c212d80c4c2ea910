"""A matrix laid out once for many products of few rows (oneDNN, CPU only).

Such a product spends a good part of its time on bringing the matrix into the order that
the processor likes; packed, it is in that order already. The packed matrix is kept as
long as the matrix itself lives and stays as it is.
"""

from collections.abc import MutableMapping

import torch
from torch import Tensor
from torch.utils.weak import WeakTensorKeyDictionary

_ROWS = 64
"""The rows that the order is chosen for; any number may be multiplied."""
_WORTH = 128
"""From how many rows on, over all products, packing costs less than it saves."""
_KEPT: MutableMapping[Tensor, tuple[tuple[int, int], Tensor]] = (
    WeakTensorKeyDictionary()
)


def packed(matrix: Tensor, rows: int) -> Tensor:
    """Return `matrix` for `product`: packed if that pays, else as it is.

    Args:
        matrix: (out, in).
        rows: About how many rows will be multiplied by it, over all products.
    """
    if rows < _WORTH or not _can_pack(matrix):
        return matrix
    # Who changes a matrix where torch cannot see it says so: see `Learner.step`.
    stamp = (matrix._version, matrix.data_ptr())  # noqa: SLF001 - the one way to ask
    kept = _KEPT.get(matrix)
    if kept is None or kept[0] != stamp:
        laid: Tensor = torch.ops.mkldnn._reorder_linear_weight(  # noqa: SLF001 - an operator
            matrix.detach(), _ROWS
        )
        kept = (stamp, laid)
        _KEPT[matrix] = kept
    return kept[1]


def product(rows: Tensor, matrix: Tensor, bias: Tensor) -> Tensor:
    """Return ``x M^T + b``.

    Args:
        rows: x, (rows, in).
        matrix: M, (out, in) or what `packed` made of it.
        bias: b, (out,).
    """
    if not matrix.is_mkldnn:
        return torch.addmm(bias, rows, matrix.T)
    found: Tensor = torch.ops.mkldnn._linear_pointwise(  # noqa: SLF001 - an operator
        rows, matrix, bias, "none", [], ""
    )
    return found


def _can_pack(matrix: Tensor) -> bool:
    """Say whether the operators are there for `matrix`, and no gradient is wanted."""
    return (
        matrix.device.type == "cpu"
        and matrix.dtype is torch.float32
        and not matrix.is_inference()
        and not torch.is_grad_enabled()
        and hasattr(torch.ops.mkldnn, "_reorder_linear_weight")
        and hasattr(torch.ops.mkldnn, "_linear_pointwise")
    )
