import math

from hypothesis import given
from hypothesis import strategies as st

from instrstudio.domain.run import Sample, Step, Validated
from instrstudio.domain.span import Origin, covers, pieces_of
from instrstudio.ui.training.run_log import RunLog, log_of, smoothed, thinned
from instrstudio.ui.training.sample_colours import coloured
from instrstudio.ui.training.ticks import label, loss_range, nice_step, ticks


def step(number: int, loss: float = 1.0) -> Step:
    return Step(step=number, loss=loss, tokens_per_second=100.0)


def test_steps_after_a_rollback_replace_those_undone() -> None:
    log = RunLog(10)
    for number in (1, 2, 3, 4):
        log.add_step(step(number))
    log.add_validation(Validated(step=4, loss=2.0))
    log.add_step(step(3, 0.5))
    log.add_validation(Validated(step=4, loss=1.5, chrf=30.0, rouge_l=21.0))
    assert log.steps == [1, 2, 3]
    assert (log.validation_losses, log.chrf, log.rouge_l) == ([1.5], 30.0, 21.0)


def test_time_left_follows_from_the_pace() -> None:
    log = RunLog(100)
    assert log.seconds_left() is None
    for number in (1, 11, 21):
        log.add_step(step(number))
        log.tick(number / 10)
    left = log.seconds_left()
    assert left is not None
    assert math.isclose(left, 7.9)
    assert log.last_planned_step() == 100
    assert RunLog(None).seconds_left() is None


def test_of_two_bounds_the_nearer_one_counts() -> None:
    log = RunLog(100, minutes=0.1)
    for number in (11, 21):  # taken up again: ten steps were done before
        log.add_step(step(number))
        log.tick(number / 10)
    left = log.seconds_left()
    assert left is not None
    assert math.isclose(left, 6.0 - 2.1)
    log.minutes = 0.01
    assert log.seconds_left() == 0.0
    log.total_steps, log.minutes = None, 1.0
    assert math.isclose(log.seconds_left() or 0, 60 - 2.1)


def test_a_stored_curve_goes_in_front_of_what_came_meanwhile() -> None:
    stored = log_of([(1, 3.0, 9.0), (2, 2.0, 9.0)], [(2, 2.5, None, 19.0)], 50)
    live = RunLog(60)
    live.add_step(step(3))
    stored.append(live)
    assert (stored.steps, stored.total_steps) == ([1, 2, 3], 60)
    assert (stored.chrf, stored.rouge_l) == (None, 19.0)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=3000), st.integers(10, 200))
def test_thinning_keeps_lows_and_highs(values: list[float], limit: int) -> None:
    steps, kept = thinned(list(range(len(values))), values, limit)
    assert len(kept) <= limit + 2
    assert (min(kept), max(kept)) == (min(values), max(values))
    assert steps == sorted(set(steps))


def test_smoothing_starts_at_the_first_value() -> None:
    assert smoothed([4.0, 4.0]) == [4.0, 4.0]
    assert smoothed([2.0, math.nan])[1] == 2.0


def test_ticks_are_round_numbers() -> None:
    assert [text for _at, text in ticks(0, 40_000)] == ["0", "10k", "20k", "30k", "40k"]
    assert [text for _at, text in ticks(1.2, 2.1)] == [
        "1.2",
        "1.4",
        "1.6",
        "1.8",
        "2.0",
    ]
    assert nice_step(0) == 1.0
    assert label(3400, 100) == "3,400"


def test_the_range_leaves_the_first_fall_out() -> None:
    low, high = loss_range([90.0, *[2.0] * 99], [2.5])
    assert 0 <= low < 2.0
    assert 2.5 < high < 10
    assert loss_range([], []) == (0.0, 1.0)


def test_words_of_the_task_are_told_from_the_models_own() -> None:
    sample = Sample(
        source="<en> <task> bug report e-mail",
        reference="",
        text="Write a bug report: <slot> [x] <goal>",
    )
    text, spans = coloured(sample)
    assert covers(text, spans)
    origin = {p.text.strip(): p.origin for p in pieces_of(text, spans)}
    assert origin["Write a"] is Origin.GENERATED
    assert origin["bug report"] is Origin.TASK
    assert Origin.SLOT in origin.values()
    assert "<" not in text


def test_chinese_is_copied_by_pairs_of_characters() -> None:
    sample = Sample(source="新闻摘要", reference="", text="写新闻的要")
    text, spans = coloured(sample)
    pieces = [(p.text, p.origin) for p in pieces_of(text, spans)]
    assert pieces == [
        ("写", Origin.GENERATED),
        ("新闻", Origin.TASK),
        ("的要", Origin.GENERATED),
    ]


def test_what_the_model_copied_is_shown_as_copied() -> None:
    sample = Sample(
        source="<en><task>a bug in the log",
        reference="",
        text="Report the bug：讯 <slot> <goal>",
        source_tokens=("<en>",),
        target_tokens=(
            *("Report", " the", " bug", "：", "\ufffd", "\ufffd"),
            *(" ", "<slot>", " ", "<goal>"),
        ),
        copied=(0.1, 0.2, 0.9, 0.0, 0.6, 0.8, 0.0, 0.1, 0.0, 0.1),
    )
    text, spans = coloured(sample)
    assert covers(text, spans)
    pieces = [(p.text, p.origin) for p in pieces_of(text, spans)]
    assert pieces == [
        ("Report the ", Origin.GENERATED),
        ("bug", Origin.TASK),
        ("：", Origin.GENERATED),
        ("讯", Origin.TASK),
        (" ", Origin.GENERATED),
        ("[…]", Origin.SLOT),
        (" ", Origin.GENERATED),
        ("‹goal›", Origin.TASK),
    ]
