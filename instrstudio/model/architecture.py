"""What every architecture is: it reads sources, takes steps, and has a loss."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

import torch
from torch import Tensor, nn

from instrstudio.domain.run import TrainConfig
from instrstudio.model.corpus import Batch
from instrstudio.model.encoder import Encoded
from instrstudio.model.engine.aten import AtenScan
from instrstudio.model.engine.ops import Ops
from instrstudio.model.noise import Noise


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The widths of the layers; `vocabulary` counts tokens, `layers` a transformer's.

    `markers` are the ids of the tokens that begin a part of a source; `tied`: source,
    target and output share one embedding.
    """

    vocabulary: int
    embedding: int
    hidden: int
    attention: int
    layers: int = 2
    dropout: float = 0.0
    tied: bool = True
    markers: tuple[int, ...] = ()

    @classmethod
    def of(
        cls, config: TrainConfig, vocabulary: int, markers: tuple[int, ...] = ()
    ) -> "Sizes":
        """Return the sizes a configuration asks for."""
        return cls(
            vocabulary=vocabulary,
            embedding=config.embedding_size,
            hidden=config.hidden_size,
            attention=config.attention_size,
            layers=config.layers,
            dropout=config.dropout,
            markers=markers,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a loss is of, besides the pairs; the defaults are those of validation."""

    teacher_forcing_ratio: float = 1.0
    smoothing: float = 0.0
    coverage: float = 0.0
    word_dropout: float = 0.0

    @classmethod
    def of(cls, config: TrainConfig) -> "Goal":
        """Return the goal of training as configured."""
        return cls(
            teacher_forcing_ratio=config.teacher_forcing_ratio,
            smoothing=config.label_smoothing,
            coverage=config.coverage,
            word_dropout=config.word_dropout,
        )


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of one batch: nats summed over `tokens` real target tokens."""

    total: Tensor
    tokens: int


class State(Protocol):
    """What a decoder carries from step to step, one row a hypothesis."""

    def select(self, rows: Tensor) -> Self:
        """Return the states at `rows` (count,), which may repeat."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The state of a recurrent decoder: ``s_t`` (rows, hidden)."""

    state: Tensor

    def select(self, rows: Tensor) -> "Hidden":
        """Return the states at `rows`."""
        return Hidden(self.state[rows])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped:
    """One decoder step.

    `logits` (rows, vocabulary) are scores whose softmax is the next token's
    distribution; `state` goes into the next step; `weights` (rows, source) is the
    attention; `copy` (rows,) is the probability of copying, None where there is none.
    """

    logits: Tensor
    state: State
    weights: Tensor
    copy: Tensor | None = None


class Architecture(nn.Module, ABC):
    """A model: `encode` sources once, `begin`, then `step` token by token.

    A step takes ``rows = sentences x beams`` hypotheses, those of one sentence beside
    each other, and finds the sentence of a row by its place: sources are never copied
    for beams. The module keeps no state between calls. `ops` does the heavy work of
    training; a readable architecture does not use it.
    """

    can_copy = False
    reads_like = False
    """Whether sources should bring instructions that were found for like tasks."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.ops: Ops = AtenScan()

    @abstractmethod
    def encode(self, source: Tensor, lengths: Tensor) -> Encoded:
        """Read `source` (batch, source) of token ids with `lengths` (batch,)."""

    def prepared(self, encoded: Encoded, reads: int) -> Encoded:
        """Return `encoded` with what makes many steps faster; here as it is.

        Steps give the same without it.

        Args:
            encoded: The sources.
            reads: About how often each source will be looked at: its hypotheses, times
                the steps they take.
        """
        del reads
        return encoded

    @abstractmethod
    def begin(self, encoded: Encoded, beams: int = 1) -> State:
        """Return the state before the first token, for `beams` rows a sentence."""

    @abstractmethod
    def step(self, previous: Tensor, state: State, encoded: Encoded) -> Stepped:
        """Take one step after the token ids `previous` (rows,)."""

    @abstractmethod
    def loss(self, batch: Batch, goal: Goal, noise: Noise | None = None) -> Loss:
        """Return the loss of `batch`; padding counts for nothing.

        Without `noise` there is no dropout, and gold tokens are always fed.
        """

    @abstractmethod
    def nats(self, batch: Batch) -> Tensor:
        """Return ``-log p(target | source)`` of each row, (batch,), in its order.

        Gold tokens are fed and nothing is dropped. The gradient goes through autograd,
        so the logits of all tokens are held: batches must be small.
        """

    def recurrent_blocks(self) -> Iterator[Tensor]:
        """Yield the square matrices that act on a state: they begin orthogonal."""
        yield from ()

    @property
    def parameter_count(self) -> int:
        """How many numbers are learned."""
        return sum(parameter.numel() for parameter in self.parameters())


def sentence_rows(encoded: Encoded, rows: int) -> Tensor:
    """Return the sentence of each of `rows` hypotheses, (rows,)."""
    each = rows // len(encoded)
    places = torch.arange(len(encoded), device=encoded.mask.device)
    return places.repeat_interleave(each)
