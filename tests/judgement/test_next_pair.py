"""The next pair is one whose answer is not known yet; stopping waits for enough."""

import numpy as np
import pytest

from instrstudio.domain.rating_results import Comparison
from instrstudio.judgement.next_pair import OpenPair, gain, next_pair
from instrstudio.judgement.ranking import rank
from instrstudio.judgement.stopping import LEAST, stopping


def won(winner: str, loser: str, times: int) -> list[Comparison]:
    return [
        Comparison(
            item=f"{winner}{loser}{at}", first=winner, second=loser, verdict="first"
        )
        for at in range(times)
    ]


def tied(one: str, other: str, times: int) -> list[Comparison]:
    return [
        Comparison(item=f"{one}{other}{at}", first=one, second=other, verdict="tie")
        for at in range(times)
    ]


PAIRS = [OpenPair("ab", "a", "b"), OpenPair("ac", "a", "c"), OpenPair("bc", "b", "c")]


def test_a_system_that_nobody_has_judged_comes_first() -> None:
    found = next_pair(PAIRS, won("a", "b", 6) + won("b", "a", 6), "abc")
    assert found is not None
    assert "c" in (found.first, found.second)


def test_a_close_race_is_asked_before_a_clear_one() -> None:
    said = tied("a", "b", 12) + won("a", "c", 12) + won("b", "c", 12)
    found = next_pair(PAIRS, said, "abc")
    assert found is not None
    assert found.key == "ab"


def test_of_equals_the_one_judged_less_and_then_the_first() -> None:
    equal = [
        OpenPair(1, "a", "b", 2),
        OpenPair(2, "b", "a", 1),
        OpenPair(3, "a", "b", 1),
    ]
    found = next_pair(equal, [], "ab")
    assert found is not None
    assert found.key == 2
    assert next_pair([], [], "ab") is None


def test_the_gain_before_any_vote_is_by_hand() -> None:
    # Two independent strengths of variance 1 differ by variance 2; p(1 - p) is 1/4.
    assert gain([], "ab")[0, 1] == pytest.approx(0.5)
    # One vote, whatever it says, adds p(1 - p) of information along the difference.
    after = gain(tied("a", "b", 1), "ab")[0, 1]
    assert after == pytest.approx(0.25 / (1 / 2 + 1 / 4))
    assert gain(tied("a", "b", 50), "ab")[0, 1] < after


def test_the_gain_is_symmetric_and_finite_for_a_clean_sweep() -> None:
    found = gain(won("a", "b", 500), "abc")
    assert np.isfinite(found).all()
    assert found == pytest.approx(found.T)


def test_stopping_says_why_not_yet() -> None:
    assert "nothing" in str(stopping(rank([], ["a", "b"])).sentence)
    assert "nothing" in str(stopping(rank([], ["a"])).sentence)
    few = stopping(rank(won("a", "b", LEAST - 1), ["a", "b"]))
    assert not few.is_enough
    assert str(LEAST - 1) in str(few.sentence)
    close = stopping(rank(won("a", "b", 12) + won("b", "a", 10), ["a", "b"]))
    assert not close.is_enough
    assert "overlap" in str(close.sentence)


def test_stopping_names_the_winner_when_intervals_part() -> None:
    clear = stopping(rank(won("a", "b", 40) + won("b", "a", 5), ["a", "b"]))
    assert clear.is_enough
    assert "“a” is better than “b”" in str(clear.sentence)
