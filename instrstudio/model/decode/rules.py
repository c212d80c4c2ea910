"""What a target may and must hold, and how targets of different lengths compare."""

from dataclasses import dataclass

import torch
from torch import Tensor

from instrstudio.model.tokenizer import BOS, EOS, PAD

BARRED = float("-inf")
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Bounds on targets, and the score that ranks those of a beam.

    `max_tokens` bounds the steps, the end token's included; a target ends after
    `min_tokens` at the earliest. `forbidden` tokens are never written; no n-gram of
    `no_repeat` tokens comes twice (below 2: no bound).

    Every target holds each of the `wanted` tokens, if `max_tokens` leaves room: a
    target that would end without one writes a missing one instead, the likeliest, and
    the last places are kept for what is missing. This comes before the other rules.

    Finished targets are ranked by ``log p / ((5 + n) / 6) ** length_penalty
    + coverage_penalty * sum_j log min(1, sum_t alpha_tj)`` with n tokens, the end token
    included (Wu et al. 2016, arXiv 1609.08144, equation 14).
    """

    max_tokens: int
    min_tokens: int = 0
    forbidden: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()
    no_repeat: int = 0
    length_penalty: float = 1.0
    coverage_penalty: float = 0.0

    def divisor(self, tokens: int) -> float:
        """Return the length penalty of a target of `tokens`."""
        return float(((5 + tokens) / 6) ** self.length_penalty)

    def coverage(self, seen: Tensor, mask: Tensor) -> Tensor:
        """Return the coverage penalty (rows,), at most 0.

        Args:
            seen: The attention summed over a target's steps, (rows, source).
            mask: True at source tokens, (rows, source).
        """
        logs = seen.clamp(_LEAST, 1.0).log() * mask
        return self.coverage_penalty * logs.sum(dim=-1)

    def bar(self, scores: Tensor, written: Tensor) -> None:
        """Set what may not come next to -inf, in place.

        Args:
            scores: Scores of the next token, (rows, vocabulary).
            written: The tokens so far, (rows, tokens).
        """
        steps = written.shape[1]
        ending = self._ending(scores) if self.wanted else None
        kept = scores[:, list(self.wanted)] if self.wanted else None
        for token in (PAD, BOS, *self.forbidden):
            scores[:, token].fill_(BARRED)
        if steps < self.min_tokens:
            scores[:, EOS] = BARRED
        if 2 <= self.no_repeat <= steps:
            rows, tokens = repeats(written, self.no_repeat)
            scores[rows, tokens] = BARRED
        if ending is not None and kept is not None:
            self._demand(scores, kept, written, ending)

    def _ending(self, scores: Tensor) -> Tensor:
        """Return True for the rows whose likeliest next token is the end, (rows,)."""
        return scores[:, EOS] >= scores.amax(dim=-1)

    def _demand(
        self, scores: Tensor, kept: Tensor, written: Tensor, ending: Tensor
    ) -> None:
        """Bar the end where something is missing, and all else where it is time.

        `kept` (rows, wanted) are the scores of the wanted tokens before other rules.
        """
        wanted = torch.tensor(self.wanted, device=scores.device)
        missing = ~(written.unsqueeze(-1) == wanted).any(dim=1)
        counts = missing.sum(dim=-1)
        scores[:, EOS].masked_fill_(counts > 0, BARRED)
        left = self.max_tokens - written.shape[1]
        late = (counts > 0) & (ending | (counts + 1 >= left))
        scores.masked_fill_(late.unsqueeze(-1), BARRED)
        demanded = kept.masked_fill(~missing, BARRED)
        scores[:, wanted] = torch.where(late.unsqueeze(-1), demanded, scores[:, wanted])


def repeats(written: Tensor, n: int) -> tuple[Tensor, Tensor]:
    """Find what would complete an n-gram that a row already holds.

    Args:
        written: Tokens (rows, tokens), at least `n` of them.
        n: The length of the n-grams, at least 2.

    Returns:
        Rows and the tokens they may not write next, both (found,).
    """
    grams = written.unfold(1, n, 1)
    tail = written[:, 1 - n :].unsqueeze(1)
    rows, places = (grams[:, :, :-1] == tail).all(dim=-1).nonzero(as_tuple=True)
    return rows, grams[rows, places, -1]
