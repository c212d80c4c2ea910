"""Agreement of raters: Krippendorff's alpha with an interval, and plain percent."""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from instrstudio.domain.rating_results import Agreement
from instrstudio.domain.wording import Message, message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Level = Literal["nominal", "ordinal"]
NOMINAL: Final = "nominal"
ORDINAL: Final = "ordinal"
RESAMPLES = 1000
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff 2004, “Content analysis”, section 11.4: from here on data may be relied
on, and from here on for tentative conclusions."""


def agreement(
    units: Sequence[Sequence[Hashable]],
    values: Sequence[Hashable],
    *,
    level: Level = NOMINAL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Agreement:
    """Return how far the raters of `units` agree.

    A unit is the answers to one item, one for each rater who gave any; `values` are all
    answers there can be, in their order where `level` is `ORDINAL`. Alpha is that of
    Krippendorff 2004; its interval is the percentile bootstrap over items, resamples in
    which it is not defined being left out. Same seed, same interval.

    Raises:
        ValueError: An answer is not among `values`.
    """
    counts = _counts(units, values)
    found = _alpha(counts, level)
    low, high = (None, None)
    if found is not None:
        low, high = _bounds(counts, level, resamples, seed)
    return Agreement(
        level=level,
        alpha=found,
        low=low,
        high=high,
        percent=_percent(counts),
        items=len(counts),
    )


def reading(found: Agreement) -> Message:
    """Say in words what an agreement is worth."""
    if not found.items:
        return message("Nothing has been judged by two raters yet.")
    if found.alpha is None:
        return message("All answers are the same: alpha is not defined.")
    if found.alpha >= RELIABLE:
        return message("The raters agree: the verdicts can be relied on.")
    if found.alpha >= TENTATIVE:
        return message("The raters agree roughly: good for tentative conclusions.")
    return message(
        "The raters agree too little: talk about the criteria before going on."
    )


def _counts(
    units: Sequence[Sequence[Hashable]], values: Sequence[Hashable]
) -> "NDArray[np.int_]":
    """Return how often each answer was given, [items with two or more, answers]."""
    import numpy as np

    place = {value: at for at, value in enumerate(values)}
    unknown = {answer for unit in units for answer in unit} - place.keys()
    if unknown:
        raise ValueError(f"answers that are none of {list(values)}: {unknown}")
    shared = [unit for unit in units if len(unit) > 1]
    counts = np.zeros((len(shared), len(values)), dtype=np.int_)
    for row, unit in enumerate(shared):
        for answer in unit:
            counts[row, place[answer]] += 1
    return counts


def _alpha(counts: "NDArray[np.int_]", level: Level) -> float | None:
    """Return alpha; None where fewer than two answers occur at all."""
    import krippendorff

    if (counts.sum(axis=0) > 0).sum() < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement=level))


def _bounds(
    counts: "NDArray[np.int_]", level: Level, resamples: int, seed: int
) -> tuple[float | None, float | None]:
    """Return the bounds of the 95 % interval; none for a single item."""
    import numpy as np

    items = len(counts)
    draw = np.random.default_rng(seed)
    found = []
    for _ in range(resamples if items > 1 else 0):
        alpha = _alpha(counts[draw.integers(items, size=items)], level)
        if alpha is not None:
            found.append(alpha)
    if not found:
        return None, None
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def _percent(counts: "NDArray[np.int_]") -> float | None:
    """Return the share of pairs of raters that agree, averaged over items."""
    if not len(counts):
        return None
    raters = counts.sum(axis=1)
    alike = (counts * (counts - 1)).sum(axis=1) / (raters * (raters - 1))
    return float(alike.mean())
