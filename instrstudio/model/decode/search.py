"""The loop that all searches share: one step for all rows that they need together.

A *row* is a prefix that the model continues. Several searches may run side by side:
hypotheses with the same prefix, of one search or of several, share a row. What is as
wide as the vocabulary stays in tensors; the few candidates of each row are arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture, Stepped
from instrstudio.model.decode.decoded import Record
from instrstudio.model.decode.likeliest import likeliest, normalisers
from instrstudio.model.decode.rules import BARRED, Rules
from instrstudio.model.decode.trails import Flags, Floats, Ints
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS, PAD

_SHRINK = 0.85
_EXPECTED = 30


@dataclass(frozen=True, slots=True)
class Options:
    """What may come next after each row.

    `tokens` (rows, count) are the likeliest, best first, and `values` their scores,
    -inf for what the rules bar; `scores` (rows, vocabulary) are those of all tokens. A
    score less its row's `norms` (rows,) is a log-probability. `covered` (rows,) is the
    coverage penalty and `step` the number of tokens that each row holds.
    """

    tokens: Ints
    values: Floats
    norms: Floats
    scores: Tensor
    covered: Floats
    step: int

    @property
    def gains(self) -> Floats:
        """The log-probabilities of the likeliest tokens, (rows, count)."""
        return self.values - self.norms[:, None]


@dataclass(frozen=True, slots=True)
class Move:
    """How the hypotheses of a search go on, each (sentences, width).

    `rows` are those of this step that they continue, `tokens` what they write; nothing
    is asked of those that are not `alive`.
    """

    rows: Ints
    tokens: Ints
    alive: Flags


class Search(Protocol):
    """A way of searching: `width` hypotheses a sentence."""

    width: int
    looked_at: int
    """How many of the likeliest tokens after a row it wants to see."""

    def begin(self, sentences: int) -> None:
        """Start with that many sentences."""

    def take(self, options: Options) -> Move:
        """Choose what comes next, and keep what ends."""

    def place(self, rows: Ints, kept: Ints) -> None:
        """Note where hypotheses stand from now on.

        Args:
            rows: Their rows in the next step, (sentences, width).
            kept: The sentences that stay, by their place until now, (sentences,).
        """


class Advance:
    """Takes steps for `searches` until none of them goes on."""

    def __init__(
        self,
        model: Architecture,
        encoded: Encoded,
        rules: Rules,
        searches: Sequence[Search],
        barred: Tensor | None = None,
        *,
        scored: bool = True,
    ) -> None:
        """Get ready.

        Args:
            model: The model.
            encoded: The sources.
            rules: Bounds on the targets.
            searches: What searches, side by side.
            barred: True at tokens a sentence's target may not hold,
                (batch, vocabulary).
            scored: Whether scores must be log-probabilities; else they need only rank
                the next tokens of one row.
        """
        width = sum(search.width for search in searches)
        reads = width * min(rules.max_tokens, _EXPECTED)
        count, self._device = len(encoded), encoded.mask.device
        self._model, self._rules, self._searches = model, rules, searches
        self._is_scored = scored
        self._encoded = model.prepared(encoded, reads)
        self._state = model.begin(self._encoded, 1)
        self._previous = torch.full((count,), BOS, device=self._device)
        self._written = np.zeros((count, 0), dtype=np.int64)
        self._bars = None if barred is None else _Bars.of(barred)
        self._seen = torch.zeros(1, device=self._device)
        self._looked_at = max(search.looked_at for search in searches)
        self.record = Record(encoded)
        self.is_over = False
        everyone = np.arange(count)
        for search in searches:
            search.begin(count)
            search.place(np.repeat(everyone[:, None], search.width, axis=1), everyone)

    def run(self) -> Record:
        """Take all steps; return what they saw."""
        while not self.is_over:
            self.step()
        return self.record

    def step(self) -> Stepped:
        """Take one step; return what the model said."""
        step = self._model.step(self._previous, self._state, self._encoded)
        self.record.keep(step)
        if self._rules.coverage_penalty:
            self._seen = self._seen + step.weights
        options = self._options(step)
        moves = [search.take(options) for search in self._searches]
        self._move(step, moves)
        self.is_over = self.is_over or options.step + 1 >= self._rules.max_tokens
        return step

    def _options(self, step: Stepped) -> Options:
        """Return what the rules leave of the model's scores."""
        scores = step.logits
        # A model that copies returns log p: it is normalised as it is.
        norms = np.zeros(len(scores))
        if self._is_scored and step.copy is None:
            norms = normalisers(scores).squeeze(1).double().cpu().numpy()
        self._rules.bar(scores, torch.from_numpy(self._written).to(self._device))
        if self._bars is not None:
            self._bars.apply(scores)
        count = min(self._looked_at, scores.shape[1])
        values, tokens = likeliest(scores, count)
        return Options(
            tokens=tokens.cpu().numpy(),
            values=values.double().cpu().numpy(),
            norms=norms,
            scores=scores,
            covered=self._covered(len(scores)),
            step=self._written.shape[1],
        )

    def _covered(self, rows: int) -> Floats:
        """Return the coverage penalty of each row."""
        if not self._rules.coverage_penalty:
            return np.zeros(rows)
        mask = self._encoded.mask.repeat_interleave(rows // len(self._encoded), dim=0)
        found: Floats = self._rules.coverage(self._seen, mask).double().cpu().numpy()
        return found

    def _move(self, step: Stepped, moves: Sequence[Move]) -> None:
        """Give each prefix that is alive one row of the next step.

        Sentences that are done are dropped once they are a good part of all.
        """
        alive = np.concatenate([move.alive for move in moves], axis=1)
        index = np.flatnonzero(alive.any(axis=1))
        if not len(index):
            self.is_over = True
            return
        if len(index) <= _SHRINK * len(alive):
            self._drop(index)
        else:
            index = np.arange(len(alive))
        rows = np.concatenate([move.rows for move in moves], axis=1)
        tokens = np.concatenate([move.tokens for move in moves], axis=1)
        each = len(self._previous) // len(alive)
        next_ = _prefixes(rows, tokens, alive, index, each)
        self._grow(step, next_)
        ends = np.cumsum([search.width for search in self._searches])[:-1]
        parts = np.split(next_.places, ends, axis=1)
        for search, part in zip(self._searches, parts, strict=True):
            search.place(part, index)

    def _drop(self, index: Ints) -> None:
        """Keep the sentences at `index`."""
        kept = torch.from_numpy(index).to(self._device)
        self._encoded = self._encoded.rows(kept)
        if self._bars is not None:
            self._bars = self._bars.rows(kept)

    def _grow(self, step: Stepped, next_: "_Prefixes") -> None:
        """Put the prefixes of the next step in place."""
        parents = torch.from_numpy(next_.parents).to(self._device)
        still = len(self._written) == len(next_.parents) and bool(
            (next_.parents == np.arange(len(next_.parents))).all()
        )
        self._state = step.state if still else step.state.select(parents)
        if self._rules.coverage_penalty:
            self._seen = self._seen[parents]
        self._previous = torch.from_numpy(next_.tokens).to(self._device)
        self._written = np.concatenate(
            [self._written[next_.parents], next_.tokens[:, None]], axis=1
        )


@dataclass(frozen=True, slots=True)
class _Prefixes:
    """The rows of a step: the row each continues and its last token, both (rows,).

    `places` (sentences, width) are the rows of all hypotheses.
    """

    parents: Ints
    tokens: Ints
    places: Ints


def _prefixes(
    rows: Ints, tokens: Ints, alive: Flags, index: Ints, each: int
) -> _Prefixes:
    """Return the different prefixes of each sentence, filled up to equally many.

    Args:
        rows: The rows that hypotheses continue, (sentences, width).
        tokens: What they write, the same shape.
        alive: Which of them count, the same shape.
        index: The sentences that stay, (sentences,).
        each: How many rows a sentence has had.
    """
    if rows.shape[1] == 1:
        last = np.where(alive, tokens, PAD)[index, 0]
        return _Prefixes(rows[index, 0], last, np.arange(len(index))[:, None])
    size = int(tokens.max()) + 1
    keys, inverse = np.unique(rows[alive] * size + tokens[alive], return_inverse=True)
    parents, written = keys // size, keys % size
    number = np.searchsorted(index, parents // each)
    counts = np.bincount(number, minlength=len(index))
    wide = int(counts.max())
    slots = number * wide + np.arange(len(keys)) - (np.cumsum(counts) - counts)[number]
    fill = np.repeat(index * each, wide)
    fill[slots] = parents
    last = np.full(len(fill), PAD, dtype=np.int64)
    last[slots] = written
    places = np.repeat((np.arange(len(index)) * wide)[:, None], rows.shape[1], axis=1)
    places[alive[index]] = slots[inverse]
    return _Prefixes(fill, last, places)


@dataclass(frozen=True, slots=True)
class _Bars:
    """Tokens that the targets of single sentences may not hold.

    `tokens` (few,) are barred for some sentence, `barred` (sentences, few) says which.
    """

    tokens: Tensor
    barred: Tensor

    @classmethod
    def of(cls, barred: Tensor) -> "_Bars":
        """Return the bars that are True in `barred` (sentences, vocabulary)."""
        tokens = barred.any(dim=0).nonzero().squeeze(1)
        return cls(tokens, barred[:, tokens])

    def rows(self, index: Tensor) -> "_Bars":
        """Return those of the sentences at `index`."""
        return _Bars(self.tokens, self.barred[index])

    def apply(self, scores: Tensor) -> None:
        """Set the scores (rows, vocabulary) of such tokens to -inf, in place."""
        each = len(scores) // len(self.barred)
        own = scores.index_select(1, self.tokens)
        barred = self.barred.repeat_interleave(each, dim=0)
        scores.index_copy_(1, self.tokens, own.masked_fill_(barred, BARRED))
