"""The readable architectures' common part: equations through plain autograd.

Exact at any teacher-forcing ratio, and slow: the measure that every fast path is tested
against.
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from instrstudio.model.architecture import (
    Architecture,
    Goal,
    Hidden,
    Loss,
    Sizes,
    State,
    Stepped,
    sentence_rows,
)
from instrstudio.model.corpus import Batch
from instrstudio.model.encoder import Encoded, Encoder, mask_of
from instrstudio.model.engine.tokens import summed
from instrstudio.model.noise import Noise, dropped
from instrstudio.model.tokenizer import BOS, PAD


@dataclass(frozen=True, slots=True)
class Advanced:
    """One decoder step: ``s_t`` and ``c_t`` (batch, hidden), alpha (batch, source)."""

    state: Tensor
    context: Tensor
    weights: Tensor


class EncoderDecoder(Architecture):
    """Embeddings, encoder, readout, and the loop over the target.

    Training and search share `advance` and `readout`.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        self.embedding = nn.Embedding(sizes.vocabulary, sizes.embedding)
        self.encoder = Encoder(sizes.embedding, sizes.hidden)
        self.bridge = nn.Linear(sizes.hidden, sizes.hidden)
        self.cell = nn.GRUCell(sizes.embedding + sizes.hidden, sizes.hidden)
        self.narrow = nn.Linear(2 * sizes.hidden, sizes.embedding)
        self.vocabulary = nn.Linear(sizes.embedding, sizes.vocabulary)

    def encode(
        self, source: Tensor, lengths: Tensor, noise: Noise | None = None
    ) -> Encoded:
        """Read `source` (batch, source) of token ids with `lengths` (batch,)."""
        embedded = dropped(self.embedding(source), self.sizes.dropout, noise)
        states, last = self.encoder(embedded, lengths)
        return Encoded(
            states=states,
            last=last,
            mask=mask_of(source, lengths),
            keys=self.keys(states),
            source=source,
        )

    def start(self, encoded: Encoded) -> Tensor:
        """Return ``s_0 = tanh(W_s h_S)`` (batch, hidden); appendix A.2.2."""
        return torch.tanh(self.bridge(encoded.last))

    @abstractmethod
    def keys(self, states: Tensor) -> Tensor:
        """Return what the step wants precomputed: (batch, source, attention)."""

    @abstractmethod
    def attend(self, state: Tensor, encoded: Encoded) -> tuple[Tensor, Tensor]:
        """Return the context (batch, hidden) and the weights (batch, source)."""

    def advance(
        self,
        previous: Tensor,
        state: Tensor,
        encoded: Encoded,
        noise: Noise | None = None,
    ) -> Advanced:
        """Take one step: ``c_t`` from ``s_{t-1}``, ``s_t = g(y_{t-1}, s_{t-1}, c_t)``.

        Args:
            previous: ``y_{t-1}``, token ids (batch,).
            state: ``s_{t-1}``, (batch, hidden).
            encoded: The sources.
            noise: Dropout, while training.
        """
        context, weights = self.attend(state, encoded)
        embedded = dropped(self.embedding(previous), self.sizes.dropout, noise)
        return Advanced(
            self.cell(torch.cat([embedded, context], dim=-1), state), context, weights
        )

    def readout(
        self, state: Tensor, context: Tensor, noise: Noise | None = None
    ) -> Tensor:
        """Return ``y_t = h(s_t, c_t)`` as logits: (..., hidden) -> (..., vocabulary).

        h is a tanh layer of the embedding's width before the vocabulary: the direct map
        from 2 x hidden would be most of the model's weights.
        """
        narrow = torch.tanh(self.narrow(torch.cat([state, context], dim=-1)))
        logits: Tensor = self.vocabulary(dropped(narrow, self.sizes.dropout, noise))
        return logits

    def unroll(
        self,
        encoded: Encoded,
        target: Tensor,
        *,
        teacher_forcing_ratio: float = 1.0,
        noise: Noise | None = None,
    ) -> Advanced:
        """Run the decoder along `target`.

        At each step and for each sentence a coin decides whether the gold token or the
        model's own best one is fed back (gold with `teacher_forcing_ratio`).

        Args:
            encoded: The sources.
            target: Gold ids, first the begin token, (batch, steps + 1).
            teacher_forcing_ratio: Share of gold tokens fed, in [0, 1].
            noise: Draws the coins and the dropout; None: no dropout, always gold.

        Returns:
            States and contexts (batch, steps, hidden), weights (batch, steps, source).
        """
        state, previous = self.start(encoded), torch.full_like(target[:, 0], BOS)
        steps: list[Advanced] = []
        for t in range(1, target.shape[1]):
            step = self.advance(previous, state, encoded, noise)
            steps.append(step)
            state, previous = step.state, target[:, t]
            if noise is not None and teacher_forcing_ratio < 1.0:
                own = self.readout(step.state, step.context).argmax(dim=-1)
                gold = noise.coins(previous, teacher_forcing_ratio)
                previous = torch.where(gold, previous, own)
        return Advanced(
            torch.stack([step.state for step in steps], dim=1),
            torch.stack([step.context for step in steps], dim=1),
            torch.stack([step.weights for step in steps], dim=1),
        )

    def begin(self, encoded: Encoded, beams: int = 1) -> State:
        """Return ``s_0`` for every row."""
        return Hidden(self.start(encoded).repeat_interleave(beams, dim=0))

    def step(self, previous: Tensor, state: State, encoded: Encoded) -> Stepped:
        """Take one step; these architectures copy the sources for beams."""
        if len(previous) != len(encoded):
            encoded = encoded.rows(sentence_rows(encoded, len(previous)))
        found = self.advance(previous, cast("Hidden", state).state, encoded)
        return Stepped(
            logits=self.readout(found.state, found.context),
            state=Hidden(found.state),
            weights=found.weights,
        )

    def loss(self, batch: Batch, goal: Goal, noise: Noise | None = None) -> Loss:
        """Return the cross entropy; the readout is applied to real positions only."""
        encoded = self.encode(batch.source, batch.lengths, noise)
        steps = self.unroll(
            encoded,
            batch.target,
            teacher_forcing_ratio=goal.teacher_forcing_ratio,
            noise=noise,
        )
        gold = batch.target[:, 1:]
        real = gold != PAD
        logits = self.readout(steps.state[real], steps.context[real], noise)
        total = nn.functional.cross_entropy(
            logits, gold[real], reduction="sum", label_smoothing=goal.smoothing
        )
        return Loss(total, int(real.sum()))

    def nats(self, batch: Batch) -> Tensor:
        """Return ``-log p`` of each row's target."""
        encoded = self.encode(batch.source, batch.lengths)
        steps = self.unroll(encoded, batch.target)
        gold = batch.target[:, 1:]
        real = gold != PAD
        logits = self.readout(steps.state[real], steps.context[real])
        own = nn.functional.cross_entropy(logits, gold[real], reduction="none")
        return summed(own, real.nonzero()[:, 0], len(gold))

    def recurrent_blocks(self) -> Iterator[Tensor]:
        """Yield the hidden matrices of both units, gate by gate."""
        for name, parameter in self.named_parameters():
            if "weight_hh" in name:
                yield from parameter.chunk(3)
