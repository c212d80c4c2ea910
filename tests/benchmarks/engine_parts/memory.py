"""How much memory a step takes, each system in a process of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import joey, ours, tables
from .corpora import Corpus
from .systems import Entry, Rows, Sizes, System
from .worker import Place, workers

_RIVAL = "joeynmt"
_MIB = 1024
_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"
_RATE = 1e-3


def _kib(key: str) -> int:
    """Return a figure of this process in KiB: ``VmRSS`` or its peak ``VmHWM``."""
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{key}:"):
            return int(line.split()[1])
    raise SystemExit(f"{_STATUS} does not tell {key}.")


@dataclass(frozen=True, slots=True)
class Growth:
    """Take a step on each batch; the figure is KiB instead of a rate."""

    batches: list[Rows]

    def begin(self, system: System, _device: str) -> Callable[[], float]:
        """Make the batches: model and data do not count."""
        prepared = [system.prepare(rows) for rows in self.batches]

        def once() -> float:
            _CLEAR.write_text(_RESET_PEAK, encoding="ascii")
            before = _kib("VmRSS")
            for update, batch in enumerate(prepared):
                system.step(batch, update, _RATE)
            return _kib("VmHWM") - before

        return once


def _largest(corpus: Corpus, tokens: int, sizes: Sizes) -> dict[bool, list[Rows]]:
    """Return the two largest of JoeyNMT's own batches (True) and of ours (False).

    Large is what asks for many numbers: each padded target position has a place for
    every token of the vocabulary, and attention on every padded source position.
    """

    def size(rows: Rows) -> int:
        source, target = (max(map(len, r)) for r in (rows.sources, rows.targets))
        each = sizes.vocabulary + sizes.attention * source
        return len(rows.targets) * target * each

    found = {
        True: joey.own_batches(corpus.rows, tokens, seed=1),
        False: ours.batches(corpus.rows, tokens, seed=1, epoch=0),
    }
    return {
        own: sorted((corpus.batch(numbers) for numbers in batches), key=size)[-2:]
        for own, batches in found.items()
    }


def measure(
    corpus: Corpus,
    sizes: Sizes,
    systems: Sequence[Entry],
    tokens: int,
    core: int | None,
) -> None:
    """Print and keep the table of one corpus."""
    if not _CLEAR.exists():
        print("\nmemory: this system does not tell a process its peak; left out")
        return
    batches = _largest(corpus, tokens, sizes)
    grown = {}
    for entry in systems:
        works = {entry.name: Growth(batches[entry.own_batches])}
        with workers(works, sizes, Place(core, "cpu")) as made:
            grown[entry.name] = made[entry.name].once()
    rival = grown.get(_RIVAL)
    tables.show(
        f"memory on {corpus.name}: growth of the peak over model and data in two steps"
        f" on the two largest batches of {tokens} padded tokens",
        ("system", "MiB", "x joeynmt"),
        [
            (name, f"{kib / _MIB:.0f}", f"{kib / rival:.2f}" if rival else "-")
            for name, kib in grown.items()
        ],
    )
    tables.keep(f"memory {corpus.name}", {"growth_kib": grown})
