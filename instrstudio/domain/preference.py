"""Which of two instructions for a task is preferred, and rules that make such pairs.

A rule reads texts of one task with what each was given, higher is better. Texts that
were given the same make no pair.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from instrstudio.domain.language import normalised
from instrstudio.domain.task import Task

CHOICES, EDITS, VOTES = "choices", "edits", "votes"
"""What people do: take one of several, rewrite one, vote between two."""
BEST_WORST, ADJACENT, MARGIN = "best-worst", "adjacent", "margin"
"""How ratings become pairs."""
RULES = (CHOICES, EDITS, VOTES, BEST_WORST, ADJACENT, MARGIN)
USUAL = (CHOICES, EDITS, VOTES, MARGIN)
"""What is taken where nothing else is asked for."""

Rated = tuple[str, float]
"""A text and what it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """For `task`, `chosen` is preferred to `rejected`; `rule` is the one of `RULES`."""

    task: Task
    chosen: str
    rejected: str
    rule: str
    licence: str = ""

    @property
    def group(self) -> str:
        """A digest of the task: pairs of one task stay together in a split."""
        return group_of(self.task)


def group_of(task: Task) -> str:
    """Return a digest of what a task says, whatever its settings are."""
    said = [normalised(task.description) or task.description.strip()]
    said += [part for e in task.examples for part in (e.input, e.output)]
    data = json.dumps(said).encode()
    return blake2b(data, digest_size=8).hexdigest()


def best_worst(rated: Sequence[Rated]) -> Iterator[tuple[str, str]]:
    """Yield the best text with the worst one; of equal ones the first."""
    if not rated:
        return
    best = max(rated, key=lambda one: one[1])
    worst = min(rated, key=lambda one: one[1])
    if best[1] > worst[1]:
        yield best[0], worst[0]


def adjacent(rated: Sequence[Rated]) -> Iterator[tuple[str, str]]:
    """Yield each text with those that were given the next lower value."""
    values = sorted({value for _, value in rated}, reverse=True)
    for high, low in pairwise(values):
        above = [text for text, value in rated if value == high]
        below = [text for text, value in rated if value == low]
        yield from ((good, bad) for good in above for bad in below)


def with_margin(rated: Sequence[Rated], margin: float) -> Iterator[tuple[str, str]]:
    """Yield every two texts whose values lie at least `margin` apart."""
    for good, high in rated:
        for bad, low in rated:
            if high > low and high - low >= margin:
                yield good, bad
