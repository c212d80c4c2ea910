"""What is drawn on a terminal, and what other programs get instead."""

import io
import signal
import sys

import click
import pytest

from instrstudio.cli import console
from instrstudio.domain.job import Cancelled, Job, Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _job() -> Job[Progress | str, int]:
    yield Progress(done=1, total=4, message="读" * 40)
    yield "a note"
    yield Progress(done=4, total=4)
    return 7


def test_progress_is_one_line_cut_by_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr(console, "_BETWEEN", 0)
    notes: list[object] = []
    outcome = console.drive(_job(), notes.append)
    assert (outcome.result, outcome.cancelled, notes) == (7, False, ["a note"])
    drawn = terminal.getvalue()
    assert "\n" not in drawn
    pieces = drawn.split("\r")
    assert pieces[0] == " 25 %  " + "读" * 6
    assert pieces[1] == " " * 19, "wide characters take two cells"
    assert pieces[-1] == ""


def test_where_nobody_watches_there_is_no_progress(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.drive(_job())
    assert capsys.readouterr() == ("", "")


def test_tables_have_tabs_for_programs_and_columns_for_people(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("1", "[新闻] a\nb"), ("22", "x")]
    console.table(("id", "text"), rows)
    assert capsys.readouterr().out == "1\t[新闻] a b\n22\tx\n"
    stream = _Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    console.table(("id", "text"), rows)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert lines == ["id  text", "1   [新闻] a b", "22  x"]


def _interrupted() -> Job[Progress, int]:
    """Press Ctrl-C once, and keep what is done."""
    done = 0
    try:
        while True:
            done += 1
            if done == 3:
                signal.raise_signal(signal.SIGINT)
            yield Progress(done=done)
    except Cancelled:
        return done


def test_ctrl_c_asks_the_job_to_stop(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)  # ignored in the background
    outcome = console.drive(_interrupted())
    assert outcome == console.Outcome(3, cancelled=True)
    assert "Stopping" in capsys.readouterr().err
    with pytest.raises(click.exceptions.Exit) as ended:
        outcome.exit_if_cancelled()
    assert ended.value.exit_code == 130
    assert signal.getsignal(signal.SIGINT) is before
