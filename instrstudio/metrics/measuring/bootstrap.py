"""Bootstrap intervals: how far a mean would move on another sample of items."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 1000
LEVEL = 0.95
_BLOCK = 1_000_000
"""Drawn items held at a time; bounds memory at a few megabytes."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which it lies at the level asked for."""

    mean: float
    low: float
    high: float

    def above(self, other: "Interval | float") -> bool:
        """Say whether the whole interval lies above the other one, or a number."""
        return self.low > (other.high if isinstance(other, Interval) else other)

    def __str__(self) -> str:
        return f"{self.mean:.2f} [{self.low:.2f}, {self.high:.2f}]"


def interval(
    values: Sequence[float],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> Interval:
    """Return the mean of `values` with its percentile bootstrap interval.

    Efron and Tibshirani 1993, “An introduction to the bootstrap”, section 13.3: items
    are drawn with replacement `resamples` times. Same seed, same interval.

    Raises:
        ValueError: There are no values or resamples, or `level` is not within (0, 1).
    """
    import numpy as np

    if not len(values) or resamples < 1 or not 0 < level < 1:
        raise ValueError(
            f"an interval needs values, resamples and a level within (0, 1); got "
            f"{len(values)} values, {resamples} resamples, level {level}"
        )
    items = np.asarray(values, dtype=np.float64)
    means = resampled_means(items, resamples, seed)
    tail = (1 - level) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return Interval(mean=float(items.mean()), low=float(low), high=float(high))


def paired_interval(
    a: Sequence[float],
    b: Sequence[float],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> Interval:
    """Return the mean of ``a[i] - b[i]`` with its interval.

    Two systems on the same items (Koehn 2004): each resample draws the same items for
    both, so what is hard about an item cancels out. `a` is better where `low` > 0.

    Raises:
        ValueError: The lengths differ, or as for `interval`.
    """
    differences = [x - y for x, y in zip(a, b, strict=True)]
    return interval(differences, resamples=resamples, seed=seed, level=level)


def resampled_means(
    items: "NDArray[np.float64]", resamples: int, seed: int
) -> "NDArray[np.float64]":
    """Return the means of `resamples` draws of as many items; shape [resamples].

    Raises:
        ValueError: There are no items.
    """
    import numpy as np

    size = len(items)
    if not size:
        raise ValueError("there is nothing to draw from")
    if size * resamples <= _BLOCK:
        means: NDArray[np.float64] = _shares(size, resamples, seed) @ items
        return means.clip(items.min(), items.max())  # no rounding past what there is
    draw = np.random.default_rng(seed)
    rows = max(1, _BLOCK // size)
    return np.concatenate(
        [
            items[draw.integers(size, size=(min(rows, resamples - at), size))].mean(1)
            for at in range(0, resamples, rows)
        ]
    )


@lru_cache(maxsize=2)
def _shares(size: int, resamples: int, seed: int) -> "NDArray[np.float64]":
    """Return the share that each item has in each draw; shape [resamples, size].

    A table of many metrics draws the same items again and again.
    """
    import numpy as np

    drawn = np.random.default_rng(seed).integers(size, size=(resamples, size))
    drawn += np.arange(resamples)[:, None] * size
    counts = np.bincount(drawn.ravel(), minlength=resamples * size)
    return counts.reshape(resamples, size) / size
