"""The one idea for everything slow: a job is a generator.

A job yields events, accepts `Cancelled` at any `yield`, and returns a result. It
holds no thread, lock, callback or token, so a loop in the command line, a test, a
`QThread` and a child process all drive the same one. A job that can keep what it has
done catches `Cancelled`, saves, and returns a partial result; one that cannot lets it
pass. Jobs compose with `yield from`.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from instrstudio.domain.wording import Message

EventT = TypeVar("EventT")
ResultT = TypeVar("ResultT")

Job = Generator[EventT, None, ResultT]


class Cancelled(Exception):
    """The user asked to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is: `done` of `total` (None: not known), in the job's own units."""

    done: int
    total: int | None = None
    message: Message | str = ""


def _ignore(_event: object) -> None:
    """Take an event nobody asked for."""


def run(
    job: Generator[EventT, None, ResultT],
    on_event: Callable[[EventT], object] = _ignore,
    stop: Callable[[], bool] = lambda: False,
) -> ResultT:
    """Drive `job` to its end in the calling thread and return its result.

    `stop` is asked between events; once it says yes, the job gets `Cancelled` one time.

    Raises:
        Cancelled: The job had nothing to keep.
    """
    stopped = False
    try:
        while True:
            if not stopped and stop():
                stopped = True
                on_event(job.throw(Cancelled()))
            else:
                on_event(next(job))
    except StopIteration as end:
        result: ResultT = end.value
        return result
    finally:
        job.close()
