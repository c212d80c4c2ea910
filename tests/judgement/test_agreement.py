"""Agreement: hand-computed cases, the library's own figures, and the interval."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.judgement.agreement import ORDINAL, agreement, reading

# Krippendorff 2011, “Computing Krippendorff's alpha-reliability”, example C.
NAN = np.nan
TABLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
UNITS = [[v for v in column if not np.isnan(v)] for column in np.array(TABLE).T]


def test_alpha_is_that_of_the_published_example() -> None:
    nominal = agreement(UNITS, (1, 2, 3, 4, 5), resamples=20)
    ordinal = agreement(UNITS, (1, 2, 3, 4, 5), level=ORDINAL, resamples=20)
    assert nominal.alpha == pytest.approx(0.743, abs=5e-4)
    assert ordinal.alpha == pytest.approx(0.815, abs=5e-4)
    assert nominal.items == 11  # one item has a single answer


def test_two_raters_and_two_answers_by_hand() -> None:
    # Of four items two are agreed on. Coincidences: yes-yes 2, no-no 2, mixed 4, so
    # n = 8, n_yes = n_no = 4; observed 4/8, expected 2·4·4/(8·7) = 4/7.
    found = agreement([[1, 1], [0, 0], [1, 0], [0, 1]], (0, 1), resamples=20)
    assert found.alpha == pytest.approx(1 - (4 / 8) / (4 / 7))
    assert found.percent == 0.5


def test_percent_averages_over_items_with_any_number_of_raters() -> None:
    # 1 of 3 pairs of raters agrees on the first item, 1 of 1 on the second.
    found = agreement([[1, 1, 2], [2, 2], [1]], (1, 2), resamples=20)
    assert found.percent == pytest.approx((1 / 3 + 1) / 2)
    assert found.items == 2


def test_where_alpha_is_not_defined_it_is_none_and_said() -> None:
    same = agreement([[1, 1], [1, 1], [0]], (0, 1))
    assert (same.alpha, same.low, same.percent) == (None, None, 1.0)
    assert "same" in str(reading(same))
    nobody = agreement([[1], [0]], (0, 1))
    assert (nobody.alpha, nobody.percent, nobody.items) == (None, None, 0)
    assert "two raters" in str(reading(nobody))


def test_a_single_item_has_no_interval() -> None:
    found = agreement([[0, 1]], (0, 1))
    assert found.alpha is not None
    assert (found.low, found.high) == (None, None)


def test_the_words_follow_the_bounds() -> None:
    agreed = [[0, 0], [1, 1]] * 10
    assert "relied" in str(reading(agreement(agreed, (0, 1), resamples=10)))
    roughly = [*agreed, [0, 1], [0, 1], [1, 0]]
    assert "roughly" in str(reading(agreement(roughly, (0, 1), resamples=10)))
    little = [[0, 1], [1, 0], [0, 0], [1, 1]]
    assert "too little" in str(reading(agreement(little, (0, 1), resamples=10)))


def test_the_interval_is_the_same_for_a_seed_and_holds_the_value() -> None:
    one = agreement(UNITS, (1, 2, 3, 4, 5), level=ORDINAL, seed=3, resamples=200)
    again = agreement(UNITS, (1, 2, 3, 4, 5), level=ORDINAL, seed=3, resamples=200)
    other = agreement(UNITS, (1, 2, 3, 4, 5), level=ORDINAL, seed=4, resamples=200)
    assert one == again != other
    assert one.low is not None
    assert one.high is not None
    assert one.alpha is not None
    assert one.low < one.alpha < one.high


def test_an_unknown_answer_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="none of"):
        agreement([[1, 9]], (0, 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(1, 5), max_size=4), min_size=1, max_size=12))
def test_alpha_equals_the_library_on_the_matrix_of_raters(
    units: list[list[int]],
) -> None:
    found = agreement(units, (1, 2, 3, 4, 5), level=ORDINAL, resamples=1)
    paired = [unit for unit in units if len(unit) > 1]
    if len({answer for unit in paired for answer in unit}) < 2:
        assert found.alpha is None
        return
    matrix = [[unit[r] if r < len(unit) else NAN for unit in units] for r in range(4)]
    expected = krippendorff.alpha(
        reliability_data=matrix,
        value_domain=[1, 2, 3, 4, 5],
        level_of_measurement="ordinal",
    )
    assert found.alpha == pytest.approx(expected)
