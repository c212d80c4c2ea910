"""Which pair to ask about next: the one whose answer would tell most."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from instrstudio.domain.rating_results import Comparison
from instrstudio.judgement.ranking import wins_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PRECISION = 1.0
"""Of the Gaussian prior of a strength: systems differ by about one unit."""
_STEPS = 25


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair that may be asked about: who stands in it, and how often it was judged."""

    key: Hashable
    first: str
    second: str
    judged: int = 0


def next_pair(
    pairs: Sequence[OpenPair],
    comparisons: Sequence[Comparison],
    systems: Sequence[str],
) -> OpenPair | None:
    """Return the pair to ask about next; None where there is none.

    That is a pair of the two systems whose comparison is expected to tell most; of
    several, one that was judged least often, then the one that stands first in `pairs`.
    """
    if not pairs:
        return None
    gains = gain(comparisons, systems)
    place = {system: at for at, system in enumerate(systems)}

    def worth(pair: OpenPair) -> tuple[float, int]:
        # Rounded, so that sums in another order do not decide between equals.
        found = gains[place[pair.first], place[pair.second]]
        return -round(float(found), 9), pair.judged

    return min(pairs, key=worth)


def gain(
    comparisons: Sequence[Comparison], systems: Sequence[str]
) -> "NDArray[np.float64]":
    """Return what one more vote on each two systems would tell, [systems, systems].

    The gain is p(1 - p) times the variance of the difference of both strengths under
    the Laplace approximation of the Bradley-Terry posterior: the first-order gain of
    Bayesian D-optimal design (Chaloner and Verdinelli 1995).
    """
    import numpy as np

    strengths, covariance = _posterior(wins_of(comparisons, systems))
    variance = np.diag(covariance)
    spread = variance[:, None] + variance[None, :] - 2 * covariance
    p = 1 / (1 + np.exp(strengths[None, :] - strengths[:, None]))
    found: NDArray[np.float64] = p * (1 - p) * spread
    return found


def _posterior(
    wins: "NDArray[np.float64]",
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return mode [systems] and covariance [systems, systems] by Newton's method."""
    import numpy as np

    total = wins + wins.T
    strengths = np.zeros(len(wins))
    precision = np.eye(len(wins))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(strengths[None, :] - strengths[:, None]))
        weight = total * p * (1 - p)
        precision = np.diag(weight.sum(axis=1) + _PRECISION) - weight
        slope = (wins - total * p).sum(axis=1) - _PRECISION * strengths
        step = np.linalg.solve(precision, slope)
        # A long step may leave the region where the parabola fits.
        strengths += np.clip(step, -1.0, 1.0)
        if np.abs(step).max(initial=0.0) < 1e-10:
            break
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    return strengths, covariance
