"""How good a ranking is, by the grades of what it found."""

from collections.abc import Mapping, Sequence
from itertools import islice
from math import log2, nan

from instrstudio.metrics.measuring.bootstrap import Interval

DEPTH = 10
RESAMPLES = 2000


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return 1 / rank of the first record of the best grade among the first ten.

    The best grade is 2, or 1 where no record has 2. What nobody judged is not good.
    """
    best = max(grades.values(), default=0)
    for rank, key in enumerate(islice(found, DEPTH), 1):
        if best and grades.get(key, 0) >= best:
            return 1 / rank
    return 0.0


def ndcg(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the normalised discounted cumulative gain of the first ten.

    Järvelin and Kekäläinen 2002, “Cumulated gain-based evaluation of IR techniques”,
    with gains of 2^grade - 1 (Burges et al. 2005); the ideal knows all judged records.
    A text that is found twice gains once.
    """
    first = found[:DEPTH]
    gained = sum(
        _gain(grades.get(key, 0), place)
        for place, key in enumerate(first)
        if key not in first[:place]
    )
    best = sorted(grades.values(), reverse=True)[:DEPTH]
    ideal = sum(_gain(grade, place) for place, grade in enumerate(best))
    return gained / ideal if ideal else 0.0


def _gain(grade: int, place: int) -> float:
    """Return what a record of this grade is worth at a place, 0 the first."""
    return float(2**grade - 1) / log2(place + 2)


def unjudged(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return the share of the first ten that nobody judged."""
    first = found[:DEPTH]
    return sum(key not in grades for key in first) / len(first) if first else 0.0


def ratio(ours: Sequence[float], theirs: Sequence[float], seed: int = 0) -> Interval:
    """Return the ratio of the means with its 95 % bootstrap interval.

    The same queries are drawn for both, so that what is hard about one cancels out. It
    is NaN where theirs are all 0.
    """
    import numpy as np

    pairs = np.array([ours, theirs], dtype=np.float64)
    size = pairs.shape[1]
    drawn = np.random.default_rng(seed).integers(size, size=(RESAMPLES, size))
    above, below = pairs[:, drawn].mean(axis=2)
    known = below > 0
    if not known.any():
        return Interval(mean=nan, low=nan, high=nan)
    low, high = np.quantile(above[known] / below[known], (0.025, 0.975))
    mean = float(pairs[0].mean() / pairs[1].mean())
    return Interval(mean=mean, low=float(low), high=float(high))
