"""The interval of a share, which holds for few items and for all or none as well."""

from math import sqrt

from instrstudio.domain.rating_results import Estimate

_Z = 1.959963984540054
"""The normal deviate of 95 %."""


def share(yes: float, items: int) -> Estimate:
    """Return `yes` of `items` as a share with its 95 % interval.

    Wilson 1927, “Probable inference, the law of succession, and statistical inference”.
    `yes` need not be whole: an item that half of its raters approve counts half.

    Raises:
        ValueError: There are no items, or more that say yes than there are.
    """
    if items < 1 or not 0 <= yes <= items:
        raise ValueError(f"{yes} of {items} is no share")
    found, square = yes / items, _Z * _Z
    middle = (found + square / (2 * items)) / (1 + square / items)
    spread = _Z * sqrt(found * (1 - found) / items + square / (4 * items * items))
    half = spread / (1 + square / items)
    return Estimate(
        value=found,
        low=max(0.0, middle - half),
        high=min(1.0, middle + half),
        items=items,
    )
