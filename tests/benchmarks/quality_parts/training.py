"""Ablations: one architecture or setting each, on the same pairs for equal updates."""

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.analysis import delexical, style
from instrstudio.domain.job import Cancelled
from instrstudio.domain.run import Notice, Saved, Step, TrainConfig, Validated
from instrstudio.services.training import preset

from .neighbours import neighbours_file, read_neighbours
from .pairs import pairs_file, read_pairs
from .project import research_project
from .rows import BUILD, hashed
from .splits import PARTS, TRAIN, VALIDATION, Split

if TYPE_CHECKING:
    from instrstudio.model.corpus import Corpus, Pair

MODELS = BUILD / "models"
_VALIDATED = 400
_TOLD_EVERY_STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """What is trained: an architecture, changes to its preset, what it learns from.

    `described` is how many times a pair with a description is learned from an epoch:
    they are one in twenty-five of the data.
    """

    architecture: str
    preset: str = "small"
    changes: Mapping[str, object] = field(default_factory=dict)
    described: int = 1
    like: bool = False


_PLAIN: Mapping[str, object] = {"bpe_dropout": 0.0, "coverage": 0.0}
ABLATIONS: Mapping[str, Ablation] = {
    "seq2seq": Ablation(architecture="seq2seq", changes=_PLAIN),
    "seed": Ablation(architecture="seed", changes=_PLAIN),
    "attention": Ablation(architecture="attention", changes=_PLAIN),
    "copy": Ablation(architecture="copy", changes=_PLAIN),
    "coverage": Ablation(architecture="copy", changes={**_PLAIN, "coverage": 0.5}),
    "bpe-dropout": Ablation(
        architecture="copy", changes={**_PLAIN, "bpe_dropout": 0.1}
    ),
    "balanced": Ablation(architecture="copy", changes=_PLAIN, described=4),
    "prototypes": Ablation(architecture="prototypes", changes=_PLAIN, like=True),
    "prototypes-balanced": Ablation(
        architecture="prototypes", changes=_PLAIN, like=True, described=4
    ),
    "transformer": Ablation(architecture="transformer", changes=_PLAIN),
    "final": Ablation(
        architecture="copy",
        preset="base",
        changes={
            **_PLAIN,
            "hidden_size": 224,
            "attention_size": 96,
            "dropout": 0.1,
            "word_dropout": 0.0,
            "control_dropout": 0.7,
            "max_source_tokens": 128,
            "max_target_tokens": 64,
            "minutes": 100.0,
            "validate_every_steps": 300,
            "save_every_steps": 300,
        },
        described=3,
    ),
}
"""By name; each differs from the one that it is compared with in one thing.

``final`` is no ablation: larger, and trained for as long as its `minutes` say.
"""


def make_pairs(found: Split) -> None:
    """Make every file of pairs and neighbours, and print where they are."""
    for part in PARTS:
        print(pairs_file(found, part))
        print(pairs_file(found, part, _neighbours(found, part)))


def train(
    found: Split, name: str, steps: int, minutes: float | None, seed: int
) -> Path:
    """Train an ablation up to a number of updates, and return its folder.

    A run that was broken off, by `minutes` or otherwise, goes on where it stopped.
    """
    from instrstudio.model import trainer
    from instrstudio.model.run_folder import LAST

    ablation = ABLATIONS[name]
    folder = MODELS / (f"{name}-{seed}" if seed else name)
    config = config_of(ablation, steps, seed)
    corpus = corpus_of(found, ablation)
    job = trainer.train(
        config, corpus, folder, resume=(folder / LAST).exists(), name=name
    )
    until = time.monotonic() + 60 * (minutes or 1e9)
    try:
        event = next(job)
        while True:
            _tell(event)
            over = time.monotonic() > until
            event = job.throw(Cancelled()) if over else next(job)
    except StopIteration as end:
        best = end.value
        print(f"{name}: {best.folder}, validation loss {best.validation_loss}")
    return folder


def config_of(ablation: Ablation, steps: int, seed: int) -> TrainConfig:
    """Return the configuration: a preset with the changes, for so many updates."""
    own = preset(ablation.preset, ablation.architecture)
    return replace(
        own,
        **{"minutes": None, **ablation.changes},  # type: ignore[arg-type]  # fields
        steps=steps,
        seed=seed,
        patience=steps,
    )


def corpus_of(found: Split, ablation: Ablation) -> "Corpus":
    """Return what an ablation learns from and is validated on."""
    from instrstudio.model.corpus import Corpus

    held = _pairs(found, VALIDATION, ablation)
    order = sorted(range(len(held)), key=lambda at: hashed(f"validation:{at}"))
    return Corpus(
        pairs=tuple(_pairs(found, TRAIN, ablation)),
        validation=tuple(held[at] for at in sorted(order[:_VALIDATED])),
        specials=delexical.SPECIALS,
        markers=delexical.SECTIONS,
        optional=style.TOKENS,
        description="research data, training split",
        licences=tuple(sorted({row.licence for row in found.train})),
    )


def _pairs(found: Split, part: str, ablation: Ablation) -> "list[Pair]":
    """Return the pairs of a part, those with a description repeated in training."""
    from instrstudio.model.corpus import Pair

    near = _neighbours(found, part) if ablation.like else None
    pairs = []
    for line in read_pairs(pairs_file(found, part, near)):
        pair = Pair(str(line["source"]), str(line["target"]))
        times = ablation.described if line["described"] and part == TRAIN else 1
        pairs += [pair] * times
    return pairs


def _neighbours(found: Split, part: str) -> dict[str, list[str]]:
    """Return the neighbours of the rows of a part."""
    with research_project(found.train) as workspace:
        return read_neighbours(neighbours_file(found, part, workspace))


def _tell(event: object) -> None:
    """Print what is worth a line."""
    line = ""
    if isinstance(event, Step) and event.step % _TOLD_EVERY_STEPS == 0:
        speed = f"{event.tokens_per_second:.0f} tokens/s"
        line = f"step {event.step}: loss {event.loss:.3f}, {speed}"
    elif isinstance(event, Validated):
        line = f"step {event.step}: validation loss {event.loss:.3f}"
    elif isinstance(event, Saved) and event.is_best:
        line = f"saved {event.checkpoint.folder} as the best"
    elif isinstance(event, Notice):
        line = str(event.message)
    if line:
        print(line, file=sys.stderr)
