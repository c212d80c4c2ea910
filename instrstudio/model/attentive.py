"""Architecture ``attention``: the seed's equations, reorganised to be fast.

The functions are those of `seed` but for what Bahdanau et al. 2015 have and it has not:
an encoder in both directions (section 3.2). With x the source and y the target::

    h_j      = [f(x_j, forward h_{j-1}); f(x_j, backward h_{j+1})]
    e_tj     = v · tanh(W_q s_{t-1} + U h_j),   alpha_tj = softmax_j(e_tj)
    c_t      = sum_j alpha_tj h_j
    s_t      = GRU([y_{t-1}; c_t], s_{t-1})
    y_t      = softmax(E tanh(W_o [s_t; c_t]))

Gold tokens are known in training, so ``W y_{t-1}`` of all steps is one product before
the recurrence, and readout and cross entropy are one after it, over real tokens only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
)
from instrstudio.model.bidirectional import BidirectionalEncoder
from instrstudio.model.corpus import Batch
from instrstudio.model.encoder import Encoded, at_tokens, mask_of
from instrstudio.model.engine.ops import (
    AttentionWeights,
    Copying,
    Memory,
    doubled,
    gru,
)
from instrstudio.model.engine.packing import packed, product
from instrstudio.model.engine.tokens import summed, token_nats
from instrstudio.model.noise import Noise
from instrstudio.model.sources import Embeddings
from instrstudio.model.tokenizer import PAD
from instrstudio.model.unrolled import Unrolled

_BARRED = -1e9
_FOLDED_FROM = 1.25
"""How often a source token must be looked at before folding c_t away pays."""


class AttentiveModel(Architecture):
    """Additive attention from ``s_{t-1}`` between two GRUs, on the back end's scans."""

    _numbered = 0

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        hidden, attention = sizes.hidden, sizes.attention
        wide, readout = 2 * hidden, sizes.embedding if sizes.tied else sizes.hidden
        self.embedding = Embeddings(sizes, self._numbered)
        self.encoder = BidirectionalEncoder(sizes.embedding, hidden)
        self.bridge = nn.Linear(wide, hidden)
        self.feed = nn.Linear(sizes.embedding, 3 * hidden)
        self.context = nn.Linear(wide, 3 * hidden, bias=False)
        self.stacked = nn.Parameter(torch.empty(3 * hidden + attention, hidden))
        self.new_bias = nn.Parameter(torch.empty(hidden))
        self.key = nn.Linear(wide, attention)
        self.energy = nn.Parameter(torch.empty(1, attention))
        self.narrow = nn.Linear(hidden + wide, readout)
        self.output_bias = nn.Parameter(torch.empty(sizes.vocabulary))
        self.output = (
            None if sizes.tied else nn.Parameter(torch.empty(sizes.vocabulary, readout))
        )

    @property
    def vocabulary(self) -> Tensor:
        """The matrix from readout to vocabulary, (vocabulary, readout)."""
        return self.embedding.token.weight if self.output is None else self.output

    def recurrent_blocks(self) -> Iterator[Tensor]:
        """Yield the hidden matrices of encoder and decoder, gate by gate."""
        yield from self.encoder.recurrent_blocks()
        yield from self.stacked[: 3 * self.sizes.hidden].chunk(3)

    def encode(self, source: Tensor, lengths: Tensor) -> Encoded:
        """Read `source` (batch, source) of token ids with `lengths` (batch,)."""
        return self._encode(source, lengths, 0.0, None)

    def _encode(
        self, source: Tensor, lengths: Tensor, words: float, noise: Noise | None
    ) -> Encoded:
        """Read the sources, with dropout where there is noise."""
        embedded = self.embedding.read(source, words, noise)
        states, last = self.encoder(embedded, lengths, self.ops)
        mask = mask_of(source, lengths)
        return Encoded(
            states=states,
            last=last,
            mask=mask,
            keys=self._keys(states, mask),
            source=source,
        )

    def _keys(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return ``U h_j`` (batch, source, attention)."""
        key = self.key
        if torch.is_grad_enabled():
            return self.ops.linear(states, key.weight, key.bias)
        return at_tokens(
            lambda real: self.ops.linear(real, key.weight, key.bias), states, mask
        )

    def _start(self, encoded: Encoded) -> Tensor:
        """Return ``s_0`` (batch, hidden)."""
        return torch.tanh(self.bridge(encoded.last))

    def begin(self, encoded: Encoded, beams: int = 1) -> State:
        """Return ``s_0`` for every row."""
        return Hidden(self._start(encoded).repeat_interleave(beams, dim=0))

    def prepared(self, encoded: Encoded, reads: int) -> Encoded:
        """Take exp out of the steps' attention, and fold c_t away if it pays.

        ``tanh(q + k) = 1 - 2 / (1 + exp(2q) exp(2k))``, and the keys k are known, so
        the keys become exp(2k). What reads ``c_t = sum_j alpha_tj h_j`` is linear, so
        it may read all h_j once instead, where a source is looked at more often than it
        is long. The weights alpha_tj sum to 1: the biases go along.
        """
        rows = len(encoded) * reads
        ready = replace(
            encoded,
            keys=doubled(encoded.keys),
            shared=(packed(self.vocabulary, rows),),
        )
        if rows <= _FOLDED_FROM * int(encoded.mask.sum()):
            return ready
        folded = at_tokens(self._reads, encoded.states, encoded.mask)
        return replace(ready, layers=(folded,))

    def _reads(self, states: Tensor) -> Tensor:
        """Return what gates and readout read of h_j or c_t, biases included.

        (rows, 2H) -> (rows, 3H + readout).
        """
        narrow = self.narrow.weight[:, self.sizes.hidden :]
        gated = torch.addmm(self.feed.bias, states, self.context.weight.T)
        return torch.cat([gated, torch.addmm(self.narrow.bias, states, narrow.T)], -1)

    def _energies(self, query: Tensor, encoded: Encoded) -> Tensor:
        """Return ``e_tj`` up to what is the same for all j, (batch, beams, source)."""
        keys = encoded.keys.unsqueeze(1)
        if not encoded.shared:
            return torch.add(query, keys).tanh_() @ self.energy[0]
        looked = torch.addcmul(query.new_ones(1), doubled(query), keys).reciprocal_()
        return looked @ (-2 * self.energy[0])

    def step(self, previous: Tensor, state: State, encoded: Encoded) -> Stepped:
        """Take one step; the beams of a sentence share its states and keys."""
        before = cast("Hidden", state).state
        hidden, many = self.sizes.hidden, len(encoded)
        gates = 3 * hidden
        projected = before @ self.stacked.T
        query = projected[:, gates:].view(many, -1, 1, self.sizes.attention)
        energies = self._energies(query, encoded).masked_fill_(
            ~encoded.mask.unsqueeze(1), float("-inf")
        )
        weights = energies.softmax(dim=-1)
        fed = self.embedding.fed(previous.unsqueeze(0), 0.0, None)[0]
        context = fed[:, :0]
        if self.can_copy or not encoded.layers:
            context = torch.bmm(weights, encoded.states).flatten(0, 1)
        if encoded.layers:
            mixed = torch.bmm(weights, encoded.layers[0]).flatten(0, 1)
            gated = mixed[:, :gates]
        else:
            gated = torch.addmm(self.feed.bias, context, self.context.weight.T)
        gated.addmm_(fed, self.feed.weight.T)
        after, *_ = gru(gated, projected[:, :gates], before, self.new_bias)
        if encoded.layers:
            readout = mixed[:, gates:].addmm_(after, self.narrow.weight[:, :hidden].T)
        else:
            both = torch.cat([after, context], dim=-1)
            readout = torch.addmm(self.narrow.bias, both, self.narrow.weight.T)
        (vocabulary,) = encoded.shared or (self.vocabulary,)
        logits = product(readout.tanh_(), vocabulary, self.output_bias)
        flat = weights.flatten(0, 1)
        logits, copy = self._pointed(logits, (after, context, fed), flat, encoded)
        return Stepped(logits=logits, state=Hidden(after), weights=flat, copy=copy)

    def _read_out(self, state: Tensor, context: Tensor) -> Tensor:
        """Return the readout (rows, readout)."""
        both = torch.cat([state, context], dim=-1)
        return torch.tanh(self.ops.linear(both, self.narrow.weight, self.narrow.bias))

    def _pointed(
        self,
        logits: Tensor,
        _parts: tuple[Tensor, Tensor, Tensor],
        _weights: Tensor,
        _encoded: Encoded,
    ) -> tuple[Tensor, Tensor | None]:
        """Return the scores after copying: here there is none."""
        return logits, None

    def loss(self, batch: Batch, goal: Goal, noise: Noise | None = None) -> Loss:
        """Return the loss of `batch`, whose rows are put in order of target length."""
        batch = batch.sorted()
        active = batch.active()  # asked before a GPU has work that it would wait for
        encoded = self._encode(batch.source, batch.lengths, goal.word_dropout, noise)
        fed = batch.target[:, :-1].T
        if noise is not None and goal.teacher_forcing_ratio < 1.0:
            fed = self._mixed(fed, encoded, active, goal, noise)
        run = self._unroll(fed, encoded, active, goal.word_dropout, noise)
        gold = batch.target[:, 1:].T.flatten()[run.real]
        readout = self._read_out(run.states, run.contexts)
        if noise is not None and self.sizes.dropout:
            shape = (len(batch.source), readout.shape[1])
            readout = readout * noise.mask(shape, self.sizes.dropout)[run.rows]
        total = self.ops.cross_entropy(
            readout,
            self.vocabulary,
            self.output_bias,
            gold,
            goal.smoothing,
            self._copying(run, encoded, gold),
        )
        if goal.coverage:
            total = total + goal.coverage * run.coverage_loss()
        return Loss(total, len(gold))

    def nats(self, batch: Batch) -> Tensor:
        """Return ``-log p`` of each row's target."""
        order = batch.order()
        batch = batch.sorted()
        encoded = self.encode(batch.source, batch.lengths)
        run = self._unroll(batch.target[:, :-1].T, encoded, batch.active(), 0.0, None)
        gold = batch.target[:, 1:].T.flatten()[run.real]
        readout = self._read_out(run.states, run.contexts)
        logits = self.ops.linear(readout, self.vocabulary, self.output_bias)
        own = token_nats(logits, gold, self._copying(run, encoded, gold))
        return summed(own, order[run.rows], len(order))

    def _copying(
        self, _run: Unrolled, _encoded: Encoded, _gold: Tensor
    ) -> Copying | None:
        """Return what copying adds to the loss: here nothing."""
        return None

    def _unroll(
        self,
        fed: Tensor,
        encoded: Encoded,
        active: Sequence[int],
        words: float,
        noise: Noise | None,
    ) -> Unrolled:
        """Run the decoder along the tokens `fed` (steps, batch)."""
        embedded = self.embedding.fed(fed, words, noise)
        barred = torch.zeros_like(encoded.mask, dtype=torch.float32)
        states, alpha = self.ops.attention_gru(
            self.ops.linear(embedded, self.feed.weight, self.feed.bias),
            Memory(
                keys=encoded.keys,
                states=encoded.states,
                barred=barred.masked_fill_(~encoded.mask, _BARRED),
            ),
            self._start(encoded),
            AttentionWeights(
                context=self.context.weight,
                stacked=self.stacked,
                energy=self.energy[0],
                new_bias=self.new_bias,
            ),
            active,
        )
        contexts = self.ops.context(alpha, encoded.states)
        return Unrolled.of(embedded, states, contexts, alpha, active)

    @torch.no_grad()
    def _mixed(
        self,
        fed: Tensor,
        encoded: Encoded,
        active: Sequence[int],
        goal: Goal,
        noise: Noise,
    ) -> Tensor:
        """Return `fed` with some gold tokens replaced by the model's own.

        Parallel scheduled sampling (Duckworth et al. 2019, arXiv 1906.04331): the
        model's tokens come from one pass over gold prefixes, so nothing becomes serial.
        """
        run = self._unroll(fed, encoded, active, 0.0, None)
        readout = self._read_out(run.states, run.contexts)
        own = (readout @ self.vocabulary.T + self.output_bias).argmax(dim=-1)
        written = torch.full_like(fed, PAD).flatten()
        written[run.real] = own
        shifted = torch.cat([fed[:1], written.view_as(fed)[:-1]])
        gold = noise.coins(fed, goal.teacher_forcing_ratio)
        return torch.where(gold, fed, shifted)
