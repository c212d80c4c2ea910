from collections.abc import Iterator
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.run import Run, RunStarted, Step
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace
from instrstudio.ui.job_log import JobLog, percent, seconds_left, share, state_line
from instrstudio.ui.jobs import JobHandle, JobState, JobThread
from instrstudio.ui.session import Session


def counting(total: int) -> Any:
    def job(_workspace: Workspace) -> Job[Progress, int]:
        for number in range(total):
            yield Progress(done=number + 1, total=total)
        return total

    return job


def waiting(gate: Event) -> Any:
    """A job that runs until it is cancelled, then keeps what it has."""

    def job(_workspace: Workspace) -> Job[Progress, str]:
        try:
            while True:
                gate.set()
                yield Progress(done=1, total=4)
        except Cancelled:
            return "kept"

    return job


def test_events_come_in_order_and_before_the_result(
    session: Session, qtbot: QtBot
) -> None:
    seen: list[object] = []
    job = session.start(counting(500), title="Count")
    job.events.connect(seen.extend)
    job.succeeded.connect(seen.append)
    with qtbot.waitSignal(job.finished):
        pass
    assert [event.done for event in seen[:-1]] == list(range(1, 501))  # type: ignore[attr-defined]  # all are Progress
    assert seen[-1] == 500
    assert job.state is JobState.DONE
    assert share(job) == 1.0


def test_a_job_runs_outside_the_main_thread_and_tells_inside(
    session: Session, qtbot: QtBot
) -> None:
    threads: list[object] = []

    class Listener(QObject):
        @Slot(object)
        def hear(self, result: object) -> None:
            threads.extend([result, current_thread()])

    def job(_workspace: Workspace) -> Job[None, object]:
        yield None
        return current_thread()

    listener = Listener()
    handle = session.start(job, title="Where")
    handle.succeeded.connect(listener.hear)
    with qtbot.waitSignal(handle.finished):
        pass
    assert threads[0] is not main_thread()
    assert threads[1] is main_thread()


def test_a_failure_is_an_object_not_a_crash(session: Session, qtbot: QtBot) -> None:
    def job(_workspace: Workspace) -> Job[None, None]:
        yield None
        raise InvalidInput(message("No."))

    handle = session.start(job, title="Fail")
    with qtbot.waitSignal(handle.failed) as failed:
        pass
    assert str(failed.args[0]) == "No."
    assert handle.state is JobState.FAILED


def test_a_cancelled_job_delivers_what_it_kept(session: Session, qtbot: QtBot) -> None:
    gate = Event()
    handle = session.start(waiting(gate), title="Wait")
    assert gate.wait(10)
    with qtbot.waitSignal(handle.succeeded) as kept:
        handle.cancel()
        assert handle.state is JobState.STOPPING
    assert kept.args == ["kept"]


def test_of_jobs_with_one_key_the_newest_counts(session: Session, qtbot: QtBot) -> None:
    gate = Event()
    ends: list[str] = []
    first = session.start(waiting(gate), title="First", key="search")
    first.succeeded.connect(lambda _result: ends.append("first succeeded"))
    first.cancelled.connect(lambda: ends.append("first cancelled"))
    assert gate.wait(10)
    second = session.start(counting(1), title="Second", key="search")
    third = session.start(counting(2), title="Third", key="search")
    assert second.state is JobState.CANCELLED
    with qtbot.waitSignal(third.succeeded):
        pass
    assert ends == ["first cancelled"]


def test_writes_follow_each_other(session: Session, qtbot: QtBot) -> None:
    order: list[int] = []

    def write(number: int) -> Any:
        def job(_workspace: Workspace) -> Iterator[None]:
            order.append(number)
            yield None
            order.append(number)

        return job

    jobs = [session.start(write(n), title="Write", lane="write") for n in range(5)]
    with qtbot.waitSignals([job.finished for job in jobs]):
        pass
    assert order == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_an_unknown_lane_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="no such lane"):
        session.start(counting(1), title="Nowhere", lane="nowhere")


def test_the_log_keeps_what_is_worth_a_row(session: Session, qtbot: QtBot) -> None:
    log = JobLog(session)
    gate = Event()
    quiet = session.start(counting(3), title="Quiet", quiet=True)
    failing = session.start(_failing, title="Bad")
    slow = session.start(waiting(gate), title="Slow", lane="bulk")
    with qtbot.waitSignals([quiet.finished, failing.finished]):
        pass
    qtbot.waitUntil(lambda: slow in log.active)
    assert failing in log.jobs
    assert quiet not in log.jobs
    assert log.leading() is slow
    assert percent(slow) == "25%"
    assert "1 of 4" in state_line(slow)
    with qtbot.waitSignal(slow.finished):
        slow.cancel()
    log.clear_finished()
    assert log.jobs == ()


def _failing(_workspace: Workspace) -> Job[None, None]:
    yield None
    raise InvalidInput(message("No."))


def test_a_handle_waits_until_a_project_is_open(qtbot: QtBot) -> None:
    session = Session()
    job = session.start(counting(1), title="Early")
    assert job.state is JobState.WAITING
    job.cancel()
    assert job.is_over


def test_the_handle_lets_go_of_its_factory(session: Session, qtbot: QtBot) -> None:
    job: JobHandle = session.start(counting(1), title="Once")
    made = job.factory
    with qtbot.waitSignal(job.finished):
        pass
    assert job.factory is not made


def test_a_thread_whose_end_came_too_early_is_let_go(session: Session) -> None:
    thread = JobThread(counting(1), session.workspace)
    thread.start()
    assert thread.wait(20_000)
    session.lanes._threads.add(thread)  # as if its signal had come before its end
    assert session.lanes.wait(5.0)
    assert session.lanes.is_idle


def test_the_clock_finds_a_thread_that_nobody_let_go(
    session: Session, qtbot: QtBot
) -> None:
    thread = JobThread(counting(1), session.workspace)
    thread.start()
    assert thread.wait(20_000)
    session.lanes._threads.add(thread)
    with qtbot.waitSignal(session.lanes.idle, timeout=20_000):
        session.lanes._pull()
    assert session.lanes.is_idle


def test_time_left_counts_from_where_a_run_went_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Forty of a hundred steps were there, ten more took ten seconds."""
    clock = [100.0]
    monkeypatch.setattr("instrstudio.ui.jobs.time.monotonic", lambda: clock[0])
    job = JobHandle(counting(1), title="Train", lane="train")
    job.state, job.started_at = JobState.RUNNING, 100.0
    clock[0] += 30.0  # the data is prepared
    run = Run(name="r", step=40)
    job._read(RunStarted(run=run, total_steps=100, device="cpu", parameters=1))
    job._read(Step(step=40, loss=1.0, tokens_per_second=1.0))
    assert seconds_left(job) is None
    clock[0] += 10.0
    job._read(Step(step=50, loss=1.0, tokens_per_second=1.0))
    assert seconds_left(job) == pytest.approx(50.0)
    assert share(job) == 0.5
