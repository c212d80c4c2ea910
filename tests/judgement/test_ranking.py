"""Bradley-Terry: closed forms, the library's own figures, ties, both bad, intervals."""

import math

import choix
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.domain.rating_results import Comparison, Ranking
from instrstudio.judgement import ranking as module
from instrstudio.judgement.ranking import ALPHA, rank

VERDICTS = ("first", "second", "tie", "both_bad")


def votes(*said: tuple[str, str, str, int]) -> list[Comparison]:
    """Make ``(first, second, verdict, times)`` votes, each on an item of its own."""
    flat = [(a, b, v) for a, b, v, times in said for _ in range(times)]
    return [
        Comparison(item=str(at), first=a, second=b, verdict=v)
        for at, (a, b, v) in enumerate(flat)
    ]


def strengths(comparisons: list[Comparison], systems: str) -> dict[str, float]:
    found = rank(comparisons, list(systems), resamples=0)
    return {one.system: one.strength for one in found.standings}


def test_two_systems_have_the_log_odds_of_their_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "ALPHA", 0.0)
    found = strengths(votes(("a", "b", "first", 30), ("a", "b", "second", 10)), "ab")
    assert found["a"] - found["b"] == pytest.approx(math.log(3))
    assert sum(found.values()) == pytest.approx(0.0)


def test_a_tie_is_half_a_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ALPHA", 0.0)
    found = strengths(votes(("a", "b", "first", 10), ("a", "b", "tie", 20)), "ab")
    assert found["a"] - found["b"] == pytest.approx(math.log(20 / 10))


def test_both_bad_is_counted_and_changes_no_strength() -> None:
    some = votes(("a", "b", "first", 5), ("b", "a", "first", 3))
    bad = votes(("a", "b", "both_bad", 7))
    assert strengths(some, "ab") == strengths([*some, *bad], "ab")
    found = rank([*some, *bad], ["a", "b"], resamples=0)
    assert (found.both_bad, found.votes) == (7, 15)
    assert found.standings[0].both_bad == 7
    assert found.standings[0].decided == 8


def test_the_matrix_is_by_hand() -> None:
    found = rank(
        votes(
            ("a", "b", "first", 3),
            ("b", "a", "first", 1),
            ("a", "b", "tie", 2),
            ("c", "b", "second", 4),
        ),
        ["a", "b", "c"],
        resamples=0,
    )
    assert found.matrix["a"] == {"b": pytest.approx(4 / 6)}
    assert found.matrix["b"] == {"a": pytest.approx(2 / 6), "c": 1.0}
    assert found.matrix["c"] == {"b": 0.0}
    assert found.counts["b"] == {"a": 6, "c": 4}
    a = next(one for one in found.standings if one.system == "a")
    assert (a.wins, a.ties, a.losses) == (3, 2, 1)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(VERDICTS)),
        min_size=1,
        max_size=40,
    )
)
def test_strengths_equal_the_library_fed_vote_by_vote(
    drawn: list[tuple[int, int, str]],
) -> None:
    kept = [(a, b, v) for a, b, v in drawn if a != b]
    pairs: list[tuple[int, int]] = []  # every win twice, a tie once each way
    for a, b, verdict in kept:
        pairs += {
            "first": [(a, b), (a, b)],
            "second": [(b, a), (b, a)],
            "tie": [(a, b), (b, a)],
            "both_bad": [],
        }[verdict]
    expected = choix.ilsr_pairwise(4, pairs, alpha=2 * ALPHA, max_iter=10_000)
    named = [
        Comparison(item="x", first=str(a), second=str(b), verdict=v) for a, b, v in kept
    ]
    found = {
        one.system: one for one in rank(named, list("0123"), resamples=0).standings
    }
    assert [found[s].strength for s in "0123"] == pytest.approx(expected, abs=1e-6)


def test_the_interval_draws_items_and_not_votes() -> None:
    # The same votes say less where they are all on few items.
    spread = votes(("a", "b", "first", 24), ("b", "a", "first", 16))
    heaped = [
        Comparison(
            item=f"{vote.first}{int(vote.item) % 4}",
            first=vote.first,
            second=vote.second,
            verdict=vote.verdict,
        )
        for vote in spread
    ]
    wide = rank(heaped, ["a", "b"], resamples=200)
    narrow = rank(spread, ["a", "b"], resamples=200)

    def width(found: Ranking) -> float:
        best = found.standings[0]
        assert best.low is not None
        assert best.high is not None
        assert best.low < best.strength < best.high
        return best.high - best.low

    assert width(wide) > 1.5 * width(narrow)
    one = rank(spread, ["a", "b"], resamples=20)
    assert rank(spread, ["a", "b"], resamples=20) == one
    assert rank(spread, ["a", "b"], resamples=20, seed=1) != one


def test_who_always_wins_is_strong_but_finite() -> None:
    found = rank(votes(("a", "b", "first", 40)), ["a", "b"], resamples=20)
    assert found.standings[0].system == "a"
    assert 1 < found.standings[0].strength < 10
    assert found.standings[0].expected > 0.95


def test_without_votes_all_are_equal() -> None:
    found = rank([], ["a", "b"])
    assert [one.strength for one in found.standings] == pytest.approx([0.0, 0.0])
    assert [one.low for one in found.standings] == [None, None]
    assert found.matrix == {"a": {}, "b": {}}
    assert rank([], ["a"]).standings[0].expected == 0.5
    assert rank([], []).standings == ()


def test_an_unknown_system_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown"):
        rank(votes(("a", "z", "first", 1)), ["a", "b"])
