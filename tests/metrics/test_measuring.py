"""What metrics and benchmarks count with: by hand, by property, and in good time."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrstudio.metrics.measuring.bootstrap import Interval, interval, paired_interval
from instrstudio.metrics.measuring.copy_recall import content_words, copy_recall
from instrstudio.metrics.measuring.distinct import distinct
from instrstudio.metrics.measuring.names import holds, stems
from instrstudio.metrics.measuring.numbers import numbers


@pytest.mark.parametrize(
    ("texts", "n", "share"),
    [
        (["a b a b"], 1, 2 / 4),
        (["a b a b"], 2, 2 / 3),
        (["a b", "B c"], 2, 1.0),
        (["write a poem", "Write a poem!"], 2, 2 / 4),
        (["写诗写诗"], 1, 2 / 4),
        (["写一首诗", "写一首歌"], 2, 4 / 6),
        (["a"], 2, 0.0),
        ([], 1, 0.0),
    ],
)
def test_distinct(texts: list[str], n: int, share: float) -> None:
    assert distinct(texts, n) == pytest.approx(share)


def test_distinct_needs_an_n() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        distinct(["a"], 0)


def test_copy_recall_in_english() -> None:
    description = "Summarize the patient leaflet for elderly readers"
    reference = "Write a summary of the patient leaflet that elderly people can follow."
    assert copy_recall(description, reference, reference) == 1.0
    two = "Summarize this leaflet for the elderly."
    assert copy_recall(description, reference, two) == pytest.approx(2 / 3)
    # “readers” is in description and text, but the reference does without it
    assert copy_recall(description, reference, "For readers") == 0.0


def test_copy_recall_in_chinese() -> None:
    description = "把用户的投诉信改写成礼貌的话"
    reference = "请改写下面的投诉信，语气礼貌。"
    # 投诉, 诉信, 信改 is not in the reference, 改写, 礼貌
    assert copy_recall(description, reference, "改写投诉信") == pytest.approx(3 / 4)
    assert copy_recall(description, reference, reference) == 1.0
    assert copy_recall(description, reference, "写一首诗") == 0.0


def test_copy_recall_of_nothing_is_none() -> None:
    assert copy_recall("Do it", "Sort the list", "Sort the list") is None
    assert copy_recall("", "写诗", "写诗") is None


def test_content_words_of_both_languages() -> None:
    assert content_words("Write the SQL for a 3-day trip") == {
        *("write", "sql", "3-day", "trip"),
    }
    assert content_words("请用 SQL 查询，用户的订单") == {"sql", "查询", "用户", "订单"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at most 50 words, in 3 parts", {50, 3}),
        ("fifty words, three parts", {50, 3}),
        ("twenty-five or two hundred words", {25, 200}),
        ("a thousand and 1,000 and 2.5", {1000, 2.5}),
        ("one sentence, a poem, someone, often, weight", set()),
        ("one hundred words", {100}),
        ("A4 paper, GPT-4, v2", {4}),
        ("100-150 words", {100, 150}),
        ("不超过五十字，分成三段", {50, 3}),
        ("两百五十字；十二条；１０分钟", {250, 12, 10}),
        ("1万字，3千人，一万字", {10_000, 3000}),
        ("一篇四川的百科，十分统一，三角形", set()),
        ("", set()),
    ],
)
def test_numbers(text: str, found: set[float]) -> None:
    assert set(numbers(text)) == found


def test_a_number_keeps_its_first_writing() -> None:
    assert numbers("十二条") == {12.0: "十二"}
    assert numbers("Fifty words") == {50.0: "Fifty"}


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("news article", "Summarize news articles", True),
        ("summary", "Write summaries", True),
        ("Summary", "a SUMMARY", True),
        ("news article", "Summarize an article", False),
        ("新闻", "为新闻写摘要", True),
        ("新闻", "闻新", False),
    ],
)
def test_a_name_in_other_forms(name: str, text: str, held: bool) -> None:
    assert holds(name, text, stems(text)) is held


def test_an_interval_holds_the_mean_and_repeats() -> None:
    values = [0.0, 1.0] * 50
    found = interval(values)
    assert found.mean == 0.5
    assert found == interval(values)
    # the standard error is 0.05, so 95 % is about 0.402 to 0.598
    assert found.low == pytest.approx(0.402, abs=0.02)
    assert found.high == pytest.approx(0.598, abs=0.02)
    narrow = interval(values, level=0.5)
    assert found.low < narrow.low < narrow.high < found.high


def test_another_seed_draws_other_items() -> None:
    values = [i**0.5 for i in range(50)]
    assert interval(values, seed=1) != interval(values) == interval(values, seed=0)


def test_an_interval_of_one_value_and_of_equal_ones() -> None:
    assert interval([3.0]) == Interval(mean=3.0, low=3.0, high=3.0)
    assert interval([2.0] * 9, resamples=10) == Interval(mean=2.0, low=2.0, high=2.0)


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    draw = np.random.default_rng(3)
    covered = 0
    for _ in range(200):
        found = interval(draw.exponential(size=60).tolist(), resamples=300)
        covered += found.low <= 1.0 <= found.high
    assert 0.86 <= covered / 200 <= 0.99


def test_many_values_go_through_in_blocks() -> None:
    # 300,000 items leave three resamples a block; seven need three blocks
    values = np.arange(300_000, dtype=float).tolist()
    found = interval(values, resamples=7)
    assert found.mean == pytest.approx(149_999.5)
    assert 149_000 < found.low < found.high < 151_000


def test_pairs_see_a_difference_that_lies_within_both_intervals() -> None:
    draw = np.random.default_rng(0)
    hard = draw.uniform(0, 100, size=200)
    a, b = (hard + 1 + draw.normal(size=200)).tolist(), hard.tolist()
    assert not interval(a).above(interval(b))
    found = paired_interval(a, b)
    assert found.above(0.5)
    assert found.mean == pytest.approx(1, abs=0.25)
    back = paired_interval(b, a)
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low), abs=0.03)


def test_above_asks_the_whole_interval() -> None:
    low, high = Interval(1.0, 0.5, 1.5), Interval(2.0, 1.4, 2.6)
    assert not high.above(low)
    assert high.above(Interval(1.0, 0.5, 1.3))
    assert high.above(1.0)
    assert str(low) == "1.00 [0.50, 1.50]"


def test_what_gives_no_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="0 values"):
        interval([])
    with pytest.raises(ValueError, match="level 1"):
        interval([1.0], level=1)
    with pytest.raises(ValueError, match="0 resamples"):
        interval([1.0], resamples=0)
    with pytest.raises(ValueError, match="zip"):
        paired_interval([1.0, 2.0], [1.0])


def test_a_thousand_resamples_of_a_thousand_items_take_no_time() -> None:
    values = [i / 1000 for i in range(1000)]
    interval(values)
    start = time.process_time()
    interval(values)
    assert time.process_time() - start < 0.5


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20), st.integers(0, 99))
def test_bounds_are_in_order_and_within_the_values(
    values: list[float], seed: int
) -> None:
    found = interval(values, resamples=50, seed=seed)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
