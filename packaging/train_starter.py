"""Trains the model that ships with the program, and puts it where it ships from.

    python packaging/train_starter.py --folder build/starter --minutes 40
    python packaging/train_starter.py --folder build/starter --resume
    python packaging/train_starter.py --folder build/starter --ship

Stopping (Ctrl-C) saves; ``--resume`` goes on; ``--begin FOLDER`` begins from a model,
such as the one that ships, in place of chance. ``--ship`` writes the best state so far,
with 16-bit weights, to ``resources/models/starter``, and beside it pairs for those who
train it on. It learns from our own texts (Apache-2.0, see `starter`) and, with
``--permissive FILE``, from rows of public data whose licence allows that: lines of JSON
with `source`, `target`, `permissive`, `licence` and `origin`, as the quality benchmark
writes them. The card names them.
"""

import argparse
import gzip
import json
import random
import signal
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from starter.pairs import library_pairs, synthetic_pairs
from starter_card import metrics, samples

from instrstudio.analysis import delexical, style
from instrstudio.domain.job import run
from instrstudio.domain.run import Notice, Step, TrainConfig, Validated
from instrstudio.model import checkpoint
from instrstudio.model.card import amend
from instrstudio.model.corpus import Corpus, Pair
from instrstudio.model.generator import Generator
from instrstudio.model.run_folder import BEST
from instrstudio.model.trainer import TrainerEvent, train
from instrstudio.services.training_data import REPLAY
from instrstudio.services.workspace import Workspace

MODELS = Path(__file__).parent.parent / "resources" / "models"
REPLAYED = REHEARSED = 3000
ORIGINS = (
    "gpteacher_codegen",
    "gpteacher_roleplay",
    "hikariming_zh",
    "self_instruct_user",
)
"""Public rows with samples alone: what a description would say must be read off them.

Rows with descriptions are written in other manners than ours, and left out.
"""
LICENCES = ("Apache-2.0", "MIT")
CONFIG = TrainConfig(
    architecture="copy",
    preset="base",
    embedding_size=128,
    hidden_size=224,
    attention_size=96,
    vocabulary_size=6000,
    dropout=0.15,
    word_dropout=0.03,
    bpe_dropout=0.03,
    label_smoothing=0.1,
    batch_tokens=8192,
    learning_rate=2e-3,
    max_source_tokens=160,
    max_target_tokens=144,
    steps=None,
    minutes=40.0,
    validate_every_steps=200,
    save_every_steps=200,
    patience=1000,
    seed=1,
    device="cpu",
)


def permissive(path: Path) -> Iterator[Pair]:
    """Yield the rows of `ORIGINS` in `path` whose licence allows a shipped model."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        free = row["permissive"] is True and row["licence"] in LICENCES
        if free and row["origin"] in ORIGINS and not row["described"]:
            yield Pair(row["source"], row["target"])


def corpus(count: int, public: Path | None) -> Corpus:
    """Return the pairs to learn from and those held out, which ask in other words."""
    own = [*synthetic_pairs(count, 1), *library_pairs()]
    others = list(permissive(public)) if public else []
    pairs = list(dict.fromkeys([*own, *others]))
    random.Random(1).shuffle(pairs)
    named = f"; {len(others)} rows of {', '.join(ORIGINS)}" if others else ""
    return Corpus(
        pairs=tuple(pairs),
        validation=tuple(synthetic_pairs(400, 2, held_out=True)),
        specials=delexical.SPECIALS,
        markers=delexical.SECTIONS,
        optional=style.TOKENS,
        description=f"{len(own)} pairs of our own (starter library, shipped templates, "
        f"generator){named}",
        licences=LICENCES if others else LICENCES[:1],
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
    target = MODELS / "starter"
    saved = checkpoint.save(target, contents, half=True).card
    known = saved.get("metrics")
    measured = {**(known if isinstance(known, dict) else {}), **metrics(target)}
    with (
        tempfile.TemporaryDirectory() as place,
        Workspace.open(Path(place) / "project") as workspace,
    ):
        written = samples(workspace, target)
    amend(target, {"metrics": measured, "samples": written})
    keep(replay(target))


def replay(model: Path) -> list[Pair]:
    """Return what fine-tuning mixes in: pairs it learned from, and its own answers.

    What it writes where no style is asked for is what must stay, and says so with less
    noise than single texts (Kim and Rush, "Sequence-level knowledge distillation",
    EMNLP 2016).
    """
    generator = Generator.load(model)
    asked = [plain(pair.source) for pair in synthetic_pairs(REHEARSED, 5)]
    answers = generator.generate_many(asked)
    own = [Pair(s, found[0].text) for s, found in zip(asked, answers, strict=True)]
    pairs = [*synthetic_pairs(REPLAYED, 3), *library_pairs(), *own]
    random.Random(3).shuffle(pairs)
    return pairs


def plain(source: str) -> str:
    """Return a source that says nothing of the style."""
    for token in style.TOKENS:
        source = source.replace(token, "")
    return source


def keep(pairs: Sequence[Pair]) -> None:
    """Write the pairs that ship beside the model; the same bytes each time."""
    lines = (json.dumps([p.source, p.target], ensure_ascii=False) for p in pairs)
    text = "".join(f"{line}\n" for line in lines)
    (MODELS / REPLAY).write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def main() -> None:
    """Train, go on, or ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=CONFIG.minutes)
    parser.add_argument("--pairs", type=int, default=30_000)
    parser.add_argument("--permissive", type=Path)
    parser.add_argument("--begin", type=Path)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--ship", action="store_true")
    options = parser.parse_args()
    if options.ship:
        ship(options.folder)
        return
    stopped: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: stopped.append(number))
    begin = str(options.begin or "")
    config = replace(CONFIG, minutes=options.minutes, initial=begin)
    data = corpus(options.pairs, options.permissive)
    print(f"{len(data.pairs)} pairs, {len(data.validation)} held out", flush=True)
    job = train(config, data, options.folder, resume=options.resume, name="starter")
    print(run(job, show, lambda: bool(stopped)).folder)


if __name__ == "__main__":
    main()
