"""Trains the model that ships with the program, and puts it where it ships from.

    python packaging/train_starter.py --folder build/starter --minutes 20
    python packaging/train_starter.py --folder build/starter --resume
    python packaging/train_starter.py --folder build/starter --ship

Stopping (Ctrl-C) saves; ``--resume`` goes on. ``--ship`` writes the best state so far,
with 16-bit weights, to ``resources/models/starter``. Everything it learns from is ours
(Apache-2.0); see `starter`.
"""

import argparse
import signal
from dataclasses import replace
from pathlib import Path

from starter.pairs import library_pairs, synthetic_pairs

from instrstudio.analysis import delexical
from instrstudio.domain.job import run
from instrstudio.domain.run import Notice, Step, TrainConfig, Validated
from instrstudio.model import checkpoint
from instrstudio.model.corpus import Corpus
from instrstudio.model.trainer import BEST, TrainerEvent, train

TARGET = Path(__file__).parent.parent / "resources" / "models" / "starter"
CONFIG = TrainConfig(
    preset="standard",
    embedding_size=128,
    hidden_size=256,
    attention_size=128,
    vocabulary_size=4000,
    dropout=0.2,
    batch_size=48,
    learning_rate=2e-3,
    max_source_tokens=96,
    max_target_tokens=120,
    steps=2700,
    validate_every_steps=200,
    save_every_steps=200,
    patience=8,
    seed=1,
    device="cpu",
)


def corpus() -> Corpus:
    """Return the pairs to learn from and those held out, which ask in other words."""
    pairs = [*synthetic_pairs(14_000, 1), *library_pairs()]
    return Corpus(
        pairs=tuple(dict.fromkeys(pairs)),
        validation=tuple(synthetic_pairs(300, 2, held_out=True)),
        specials=delexical.SPECIALS,
        description="Starter library, shipped templates and our own wordings",
        licences=("Apache-2.0",),
    )


def show(event: TrainerEvent) -> None:
    """Print what matters of a run."""
    if isinstance(event, Step) and event.step % 50 == 0:
        rate = event.tokens_per_second
        print(f"{event.step:6} {event.loss:.4f} {rate:8.0f} tokens/s", flush=True)
    elif isinstance(event, Validated):
        print(f"validated at {event.step}: {event.loss:.4f}")
        for sample in event.samples[:4]:
            print("  <", sample.source)
            print("  >", sample.text.replace("\n", "⏎"), flush=True)
    elif isinstance(event, Notice):
        print(event.message, flush=True)


def ship(folder: Path) -> None:
    """Write the best state in `folder` to where the program ships it from."""
    best = checkpoint.load(folder / BEST)
    card = {
        key: value
        for key, value in best.card.items()
        if key not in ("files", "sizes", "parameters", "bits", "tokenizer", "format")
    }
    contents = replace(best, card={**card, "name": "starter"})
    print(checkpoint.save(TARGET, contents, half=True).card)


def main() -> None:
    """Train, go on, or ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=CONFIG.steps)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--ship", action="store_true")
    options = parser.parse_args()
    if options.ship:
        ship(options.folder)
        return
    stopped: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: stopped.append(number))
    config = replace(CONFIG, steps=options.steps, minutes=options.minutes)
    data = corpus()
    print(f"{len(data.pairs)} pairs, {len(data.validation)} held out", flush=True)
    job = train(config, data, options.folder, resume=options.resume, name="starter")
    print(run(job, show, lambda: bool(stopped)).folder)


if __name__ == "__main__":
    main()
