"""Rules that make pairs of rated texts, and what keeps pairs of one task together."""

from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.preference import (
    adjacent,
    best_worst,
    group_of,
    with_margin,
)
from instrstudio.domain.task import Example, Task

RATED = [("a", 3.0), ("b", 5.0), ("c", 1.0), ("d", 3.0)]


def test_the_best_stands_against_the_worst() -> None:
    assert list(best_worst(RATED)) == [("b", "c")]


def test_neighbours_stand_against_each_other() -> None:
    assert list(adjacent(RATED)) == [("b", "a"), ("b", "d"), ("a", "c"), ("d", "c")]


def test_a_margin_leaves_out_what_is_near() -> None:
    assert list(with_margin(RATED, 3)) == [("b", "c")]
    assert set(with_margin(RATED, 2)) == {*adjacent(RATED), ("b", "c")}


@given(st.lists(st.sampled_from([1.0, 2.0, 3.5]), max_size=6), st.floats(0.1, 3))
def test_no_rule_prefers_what_was_given_no_more(
    values: list[float], margin: float
) -> None:
    rated = [(str(place), value) for place, value in enumerate(values)]
    given_to = dict(rated)
    pairs = [*best_worst(rated), *adjacent(rated), *with_margin(rated, margin)]
    assert all(given_to[good] > given_to[bad] for good, bad in pairs)
    assert bool(list(adjacent(rated))) == (len(set(values)) > 1)


def test_a_group_is_what_a_task_says_and_not_how_it_is_set() -> None:
    shown = (Example(input="Rain fell.", output="Rain."),)
    task = Task(description="Summarize it.", examples=shown)
    other = Task(description="summarize  it", examples=shown, task_type="other")
    assert group_of(task) == group_of(other)
    assert group_of(task) != group_of(Task(description="Summarize it."))
