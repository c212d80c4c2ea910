"""What Train does with the shipped model on a user's library: make bench-fine-tuning.

Three slices of real data, 500 records each; a fifth of each, whole groups of one
instruction, is held out. The shipped model writes the first candidate for what is held
out before and after it was trained on the rest for some minutes, in a project of its
own, through the same service as the window. And it writes for the shipped model's own
held-out pairs, which it must not forget.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.job import run
from instrstudio.domain.wording import message
from instrstudio.metrics import chrf
from instrstudio.metrics.measuring.bootstrap import paired_interval
from instrstudio.model.corpus import Pair
from instrstudio.model.generator import Generator
from instrstudio.services import checkpoints, training
from instrstudio.services.construct import (
    ConstructOptions,
    construct,
)
from instrstudio.services.workspace import Workspace

from .quality_parts.rows import Row, data_folder, hashed, read_rows
from .quality_parts.scoring import without_places

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

RESULT = Path("build/bench/fine_tuning.json")
RECORDS, HELD_OUT = 500, 0.2
SLICES = {
    "English, samples alone": ("alpaca_en", False),
    "Chinese, samples alone": ("alpaca_zh", False),
    "English, described": ("niv2_flan", True),
}


def slice_of(rows: Sequence[Row], source: str, described: bool) -> list[Row]:
    """Return the records of a slice, the same every time."""
    own = [r for r in rows if r.source == source and r.described == described]
    return sorted(own, key=lambda row: hashed(row.id))[:RECORDS]


def divided(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return what is learned and what is held out, by groups of one instruction."""
    groups = sorted({row.task or row.instruction for row in rows}, key=hashed)
    held = set(groups[: max(1, int(HELD_OUT * len(groups)))])
    learned = [r for r in rows if (r.task or r.instruction) not in held]
    return learned, [r for r in rows if (r.task or r.instruction) in held]


def firsts(workspace: Workspace, rows: Sequence[Row], model: Path) -> list[float]:
    """Return the chrF of the first generated candidate of each row."""
    options = ConstructOptions(
        methods=("generation",), limit=1, checkpoint=model, record=False
    )
    scores = []
    for row in rows:
        found = run(construct(workspace, row.as_task(), options)).candidates
        text = without_places(found[0].text) if found else ""
        scores.append(chrf.sentence(text, [row.instruction]))
    return scores


def kept(pairs: Sequence[Pair], model: Path) -> list[float]:
    """Return the chrF of what a model writes for pairs of the shipped model."""
    generator = Generator.load(model)
    written = generator.generate_many([pair.source for pair in pairs])
    texts = [found[0].text if found else "" for found in written]
    return [
        chrf.sentence(text, [pair.target])
        for text, pair in zip(texts, pairs, strict=True)
    ]


def measured(
    name: str,
    rows: Sequence[Row],
    own: Sequence[Pair],
    steps: int | None,
    minutes: float | None,
) -> dict[str, object]:
    """Train on one slice and return what was gained and what was lost."""
    learned, held_out = divided(rows)
    starter = checkpoints.shipped()
    if starter is None:
        raise SystemExit("No model ships: train one first.")
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(Path(folder) / "project") as workspace,
    ):
        records = [row.as_record() for row in learned]
        workspace.store.records.insert(records, label=message("slice"))
        before, kept_before = firsts(workspace, held_out, starter), kept(own, starter)
        config = training.fine_tuning("small", starter)
        config = replace(config, steps=steps, minutes=minutes)
        start = time.process_time()
        done = run(training.train(workspace, config))
        spent = time.process_time() - start
        tuned = Path(checkpoints.get(workspace, done.checkpoint).folder)
        after, kept_after = firsts(workspace, held_out, tuned), kept(own, tuned)
    gain = paired_interval(after, before)
    loss = paired_interval(kept_after, kept_before)
    return {
        "slice": name,
        "learned": len(learned),
        "held_out": len(held_out),
        "steps": done.step,
        "cpu_minutes": spent / 60,
        "before": sum(before) / len(before),
        "after": sum(after) / len(after),
        "gain": [gain.mean, gain.low, gain.high],
        "own": [loss.mean, loss.low, loss.high],
    }


def main() -> None:
    """Print a table and write it as JSON."""
    from starter.pairs import synthetic_pairs

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--steps", type=int, help="a bound that no other work moves")
    parser.add_argument("--slices", nargs="*", type=int, default=range(len(SLICES)))
    parser.add_argument("--own", type=int, default=150, help="pairs of the shipped")
    options = parser.parse_args()
    minutes = None if options.steps else options.minutes
    rows = read_rows(data_folder(options.data))
    own = synthetic_pairs(options.own, 2, held_out=True)
    random.Random(0).shuffle(own)
    found = []
    print("| slice | learned / held out | CPU min | before | after | gain | own |")
    print("|---|---|---|---|---|---|---|")
    slices = list(SLICES.items())
    for name, (source, described) in (slices[at] for at in options.slices):
        part = slice_of(rows, source, described)
        result = measured(name, part, own, options.steps, minutes)
        found.append(result)
        gain, lost = result["gain"], result["own"]
        print(
            f"| {name} | {result['learned']} / {result['held_out']} "
            f"| {result['cpu_minutes']:.1f} "
            f"| {result['before']:.1f} | {result['after']:.1f} "
            f"| {_shown(gain)} | {_shown(lost)} |",
            flush=True,
        )
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def _shown(values: object) -> str:
    """Return a mean with its interval."""
    mean, low, high = values if isinstance(values, list) else (0.0, 0.0, 0.0)
    return f"{mean:+.1f} ({low:+.1f} to {high:+.1f})"


if __name__ == "__main__":
    main()
