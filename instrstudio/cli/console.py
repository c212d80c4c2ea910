"""Everything that is printed: data on stdout; progress, notes and errors on stderr."""

import json
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Generic, Literal, TypeVar

import click

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Job, Progress, run
from instrstudio.domain.wording import Message

EventT = TypeVar("EventT")
ResultT = TypeVar("ResultT")

_BETWEEN = 0.1
"""Seconds between two drawings of the progress line."""
CANCELLED = 130


@dataclass(frozen=True, slots=True)
class Outcome(Generic[ResultT]):
    """What a job returned, and whether it was stopped before its end."""

    result: ResultT
    cancelled: bool

    def exit_if_cancelled(self) -> None:
        """End the command with the status of a cancelled one, if it was."""
        if self.cancelled:
            raise click.exceptions.Exit(CANCELLED)


def data(value: Mapping[str, object]) -> None:
    """Print one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def line(text: object = "") -> None:
    """Print one line of an answer."""
    click.echo(str(text))


def heading(text: object) -> None:
    """Print one line in bold, where the terminal can show it."""
    click.secho(str(text), bold=True)


def note(text: object) -> None:
    """Say something on stderr that is no part of the answer."""
    click.echo(str(text), err=True)


def error(found: InstrStudioError) -> None:
    """Say what is wrong: one sentence, and a hint where there is one."""
    note(f"Error: {found.message}")
    if found.hint:
        note(found.hint)


def table(
    headings: Sequence[str], rows: Sequence[Sequence[object]], *, whole: bool = False
) -> None:
    """Print rows in columns; for other programs, with tabs between the cells.

    With `whole` nothing is cut off: long cells take several lines, and other programs
    get the headings too.
    """
    if not sys.stdout.isatty():
        if whole:
            line("\t".join(headings))
        for row in rows:
            line("\t".join(" ".join(str(cell).split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        overflow: Literal["fold", "ellipsis"] = "fold" if whole else "ellipsis"
        drawn.add_column(heading, overflow=overflow, no_wrap=not whole)
    for row in rows:
        # Text, not markup: “[news article]” is no style
        drawn.add_row(*(Text(" ".join(str(cell).split())) for cell in row))
    Console().print(drawn)


def drive(
    job: Job[EventT, ResultT],
    on_event: Callable[[EventT], object] = lambda _event: None,
) -> Outcome[ResultT]:
    """Run a job with a line of progress; Ctrl-C asks it to stop, twice ends it.

    So does a polite end by the system (SIGTERM), which is never less polite when it
    comes again: whoever ends a group of processes may well say so twice.

    Raises:
        Cancelled: The job had nothing to keep.
    """
    progress = ProgressLine()

    def show(event: EventT) -> None:
        if isinstance(event, Progress):
            progress.show(event)
        else:
            progress.clear()
            on_event(event)

    with _stoppable() as stop:
        try:
            result = run(job, show, stop.asked)
        finally:
            progress.clear()
    return Outcome(result, stop.wish)


class ProgressLine:
    """One line on stderr that is drawn over and over; nothing where nobody watches."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._drawn_at = 0.0
        self._width = 0

    def show(self, progress: Progress) -> None:
        """Draw the line, at most ten times a second."""
        now = time.monotonic()
        if not self._visible or now - self._drawn_at < _BETWEEN:
            return
        from rich.cells import cell_len, set_cell_size

        text = _progress_text(progress)
        # wide characters take two cells: cut and clear by cells
        room = shutil.get_terminal_size().columns - 1
        text = set_cell_size(text, min(cell_len(text), room))
        self.clear()
        click.echo(text, nl=False, err=True)
        self._drawn_at, self._width = now, cell_len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", nl=False, err=True)
            self._width = 0


def _progress_text(progress: Progress) -> str:
    """Return the words of a progress line."""
    said = str(progress.message)
    if progress.total:
        share = min(100, 100 * progress.done // progress.total)
        return f"{share:3d} %  {said}".rstrip()
    return said or str(progress.done)


class _Stop:
    """Whether the user asked to stop."""

    def __init__(self) -> None:
        self.wish = False

    def asked(self) -> bool:
        """Say whether to stop."""
        return self.wish

    def __call__(self, heard: int, _frame: FrameType | None) -> None:
        """Hear Ctrl-C, the first time politely, or that the system wants an end."""
        if self.wish and heard == signal.SIGINT:
            raise KeyboardInterrupt
        if not self.wish:
            again = "; press Ctrl-C again to stop at once"
            note(f"\nStopping{again if heard == signal.SIGINT else ''}.")
        self.wish = True


@contextmanager
def _stoppable() -> Iterator[_Stop]:
    """Turn Ctrl-C and SIGTERM into a wish while the block runs."""
    stop = _Stop()
    asks = (signal.SIGINT, signal.SIGTERM)
    try:
        before = [(number, signal.signal(number, stop)) for number in asks]
    except ValueError:  # not the main thread: nobody can press keys for it
        yield stop
        return
    try:
        yield stop
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def plural(count: int, one: str, many: str) -> str:
    """Return “1 row” or “2 rows”."""
    return f"{count:,} {one if count == 1 else many}"


def said(text: Message | str) -> str:
    """Return a message in the language of the command line, which is English."""
    return str(text)
