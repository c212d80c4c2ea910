"""Several processes that do one work, as ``torchrun`` starts them.

Process 0 leads: it alone opens the project and speaks. What the others need they read
from a board that all processes reach; how the leading one ends is how all end.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from instrstudio.domain.job import Cancelled, Job, Progress

if TYPE_CHECKING:
    from instrstudio.model.board import Board

EventT = TypeVar("EventT")

_PATIENCE = 10.0
"""Seconds in which the leading process may say of a failure that it is its own too."""


def world() -> int:
    """Return how many processes there are; 1 where nobody started several."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def leads() -> bool:
    """Say whether this process is the one that opens the project and speaks."""
    return world() == 1 or os.environ.get("RANK", "0") == "0"


@contextmanager
def silent_unless_leading() -> Iterator[None]:
    """Let nothing be printed inside the block by a process that does not lead."""
    with ExitStack() as stack:
        if not leads():
            nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
            stack.enter_context(redirect_stdout(nowhere))
            stack.enter_context(redirect_stderr(nowhere))
        yield


@contextmanager
def leading() -> Iterator["Board | None"]:
    """Lead the others inside the block; however it ends, they are told.

    Yields the board to tell them more, None where there are no others.

    Raises:
        ModelError: The others cannot be reached.
    """
    if world() == 1:
        yield None
        return
    from instrstudio.model.board import Board

    board = Board.of_group()
    try:
        yield board
    finally:
        board.end()


def accountable(
    board: "Board", job: Generator[EventT, None, None]
) -> Job[EventT, None]:
    """Run the job of a process that does not lead.

    A failure that the leading process has as well is the latter's to tell; another one
    is told here, in the report of ``torchrun`` or on stderr, and ends this process,
    whereupon ``torchrun`` ends all.

    Raises:
        Exception: What the job raised, if this process alone has failed.
    """
    try:
        yield from job
    except Cancelled:
        return
    except Exception as error:
        if board.ends_within(_PATIENCE):
            return
        _tell(error)
        raise


def _tell(error: Exception) -> None:
    """Leave a failure where ``torchrun`` looks for it, else print it."""
    file = os.environ.get("TORCHELASTIC_ERROR_FILE")
    said = f"{type(error).__name__}: {error}"
    if not file:
        print(said, file=sys.__stderr__)
        return
    details = {
        "py_callstack": "".join(traceback.format_exception(error)),
        "timestamp": str(int(time.time())),
    }
    told = {"message": {"message": said, "extraInfo": details}}
    Path(file).write_text(json.dumps(told), encoding="utf-8")


def waited(job: Job[Progress, str | None]) -> Job[Progress, str | None]:
    """Wait for a text; stopped meanwhile, there is none."""
    try:
        return (yield from job)
    except Cancelled:
        return None
