"""What a model learns from: pairs of texts, and how they become batches."""

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from instrstudio.model.tokenizer import BOS, PAD, Tokenizer

# Sorting by length inside a pool of this many batches keeps padding low and the order
# of the batches free.
_POOL = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and the target the model should write for it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All pairs of a run.

    `specials` are tokens that stand for themselves. `description`, `licences` and
    `file` (the file the pairs came from, if one) go on the model's card.
    """

    pairs: tuple[Pair, ...]
    validation: tuple[Pair, ...] = ()
    specials: tuple[str, ...] = ()
    description: str = ""
    licences: tuple[str, ...] = ()
    file: str = ""

    @property
    def digest(self) -> str:
        """A digest of the training pairs in their order."""
        text = json.dumps([[p.source, p.target] for p in self.pairs])
        return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Encodings:
    """The pairs as token ids; a target begins with the begin token."""

    sources: tuple[list[int], ...]
    targets: tuple[list[int], ...]

    @classmethod
    def of(
        cls, pairs: Sequence[Pair], tokenizer: Tokenizer, source: int, target: int
    ) -> "Encodings":
        """Encode `pairs`, cut to at most `source` and `target` tokens."""
        return cls(
            tuple(tokenizer.encode(pair.source, source) for pair in pairs),
            tuple([BOS, *tokenizer.encode(pair.target, target)] for pair in pairs),
        )

    def __len__(self) -> int:
        return len(self.sources)

    def batch(self, rows: Sequence[int], device: torch.device) -> "Batch":
        """Return the pairs at `rows` as one padded batch."""
        sources = [self.sources[row] for row in rows]
        return Batch(
            source=padded(sources).to(device),
            lengths=torch.tensor([len(s) for s in sources]).to(device),
            target=padded([self.targets[row] for row in rows]).to(device),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Token ids: `source` (batch, source), its `lengths` (batch,), and `target`.

    `target` (batch, steps + 1) starts with the begin token; padding is on the right.
    """

    source: Tensor
    lengths: Tensor
    target: Tensor


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return `rows` as one tensor (rows, longest row), padded on the right."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[PAD] * (longest - len(row))] for row in rows])


def epoch_batches(
    encodings: Encodings, batch_size: int, key: str, epoch: int
) -> list[list[int]]:
    """Return the row numbers of each batch of one epoch.

    Every row comes once. Rows of like length go together. The result is a pure function
    of the arguments (`key` stands for the data and the run's seed), so a position in
    training is two integers and resuming needs nothing else.
    """
    chance = random.Random(f"{key}:{epoch}")
    rows = list(range(len(encodings)))
    chance.shuffle(rows)
    batches = []
    for start in range(0, len(rows), _POOL * batch_size):
        pool = sorted(
            rows[start : start + _POOL * batch_size],
            key=lambda row: (len(encodings.targets[row]), len(encodings.sources[row])),
        )
        batches += [
            pool[at : at + batch_size] for at in range(0, len(pool), batch_size)
        ]
    chance.shuffle(batches)
    return batches
