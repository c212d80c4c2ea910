"""Drawing the next token: nucleus sampling, repeatable draw by draw."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from instrstudio.model.decode.likeliest import likeliest, normalisers
from instrstudio.model.decode.rules import BARRED
from instrstudio.model.decode.search import Options
from instrstudio.model.decode.trails import Flags, Floats, Ints

_FEW = 8
_MORE = (32, 512)
_ROUNDED = 1e-5


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


class Nucleus:
    """Draws tokens: a `Chooser`.

    A draw is a pure function of the seed, its number, the step and the row's scores.
    """

    looked_at = _FEW

    def __init__(self, chance: Chance, count: int, steps: int) -> None:
        """Draw `count` targets of at most `steps` tokens."""
        self._chance = chance
        self._draws = np.stack([_draws(chance.seed, n, steps) for n in range(count)])

    def __call__(
        self, options: Options, rows: Ints, numbers: Ints
    ) -> tuple[Ints, Floats]:
        """Return a token for each draw and its log-probability.

        Args:
            options: What may come next.
            rows: The row of each draw, (draws,).
            numbers: The numbers of the draws, (draws,).
        """
        tokens, values = np.zeros_like(rows), np.full(len(rows), BARRED)
        totals, draws = self._totals(options, rows), self._draws[numbers, options.step]
        left, size = np.arange(len(rows)), options.scores.shape[1]
        ranked, places = options.values[rows], options.tokens[rows]
        more = iter((*_MORE, size))
        while True:
            shares = self._shares(ranked, totals[left])
            chosen, known = _drawn(shares, draws[left], self._chance.top_p)
            known |= shares.shape[1] == size
            now, at = left[known], chosen[known]
            tokens[now], values[now] = places[known, at], ranked[known, at]
            left = left[~known]
            if not len(left):
                return tokens, values - options.norms[rows]
            distinct, own = np.unique(rows[left], return_inverse=True)
            scores = _rows_of(options.scores, distinct)
            found = likeliest(scores, min(next(more), size))
            ranked = found[0].double().cpu().numpy()[own]
            places = found[1].cpu().numpy()[own]

    def _totals(self, options: Options, rows: Ints) -> Floats:
        """Return the log of the sum that makes probabilities of scores, (draws, 1)."""
        distinct, own = np.unique(rows, return_inverse=True)
        scores = _rows_of(options.scores, distinct) / self._chance.temperature
        totals: Floats = normalisers(scores).double().cpu().numpy()
        return totals[own]

    def _shares(self, ranked: Floats, totals: Floats) -> Floats:
        """Return the probabilities of scores (rows, count)."""
        shares: Floats = np.exp(ranked / self._chance.temperature - totals)
        return np.where(ranked == BARRED, 0.0, shares)


def _rows_of(scores: Tensor, rows: Ints) -> Tensor:
    """Return the scores at the different `rows`, which rise."""
    if len(rows) == len(scores):
        return scores
    return scores[torch.from_numpy(rows).to(scores.device)]


def _draws(seed: int, number: int, steps: int) -> Floats:
    """Return numbers in [0, 1) for each step of one draw, (steps,)."""
    generator = torch.Generator().manual_seed((seed * 1_000_003 + number) % 2**63)
    found: Floats = torch.rand(steps, generator=generator, dtype=torch.float64).numpy()
    return found


def _drawn(shares: Floats, draws: Floats, top_p: float) -> tuple[Ints, Flags]:
    """Return a place in each row's nucleus, and whether it is sure to be the one.

    A nucleus often ends far behind the few tokens looked at, and yet a draw falls on
    one of these: their probabilities leave little doubt how much the nucleus weighs.

    Args:
        shares: The highest probabilities, falling, (rows, count).
        draws: Where draws fall, in [0, 1), (rows,).
        top_p: What the probabilities of a nucleus reach.
    """
    sums = shares.cumsum(axis=1)
    inside = np.where(sums - shares >= top_p, 0.0, shares)
    sums = inside.cumsum(axis=1)
    whole = sums[:, -1]
    short = whole < top_p
    least = np.where(short, min(top_p, 1 - _ROUNDED), whole)
    most = np.where(short, np.minimum(top_p, 1.0) + shares[:, -1] + _ROUNDED, whole)
    first = (sums <= (draws * least)[:, None]).sum(axis=1)
    last = (sums <= (draws * most)[:, None]).sum(axis=1)
    # Where all was looked at, rounding must not step behind the last of the nucleus.
    end = np.count_nonzero(inside, axis=1) - 1
    known = ~short | ((first == last) & (last <= end))
    full = (sums <= (draws * whole)[:, None]).sum(axis=1)
    places = np.where(known, first, full)
    return np.minimum(places, end.clip(min=0)), known
