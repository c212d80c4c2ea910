"""Is one system better than another, or was it luck? Tests on the same items."""

from collections.abc import Sequence
from dataclasses import dataclass

from instrstudio.metrics.measuring.bootstrap import (
    RESAMPLES,
    Interval,
    interval,
    resampled_means,
)

SHUFFLES = 2000


@dataclass(frozen=True, slots=True)
class Compared:
    """What speaks for a difference between two systems on the same items.

    `difference` is that of the means with its interval; `p_bootstrap` and
    `p_randomised` are two-sided: how often chance alone would do as much.
    """

    difference: Interval
    p_bootstrap: float
    p_randomised: float


def compared(
    a: Sequence[float], b: Sequence[float], *, resamples: int = RESAMPLES, seed: int = 0
) -> Compared:
    """Compare ``a[i]`` with ``b[i]``; same seed, same answer.

    Raises:
        ValueError: The lengths differ, or there are no values.
    """
    differences = [x - y for x, y in zip(a, b, strict=True)]
    return Compared(
        interval(differences, resamples=resamples, seed=seed),
        bootstrap_test(differences, resamples=resamples, seed=seed),
        randomisation_test(differences, seed=seed),
    )


def bootstrap_test(
    differences: Sequence[float], *, resamples: int = RESAMPLES, seed: int = 0
) -> float:
    """Return the two-sided p of the paired bootstrap for paired differences.

    Koehn 2004, “Statistical significance tests for machine translation evaluation”,
    with the resampled means moved to a mean of 0, as the hypothesis says (Noreen 1989;
    sacrebleu does the same).

    Raises:
        ValueError: There are no values.
    """
    import numpy as np

    items = np.asarray(differences, dtype=np.float64)
    seen = abs(float(items.mean())) if len(items) else 0.0
    means = resampled_means(items, resamples, seed) - items.mean()
    # rounding must not make equal means differ
    hits = int(np.count_nonzero(np.abs(means) >= seen - 1e-12))
    return (hits + 1) / (resamples + 1)


def randomisation_test(
    differences: Sequence[float], *, shuffles: int = SHUFFLES, seed: int = 0
) -> float:
    """Return the two-sided p of approximate randomisation for paired differences.

    Riezler and Maxwell 2005, “On some pitfalls in automatic evaluation and significance
    testing for MT”, section 4: the two systems' scores of each item change sides by
    chance, which turns the sign of the difference.

    Raises:
        ValueError: There are no values.
    """
    import numpy as np

    items = np.asarray(differences, dtype=np.float64)
    if not len(items):
        raise ValueError("a test needs values")
    draw = np.random.default_rng(seed)
    seen, hits = abs(float(items.sum())), 0
    for _ in range(0, shuffles, _AT_ONCE):
        signs = draw.integers(0, 2, size=(_AT_ONCE, len(items)), dtype=np.int8)
        sums = np.abs((2.0 * signs - 1.0) @ items)
        hits += int(np.count_nonzero(sums >= seen - 1e-9))
    return (hits + 1) / (shuffles + 1)


_AT_ONCE = 200
"""Shuffles that are drawn together; `SHUFFLES` is a multiple of it."""
