"""Side bias: counts by hand, scipy's figures, and pairs judged in both orders."""

import pytest
from scipy.stats import binomtest

from instrstudio.domain.rating_results import SidedVote
from instrstudio.judgement.shares import share
from instrstudio.judgement.side_bias import side_bias


def vote(pair: str, rater: str, left: str, verdict: str) -> SidedVote:
    return SidedVote(pair=pair, rater=rater, left=left, verdict=verdict)


def test_left_wins_are_tested_as_scipy_does() -> None:
    won = [vote(str(i), "a", "first", "first") for i in range(15)]
    lost = [vote(f"x{i}", "a", "second", "first") for i in range(5)]
    undecided = [vote("t", "a", "first", "tie"), vote("u", "a", "first", "both_bad")]
    found = side_bias([*won, *lost, *undecided])
    assert (found.left, found.right, found.share) == (15, 5, 0.75)
    test = binomtest(15, 20, 0.5)
    bounds = test.proportion_ci(0.95, method="wilson")
    assert found.p_value == pytest.approx(test.pvalue)
    assert (found.low, found.high) == pytest.approx((bounds.low, bounds.high))
    assert found.p_value == pytest.approx(
        2 * sum((15504, 4845, 1140, 190, 20, 1)) / 2**20
    )


def test_both_orders_tell_text_from_side() -> None:
    found = side_bias(
        [
            vote("1", "a", "first", "first"),  # kept to the text
            vote("1", "b", "second", "first"),
            vote("2", "a", "first", "first"),  # kept to the side
            vote("2", "b", "second", "second"),
            vote("3", "a", "first", "first"),  # the same order
            vote("3", "b", "first", "first"),
            vote("4", "a", "first", "tie"),  # undecided
            vote("4", "b", "second", "first"),
            vote("5", "a", "first", "first"),  # nobody else
        ]
    )
    assert (found.both_orders, found.same_text, found.same_side) == (2, 1, 1)


def test_without_votes_there_is_no_share() -> None:
    found = side_bias([])
    assert (found.share, found.p_value, found.both_orders) == (None, None, 0)


@pytest.mark.parametrize(("yes", "items"), [(0, 1), (3, 3), (7, 20), (199, 200)])
def test_a_share_has_the_interval_of_wilson(yes: int, items: int) -> None:
    bounds = binomtest(yes, items).proportion_ci(0.95, method="wilson")
    found = share(yes, items)
    assert (found.low, found.high) == pytest.approx((bounds.low, bounds.high))
    assert found.value == yes / items


def test_an_item_may_count_half() -> None:
    assert share(1.5, 3).value == 0.5
    with pytest.raises(ValueError, match="no share"):
        share(0, 0)
    with pytest.raises(ValueError, match="no share"):
        share(3, 2)
