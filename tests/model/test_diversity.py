import math

import torch

from instrstudio.model.decoding import Decoded
from instrstudio.model.diversity import varied


def decoded(ids: tuple[int, ...], goodness: float, finished: bool = True) -> Decoded:
    """A target whose mean probability a token is `goodness`."""
    total = math.log(goodness) * (len(ids) + finished)
    return Decoded(
        ids=ids, log_probability=total, attention=torch.zeros(0), finished=finished
    )


def test_the_first_stays_first_and_a_near_copy_waits() -> None:
    first = decoded((1, 2, 3, 4, 5, 6, 7), 0.8)
    copy = decoded((1, 2, 3, 4, 5, 6, 8), 0.9)
    other = decoded((11, 12, 13, 14), 0.7)
    assert varied([first, copy, other], 2) == [first, other]
    assert varied([first, copy, other], 9) == [first, other, copy]


def test_what_is_not_finished_comes_last() -> None:
    first, good = decoded((1, 2, 3), 0.5), decoded((4, 5, 6), 0.1)
    cut = decoded((7, 8, 9), 0.9, finished=False)
    assert varied([first, cut, good], 3) == [first, good, cut]


def test_nothing_of_nothing() -> None:
    assert varied([], 3) == []


def test_short_ones_count_as_a_whole() -> None:
    one, same, other = decoded((1,), 0.5), decoded((1,), 0.9), decoded((2,), 0.8)
    assert varied([one, same, other], 2) == [one, other]
