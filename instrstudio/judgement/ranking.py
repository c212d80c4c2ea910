"""A ranking of systems from votes between two: Bradley-Terry with intervals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from instrstudio.domain.rating import BOTH_BAD, FIRST, SECOND, TIE
from instrstudio.domain.rating_results import Comparison, Ranking, Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 500
ALPHA = 0.1
"""Regularisation of the spectral ranking: keeps who never lost at a finite strength."""

_STEPS = 10_000
"""Iterations of the spectral ranking at most; a handful is usual."""

_SHARES = {FIRST: (1.0, 0.0), SECOND: (0.0, 1.0), TIE: (0.5, 0.5)}
"""Wins of both sides by verdict: a tie is half a win for each."""


def rank(
    comparisons: Sequence[Comparison],
    systems: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Ranking:
    """Return the systems by strength, and how often each won against each.

    Bradley and Terry 1952, fitted by iterative Luce spectral ranking (Maystre and
    Grossglauser 2015; `choix`). Ties are half wins; “both bad” says nothing of who is
    better and is counted apart. Intervals are percentile bootstraps over items. Same
    seed, same intervals.

    Raises:
        ValueError: A vote names a system that is not among `systems`.
    """
    import numpy as np

    place = {system: at for at, system in enumerate(systems)}
    blocks = _blocks(comparisons, place)
    wins = blocks.sum(axis=0)
    strengths = fitted(wins) if len(systems) > 1 else np.zeros(len(systems))
    low, high = _bounds(blocks, resamples, seed)
    tallies = _tallies(comparisons)
    standings = [
        Standing(
            system=system,
            strength=float(strengths[at]),
            low=None if low is None else float(low[at]),
            high=None if high is None else float(high[at]),
            expected=_expected(strengths, at),
            **tallies.get(system, {}),
        )
        for system, at in place.items()
    ]
    verdicts = Counter(comparison.verdict for comparison in comparisons)
    return Ranking(
        standings=tuple(sorted(standings, key=lambda one: (-one.strength, one.system))),
        matrix=_matrix(wins, systems),
        counts=_matrix_of_counts(wins, systems),
        votes=len(comparisons),
        ties=verdicts[TIE],
        both_bad=verdicts[BOTH_BAD],
    )


def wins_of(
    comparisons: Sequence[Comparison], systems: Sequence[str]
) -> "NDArray[np.float64]":
    """Return how often each system won against each, [winner, loser].

    Raises:
        ValueError: A vote names a system that is not among `systems`.
    """
    place = {system: at for at, system in enumerate(systems)}
    wins: NDArray[np.float64] = _blocks(comparisons, place).sum(axis=0)
    return wins


def fitted(wins: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Return strengths with mean 0, [systems], from wins [winner, loser]."""
    import choix
    import numpy as np

    found: NDArray[np.float64] = np.asarray(
        choix.ilsr_pairwise_dense(wins, alpha=ALPHA, max_iter=_STEPS)
    )
    return found


def _blocks(
    comparisons: Sequence[Comparison], place: Mapping[str, int]
) -> "NDArray[np.float64]":
    """Return the wins of each item, [items, winner, loser]."""
    import numpy as np

    unknown = {c for found in comparisons for c in (found.first, found.second)}
    if unknown - place.keys():
        raise ValueError(f"votes on unknown systems: {unknown - place.keys()}")
    decided = [found for found in comparisons if found.verdict in _SHARES]
    items = {item: at for at, item in enumerate(dict.fromkeys(c.item for c in decided))}
    blocks = np.zeros((len(items), len(place), len(place)))
    for found in decided:
        first, second = place[found.first], place[found.second]
        for_first, for_second = _SHARES[found.verdict]
        blocks[items[found.item], first, second] += for_first
        blocks[items[found.item], second, first] += for_second
    return blocks


def _bounds(
    blocks: "NDArray[np.float64]", resamples: int, seed: int
) -> "tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]":
    """Return both bounds of the 95 % intervals, [systems]; none of a single item."""
    import numpy as np

    items, systems = blocks.shape[:2]
    if items < 2 or systems < 2 or resamples < 1:
        return None, None
    draw = np.random.default_rng(seed)
    times = draw.multinomial(items, np.full(items, 1 / items), size=resamples)
    drawn = (times @ blocks.reshape(items, -1)).reshape(resamples, systems, systems)
    low, high = np.quantile([fitted(wins) for wins in drawn], (0.025, 0.975), axis=0)
    return low, high


def _expected(strengths: "NDArray[np.float64]", at: int) -> float:
    """Return the share of wins of one system against all others."""
    import numpy as np

    others = np.delete(strengths, at)
    if not len(others):
        return 0.5
    return float((1 / (1 + np.exp(others - strengths[at]))).mean())


def _tallies(comparisons: Sequence[Comparison]) -> dict[str, dict[str, int]]:
    """Return wins, ties, losses and “both bad” of each system that has votes."""
    names = {
        FIRST: ("wins", "losses"),
        SECOND: ("losses", "wins"),
        TIE: ("ties", "ties"),
        BOTH_BAD: ("both_bad", "both_bad"),
    }
    found: dict[str, Counter[str]] = {}
    for comparison in comparisons:
        both = (comparison.first, comparison.second)
        for system, name in zip(both, names[comparison.verdict], strict=True):
            found.setdefault(system, Counter())[name] += 1
    return {system: dict(tally) for system, tally in found.items()}


def _matrix(
    wins: "NDArray[np.float64]", systems: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return the shares of wins of rows over columns, where there are votes."""
    total = wins + wins.T
    return {
        a: {
            b: float(wins[i, j] / total[i, j])
            for j, b in enumerate(systems)
            if total[i, j]
        }
        for i, a in enumerate(systems)
    }


def _matrix_of_counts(
    wins: "NDArray[np.float64]", systems: Sequence[str]
) -> dict[str, dict[str, int]]:
    """Return how many votes there are between each two, where there are any."""
    total = wins + wins.T
    return {
        a: {b: round(total[i, j]) for j, b in enumerate(systems) if total[i, j]}
        for i, a in enumerate(systems)
    }
