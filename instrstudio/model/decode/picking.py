"""Which continuations of a beam's hypotheses are kept, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from instrstudio.model.decode.rules import BARRED
from instrstudio.model.decode.trails import Flags, Floats, Ints
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
    """Continuations of hypotheses, each (sentences, count).

    `parents` are the hypotheses they continue, by their place within the sentence;
    `totals` are log-probabilities so far, -inf for what is no continuation.
    """

    parents: Ints
    tokens: Ints
    gains: Floats
    totals: Floats

    def at(self, places: Ints) -> "Picked":
        """Return the continuations at `places` (sentences, count)."""
        rows = np.arange(len(places))[:, None]
        return Picked(
            self.parents[rows, places],
            self.tokens[rows, places],
            self.gains[rows, places],
            self.totals[rows, places],
        )

    def widened(self, count: int) -> "Picked":
        """Return `count` continuations, with dead ones where there are fewer."""
        missing = count - self.parents.shape[1]
        if missing <= 0:
            return self
        fill = ((0, 0), (0, missing))
        return Picked(
            np.pad(self.parents, fill),
            np.pad(self.tokens, fill, constant_values=PAD),
            np.pad(self.gains, fill),
            np.pad(self.totals, fill, constant_values=BARRED),
        )

    @classmethod
    def joined(cls, groups: Sequence["Picked"]) -> "Picked":
        """Return the continuations of all groups beside each other."""
        return cls(
            np.concatenate([group.parents for group in groups], axis=1),
            np.concatenate([group.tokens for group in groups], axis=1),
            np.concatenate([group.gains for group in groups], axis=1),
            np.concatenate([group.totals for group in groups], axis=1),
        )


def best_of(every: Picked, beams: Beams, chosen: Sequence[Ints]) -> Picked:
    """Return the continuations that a group ranks highest, best first.

    They are twice its width, so that enough are left where some end.

    Args:
        every: All continuations of its hypotheses, (sentences, many).
        beams: Width, groups and diversity.
        chosen: The tokens that earlier groups took, (sentences, width of a group).
    """
    ranks = every.totals
    if chosen and beams.diversity:
        taken = np.concatenate(chosen, axis=1)[:, None, :]
        times = (every.tokens[:, :, None] == taken).sum(axis=2)
        ranks = ranks - beams.diversity * times
    order = np.argsort(-ranks, axis=1, kind="stable")
    return every.at(order[:, : 2 * beams.each])


def unended(best: Picked, ended: Flags, count: int) -> Picked:
    """Return the first `count` of `best` that go on; dead ones where there are fewer.

    `ended` (sentences, continuations) is True where one ends.
    """
    order = np.argsort(ended, axis=1, kind="stable")[:, :count]
    open_ = np.where(ended, BARRED, best.totals)
    going = Picked(best.parents, best.tokens, best.gains, open_)
    return going.at(order).widened(count)
