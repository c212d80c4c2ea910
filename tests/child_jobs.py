"""Jobs for the tests of `child_process`; the child imports this module."""

import os
import signal
import sys
import time
from collections.abc import Generator

from instrstudio.domain.errors import InvalidInput, TemplateError
from instrstudio.domain.job import Cancelled, Progress
from instrstudio.domain.wording import message

Counting = Generator[Progress, None, int]


def count(total: int) -> Counting:
    """Count to `total`; a cancelled count keeps what it has."""
    done = 0
    try:
        for done in range(1, total + 1):
            yield Progress(done=done, total=total)
    except Cancelled:
        return -done
    return done


def endless() -> Counting:
    """Count for ever and keep nothing."""
    done = 0
    while True:
        done += 1
        yield Progress(done=done)


def stuck() -> Counting:
    """Yield once and then never again."""
    yield Progress(done=0)
    while True:
        pass


def stubborn() -> Counting:
    """Refuse to be cancelled."""
    while True:
        try:
            yield Progress(done=0)
        except Cancelled:
            while True:
                pass


def wrong() -> Counting:
    """Fail for a reason that a person can mend."""
    yield Progress(done=0)
    raise TemplateError(message("Not {what}.", what="good"), line=3, column=4)


class Picky(InvalidInput):
    """An error that cannot be made anew from what it carries."""

    def __init__(self, wanted: int) -> None:
        super().__init__(message("Not {count}.", count=wanted + 1))


def picky() -> Counting:
    """Fail with an error that does not survive the way back."""
    yield Progress(done=0)
    raise Picky(1)


def slow_to_save() -> Counting:
    """Take more than half a second to save when cancelled."""
    try:
        while True:
            yield Progress(done=0)
    except Cancelled:
        until = time.monotonic() + 0.6
        while time.monotonic() < until:
            pass
    return 1


def frozen() -> Counting:
    """Stop the whole process, as a driver that hangs does."""
    yield Progress(done=0)
    os.kill(os.getpid(), signal.SIGSTOP)
    return 1


def bug() -> Counting:
    """Fail for a reason that only a programmer can mend."""
    yield Progress(done=0)
    raise ZeroDivisionError("never")


def crash() -> Counting:
    """End the process without a word."""
    yield Progress(done=0)
    os._exit(7)


def process_id() -> Generator[None, None, int]:
    """Return the id of the process the job runs in."""
    yield from ()
    return os.getpid()


def unsendable() -> Generator[None, None, object]:
    """Return what cannot be pickled."""
    yield from ()
    return lambda: None


def modules() -> Generator[None, None, tuple[str, ...]]:
    """Return the names of the modules the child has imported."""
    yield from ()
    return tuple(sys.modules)
