"""The pairs that the systems learn from, cut into tokens by the program's own BPE."""

import gzip
import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .ours import Bpe
from .systems import Rows

VARIABLE = "INSTRSTUDIO_BENCH_DATA"
_MULTI30K = "multi30k"
_TRIPLES = "train_triples.jsonl.gz"
_TRIPLES_READ = 40_000
_LEARNED_FROM = 15_000
_SOURCE_TOKENS = range(100, 401)
_TARGET_TOKENS = 100


@dataclass(frozen=True, slots=True)
class Corpus:
    """A data set: its name, its tokens, and the texts the targets came from."""

    name: str
    bpe: Bpe
    rows: Rows
    texts: list[str]

    def batch(self, numbers: Sequence[int]) -> Rows:
        """Return the rows of one batch."""
        return Rows(
            [self.rows.sources[number] for number in numbers],
            [self.rows.targets[number] for number in numbers],
        )

    def first(self, count: int) -> "Corpus":
        """Return the first `count` rows as a corpus."""
        numbers = range(min(count, len(self.texts)))
        return Corpus(self.name, self.bpe, self.batch(numbers), self.texts[:count])


def folder(option: str | None) -> Path:
    """Return the folder of the data sets, from the option or the environment.

    Raises:
        SystemExit: There is none; the sentence says what to do.
    """
    name = option or os.environ.get(VARIABLE)
    if not name or not Path(name).is_dir():
        raise SystemExit(
            f"No data to measure on: set {VARIABLE} or pass --data FOLDER; the folder"
            f" holds {_MULTI30K}/train.de.gz, .en.gz and so on, and {_TRIPLES}."
        )
    return Path(name)


def _lines(path: Path) -> list[str]:
    """Return the lines of a packed text."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file]


def multi30k(data: Path, vocabulary: int, splits: Sequence[str]) -> list[Corpus]:
    """Return splits of Multi30k, German to English, with BPE learned on ``train``.

    Elliott, Frank, Sima'an, Specia: Multi30K, 2016 (arXiv 1605.00459), task 1, raw.
    """
    texts = {
        (split, language): _lines(data / _MULTI30K / f"{split}.{language}.gz")
        for split in {*splits, "train"}
        for language in ("de", "en")
    }
    bpe = Bpe([*texts["train", "de"], *texts["train", "en"]], vocabulary)
    return [
        Corpus(
            f"multi30k-{split}",
            bpe,
            Rows(bpe.encode(texts[split, "de"]), bpe.encode(texts[split, "en"])),
            texts[split, "en"],
        )
        for split in splits
    ]


def _triples(path: Path) -> Iterator[tuple[str, str]]:
    """Yield description, input and output as one text, and the instruction."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            parts = (row["task_description"], row["input"], row["output"])
            yield "\n".join(part for part in parts if part), row["instruction"]


def instructions(data: Path, vocabulary: int) -> Corpus:
    """Return real instruction data whose sources have 100 to 400 tokens.

    Raises:
        SystemExit: The file is missing.
    """
    path = data / _TRIPLES
    if not path.is_file():
        raise SystemExit(f"The instruction data is not there: {path}")
    pairs = list(_triples(path))
    random.Random(0).shuffle(pairs)
    pairs = pairs[:_TRIPLES_READ]
    learned = [text for pair in pairs[:_LEARNED_FROM] for text in pair]
    bpe = Bpe(learned, vocabulary)
    sources = bpe.encode([source for source, _target in pairs])
    targets = bpe.encode([target for _source, target in pairs])
    kept = [
        number
        for number, source in enumerate(sources)
        if len(source) in _SOURCE_TOKENS and 0 < len(targets[number]) <= _TARGET_TOKENS
    ]
    rows = Rows([sources[n] for n in kept], [targets[n] for n in kept])
    return Corpus("instructions", bpe, rows, [pairs[n][1] for n in kept])
