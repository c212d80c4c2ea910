"""How long a token takes when one text is written token by token, as in the window."""

import time
from collections.abc import Sequence
from dataclasses import asdict

from . import ours, tables
from .clock import Machine
from .corpora import Corpus
from .systems import Sizes

_TEXTS = 30
_TOKENS = 40


def share(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def measure(corpus: Corpus, sizes: Sizes, on: Machine) -> None:
    """Print and keep milliseconds a token: of the wall clock and of the CPU.

    On a busy machine the wall clock also counts the turns of other programs.
    """
    engine = ours.Engine(sizes, 1, on.device)
    first: list[float] = []
    wall: list[float] = []
    work: list[float] = []
    for source in [corpus.rows.sources[0], *corpus.rows.sources[:_TEXTS]]:
        seen, used = time.perf_counter(), time.process_time()
        for place, _token in enumerate(engine.stream(source, _TOKENS)):
            now, spent = time.perf_counter(), time.process_time()
            if place == 0:
                first.append(1000 * (now - seen))
            else:
                wall.append(1000 * (now - seen))
                work.append(1000 * (spent - used))
            seen, used = now, spent
    del first[0], wall[: _TOKENS - 1], work[: _TOKENS - 1]  # the first text warms up
    clocks = {"first token": first, "next, wall": wall, "next, cpu": work}
    tables.show(
        f"streaming {_TEXTS} texts of {corpus.name}, {_TOKENS} tokens each, batch 1",
        ("milliseconds", "p50", "p99", "max"),
        [
            (name, f"{share(v, 0.5):.2f}", f"{share(v, 0.99):.2f}", f"{max(v):.2f}")
            for name, v in clocks.items()
        ],
    )
    figures = {
        name: {"p50_ms": share(v, 0.5), "p99_ms": share(v, 0.99), "max_ms": max(v)}
        for name, v in clocks.items()
    }
    tables.keep(f"streaming {corpus.name}", {"machine": asdict(on), **figures})
