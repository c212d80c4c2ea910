"""Which continuations of a beam's hypotheses are kept, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from instrstudio.model.decode.rules import BARRED
from instrstudio.model.tokenizer import PAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Beams:
    """How wide a beam search is.

    Of `width` hypotheses a sentence, at most `n_best` come back. With `groups` above 1
    the width is divided among them: one group after the other takes its step, and a
    token loses `diversity` in rank for each time that an earlier group took it in the
    same step (Vijayakumar et al. 2016, arXiv 1610.02424, Hamming diversity; the end
    token is exempt).
    """

    width: int = 5
    n_best: int = 1
    groups: int = 1
    diversity: float = 0.5

    def __post_init__(self) -> None:
        if self.width % self.groups:
            raise ValueError("width must be a multiple of groups")

    @property
    def each(self) -> int:
        """The width of one group."""
        return self.width // self.groups

    @property
    def candidates(self) -> int:
        """How many next tokens of a row may be needed.

        Twice the width leaves enough where all that end are set aside; a group may find
        as many more of a row's tokens lowered as earlier groups took.
        """
        return 2 * self.each + (self.width - self.each)


@dataclass(frozen=True, slots=True)
class Picked:
    """Continuations of one group, best first: each (sentences, count).

    `rows` count within the sentence, `totals` are log-probabilities so far.
    """

    rows: Tensor
    tokens: Tensor
    gains: Tensor
    totals: Tensor

    def at(self, places: Tensor) -> "Picked":
        """Return the continuations at `places` (sentences, count)."""
        parts = (self.rows, self.tokens, self.gains, self.totals)
        return Picked(*(part.gather(1, places) for part in parts))

    def widened(self, count: int) -> "Picked":
        """Return `count` continuations, with dead ones where there are fewer."""
        missing = count - self.rows.shape[1]
        if missing <= 0:
            return self
        fill = (0, PAD, 0.0, BARRED)
        parts = (self.rows, self.tokens, self.gains, self.totals)
        return Picked(
            *(
                functional.pad(part, (0, missing), value=value)
                for part, value in zip(parts, fill, strict=True)
            )
        )

    @classmethod
    def joined(cls, groups: Sequence["Picked"]) -> "Picked":
        """Return the continuations of all groups beside each other."""
        return cls(
            torch.cat([group.rows for group in groups], dim=1),
            torch.cat([group.tokens for group in groups], dim=1),
            torch.cat([group.gains for group in groups], dim=1),
            torch.cat([group.totals for group in groups], dim=1),
        )


def best_of(every: Picked, beams: Beams, group: int, chosen: list[Tensor]) -> Picked:
    """Return the continuations that a group ranks highest, twice its width.

    Args:
        every: The likeliest continuations of every row, (sentences, rows, count); one
            row stands for all groups before the first token.
        beams: Width, groups and diversity.
        group: The group's number.
        chosen: The tokens that earlier groups took, (sentences, width of a group).
    """
    own = slice(0, 1)
    if every.rows.shape[1] > 1:
        own = slice(group * beams.each, (group + 1) * beams.each)
    parts = (every.rows, every.tokens, every.gains, every.totals)
    flat = Picked(*(part[:, own].flatten(1) for part in parts))
    ranks = flat.totals
    if chosen and beams.diversity:
        taken = torch.cat(chosen, dim=1).unsqueeze(1)
        times = (flat.tokens.unsqueeze(2) == taken).sum(dim=2)
        ranks = ranks - beams.diversity * times
    count = min(2 * beams.each, ranks.shape[1])
    return flat.at(ranks.topk(count, dim=1).indices)


def unended(best: Picked, ended: Tensor, count: int) -> Picked:
    """Return the first `count` of `best` that go on; dead ones where there are fewer.

    `ended` (sentences, continuations) is True where one ends.
    """
    ranks = torch.arange(ended.shape[1], device=ended.device)
    order = (ranks + ended * len(ranks)).argsort(dim=1)[:, :count]
    open_ = best.totals.masked_fill(ended, BARRED)
    going = Picked(best.rows, best.tokens, best.gains, open_)
    return going.at(order).widened(count)
