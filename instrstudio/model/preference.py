"""Learning which of two texts is preferred: direct preference optimisation.

Rafailov, Sharma, Mitchell, Ermon, Manning, Finn: Direct Preference Optimization: Your
Language Model is Secretly a Reward Model, NeurIPS 2023 (arXiv 2305.18290), equation 7.
With a source x, the text y_w preferred to y_l, and the frozen model pi_0 that the run
began from::

    h = log pi(y_w|x) / pi_0(y_w|x)  -  log pi(y_l|x) / pi_0(y_l|x)
    L = -log sigmoid(beta h)

A text's log-probability is the sum over its tokens, or their mean where length is to
count for nothing. The cross entropy of the preferred texts may be added: without it
both texts may become unlikely together (Pang et al., Iterative Reasoning Preference
Optimization, NeurIPS 2024, arXiv 2404.19733, equation 1). There is no dropout, as pi_0
has none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from instrstudio.domain.run import TrainConfig
from instrstudio.model.architecture import Architecture, Goal, Loss
from instrstudio.model.augmenting import Augmenting
from instrstudio.model.corpus import Batch, Encodings, Pair, Ragged
from instrstudio.model.learner import Combine, Learner, Micro
from instrstudio.model.tokenizer import BOS, PAD, Tokenizer

_BATCH = 16
"""Pairs that are read at a time: the logits of all their tokens are held."""
_TRAIN, _HELD_OUT = "reference.train", "reference.held_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """The numbers of the loss, see `TrainConfig`."""

    beta: float = 0.1
    chosen_weight: float = 0.0
    length_normalised: bool = False

    @classmethod
    def of(cls, config: TrainConfig) -> "Taste":
        """Return what a configuration says."""
        return cls(
            beta=config.beta,
            chosen_weight=config.chosen_weight,
            length_normalised=config.length_normalised,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBatch(Batch):
    """The preferred texts, then in the same order the others, each with its source.

    `places` (pairs,) are the numbers of the pairs.
    """

    places: Tensor


@dataclass(frozen=True, slots=True)
class PairEncodings(Encodings):
    """Sources with the preferred targets and the `rejected` ones."""

    rejected: Ragged

    @classmethod
    def paired(
        cls,
        pairs: Sequence[Pair],
        rejected: Sequence[str],
        tokenizer: Tokenizer,
        source: int,
        target: int,
    ) -> "PairEncodings":
        """Encode pairs and the targets not preferred, cut to so many tokens."""
        good = Encodings.of(pairs, tokenizer, source, target)
        bad = tokenizer.encode_many(list(rejected), target)
        others = Ragged.of([[BOS, *ids] for ids in bad])
        return cls(good.sources, good.targets, others)

    def both(
        self, rows: Sequence[int] | NDArray[Any], device: torch.device
    ) -> PairBatch:
        """Return the pairs at `rows`, each as two rows of a padded batch."""
        sources = [self.sources[row] for row in rows]
        good = [self.targets[row] for row in rows]
        whole = Batch.of(
            [*sources, *sources], [*good, *(self.rejected[row] for row in rows)], device
        )
        return PairBatch(
            source=whole.source,
            lengths=whole.lengths,
            target=whole.target,
            places=torch.tensor([int(row) for row in rows], device=device),
        )


class Unchanged(Augmenting):
    """Deals pairs out as they are."""

    def batch(
        self,
        encodings: Encodings,
        rows: Sequence[int] | NDArray[Any],
        seed: tuple[int, int],
        device: torch.device,
    ) -> Batch:
        """Return the pairs at `rows`; nothing is drawn."""
        del seed
        return cast("PairEncodings", encodings).both(rows, device)


def _gained(own: Tensor, reference: Tensor) -> Tensor:
    """Return h (pairs,): how much more the preferred text has gained than the other.

    Args:
        own: log pi of both texts, (2, pairs), the preferred ones first.
        reference: log pi_0 of the same.
    """
    moved = own - reference
    return moved[0] - moved[1]


def _lengths(batch: Batch) -> Tensor:
    """Return the tokens of each row's target, (rows,)."""
    return (batch.target[:, 1:] != PAD).sum(dim=1)


class PreferenceLearner(Learner):
    """A model that learns from pairs, with what the frozen one thinks of them."""

    def __init__(
        self,
        model: Architecture,
        taste: Taste,
        clip_norm: float,
        combine: Combine | None = None,
    ) -> None:
        super().__init__(model, Goal(), clip_norm, combine)
        self._taste = taste
        self._reference: dict[str, Tensor] = {}

    @property
    def knows_reference(self) -> bool:
        """Whether the frozen model has been asked."""
        return bool(self._reference)

    def refer(
        self, first: Architecture, train: PairEncodings, held_out: PairEncodings
    ) -> None:
        """Ask the frozen model `first` about all pairs, once."""
        self._reference = {
            _TRAIN: self._read(first, train),
            _HELD_OUT: self._read(first, held_out),
        }

    @torch.no_grad()
    def _read(self, model: Architecture, pairs: PairEncodings) -> Tensor:
        """Return log p of both texts of all pairs, (2, pairs), on the CPU."""
        found = [
            self._said(model.nats(batch), batch).cpu() for batch in self._batches(pairs)
        ]
        return torch.cat(found, dim=1) if found else torch.zeros(2, 0)

    def _batches(self, pairs: PairEncodings) -> Iterator[PairBatch]:
        """Yield all pairs, some at a time."""
        place = next(self.model.parameters()).device
        for start in range(0, len(pairs), _BATCH):
            rows = range(start, min(start + _BATCH, len(pairs)))
            yield pairs.both(rows, place)

    def _said(self, nats: Tensor, batch: PairBatch) -> Tensor:
        """Return log p of both texts of each pair, (2, pairs)."""
        each = nats / _lengths(batch) if self._taste.length_normalised else nats
        return -each.view(2, -1)

    def _loss(self, part: Micro) -> Loss:
        """Return the mean of the pairs, times the tokens that the update divides by."""
        batch = cast("PairBatch", part.batch)
        total, _ = self._compared(batch, self._reference[_TRAIN])
        tokens = int(_lengths(batch).sum())
        return Loss(total * tokens, tokens)

    def _compared(self, batch: PairBatch, known: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mean loss of a batch of pairs, and what each has gained.

        `known` is what the frozen model says of all pairs.
        """
        nats, pairs = self.model.nats(batch), len(batch.places)
        own = self._said(nats, batch)
        gained = _gained(own, known[:, batch.places.cpu()].to(own))
        total = -functional.logsigmoid(self._taste.beta * gained).mean()
        if self._taste.chosen_weight:
            entropy = nats[:pairs].sum() / _lengths(batch)[:pairs].sum()
            total = total + self._taste.chosen_weight * entropy
        return total, gained

    @torch.no_grad()
    def judged(self, held_out: PairEncodings) -> dict[str, float]:
        """Return the mean ``loss`` of held-out pairs and the ``accuracy``.

        That is the share of pairs of which the preferred text has gained more.
        """
        count, loss, right = max(1, len(held_out)), 0.0, 0
        for batch in self._batches(held_out):
            total, gained = self._compared(batch, self._reference[_HELD_OUT])
            loss += float(total) * len(gained)
            right += int((gained > 0).sum())
        return {"loss": loss / count, "accuracy": right / count}

    def arrays(self) -> dict[str, Tensor]:
        """Return Adam's arrays and what the frozen model has said."""
        return {**super().arrays(), **self._reference}

    def restore(self, arrays: Mapping[str, Tensor]) -> None:
        """Take over what `arrays` returned; what is known of the reference stays."""
        super().restore(arrays)
        if _TRAIN in arrays and _HELD_OUT in arrays:
            self._reference = {name: arrays[name] for name in (_TRAIN, _HELD_OUT)}
