"""Runs a job in a process of its own, which can be killed and may crash.

`in_child` is itself a job: it yields the events of the job in the child, hands
`Cancelled` on to it, returns its result and raises its errors. The child is spawned, so
it starts from nothing and imports only what the job's factory needs.
"""

import multiprocessing
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from instrstudio.domain.errors import InstrStudioError, ProcessEnded, ProcessHung
from instrstudio.domain.job import Cancelled, Job
from instrstudio.domain.wording import message

EventT = TypeVar("EventT")
ResultT = TypeVar("ResultT")

_START_SECONDS = 300.0
"""How long a child may take to start and to import what its job needs: torch alone was
seen to take more than a minute where ten processes wanted two cores."""
_GRACE_SECONDS = 5.0
"""How long a job in a child may take to save after it was cancelled, as a rule."""
_CANCEL = "cancel"
_BEATS = 12
"""How many signs of life a child gives in the time it may be silent."""
_LOOKS = 4
"""In how many parts a silence is waited for. A machine that slept finds a whole wait
over when it wakes, before the child could say a word: that is one part, not all."""


def in_child(
    factory: Callable[..., Generator[EventT, None, ResultT]],
    *args: object,
    seconds: float | None = None,
    grace: float | None = None,
    silence: float | None = None,
    reuse: bool = False,
) -> Job[EventT, ResultT]:
    """Run the job ``factory(*args)`` in a child process.

    Args:
        factory: A function of a module's top level; what it imports before it returns
            the job does not count against `seconds`.
        args: What it is called with; events and result travel too, so all of them must
            be values that can be pickled.
        seconds: Kill the child when the job takes longer.
        grace: Seconds the job may take to save after it was cancelled; 5 by default.
        silence: Kill the child when it gives no sign of life for so many seconds. A
            thread of its own gives them, so that long work is no silence.
        reuse: Keep the child for the next job with `reuse`, which then starts at once.

    Raises:
        InstrStudioError: The job raised it, or took too long.
        ProcessEnded: The process ended before the job did.
        ProcessHung: It was silent for too long.
        Cancelled: The job was cancelled and had nothing to keep.
    """
    child = (_take_idle() if reuse else None) or _Child()
    try:
        child.send((factory, args, silence and silence / _BEATS))
        result: ResultT = yield from _answers(child, seconds, grace, silence)
        return result
    finally:
        if reuse and child.free:
            _keep_idle(child)
        else:
            child.end()


def warm_up() -> None:
    """Start a child for the next job with `reuse`, if none is waiting."""
    with _lock:
        if not _idle:
            _idle.append(_Child())


def end_idle() -> None:
    """End the child that waits for work, if there is one."""
    with _lock:
        children, _idle[:] = list(_idle), []
    for child in children:
        child.end()


def _answers(
    child: "_Child",
    seconds: float | None,
    grace: float | None,
    silence: float | None,
) -> Job[Any, Any]:
    """Yield the events that come from `child` until its job is over."""
    limit, started = seconds, False
    deadline = _after(_START_SECONDS)
    allowed: float | None = None  # a child that starts has its deadline
    while True:
        answer = child.receive(deadline, allowed)
        if answer is None and not started:
            raise InstrStudioError(
                message(
                    "The helper process did not start within {seconds} s: try again "
                    "when the machine is less busy.",
                    seconds=f"{_START_SECONDS:g}",
                )
            )
        if answer is None:
            raise InstrStudioError(message("Stopped after {seconds} s.", seconds=limit))
        kind, value = answer
        if kind == "started":
            started, deadline, allowed = True, _after(seconds), silence
        elif kind == "event":
            try:
                yield value
            except Cancelled:
                child.send(_CANCEL)
                limit = _GRACE_SECONDS if grace is None else grace
                deadline = _after(limit)
        elif kind != "beat":
            child.free = True
            return _outcome_of(kind, value)


def _outcome_of(kind: str, value: Any) -> Any:
    """Return the result of a job that is over, or raise what it raised."""
    if kind == "result":
        return value
    if kind == "cancelled":
        raise Cancelled
    if kind == "error":
        raise value
    raise RuntimeError(f"in the child process: {value}")


def _after(seconds: float | None) -> float | None:
    """Return the time `seconds` from now, None for never."""
    return None if seconds is None else time.monotonic() + seconds


class _Child:
    """A spawned process and the pipe to it; `free` says that it waits for work."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.free = True
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs,), name="instrstudio-child", daemon=True
        )
        self._process.start()
        theirs.close()  # else the end of the child would not end the pipe

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.is_alive()

    def send(self, request: object) -> None:
        """Send a request; a child that has ended is found out when answers are read."""
        self.free = False
        try:
            self._pipe.send(request)
        except OSError:
            return

    def receive(
        self, deadline: float | None, silence: float | None = None
    ) -> tuple[str, Any] | None:
        """Return the next answer, None when there is none by `deadline` (monotonic).

        Raises:
            ProcessEnded: The process has ended.
            ProcessHung: It said nothing for `silence` seconds.
        """
        try:
            if not self._has_answer(deadline, silence):
                return None
            kind, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join(_GRACE_SECONDS)
            code = self._process.exitcode
            raise ProcessEnded(
                message(
                    "The helper process ended unexpectedly (exit code {code}).",
                    code=code,
                ),
                hint=message("Try again; the project is not affected."),
                code=code,
            ) from error
        return str(kind), value

    def _has_answer(self, deadline: float | None, silence: float | None) -> bool:
        """Wait for an answer; say whether it came by `deadline`."""
        looks = 0
        while True:
            waits = [] if deadline is None else [max(0.0, deadline - time.monotonic())]
            if silence is not None:
                waits.append(silence / _LOOKS)
            if self._pipe.poll(min(waits, default=None)):
                return True
            if deadline is not None and time.monotonic() >= deadline:
                return False
            looks += 1
            if silence is not None and looks >= _LOOKS:
                raise ProcessHung(
                    message(
                        "The helper process gave no sign of life for {seconds} s and "
                        "was ended.",
                        seconds=f"{silence:g}",
                    ),
                    hint=message("Try again; the project is not affected."),
                    seconds=silence,
                )

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


_idle: list[_Child] = []
_lock = threading.Lock()


def _take_idle() -> _Child | None:
    """Return a waiting child that still lives."""
    while True:
        with _lock:
            if not _idle:
                return None
            child = _idle.pop()
        if child.alive:
            return child
        child.end()


def _keep_idle(child: _Child) -> None:
    """Keep `child` for the next job, unless one is waiting already."""
    with _lock:
        if not _idle:
            _idle.append(child)
            return
    child.end()


class _Voice:
    """The child's end of the pipe for the threads of the child."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def say(self, kind: str, value: object = None) -> None:
        """Send one answer, whole."""
        with self._lock:
            self._pipe.send((kind, value))

    @contextmanager
    def beating(self, period: float | None) -> Iterator[None]:
        """Give a sign of life every `period` seconds; None for none."""
        if period is None:
            yield
            return
        over = threading.Event()

        def beat() -> None:
            with suppress(OSError):  # the parent went away: the job finds out too
                while not over.wait(period):
                    self.say("beat")

        thread = threading.Thread(target=beat, name="instrstudio-beat", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def _serve(pipe: Connection) -> None:
    """Run in the child: one job after the other until the parent goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides about Ctrl C
    voice = _Voice(pipe)
    while True:
        try:
            request = pipe.recv()
            if request == _CANCEL:  # came after its job had ended
                continue
            _send_answer(voice, _performed(pipe, voice, *request))
        except (EOFError, BrokenPipeError):
            return


def _send_answer(voice: _Voice, answer: tuple[str, object]) -> None:
    """Send how a job ended; an answer that cannot travel is a bug worth telling."""
    try:
        voice.say(*answer)
    except OSError:
        raise
    except Exception:  # noqa: BLE001 - pickling runs code of the value
        voice.say("bug", traceback.format_exc())


def _performed(
    pipe: Connection,
    voice: _Voice,
    factory: Callable[..., Generator[object, None, object]],
    args: tuple[object, ...],
    period: float | None,
) -> tuple[str, object]:
    """Drive a job in the child and return how it ended."""
    try:
        job = factory(*args)
        voice.say("started")
        with voice.beating(period), closing(job):
            event = next(job)
            while True:
                voice.say("event", event)
                if pipe.poll():
                    pipe.recv()  # nothing but _CANCEL comes while a job runs
                    event = job.throw(Cancelled())
                else:
                    event = next(job)
    except StopIteration as end:
        return "result", end.value
    except Cancelled:
        return "cancelled", None
    except InstrStudioError as error:
        return "error", _portable(error)
    except (EOFError, BrokenPipeError):
        raise
    except Exception:  # noqa: BLE001 - a job driver: the parent gets to see it
        return "bug", traceback.format_exc()


def _portable(error: InstrStudioError) -> InstrStudioError:
    """Return an error as it is if it survives the pipe, else its sentence."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  unpacking runs code of the error's class
        return InstrStudioError(error.message, error.hint)
    return error
