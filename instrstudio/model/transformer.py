"""Architecture ``transformer``: a small encoder-decoder of PyTorch's own layers.

Vaswani et al.: Attention Is All You Need, NeurIPS 2017 (arXiv 1706.03762), with the
norm before each layer (Xiong et al. 2020, arXiv 2002.04745). The more complex model,
and the honest comparison: same embeddings, same loss, same search.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from instrstudio.model.architecture import (
    Architecture,
    Goal,
    Loss,
    Sizes,
    State,
    Stepped,
    sentence_rows,
)
from instrstudio.model.corpus import Batch
from instrstudio.model.encoder import Encoded, mask_of
from instrstudio.model.engine.tokens import summed, token_nats
from instrstudio.model.noise import Noise, masked
from instrstudio.model.sources import Embeddings
from instrstudio.model.tokenizer import PAD

_HEAD = 32


@dataclass(frozen=True, slots=True)
class Caches:
    """Keys and values of the tokens so far, by layer: (rows, steps, embedding)."""

    layers: tuple[Tensor, ...]
    steps: int

    def select(self, rows: Tensor) -> "Caches":
        """Return the caches at `rows`."""
        return Caches(tuple(layer[rows] for layer in self.layers), self.steps)


class TransformerModel(Architecture):
    """`layers` of encoder and decoder, four times as wide inside."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__(sizes)
        width = sizes.embedding
        most = max(1, width // _HEAD)
        heads = next(n for n in range(most, 0, -1) if width % n == 0)
        self._heads = heads
        self.embedding = Embeddings(sizes)
        inside = 4 * width
        self.encoder = nn.ModuleList(
            nn.TransformerEncoderLayer(
                width, heads, inside, dropout=0.0, batch_first=True, norm_first=True
            )
            for _ in range(sizes.layers)
        )
        self.decoder = nn.ModuleList(
            nn.TransformerDecoderLayer(
                width, heads, inside, dropout=0.0, batch_first=True, norm_first=True
            )
            for _ in range(sizes.layers)
        )
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.output_bias = nn.Parameter(torch.empty(sizes.vocabulary))

    @property
    def _readers(self) -> list[nn.TransformerEncoderLayer]:
        """The encoder's layers."""
        return cast("list[nn.TransformerEncoderLayer]", list(self.encoder))

    @property
    def _writers(self) -> list[nn.TransformerDecoderLayer]:
        """The decoder's layers."""
        return cast("list[nn.TransformerDecoderLayer]", list(self.decoder))

    def encode(self, source: Tensor, lengths: Tensor) -> Encoded:
        """Read `source` (batch, source) of token ids with `lengths` (batch,)."""
        return self._encode(source, lengths, 0.0, None)

    def _encode(
        self, source: Tensor, lengths: Tensor, words: float, noise: Noise | None
    ) -> Encoded:
        """Read the sources; keys and values of every layer are computed once."""
        mask = mask_of(source, lengths)
        states = self.embedding.read(source, words, noise)
        states = states + positions(source.shape[1], states)
        for layer in self._readers:
            inner = layer.norm1(states)
            attended = layer.self_attn(
                inner, inner, inner, key_padding_mask=~mask, need_weights=False
            )[0]
            states = states + self._dropped(attended, noise)
            states = states + self._dropped(_feed(layer, layer.norm2(states)), noise)
        states = self.encoder_norm(states)
        crossed = []
        for writer in self._writers:
            crossed += self._projected(writer.multihead_attn, states, (1, 2))
        return Encoded(
            states=states,
            last=states[:, 0],
            mask=mask,
            keys=states[:, :, :0],
            source=source,
            layers=tuple(crossed),
        )

    def _dropped(self, values: Tensor, noise: Noise | None) -> Tensor:
        """Drop units of a layer's output."""
        return masked(values, values.shape, self.sizes.dropout, noise)

    def _projected(
        self, attention: nn.MultiheadAttention, x: Tensor, parts: Sequence[int]
    ) -> list[Tensor]:
        """Return query (0), key (1) or value (2) projections of x (rows, n, width)."""
        width = x.shape[-1]
        found = []
        for part in parts:
            at = slice(part * width, (part + 1) * width)
            weight, bias = attention.in_proj_weight, attention.in_proj_bias
            found.append(functional.linear(x, weight[at], bias[at]))
        return found

    def begin(self, encoded: Encoded, beams: int = 1) -> State:
        """Return empty caches for every row."""
        rows = len(encoded) * beams
        empty = encoded.states.new_zeros(rows, 0, self.sizes.embedding)
        return Caches(tuple(empty for _ in range(2 * self.sizes.layers)), 0)

    def step(self, previous: Tensor, state: State, encoded: Encoded) -> Stepped:
        """Take one step; the new token's keys and values join the caches."""
        caches = cast("Caches", state)
        if len(previous) != len(encoded):
            encoded = encoded.rows(sentence_rows(encoded, len(previous)))
        fed = self.embedding.fed(previous.unsqueeze(1), 0.0, None)
        x = fed + positions(caches.steps + 1, fed)[-1:]
        grown: list[Tensor] = []
        weights = x.new_zeros(encoded.mask.shape)
        for place, layer in enumerate(self._writers):
            inner = layer.norm1(x)
            query, key, value = self._projected(layer.self_attn, inner, (0, 1, 2))
            key = torch.cat([caches.layers[2 * place], key], dim=1)
            value = torch.cat([caches.layers[2 * place + 1], value], dim=1)
            grown += [key, value]
            x = x + self._attend(layer.self_attn, query, key, value, None)[0]
            found, weights = self._cross(layer, layer.norm2(x), encoded, place)
            x = x + found
            x = x + _feed(layer, layer.norm3(x))
        logits = self._logits(self.decoder_norm(x)[:, 0])
        after = Caches(tuple(grown), caches.steps + 1)
        return Stepped(logits=logits, state=after, weights=weights[:, 0])

    def _cross(
        self, layer: nn.TransformerDecoderLayer, x: Tensor, encoded: Encoded, place: int
    ) -> tuple[Tensor, Tensor]:
        """Attend to the source; return the change and the mean weights of the heads."""
        attention = layer.multihead_attn
        (query,) = self._projected(attention, x, (0,))
        key, value = encoded.layers[2 * place : 2 * place + 2]
        return self._attend(
            attention, query, key, value, encoded.mask[:, None, None, :]
        )

    def _attend(
        self,
        attention: nn.MultiheadAttention,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        mask: Tensor | None,
    ) -> tuple[Tensor, Tensor]:
        """Return the attended values (rows, n, width) and mean weights (rows, n, m).

        `mask` is True where a query may look, broadcast to (rows, heads, n, m).
        """
        split = [
            x.reshape(*x.shape[:2], self._heads, -1).transpose(1, 2)
            for x in (query, key, value)
        ]
        scores = split[0] @ split[1].transpose(2, 3) / math.sqrt(split[0].shape[-1])
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        weights = scores.softmax(dim=-1)
        joined = (weights @ split[2]).transpose(1, 2).flatten(2)
        return attention.out_proj(joined), weights.mean(dim=1)

    def _logits(self, states: Tensor) -> Tensor:
        """Return scores over the vocabulary: (..., width) -> (..., vocabulary)."""
        weight = self.embedding.token.weight
        return functional.linear(states, weight, self.output_bias)

    def loss(self, batch: Batch, goal: Goal, noise: Noise | None = None) -> Loss:
        """Return the loss of `batch`; a teacher-forcing ratio is not looked at."""
        states = self._decoded(batch, goal.word_dropout, noise)
        gold = batch.target[:, 1:]
        real = gold != PAD
        total = self.ops.cross_entropy(
            states[real],
            self.embedding.token.weight,
            self.output_bias,
            gold[real],
            goal.smoothing,
            None,
        )
        return Loss(total, int(real.sum()))

    def nats(self, batch: Batch) -> Tensor:
        """Return ``-log p`` of each row's target."""
        states = self._decoded(batch, 0.0, None)
        gold = batch.target[:, 1:]
        real = gold != PAD
        table = self.embedding.token.weight
        logits = self.ops.linear(states[real], table, self.output_bias)
        return summed(token_nats(logits, gold[real]), real.nonzero()[:, 0], len(gold))

    def _decoded(self, batch: Batch, words: float, noise: Noise | None) -> Tensor:
        """Return the last states along the gold tokens, (batch, steps, width)."""
        encoded = self._encode(batch.source, batch.lengths, words, noise)
        fed = self.embedding.fed(batch.target[:, :-1].T, words, noise).transpose(0, 1)
        steps = fed.shape[1]
        x = fed + positions(steps, fed)
        ahead = torch.ones(steps, steps, dtype=torch.bool, device=x.device).tril()
        for place, layer in enumerate(self._writers):
            inner = layer.norm1(x)
            query, key, value = self._projected(layer.self_attn, inner, (0, 1, 2))
            seen = self._attend(layer.self_attn, query, key, value, ahead)[0]
            x = x + self._dropped(seen, noise)
            crossed = self._cross(layer, layer.norm2(x), encoded, place)[0]
            x = x + self._dropped(crossed, noise)
            x = x + self._dropped(_feed(layer, layer.norm3(x)), noise)
        normed: Tensor = self.decoder_norm(x)
        return normed


def _feed(
    layer: nn.TransformerEncoderLayer | nn.TransformerDecoderLayer, x: Tensor
) -> Tensor:
    """Return a layer's feed-forward part."""
    outer: Tensor = layer.linear2(layer.linear1(x).relu())
    return outer


def positions(count: int, like: Tensor) -> Tensor:
    """Return sinusoids (count, width) that tell places apart; section 3.5."""
    width = like.shape[-1]
    places = torch.arange(count, device=like.device, dtype=torch.float32).unsqueeze(1)
    rates = torch.exp(
        torch.arange(0, width, 2, device=like.device) * (-math.log(10_000.0) / width)
    )
    angles = places * rates
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)[:, :width]
