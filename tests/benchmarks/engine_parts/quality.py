"""How well the systems translate after equal updates, and after equal time.

Runs are long, so each stands in a folder and goes on where it stopped: a batch and the
dropout of a step follow from the seed and the number of the update alone.
"""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path

from . import joey, ours
from .clock import seconds
from .corpora import Corpus
from .systems import Entry, Rows, Sizes, System

RUNS = Path("build/bench/engine-runs")
SIZES = Sizes(vocabulary=4000, hidden=256, attention=256, smoothing=0.1)
_SAVE_EVERY = 100
_BATCH = 64
_LONGEST = 60
_BEAM = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast all systems learn; `tokens` counts padding.

    The rate rises over `warm_up` updates, stays, and falls linearly to a twentieth in
    the second half.
    """

    updates: int
    tokens: int = 2048
    rate: float = 2e-3
    warm_up: int = 100
    validate_every: int = 250

    def rate_at(self, update: int) -> float:
        """Return the learning rate of `update`, which counts from 0."""
        left = 2 * (1 - update / self.updates)
        return self.rate * min((update + 1) / self.warm_up, 1.0, max(left, 0.05))


@dataclass(slots=True)
class Log:
    """What is known of a run: `curve` holds updates, CPU seconds, validation BLEU."""

    updates: int = 0
    seconds: float = 0.0
    tokens: int = 0
    curve: list[tuple[int, float, float]] = field(default_factory=list)
    greedy: float | None = None
    beam: float | None = None

    @classmethod
    def read(cls, folder: Path) -> "Log":
        """Return the log of a run, an empty one where there is none."""
        path = folder / "log.json"
        if not path.is_file():
            return cls()
        found = json.loads(path.read_text(encoding="utf-8"))
        found["curve"] = [tuple(point) for point in found["curve"]]
        return cls(**found)

    def write(self, folder: Path) -> None:
        """Write the log of a run."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "log.json"
        path.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Splits:
    """The corpora of the comparison."""

    train: Corpus
    validation: Corpus
    test: Corpus


def folder_of(name: str, seed: int, recipe: Recipe) -> Path:
    """Return where a run stands."""
    return RUNS / f"{name}-{recipe.updates}-{seed}"


def bleu(system: System, corpus: Corpus, beam: int) -> float:
    """Return the cased, detokenised BLEU of sacrebleu on the whole of `corpus`."""
    import sacrebleu

    order = sorted(range(len(corpus.texts)), key=lambda n: len(corpus.rows.sources[n]))
    texts = [""] * len(order)
    for at in range(0, len(order), _BATCH):
        part = order[at : at + _BATCH]
        sources = [corpus.rows.sources[number] for number in part]
        found = system.decode(sources, beam, 1, _LONGEST)
        for number, target in zip(part, found, strict=True):
            texts[number] = corpus.bpe.decode(target)
    score: float = sacrebleu.corpus_bleu(texts, [corpus.texts]).score
    return score


def _batches(entry: Entry, corpus: Corpus, recipe: Recipe, seed: int) -> Iterator[Rows]:
    """Yield the batches of a run, epoch after epoch."""
    epoch = 0
    while True:
        if entry.own_batches:
            numbers = joey.own_batches(corpus.rows, recipe.tokens, 1000 * seed + epoch)
        else:
            numbers = ours.batches(corpus.rows, recipe.tokens, seed, epoch)
        yield from map(corpus.batch, numbers)
        epoch += 1


def run(entry: Entry, seed: int, splits: Splits, recipe: Recipe, until: float) -> bool:
    """Take a run further, at most to the wall clock `until`; say whether it is done."""
    folder = folder_of(entry.name, seed, recipe)
    log = Log.read(folder)
    if log.beam is not None:
        return True
    system = entry.make(SIZES, seed, "cpu")
    if log.updates:
        system.load(folder / "state.pt")
    passed = log.updates
    for rows in islice(_batches(entry, splits.train, recipe, seed), passed, None):
        if log.updates >= recipe.updates:
            break
        loss = _update(system, rows, log, recipe)
        is_over = log.updates == recipe.updates
        if is_over or log.updates % recipe.validate_every == 0:
            score = bleu(system, splits.validation, 1)
            log.curve.append((log.updates, log.seconds, score))
            print(
                f"{entry.name} seed {seed}: update {log.updates},"
                f" {log.seconds:.0f} CPU s, loss {loss:.3f}, validation {score:.2f}",
                flush=True,
            )
        is_late = time.monotonic() >= until
        if is_over or is_late or log.updates % _SAVE_EVERY == 0:
            folder.mkdir(parents=True, exist_ok=True)
            system.save(folder / "state.pt")
            log.write(folder)
        if is_late:
            return False
    log.greedy = bleu(system, splits.test, 1)
    log.beam = bleu(system, splits.test, _BEAM)
    log.write(folder)
    return True


def _update(system: System, rows: Rows, log: Log, recipe: Recipe) -> float:
    """Learn from one batch, count it, and return nats a token."""
    batch = system.prepare(rows)
    start = seconds("cpu")
    loss = system.step(batch, log.updates, recipe.rate_at(log.updates))
    log.seconds += seconds("cpu") - start
    log.updates, log.tokens = log.updates + 1, log.tokens + rows.tokens
    return loss


def run_all(
    systems: Sequence[Entry],
    seeds: int,
    splits: Splits,
    recipe: Recipe,
    minutes: float,
) -> bool:
    """Take all runs further for some minutes, seed by seed; say whether all end."""
    until = time.monotonic() + 60 * minutes
    return all(
        run(entry, seed, splits, recipe, until)
        for seed in range(1, seeds + 1)
        for entry in systems
    )
