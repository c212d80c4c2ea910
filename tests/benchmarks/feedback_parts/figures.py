"""The figures of all lives: means over seeds, intervals, and what must be true."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from instrstudio.metrics.measuring.bootstrap import (
    LEVEL,
    RESAMPLES,
    Interval,
    paired_interval,
)

from .life import Found, Life
from .rules import RIGHT, WRONG

ALL = "all but random"
AIM, ENOUGH, AFTER = 0.20, 0.90, 20
"""First candidates accepted: so many more, or so many, after so many interactions."""
SHORTER, AT_LAST = 0.40, 100
"""By how much less is to be edited after so many interactions."""
LOSS = 0.03
"""What the interval of nobody's gain may hold."""

Lives = Mapping[str, Sequence[Life]]
"""The lives of each kind, by seed."""


@dataclass(frozen=True, slots=True)
class Must:
    """A sentence that must be true, whether it is, and the figures."""

    sentence: str
    is_met: bool
    figures: str

    def __str__(self) -> str:
        return (
            f"{'met   ' if self.is_met else 'MISSED'}  {self.sentence}: {self.figures}"
        )


def at(life: Life, done: int) -> Found:
    """Return what was found after `done` interactions."""
    return next(found for found in life.found if found.done == done)


def groups(lives: Lives) -> Iterator[tuple[str, list[list[Life]]]]:
    """Yield each kind, then all with a taste; lives in groups of one seed."""
    for kind, own in lives.items():
        yield kind, [[life] for life in own]
    tasteful = [own for kind, own in lives.items() if kind != "random"]
    if len(tasteful) > 1:
        yield ALL, [list(same) for same in zip(*tasteful, strict=True)]


def values(seeds: Sequence[Sequence[Life]], done: int, name: str) -> list[float]:
    """Return a figure of each seed, the mean over its lives."""
    return [
        sum(float(getattr(at(life, done), name)) for life in same) / len(same)
        for same in seeds
    ]


def gain(seeds: Sequence[Sequence[Life]], done: int) -> Interval:
    """Return how many more first candidates are accepted than without learning."""
    return paired_interval(
        values(seeds, done, "accepted"), values(seeds, done, "plain_accepted")
    )


def cut(seeds: Sequence[Sequence[Life]], done: int, name: str = "effort") -> Interval:
    """Return by which share less is to be edited than without learning."""
    learned = values(seeds, done, name)
    plain = values(seeds, done, f"plain_{name}")
    chance = random.Random(0)
    drawn = [
        1 - _ratio(learned, plain, chance.choices(range(len(plain)), k=len(plain)))
        for _ in range(RESAMPLES)
    ]
    drawn.sort()
    tail = round((1 - LEVEL) / 2 * RESAMPLES)
    whole = 1 - _ratio(learned, plain, range(len(plain)))
    return Interval(whole, drawn[tail], drawn[-tail - 1])


def _ratio(
    learned: Sequence[float], plain: Sequence[float], places: Sequence[int]
) -> float:
    """Return the ratio of two sums; 1 where nothing was to be edited."""
    below = sum(plain[place] for place in places)
    return sum(learned[place] for place in places) / below if below else 1.0


def musts(lives: Lives, moments: Sequence[int]) -> list[Must]:
    """Return what the issue demands, as far as `moments` tell."""
    named = dict(groups(lives))
    whole = named.get(ALL) or next(iter(named.values()))
    found = [_nothing_yet(lives)]
    if AFTER in moments:
        found.append(_more_accepted(whole))
    if AT_LAST in moments:
        found.append(_less_to_edit(whole))
    return [*found, _nobody_worse(named, moments)]


def _nothing_yet(lives: Lives) -> Must:
    """Say whether nothing is learned from nothing."""
    return Must(
        "without interactions the order is the constructed one",
        all(_alike(at(life, 0)) for own in lives.values() for life in own),
        f"{len(lives)} kinds",
    )


def _more_accepted(whole: Sequence[Sequence[Life]]) -> Must:
    """Say whether more first candidates are accepted."""
    more = gain(whole, AFTER)
    rate = sum(values(whole, AFTER, "accepted")) / len(whole)
    return Must(
        f"first candidate accepted +{AIM:.2f} after {AFTER} (or {ENOUGH:.2f})",
        more.mean >= AIM or rate >= ENOUGH,
        f"{more}, to {rate:.2f}",
    )


def _less_to_edit(whole: Sequence[Sequence[Life]]) -> Must:
    """Say whether less is to be edited; the other two distances are told beside it."""
    less = cut(whole, AT_LAST)
    beside = ", ".join(
        f"{name} {-cut(whole, AT_LAST, name).mean:.0%}"
        for name in ("constructed", "own")
    )
    return Must(
        f"edit distance -{SHORTER:.0%} after {AT_LAST}",
        less.mean >= SHORTER,
        f"{-less.mean:.0%} [{-less.high:.0%}, {-less.low:.0%}] ({beside})",
    )


def _nobody_worse(
    named: Mapping[str, Sequence[Sequence[Life]]], moments: Sequence[int]
) -> Must:
    """Say whether no kind of person loses at any of the moments."""
    gains = [
        (gain(seeds, done), f"{kind} {done}")
        for kind, seeds in named.items()
        for done in moments
    ]
    bad = [f"{name}: {gained}" for gained, name in gains if gained.low <= -LOSS]
    lowest, name = min(gains, key=lambda one: one[0].low)
    return Must(
        f"no kind of user worse (intervals exclude -{LOSS:.2f})",
        not bad,
        "; ".join(bad) or f"lowest {name}: {lowest}",
    )


def _alike(found: Found) -> bool:
    """Say whether learning changed nothing."""
    return (found.accepted, found.effort) == (found.plain_accepted, found.plain_effort)


def share_right(lives: Lives) -> float:
    """Return which share of the rules that change texts is right, random apart."""
    count = Counter(
        rule.verdict
        for kind, own in lives.items()
        if kind != "random"
        for life in own
        for rule in life.rules
    )
    tried = count[RIGHT] + count[WRONG]
    return count[RIGHT] / tried if tried else 0.0
