"""Writing row by row: greedy, drawn, and token by token for somebody who watches."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture
from instrstudio.model.decode.chance import Chance, Nucleus
from instrstudio.model.decode.decoded import Decoded, origins
from instrstudio.model.decode.rules import BARRED, Rules
from instrstudio.model.decode.search import Advance, Move, Options
from instrstudio.model.decode.trails import Flags, Floats, Found, History, Ints
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import EOS


class Chooser(Protocol):
    """Chooses one token for each hypothesis."""

    looked_at: int

    def __call__(
        self, options: Options, rows: Ints, numbers: Ints
    ) -> tuple[Ints, Floats]:
        """Return tokens and their log-probabilities, both (hypotheses,).

        Args:
            options: What may come next.
            rows: The row of each hypothesis, (hypotheses,).
            numbers: Their numbers within their sentences, (hypotheses,).
        """


class Likeliest:
    """Chooses the likeliest token."""

    looked_at = 1

    def __call__(
        self, options: Options, rows: Ints, numbers: Ints
    ) -> tuple[Ints, Floats]:
        """Return the likeliest tokens and their log-probabilities."""
        del numbers
        return options.tokens[rows, 0], options.gains[rows, 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token as `stream` yields it; see `Decoded` for `copied` and `source`.

    `attention` is (source,).
    """

    id: int
    log_probability: float
    attention: Tensor
    copied: float = 0.0
    source: int = -1


@torch.inference_mode()
def greedy(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    barred: Tensor | None = None,
    *,
    scored: bool = True,
) -> list[Decoded]:
    """Write the likeliest token at every step; one target a sentence.

    Args:
        model: The model.
        encoded: The sources.
        rules: Bounds on the targets.
        barred: True at tokens a sentence's target may not hold, (batch, vocabulary).
        scored: Whether log-probabilities are wanted; without, the same targets come a
            little sooner, and unless the model copies theirs are not a number.
    """
    search = Writer(rules, Likeliest(), 1)
    record = Advance(model, encoded, rules, [search], barred, scored=scored).run()
    found = record.decoded([own for (own,) in search.found()])
    if scored or model.can_copy:
        return found
    return [replace(target, log_probability=math.nan) for target in found]


@torch.inference_mode()
def sampled(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    chance: Chance,
    count: int = 1,
    barred: Tensor | None = None,
) -> list[list[Decoded]]:
    """Draw `count` targets for each sentence.

    A draw is a pure function of the seed, its number below `count` and the sentence's
    scores: neither the other draws nor the other sentences of a batch touch it.

    Args:
        model: The model.
        encoded: The sources.
        rules: Bounds on the targets.
        chance: Seed, temperature and nucleus.
        count: Targets a sentence.
        barred: True at tokens a sentence's target may not hold, (batch, vocabulary).
    """
    search = Writer(rules, Nucleus(chance, count, rules.max_tokens), count)
    record = Advance(model, encoded, rules, [search], barred).run()
    return record.nested(search.found())


class Writer:
    """Writes `width` targets a sentence, each by itself; a `Search`.

    Arrays are (sentences, width): `_rows` where the targets stand, `_nodes` their
    numbers in the history; `_open` is False for those that have ended.
    """

    def __init__(self, rules: Rules, choose: Chooser, width: int) -> None:
        self._rules, self._choose = rules, choose
        self.width, self.looked_at = width, choose.looked_at
        self._history = History()
        self._found: dict[tuple[int, int], Found] = {}

    def begin(self, sentences: int) -> None:
        """Start with that many sentences."""
        self._open = np.ones((sentences, self.width), dtype=np.bool_)
        self._nodes: Ints = np.zeros((sentences, self.width), dtype=np.int64)
        self._sentences = np.arange(sentences)

    def place(self, rows: Ints, kept: Ints) -> None:
        """Note where targets stand, and forget the sentences that are done."""
        self._rows = rows
        if len(kept) < len(self._sentences):
            self._sentences = self._sentences[kept]
            self._open, self._nodes = self._open[kept], self._nodes[kept]

    def take(self, options: Options) -> Move:
        """Let every open target grow by one token; keep those that end."""
        open_ = self._open
        tokens = np.zeros_like(self._rows)
        gains = np.full(tokens.shape, BARRED)
        numbers = open_.nonzero()[1]
        tokens[open_], gains[open_] = self._choose(options, self._rows[open_], numbers)
        self._history.grow(tokens, gains, self._rows, self._nodes)
        self._nodes = np.arange(tokens.size, dtype=np.int64).reshape(tokens.shape)
        closing = open_ & ((tokens == EOS) | (gains == BARRED))
        if options.step + 1 >= self._rules.max_tokens:
            closing = open_
        self._close(closing, tokens, gains)
        self._open = open_ & ~closing
        return Move(self._rows, tokens, self._open)

    def _close(self, closing: Flags, tokens: Ints, gains: Floats) -> None:
        """Keep the targets that end here."""
        if not closing.any():
            return
        trails = iter(self._history.trails(self._nodes[closing]))
        for at, place in zip(*closing.nonzero(), strict=True):
            is_sound = gains[at, place] != BARRED
            sentence, trail = int(self._sentences[at]), next(trails)
            self._found[sentence, int(place)] = Found(
                sentence=sentence,
                score=0.0,
                trail=trail if is_sound else trail.shortened(),
                finished=bool(is_sound and tokens[at, place] == EOS),
            )

    def found(self) -> list[list[Found]]:
        """Return the targets of each sentence, in their order."""
        ordered = [self._found[key] for key in sorted(self._found)]
        return [
            ordered[at : at + self.width] for at in range(0, len(ordered), self.width)
        ]

    def latest(self) -> tuple[int, float, int]:
        """Return token, log-probability and row of the only target's last step."""
        return self._history.latest(0)


@torch.inference_mode()
def stream(model: Architecture, encoded: Encoded, rules: Rules) -> Iterator[Token]:
    """Yield the tokens that `greedy` writes for one sentence, as they are found.

    Args:
        model: The model.
        encoded: One source.
        rules: Bounds on the target.
    """
    search = Writer(rules, Likeliest(), 1)
    advance = Advance(model, encoded, rules, [search])
    while not advance.is_over:
        step = advance.step()
        id_, gain, row = search.latest()
        if id_ == EOS or gain == BARRED:
            return
        copied, source = 0.0, -1
        if step.copy is not None:
            origin = origins(
                step.weights[row : row + 1],
                step.copy[row : row + 1],
                torch.tensor([id_], device=encoded.mask.device),
                torch.tensor([gain], device=encoded.mask.device),
                encoded.source[0],
            )
            copied, source = float(origin[0]), int(origin[1])
        yield Token(
            id=id_,
            log_probability=gain,
            attention=step.weights[row],
            copied=copied,
            source=source,
        )
