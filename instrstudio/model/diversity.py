"""Picks texts that are good and unlike each other."""

import math
from collections.abc import Sequence

from instrstudio.model.decoding import Decoded

_LIKENESS = 0.35
_N = 3


def varied(found: Sequence[Decoded], limit: int) -> list[Decoded]:
    """Return at most `limit` of `found`, each good and unlike the others.

    Maximal marginal relevance (Carbonell and Goldstein 1998): goodness is the mean
    probability a token, likeness the Jaccard index of the tokens' n-grams. The first
    of `found` stays first; unfinished ones come only where nothing else is left.
    """
    left = list(found)
    grams = {id(decoded): _grams(decoded.ids) for decoded in left}
    chosen: list[Decoded] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda d: _worth(d, chosen, grams)) if chosen else left[0]
        left.remove(best)
        chosen.append(best)
    return chosen


def _worth(
    decoded: Decoded, chosen: Sequence[Decoded], grams: dict[int, frozenset[object]]
) -> tuple[bool, float]:
    """Return how much `decoded` adds to what is chosen."""
    own = grams[id(decoded)]
    alike = max(_jaccard(own, grams[id(other)]) for other in chosen)
    goodness = math.exp(decoded.mean_log_probability)
    return decoded.finished, goodness - _LIKENESS * alike


def _grams(ids: Sequence[int]) -> frozenset[object]:
    """Return the n-grams of a target, or the whole of a short one."""
    if len(ids) < _N:
        return frozenset([tuple(ids)])
    return frozenset(tuple(ids[at : at + _N]) for at in range(len(ids) - _N + 1))


def _jaccard(first: frozenset[object], second: frozenset[object]) -> float:
    """Return the share of common members."""
    return len(first & second) / (len(first | second) or 1)
