"""Seconds of work, the machine's own limit, and ratios taken inside a round."""

import os
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch

_EDGE = 1024
_GEMM_SECONDS = 0.5
_PROBE_SECONDS = 0.3


def pin(core: int | None, device: str = "cpu") -> int | None:
    """Stay on one core, the freest by default, with one torch thread.

    Rates are taken a CPU second of this process, so that other work on the machine
    changes them little; more than one thread would wait inside them. Where a GPU does
    the work a process is free: autograd feeds it from a thread of its own.

    Returns:
        The core, None where a process cannot choose one, or need not.
    """
    if device != "cpu":
        return None
    torch.set_num_threads(1)
    if not hasattr(os, "sched_setaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0)) if core is None else [core]
    chosen = max(cores, key=_share) if len(cores) > 1 else cores[0]
    os.sched_setaffinity(0, {chosen})
    return chosen


def _share(core: int) -> float:
    """Return how much of a core this process gets beside what else runs there."""
    os.sched_setaffinity(0, {core})
    began, used = time.perf_counter(), time.process_time()
    while time.perf_counter() - began < _PROBE_SECONDS:
        pass
    return (time.process_time() - used) / (time.perf_counter() - began)


def seconds(device: str) -> float:
    """Return the CPU seconds of this process, or wall seconds of a finished GPU."""
    if device == "cpu":
        return time.process_time()
    torch.cuda.synchronize()
    return time.perf_counter()


def gemm_rate(dtype: torch.dtype, device: str) -> float:
    """Return the best floating point operations a second of a large matrix product."""
    edge = _EDGE if device == "cpu" else 8 * _EDGE
    left = torch.randn(edge, edge, device=device).to(dtype)
    right = torch.randn(edge, edge, device=device).to(dtype)
    best = float("inf")
    end = seconds(device) + _GEMM_SECONDS
    while seconds(device) < end or best == float("inf"):
        start = seconds(device)
        left @ right
        best = min(best, seconds(device) - start)
    return 2 * edge**3 / best


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were taken on; rates are floating point operations a second."""

    device: str
    core: int | None
    load: float
    f32: float
    bf16: float

    @property
    def has_low_units(self) -> bool:
        """Whether bfloat16 products are clearly quicker than float32 ones."""
        return self.bf16 > 1.5 * self.f32


def machine(device: str, core: int | None) -> Machine:
    """Measure the matrix products of this machine."""
    return Machine(
        device=device,
        core=core,
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan"),
        f32=gemm_rate(torch.float32, device),
        bf16=gemm_rate(torch.bfloat16, device),
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some rounds and their range."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of `values`, one a round."""
        return cls(statistics.median(values), min(values), max(values))

    def __format__(self, spec: str) -> str:
        """Say ``2.95 (2.94-3.08)``; `spec` formats each number."""
        median, low, high = (
            format(value, spec) for value in (self.median, self.low, self.high)
        )
        return f"{median} ({low}-{high})"


def rounds(
    work: Mapping[str, Callable[[], float]], count: int, seed: int = 1
) -> dict[str, list[float]]:
    """Return the rates of each system, one a round.

    The systems take turns and their order is drawn anew in each round, so that a slow
    minute of the machine hits all of them alike. A function does its work once and
    returns units a second.
    """
    chance = random.Random(seed)
    rates: dict[str, list[float]] = {name: [] for name in work}
    for _round in range(count):
        for name in chance.sample(sorted(work), len(work)):
            rates[name].append(work[name]())
    return rates


def ratios(rates: Mapping[str, Sequence[float]], rival: str) -> dict[str, Spread]:
    """Return each system's rate over the rival's of the same round."""
    return {
        name: Spread.of([a / b for a, b in zip(values, rates[rival], strict=True)])
        for name, values in rates.items()
    }
