"""From a source to target tokens: greedy, sampled, branching and beam search."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from instrstudio.model.architecture import EncoderDecoder
from instrstudio.model.encoder import Encoded
from instrstudio.model.tokenizer import BOS, EOS, PAD

Chooser = Callable[[Tensor], Tensor]
"""Takes log-probabilities (rows, vocabulary), returns one token id a row (rows,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A target that search found, without begin and end token.

    `log_probability` is the sum over all tokens, the end token included when
    `finished`; `attention` has the shape (tokens, source).
    """

    ids: tuple[int, ...]
    log_probability: float
    attention: Tensor
    finished: bool

    @property
    def mean_log_probability(self) -> float:
        """The log-probability a token: comparable between lengths."""
        return self.log_probability / max(1, len(self.ids) + self.finished)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a target may not be: too long, forbidden tokens, repeated n-grams."""

    max_tokens: int
    forbidden: tuple[int, ...] = ()
    no_repeat: int = 0

    def log_probabilities(
        self, logits: Tensor, histories: Sequence[Sequence[int]]
    ) -> Tensor:
        """Return log-probabilities (rows, vocabulary) with what is barred at -inf."""
        scores = logits.float().log_softmax(dim=-1)
        scores[:, [PAD, BOS, *self.forbidden]] = float("-inf")
        for row, history in enumerate(histories):
            barred = list(repeats(history, self.no_repeat))
            scores[row, barred] = float("-inf")
        return scores


def repeats(history: Sequence[int], n: int) -> Iterable[int]:
    """Return the tokens that would complete an n-gram `history` already holds."""
    if n < 2 or len(history) < n:
        return ()
    tail = tuple(history[1 - n :])
    starts = range(len(history) - n + 1)
    return {history[i + n - 1] for i in starts if tuple(history[i : i + n - 1]) == tail}


def best(scores: Tensor) -> Tensor:
    """Choose the likeliest token of each row."""
    return scores.argmax(dim=-1)


def sampler(generator: torch.Generator, temperature: float, top_p: float) -> Chooser:
    """Return a chooser that draws from the likeliest tokens (nucleus sampling).

    Only the smallest set of tokens whose probabilities reach `top_p` is drawn from
    (Holtzman et al. 2020, arXiv 1904.09751, section 3.1).
    """

    def draw(scores: Tensor) -> Tensor:
        ranked, order = (scores / temperature).softmax(dim=-1).sort(descending=True)
        outside = ranked.cumsum(dim=-1) - ranked >= top_p
        place = torch.multinomial(
            ranked.masked_fill(outside, 0.0), 1, generator=generator
        )
        return order.gather(1, place).squeeze(1)

    return draw


def rollout(
    model: EncoderDecoder,
    encoded: Encoded,
    rules: Rules,
    choose: Chooser = best,
    first: Tensor | None = None,
) -> list[Decoded]:
    """Write one target for each row of `encoded`, token by token.

    Args:
        model: The model, in evaluation mode.
        encoded: The sources (rows).
        rules: Bounds on the targets.
        choose: Picks the next tokens; the likeliest ones make this greedy search.
        first: First tokens to begin with (rows,), instead of chosen ones.
    """
    rows = len(encoded.last)
    state, previous = model.start(encoded), encoded.last.new_full((rows,), BOS).long()
    histories: list[list[int]] = [[] for _ in range(rows)]
    attention: list[Tensor] = []
    total, done = encoded.last.new_zeros(rows), [False] * rows
    for t in range(rules.max_tokens):
        step = model.advance(previous, state, encoded)
        scores = rules.log_probabilities(
            model.readout(step.state, step.context), histories
        )
        previous = first if first is not None and t == 0 else choose(scores)
        gained = scores.gather(1, previous.unsqueeze(1)).squeeze(1)
        open_ = torch.tensor([not d for d in done], device=total.device)
        total = total + gained.where(open_, torch.zeros_like(gained))
        state = step.state
        attention.append(step.weights)
        for row, token in enumerate(previous.tolist()):
            done[row] = done[row] or token == EOS
            if not done[row]:
                histories[row].append(token)
        if all(done):
            break
    weights = torch.stack(attention, dim=1)
    return [
        Decoded(
            ids=tuple(history),
            log_probability=float(total[row]),
            attention=weights[row, : len(history)],
            finished=done[row],
        )
        for row, history in enumerate(histories)
    ]


def branches(
    model: EncoderDecoder, encoded: Encoded, rules: Rules, count: int
) -> list[Decoded]:
    """Write greedily from each of the `count` likeliest first tokens.

    Beam search gives near copies; a first token of its own gives a wording of its own.

    Args:
        model: The model.
        encoded: One source.
        rules: Bounds on the targets.
        count: How many first tokens.
    """
    state = model.start(encoded)
    begin = encoded.last.new_full((1,), BOS).long()
    step = model.advance(begin, state, encoded)
    scores = rules.log_probabilities(model.readout(step.state, step.context), [[]])
    scores[:, EOS] = float("-inf")
    likely, first = scores[0].topk(min(count, scores.shape[1]))
    first = first[likely.isfinite()]
    return rollout(
        model, encoded.rows(torch.zeros_like(first)), rules, best, first=first
    )


@dataclass(frozen=True, slots=True)
class _Beam:
    """An unfinished hypothesis: its tokens, score and attention rows."""

    ids: tuple[int, ...]
    log_probability: float
    attention: tuple[Tensor, ...]

    def decoded(self, finished: bool, log_probability: float | None = None) -> Decoded:
        """Return the hypothesis as a result."""
        rows = self.attention
        return Decoded(
            ids=self.ids,
            log_probability=(
                self.log_probability if log_probability is None else log_probability
            ),
            attention=torch.stack(rows) if rows else torch.zeros(0, 0),
            finished=finished,
        )


def beam_search(
    model: EncoderDecoder, encoded: Encoded, rules: Rules, beam: int
) -> list[Decoded]:
    """Search for the likeliest targets of one source, best mean log-probability first.

    At each step the `beam` best continuations are kept; one that ends leaves the beam.
    A beam of 1 is greedy search.
    """
    beams = [_Beam((), 0.0, ())]
    finished: list[Decoded] = []
    state, previous = model.start(encoded), encoded.last.new_full((1,), BOS).long()
    for _ in range(rules.max_tokens):
        rows = encoded.rows(torch.zeros_like(previous))
        step = model.advance(previous, state, rows)
        scores = rules.log_probabilities(
            model.readout(step.state, step.context), [b.ids for b in beams]
        )
        beams, parents, ended = _continued(
            beams, scores, step.weights, beam - len(finished)
        )
        finished += ended
        if not beams:
            break
        state = step.state[parents]
        previous = torch.tensor([b.ids[-1] for b in beams], device=state.device)
    finished += [b.decoded(False) for b in beams]
    return sorted(finished, key=lambda d: (not d.finished, -d.mean_log_probability))


def _continued(
    beams: Sequence[_Beam], scores: Tensor, weights: Tensor, width: int
) -> tuple[list[_Beam], list[int], list[Decoded]]:
    """Return the next beams, the row each came from, and those that ended.

    `scores` is (beams, vocabulary), `weights` (beams, source); `width` bounds how many
    go on or end.
    """
    before = scores.new_tensor([b.log_probability for b in beams])
    totals = (scores + before.unsqueeze(1)).flatten()
    values, places = totals.topk(min(width, len(totals)))
    going, parents, ended = [], [], []
    for value, place in zip(values.tolist(), places.tolist(), strict=True):
        if value == float("-inf"):
            continue
        row, token = divmod(place, scores.shape[1])
        if token == EOS:
            ended.append(beams[row].decoded(True, value))
            continue
        attention = (*beams[row].attention, weights[row])
        going.append(_Beam((*beams[row].ids, token), value, attention))
        parents.append(row)
    return going, parents, ended
