"""Writing row by row: greedy, drawn, and token by token for somebody who watches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from instrstudio.model.architecture import Architecture, State, Stepped
from instrstudio.model.decode.decoded import Decoded, Found, Record, Trail, origins
from instrstudio.model.decode.likeliest import likeliest, normalisers
from instrstudio.model.decode.rules import BARRED, Rules
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS, EOS

Chooser = Callable[[Tensor, Tensor, int], Tensor]
"""Takes scores (rows, vocabulary), the rows' numbers (rows,) and the step's number;
returns one token a row (rows,)."""

_SHRINK = 0.85
_EXPECTED = 30
_NUCLEUS = (32, 512)


def expected_reads(rules: Rules, rows: int) -> int:
    """Return how often a search looks at a source, about, with `rows` a sentence."""
    return rows * min(rules.max_tokens, _EXPECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How targets are drawn: nucleus sampling.

    Only the smallest set of tokens whose probabilities reach `top_p` is drawn from
    (Holtzman et al. 2020, arXiv 1904.09751, section 3.1), after the logits are divided
    by `temperature`.
    """

    seed: int = 0
    temperature: float = 1.0
    top_p: float = 1.0


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
    model: Architecture, encoded: Encoded, rules: Rules, barred: Tensor | None = None
) -> list[Decoded]:
    """Write the likeliest token at every step; one target a sentence.

    Args:
        model: The model.
        encoded: The sources.
        rules: Bounds on the targets.
        barred: True at tokens a sentence's target may not hold, (batch, vocabulary).
    """
    return _written(model, encoded, rules, _best, 1, barred)


def _best(scores: Tensor, _rows: Tensor, _step: int) -> Tensor:
    """Choose the likeliest token of each row."""
    return likeliest(scores, 1)[1].squeeze(1)


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
    draws = torch.stack(
        [_draws(chance.seed, n, rules.max_tokens) for n in range(count)]
    )
    draws = draws.to(encoded.mask.device)

    def draw(scores: Tensor, rows: Tensor, step: int) -> Tensor:
        return _drawn(scores, draws[rows % count, step], chance)

    found = _written(model, encoded, rules, draw, count, barred)
    return [found[at : at + count] for at in range(0, len(found), count)]


def _draws(seed: int, number: int, steps: int) -> Tensor:
    """Return numbers in [0, 1) for each step of one draw, (steps,)."""
    generator = torch.Generator().manual_seed((seed * 1_000_003 + number) % 2**63)
    return torch.rand(steps, generator=generator, dtype=torch.float64)


def _drawn(scores: Tensor, draws: Tensor, chance: Chance) -> Tensor:
    """Return a token of each row's nucleus, as `draws` (rows,) in [0, 1) fall."""
    shares = (scores / chance.temperature).softmax(dim=-1)
    ranked, order = _ranked(shares, chance.top_p)
    ranked = ranked.double()
    outside = ranked.cumsum(dim=-1) - ranked >= chance.top_p
    inside = ranked.masked_fill(outside, 0.0)
    totals = inside.cumsum(dim=-1)
    reached = (draws * totals[:, -1]).unsqueeze(1)
    place = (totals <= reached).sum(dim=-1, keepdim=True)
    # Rounding must not step behind the last token that can be drawn.
    last = (inside > 0).sum(dim=-1, keepdim=True) - 1
    return order.gather(1, torch.minimum(place, last.clamp_min(0))).squeeze(1)


def _ranked(shares: Tensor, top_p: float) -> tuple[Tensor, Tensor]:
    """Return shares in falling order and their places, at least up to `top_p`."""
    for few in _NUCLEUS if top_p < 1.0 else ():
        ranked, order = likeliest(shares, min(few, shares.shape[1]))
        if bool((ranked.sum(dim=-1) >= top_p).all()):
            return ranked, order
    ranked, order = shares.sort(descending=True, dim=-1)
    return ranked, order


@dataclass(slots=True)
class _Rows:
    """The rows that a search writes; `numbers` (rows,) are theirs in the beginning."""

    encoded: Encoded
    state: State
    previous: Tensor
    trail: Trail
    numbers: Tensor
    open: Tensor
    barred: Tensor | None

    def compacted(self, each: int) -> None:
        """Drop sentences of which no row is open, once they are a good part."""
        alive = self.open.view(-1, each).any(dim=1)
        count = int(alive.sum())
        if count > _SHRINK * len(alive) or count == 0:
            return
        sentences = alive.nonzero().squeeze(1)
        rows = alive.repeat_interleave(each).nonzero().squeeze(1)
        self.encoded = self.encoded.rows(sentences)
        self.state, self.trail = self.state.select(rows), self.trail.select(rows)
        self.previous, self.numbers = self.previous[rows], self.numbers[rows]
        self.open = self.open[rows]
        if self.barred is not None:
            self.barred = self.barred[rows]


def _started(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    each: int,
    barred: Tensor | None,
) -> _Rows:
    """Return the rows before the first token, `each` a sentence."""
    ready = model.prepared(encoded, expected_reads(rules, each))
    count, device = len(encoded) * each, encoded.mask.device
    return _Rows(
        encoded=ready,
        state=model.begin(ready, each),
        previous=torch.full((count,), BOS, device=device),
        trail=Trail.empty(count, device),
        numbers=torch.arange(count, device=device),
        open=torch.ones(count, dtype=torch.bool, device=device),
        barred=None if barred is None else barred.repeat_interleave(each, dim=0),
    )


def _written(
    model: Architecture,
    encoded: Encoded,
    rules: Rules,
    choose: Chooser,
    each: int,
    barred: Tensor | None,
) -> list[Decoded]:
    """Write `each` targets a sentence, those of a sentence beside each other."""
    record, rows = Record(encoded), _started(model, encoded, rules, each, barred)
    found: dict[int, Found] = {}
    for t in range(rules.max_tokens):
        record.keep(_advanced(model, rows, rules, choose))
        gains = rows.trail.gains[:, -1]
        ended = (rows.previous == EOS) | (gains == BARRED)
        closing = ended & rows.open if t + 1 < rules.max_tokens else rows.open
        if bool(closing.any()):
            rows.open = rows.open & ~closing
            found |= _closed(rows, closing, each)
        if not bool(rows.open.any()):
            break
        rows.compacted(each)
    return record.decoded([found[number] for number in sorted(found)])


def _advanced(
    model: Architecture, rows: _Rows, rules: Rules, choose: Chooser
) -> Stepped:
    """Take one step: every row grows by the token that is chosen for it."""
    step = model.step(rows.previous, rows.state, rows.encoded)
    scores = step.logits
    norm = normalisers(scores)
    rules.bar(scores, rows.trail.ids)
    if rows.barred is not None:
        scores.masked_fill_(rows.barred, BARRED)
    tokens = choose(scores, rows.numbers, rows.trail.ids.shape[1])
    gains = (scores.gather(1, tokens.unsqueeze(1)) - norm).squeeze(1)
    here = torch.arange(len(tokens), device=tokens.device)
    rows.trail = rows.trail.grown(here, tokens, gains)
    rows.state, rows.previous = step.state, tokens
    return step


def _closed(rows: _Rows, closing: Tensor, each: int) -> dict[int, Found]:
    """Return the rows that end here, by number."""
    places = closing.nonzero().squeeze(1)
    trail = rows.trail.select(places)
    sound: list[bool] = (trail.gains[:, -1] != BARRED).tolist()
    ended: list[bool] = (trail.ids[:, -1] == EOS).tolist()
    return {
        number: Found(
            sentence=number // each,
            score=0.0,
            trail=trail if sound[row] else trail.shortened(),
            row=row,
            finished=ended[row] and sound[row],
        )
        for row, number in enumerate(rows.numbers[places].tolist())
    }


@torch.inference_mode()
def stream(model: Architecture, encoded: Encoded, rules: Rules) -> Iterator[Token]:
    """Yield the tokens that `greedy` writes for one sentence, as they are found.

    Args:
        model: The model.
        encoded: One source.
        rules: Bounds on the target.
    """
    rows = _started(model, encoded, rules, 1, None)
    for _ in range(rules.max_tokens):
        step = _advanced(model, rows, rules, _best)
        gain = rows.trail.gains[0, -1:]
        if int(rows.previous) == EOS or float(gain) == BARRED:
            return
        copied, source = 0.0, -1
        if step.copy is not None:
            origin = origins(
                step.weights, step.copy, rows.previous, gain, encoded.source[0]
            )
            copied, source = float(origin[0]), int(origin[1])
        yield Token(
            id=int(rows.previous),
            log_probability=float(gain),
            attention=step.weights[0],
            copied=copied,
            source=source,
        )
