"""What a model learns from: pairs of texts, and the pairs as arrays of token ids."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from instrstudio.model.engine.ops import active_rows
from instrstudio.model.tokenizer import BOS, PAD, Tokenizer

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and the target the model should write for it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All pairs of a run.

    `specials` are tokens that stand for themselves; of these `markers` begin a part of
    a source, in their order, and `optional` may be left out of it. `description`,
    `licences` and `file` (the file the pairs came from, if one) go on the model's card.
    Where preferences are learned, `rejected` and `validation_rejected` hold for each
    pair the target that was not preferred.
    """

    pairs: tuple[Pair, ...]
    validation: tuple[Pair, ...] = ()
    specials: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    description: str = ""
    licences: tuple[str, ...] = ()
    file: str = ""
    rejected: tuple[str, ...] = ()
    validation_rejected: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A digest of the training pairs in their order.

        Of preferences it covers the held-out ones too, whose reference is kept.
        """
        rows = [[p.source, p.target] for p in self.pairs]
        if self.rejected:
            rows += [[p.source, p.target] for p in self.validation]
            rows += [list(self.rejected), list(self.validation_rejected)]
        text = json.dumps(rows)
        return hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of token ids of different lengths, one after the other.

    Row i is ``ids[ends[i]:ends[i + 1]]``; both arrays may lie on disk.
    """

    ids: Ids
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """Return `rows` as arrays."""
        ends = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=ends[1:])
        ids = np.fromiter((id_ for row in rows for id_ in row), np.int32, int(ends[-1]))
        return cls(ids, ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, row: int) -> Ids:
        return self.ids[self.ends[row] : self.ends[row + 1]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """The length of every row."""
        return np.diff(self.ends)


@dataclass(frozen=True, slots=True)
class Encodings:
    """The pairs as token ids; a target begins with the begin token."""

    sources: Ragged
    targets: Ragged

    @classmethod
    def of(
        cls, pairs: Sequence[Pair], tokenizer: Tokenizer, source: int, target: int
    ) -> "Encodings":
        """Encode `pairs`, cut to at most `source` and `target` tokens."""
        sources = tokenizer.encode_many([p.source for p in pairs], source)
        targets = tokenizer.encode_many([p.target for p in pairs], target)
        return cls(Ragged.of(sources), Ragged.of([[BOS, *ids] for ids in targets]))

    def __len__(self) -> int:
        return len(self.sources)

    def batch(self, rows: Sequence[int], device: torch.device) -> "Batch":
        """Return the pairs at `rows` as one padded batch."""
        sources = [self.sources[row] for row in rows]
        return Batch.of(sources, [self.targets[row] for row in rows], device)

    def save(self, folder: Path) -> None:
        """Write the arrays to `folder`, for other processes to map."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, array in self._arrays().items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def mapped(cls, folder: Path) -> "Encodings":
        """Return what `save` wrote, read from disk only where it is looked at."""
        names = ("source_ids", "source_ends", "target_ids", "target_ends")
        arrays = [np.load(folder / f"{name}.npy", mmap_mode="r") for name in names]
        return cls(Ragged(arrays[0], arrays[1]), Ragged(arrays[2], arrays[3]))

    def _arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return all arrays by name."""
        return {
            "source_ids": self.sources.ids,
            "source_ends": self.sources.ends,
            "target_ids": self.targets.ids,
            "target_ends": self.targets.ends,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Token ids: `source` (batch, source), its `lengths` (batch,), and `target`.

    `target` (batch, steps + 1) starts with the begin token; padding is on the right.
    """

    source: Tensor
    lengths: Tensor
    target: Tensor

    @classmethod
    def of(
        cls, sources: Sequence[Ids], targets: Sequence[Ids], device: torch.device
    ) -> "Batch":
        """Return rows of ids as one padded batch."""
        return cls(
            source=padded(sources).to(device),
            lengths=torch.tensor([len(s) for s in sources]).to(device),
            target=padded(targets).to(device),
        )

    def order(self) -> Tensor:
        """Return the places of the rows by target length, the longest first."""
        lengths = (self.target != PAD).sum(dim=1)
        return torch.argsort(lengths, descending=True, stable=True)

    def active(self) -> list[int]:
        """Return how many rows, sorted, have a token to learn at each step."""
        lengths = (self.target[:, 1:] != PAD).sum(dim=1)
        return active_rows(lengths.tolist(), self.target.shape[1] - 1)

    def sorted(self) -> "Batch":
        """Return the rows in order of target length, the longest first."""
        lengths = (self.target != PAD).sum(dim=1)
        if bool((lengths[:-1] >= lengths[1:]).all()):
            return self
        order = self.order()
        return Batch(
            source=self.source[order],
            lengths=self.lengths[order],
            target=self.target[order],
        )


def padded(rows: Sequence[Ids] | Sequence[Sequence[int]]) -> Tensor:
    """Return `rows` as one tensor (rows, longest row), padded on the right."""
    longest = max(len(row) for row in rows)
    array = np.full((len(rows), longest), PAD, dtype=np.int64)
    for place, row in enumerate(rows):
        array[place, : len(row)] = np.asarray(row)
    return torch.from_numpy(array)
