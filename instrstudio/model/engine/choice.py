"""Which back end serves a device, and whether this machine gains by bfloat16."""

import time
from functools import cache

import torch

from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.ops import Ops

_SIDE = 512
_TRIES = 5
_GAIN = 1.5
"""How much faster bfloat16 must be before its rounding is worth it."""


def ops_for(device: torch.device, precision: str = "auto") -> Ops:
    """Return the back end for `device`.

    Args:
        device: Where the tensors live.
        precision: ``float32``, ``bfloat16``, or ``auto``: bfloat16 where it pays.
    """
    low = settled(device, precision) == "bfloat16"
    kind = torch.bfloat16 if low else torch.float32
    if device.type == "cuda":
        from instrstudio.model.engine.graphs import GraphScan

        return GraphScan(kind)
    return AtenScan(kind)


def settled(device: torch.device, precision: str) -> str:
    """Return ``float32`` or ``bfloat16``; for ``auto`` the one that pays here."""
    if precision != "auto":
        return precision
    return "bfloat16" if bfloat16_pays(device) else "float32"


@cache
def bfloat16_pays(device: torch.device) -> bool:
    """Say whether a matrix product in bfloat16 is clearly faster here.

    Measured once a process, in a few hundredths of a second: a processor's name or
    flags do not tell, as one without units for it emulates it slowly.
    """
    return rate(torch.bfloat16, device) > _GAIN * rate(torch.float32, device)


def rate(
    kind: torch.dtype, device: torch.device, side: int = _SIDE, tries: int = _TRIES
) -> float:
    """Return the best of a few rates of a square matrix product, in FLOP a second."""
    a = torch.ones(side, side, dtype=kind, device=device)
    best = float("inf")
    for _ in range(1 + tries):
        began = time.perf_counter()
        product = a @ a
        float(product[0, 0])  # waits for the device
        best = min(best, time.perf_counter() - began)
    return 2.0 * side**3 / best
