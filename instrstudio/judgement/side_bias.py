"""Whether raters prefer the left or the right side, whatever stands there."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from instrstudio.domain.rating import FIRST, SECOND
from instrstudio.domain.rating_results import SideBias, SidedVote


def side_bias(votes: Sequence[SidedVote]) -> SideBias:
    """Return how often left won, and what became of pairs shown in both orders.

    Ties and “both bad” choose no side and stay out. Two votes of different raters on
    one pair shown in opposite orders either agree on the text or on the side, for each
    of them chose one of two.
    """
    decided = [vote for vote in votes if vote.verdict in (FIRST, SECOND)]
    left = sum(vote.verdict == vote.left for vote in decided)
    share, low, high, p_value = _tested(left, len(decided))
    both, same_text = _both_orders(decided)
    return SideBias(
        left=left,
        right=len(decided) - left,
        share=share,
        low=low,
        high=high,
        p_value=p_value,
        both_orders=both,
        same_text=same_text,
        same_side=both - same_text,
    )


def _tested(
    left: int, total: int
) -> tuple[float | None, float | None, float | None, float | None]:
    """Return share, Wilson interval and p-value of the exact test against one half."""
    if not total:
        return None, None, None, None
    from scipy.stats import binomtest

    test = binomtest(left, total)
    bounds = test.proportion_ci(method="wilson")
    return left / total, float(bounds.low), float(bounds.high), float(test.pvalue)


def _both_orders(votes: Sequence[SidedVote]) -> tuple[int, int]:
    """Return how many pairs of votes are in opposite orders, and how many agree."""
    by_pair: defaultdict[str, list[SidedVote]] = defaultdict(list)
    for vote in votes:
        by_pair[vote.pair].append(vote)
    opposite = [
        (one, other)
        for found in by_pair.values()
        for one, other in combinations(found, 2)
        if one.left != other.left and one.rater != other.rater
    ]
    return len(opposite), sum(a.verdict == b.verdict for a, b in opposite)
