"""Matrix products of a smaller type that are float32 at once, where a GPU can."""

import torch
from torch import Tensor


def product(a: Tensor, b: Tensor) -> Tensor:
    """Return ``a b`` in float32: (M, K), (K, N)."""
    if a.is_cuda and a.dtype is not torch.float32:
        return torch.mm(a, b, out_dtype=torch.float32)
    return torch.mm(a, b).float()


def batched(a: Tensor, b: Tensor) -> Tensor:
    """Return ``a b`` of each pair in float32: (B, M, K), (B, K, N)."""
    if a.is_cuda and a.dtype is not torch.float32:
        return torch.bmm(a, b, out_dtype=torch.float32)
    return torch.bmm(a, b).float()
