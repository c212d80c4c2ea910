"""A job is a generator that anything can drive."""

from collections.abc import Generator

import pytest

from instrstudio.domain.job import Cancelled, Job, Progress, run


def counting(upto: int, closed: list[bool]) -> Job[int, list[int]]:
    """Count; keep what was counted when cancelled."""
    done: list[int] = []
    try:
        for i in range(upto):
            done.append(i)
            yield i
    except Cancelled:
        yield -1
    finally:
        closed.append(True)
    return done


def test_run_gives_events_and_result() -> None:
    seen: list[int] = []
    closed: list[bool] = []
    assert run(counting(3, closed), seen.append) == [0, 1, 2]
    assert seen == [0, 1, 2]
    assert closed == [True]


def test_a_job_that_keeps_its_work_returns_a_part() -> None:
    seen: list[int] = []
    result = run(counting(10, []), seen.append, stop=lambda: len(seen) >= 2)
    assert result == [0, 1]
    assert seen == [0, 1, -1], "it may say something more after the wish to stop"


def test_a_job_that_keeps_nothing_passes_the_wish_on() -> None:
    def plain() -> Generator[Progress, None, None]:
        while True:
            yield Progress(done=0)

    with pytest.raises(Cancelled):
        run(plain(), stop=lambda: True)


def test_a_failing_listener_closes_the_job() -> None:
    closed: list[bool] = []

    def fail(_event: int) -> None:
        raise ValueError("listener")

    with pytest.raises(ValueError, match="listener"):
        run(counting(3, closed), fail)
    assert closed == [True]
