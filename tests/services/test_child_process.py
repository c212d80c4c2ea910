import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import child_jobs
import pytest

from instrstudio.domain.errors import (
    InstrStudioError,
    ProcessEnded,
    ProcessHung,
    TemplateError,
)
from instrstudio.domain.job import Cancelled, run
from instrstudio.services import child_process
from instrstudio.services.child_process import in_child


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    child_process.end_idle()
    yield
    child_process.end_idle()


def test_events_and_result_come_back() -> None:
    seen: list[int] = []
    assert run(in_child(child_jobs.count, 3), lambda e: seen.append(e.done)) == 3
    assert seen == [1, 2, 3]


def test_it_runs_in_another_process_unless_one_waits() -> None:
    first = run(in_child(child_jobs.process_id, reuse=True))
    again = run(in_child(child_jobs.process_id, reuse=True))
    other = run(in_child(child_jobs.process_id))
    assert len({os.getpid(), first, again, other}) == 3
    assert first == again


def test_cancelling_reaches_the_job_which_may_keep_something() -> None:
    stop = iter([False, False, True])
    result = run(in_child(child_jobs.count, 10**9), stop=lambda: next(stop, True))
    assert result < 0


def test_a_job_that_keeps_nothing_is_cancelled() -> None:
    with pytest.raises(Cancelled):
        run(in_child(child_jobs.endless), stop=lambda: True)


def test_a_job_that_does_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "_GRACE_SECONDS", 0.2)
    stop = iter([False])
    with pytest.raises(InstrStudioError, match="Stopped after"):
        run(in_child(child_jobs.stubborn), stop=lambda: next(stop, True))


@pytest.mark.parametrize("job", [child_jobs.stuck, child_jobs.endless])
def test_the_time_limit_kills(job: Callable[[], child_jobs.Counting]) -> None:
    with pytest.raises(InstrStudioError, match=r"^Stopped after 0\.3 s\.$"):
        run(in_child(job, seconds=0.3))


def test_a_killed_child_is_replaced() -> None:
    first = run(in_child(child_jobs.process_id, reuse=True))
    with pytest.raises(InstrStudioError):
        run(in_child(child_jobs.stuck, seconds=0.2, reuse=True))
    assert run(in_child(child_jobs.process_id, reuse=True)) != first


def test_errors_keep_what_they_carry_and_the_child_goes_on() -> None:
    first = run(in_child(child_jobs.process_id, reuse=True))
    with pytest.raises(TemplateError, match=r"^Not good\.$") as caught:
        run(in_child(child_jobs.wrong, reuse=True))
    assert (caught.value.line, caught.value.column) == (3, 4)
    assert run(in_child(child_jobs.process_id, reuse=True)) == first


def test_a_bug_is_told_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError: never"):
        run(in_child(child_jobs.bug))


def test_what_cannot_travel_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="pickle"):
        run(in_child(child_jobs.unsendable))


def test_a_crash_is_a_sentence() -> None:
    with pytest.raises(ProcessEnded, match=r"exit code 7") as caught:
        run(in_child(child_jobs.crash))
    assert caught.value.code == 7


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be stopped")
def test_a_child_that_hangs_is_ended() -> None:
    with pytest.raises(ProcessHung, match=r"no sign of life for 0\.6 s") as caught:
        run(in_child(child_jobs.frozen, silence=0.6))
    assert caught.value.seconds == 0.6
    assert not multiprocessing.active_children()


def test_signs_of_life_come_while_a_job_is_busy() -> None:
    ours, theirs = multiprocessing.Pipe()
    heard: list[object] = []
    with child_process._Voice(theirs).beating(0.01):
        while len(heard) < 3:  # no call of this loop waits
            heard += [ours.recv()] if ours.poll() else []
    theirs.close()
    with suppress(EOFError):
        while True:
            heard.append(ours.recv())
    assert set(heard) == {("beat", None)}
    assert not [t for t in threading.enumerate() if t.name == "instrstudio-beat"]
    ours.close()


def test_signs_of_life_are_no_events_and_a_start_may_be_silent() -> None:
    answers = [("started", None), ("beat", None), ("event", 7), ("beat", None)]
    told = iter([*answers, ("result", 8)])
    allowed: list[float | None] = []

    class Told:
        free = False

        def receive(
            self, _until: float | None, silence: float | None
        ) -> tuple[str, int | None]:
            allowed.append(silence)
            return next(told)

    seen: list[int] = []
    job = child_process._answers(Told(), None, None, 60.0)  # type: ignore[arg-type]  # all of it that is used
    assert run(job, seen.append) == 8
    assert seen == [7]
    assert allowed == [None, 60.0, 60.0, 60.0, 60.0]


def test_a_machine_that_slept_does_not_end_a_child() -> None:
    """Its clock stands where the time was over, and the child had no time to speak."""
    child = child_process._Child()

    class Waking:
        looks = 0

        def poll(self, _seconds: float) -> bool:
            self.looks += 1
            return self.looks > 1

        def recv(self) -> tuple[str, None]:
            return "beat", None

    pipe = child._pipe
    try:
        child._pipe = Waking()  # type: ignore[assignment]  # all of it that is used
        assert child.receive(None, 60.0) == ("beat", None)
    finally:
        child._pipe = pipe
        child.end()


def test_an_error_that_cannot_travel_keeps_its_sentence() -> None:
    with pytest.raises(InstrStudioError, match=r"^Not 2\.$"):
        run(in_child(child_jobs.picky))


def test_a_child_that_does_not_start_is_told_as_such(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(child_process, "_START_SECONDS", 0.0)
    with pytest.raises(InstrStudioError, match="did not start within 0 s: try again"):
        run(in_child(child_jobs.count, 3))


def test_a_job_may_be_given_longer_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_process, "_GRACE_SECONDS", 0.2)

    def saved(grace: float | None) -> int:
        stop = iter([False])
        job = in_child(child_jobs.slow_to_save, grace=grace)
        return run(job, stop=lambda: next(stop, True))

    with pytest.raises(InstrStudioError, match="Stopped after"):
        saved(None)
    assert saved(60.0) == 1


def test_a_waiting_child_that_died_is_not_used() -> None:
    first = run(in_child(child_jobs.process_id, reuse=True))
    (child,) = child_process._idle
    child._process.kill()
    child._process.join()
    assert run(in_child(child_jobs.process_id, reuse=True)) != first


def test_leaving_a_job_ends_the_child() -> None:
    job = in_child(child_jobs.endless)
    next(job)
    job.close()
    assert not [
        thread for thread in threading.enumerate() if "instrstudio" in thread.name
    ]


def test_it_works_from_another_thread() -> None:
    found: list[Any] = []
    thread = threading.Thread(
        target=lambda: found.append(run(in_child(child_jobs.count, 2)))
    )
    thread.start()
    thread.join(60)
    assert found == [2]


def test_warming_up_starts_one_child() -> None:
    child_process.warm_up()
    child_process.warm_up()
    assert len(child_process._idle) == 1


def test_the_child_imports_little() -> None:
    importlib.import_module("instrstudio.services.templating")
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import child_jobs\n"
        "from instrstudio.domain.job import run\n"
        "from instrstudio.services.child_process import in_child\n"
        "if __name__ == '__main__':\n"
        "    print(*run(in_child(child_jobs.modules)))\n"
    )
    script = Path(os.environ["INSTRSTUDIO_HOME"]).parent / "main_script.py"
    script.write_text(code)
    done = subprocess.run(
        [sys.executable, str(script), str(Path(child_jobs.__file__).parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    heavy = {"jinja2", "torch", "PySide6", "numpy", "sqlite3", "whoosh"}
    assert not loaded & heavy
    assert "instrstudio.domain.job" in loaded
