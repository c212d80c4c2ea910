import numpy as np

from instrstudio.model.decode.picking import Beams, Picked, best_of, unended
from instrstudio.model.decode.rules import BARRED


def picked(totals: list[float], tokens: list[int]) -> Picked:
    """Return continuations of one sentence, numbered by their place."""
    count = len(totals)
    return Picked(
        np.arange(count)[None],
        np.array([tokens]),
        np.zeros((1, count)),
        np.array([totals]),
    )


def test_the_best_come_first_twice_as_many_as_the_group_is_wide() -> None:
    every = picked([-3.0, -1.0, -2.0, -9.0, -4.0], [5, 6, 7, 8, 9])
    found = best_of(every, Beams(width=2), [])
    assert found.tokens.tolist() == [[6, 7, 5, 9]]
    assert found.parents.tolist() == [[1, 2, 0, 4]]


def test_a_token_loses_rank_for_each_group_that_took_it() -> None:
    every = picked([-1.0, -1.4, -1.9], [5, 6, 7])
    beams = Beams(width=3, groups=3, diversity=0.5)
    chosen = [np.array([[5]]), np.array([[5]])]
    found = best_of(every, beams, chosen)
    assert found.tokens.tolist() == [[6, 7]]
    assert found.totals.tolist() == [[-1.4, -1.9]]


def test_those_that_end_are_set_aside_and_dead_ones_fill_up() -> None:
    best = picked([-1.0, -2.0, -3.0], [2, 5, 6])
    found = unended(best, best.tokens == 2, 2)
    assert found.tokens.tolist() == [[5, 6]]
    assert found.totals.tolist() == [[-2.0, -3.0]]
    wide = unended(best, best.tokens == 2, 4)
    assert wide.totals.tolist() == [[-2.0, -3.0, BARRED, BARRED]]


def test_groups_stand_beside_each_other() -> None:
    both = Picked.joined([picked([-1.0], [5]), picked([-2.0], [6])])
    assert both.tokens.tolist() == [[5, 6]]
    assert both.at(np.array([[1]])).totals.tolist() == [[-2.0]]
