"""How long answers take: CPU time of this process, the engines taking turns."""

import gc
import os
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from .asked import Asked, Queries

_PROBE_SECONDS = 0.3


class Engine(Protocol):
    """What can be asked."""

    name: str

    def takes(self, kind: str) -> bool:
        """Say whether the engine can answer a class of queries."""

    def ask(self, asked: Asked) -> list[int]:
        """Return the ids of the best records."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of CPU for one engine and class, best of the rounds and first."""

    p50: float
    p95: float
    first_p50: float
    first_p95: float
    asked: int


Latencies = Mapping[str, Mapping[str, Latency]]
"""By class, then by engine."""


def pin(core: int | None) -> int | None:
    """Stay on one core, the freest by default; return it, None where one cannot."""
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


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a `share` of `values` lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measured(
    engines: Sequence[Engine], queries: Queries, repeats: int, seed: int = 1
) -> Latencies:
    """Ask every engine every query `repeats` times.

    In each round of a class the engines take turns in an order drawn anew, so that a
    slow minute of the machine hits all of them alike.
    """
    chance = random.Random(seed)
    found: dict[str, dict[str, Latency]] = {}
    for kind, asked in queries.items():
        able = [engine for engine in engines if engine.takes(kind)]
        took: dict[str, list[list[float]]] = {engine.name: [] for engine in able}
        for _round in range(repeats):
            for engine in chance.sample(able, len(able)):
                took[engine.name].append(_turn(engine, asked))
        found[kind] = {name: _latency(rounds) for name, rounds in took.items()}
        print(f"  {kind}", flush=True)
    return found


def _turn(engine: Engine, asked: Sequence[Asked]) -> list[float]:
    """Return the milliseconds of each query."""
    gc.collect()
    took = []
    for one in asked:
        began = time.process_time()
        engine.ask(one)
        took.append((time.process_time() - began) * 1000)
    return took


def _latency(rounds: Sequence[Sequence[float]]) -> Latency:
    """Return the percentiles of the best of all rounds, and of the first."""
    best = [min(times) for times in zip(*rounds, strict=True)]
    first = rounds[0]
    return Latency(
        percentile(best, 0.5),
        percentile(best, 0.95),
        percentile(first, 0.5),
        percentile(first, 0.95),
        len(best),
    )
