"""How fast the systems write: sentences a second at equal, forced output length."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from . import tables
from .clock import (
    Machine,
    Spread,
    ratios,
    rounds,
    seconds,
)
from .corpora import Corpus
from .systems import Entry, Sizes, System
from .worker import Place, workers

_RIVAL = "joeynmt"
_SYSTEMS = (_RIVAL, "ours-f32", "ours-bf16")
_LENGTH = 15
_BATCH = 64


@dataclass(frozen=True, slots=True)
class Writing:
    """Translate the sources once; the rate is sentences a second."""

    sources: list[list[int]]
    beam: int

    def begin(self, system: System, device: str) -> Callable[[], float]:
        """Put the sources in batches by length and write one that does not count.

        Raises:
            AssertionError: The system does not keep to the forced length.
        """
        ordered = sorted(self.sources, key=len, reverse=True)
        parts = [ordered[at : at + _BATCH] for at in range(0, len(ordered), _BATCH)]
        first = system.decode(parts[-1], self.beam, _LENGTH, _LENGTH)
        lengths = {len(target) for target in first}
        if lengths != {_LENGTH}:
            raise AssertionError(f"the forced length is {_LENGTH}, found {lengths}")

        def once() -> float:
            start = seconds(device)
            for part in parts:
                system.decode(part, self.beam, _LENGTH, _LENGTH)
            return len(ordered) / (seconds(device) - start)

        return once


def measure(
    corpus: Corpus, sizes: Sizes, systems: Sequence[Entry], count: int, on: Machine
) -> None:
    """Print and keep the table of greedy and beam search; weights are random."""
    names = [entry.name for entry in systems if entry.name in _SYSTEMS]
    rows, figures = [], {}
    for beam in (1, 5):
        works = {name: Writing(corpus.rows.sources, beam) for name in names}
        with workers(works, sizes, Place(on.core, on.device)) as made:
            rates = rounds({name: made[name].once for name in made}, count)
        over = ratios(rates, _RIVAL) if _RIVAL in rates else {}
        for name, values in rates.items():
            ratio = f"{over[name]:.2f}" if over else "-"
            rows.append((name, str(beam), f"{Spread.of(values):.1f}", ratio))
            figures[f"{name} beam {beam}"] = {
                "sentences_per_second": values,
                "over_joeynmt": asdict(over[name]) if over else None,
            }
    tables.show(
        f"decoding {len(corpus.texts)} sentences of {corpus.name}: batch {_BATCH},"
        f" {_LENGTH} tokens each, {count} rounds",
        ("system", "beam", "sentences/s", "x joeynmt"),
        rows,
    )
    tables.keep("decoding", {"machine": asdict(on), "systems": figures})
