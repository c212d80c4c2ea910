"""The long drill: make drill [ARGS="--moments 200 --seed 1"].

Kills every workload at random moments within its work and says what was lost, and
which searches answered wrongly afterwards.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from drill.cases import CASES
from drill.driller import Driller, Tally

_ROW = "{:11} {:>7} {:>7} {:>9} {:>8} {:>9} {:>9} {:>8} {:>5} {:>6} {:>8}"
_HEAD = (
    "workload",
    "moments",
    "killed",
    "by clock",
    "at file",
    "work, ms",
    "file ops",
    "rebuilt",
    "lost",
    "wrong",
    "seconds",
)


def main() -> int:
    """Run all drills and print a table; 1 where anything was lost or wrong."""
    parser = argparse.ArgumentParser(prog="make drill")
    parser.add_argument("--moments", type=int, default=200, help="kills in all")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", choices=CASES, help="one workload instead of all")
    asked = parser.parse_args()
    cases = {asked.only: CASES[asked.only]} if asked.only else CASES
    each = -(-asked.moments // len(cases))
    _say(f"seed {asked.seed}: {each} kills for each of {len(cases)} workloads")
    _say(_ROW.format(*_HEAD))
    done: list[Tally] = []
    with tempfile.TemporaryDirectory() as name:
        driller = Driller(Path(name), asked.seed)
        os.environ["INSTRSTUDIO_HOME"] = str(driller.user)
        for make in cases.values():
            done.append(driller.drill(make, each))
            _say(_line(done[-1]))
        driller.close()
    _say(_line(_together(done)))
    for tally in done:
        for what in (*tally.lost, *tally.wrong):
            _say(f"{tally.name}: {what}")
    return int(any(tally.lost or tally.wrong for tally in done))


def _line(tally: Tally) -> str:
    """Return a row of the table."""
    return _ROW.format(
        tally.name,
        tally.drawn,
        tally.killed,
        tally.by_clock,
        tally.killed - tally.by_clock,
        f"{tally.length * 1000:.0f}" if tally.length else "",
        tally.operations or "",
        tally.rebuilt,
        len(tally.lost),
        len(tally.wrong),
        f"{tally.seconds:.1f}",
    )


def _together(done: list[Tally]) -> Tally:
    """Return the sums."""
    return Tally(
        name="together",
        drawn=sum(tally.drawn for tally in done),
        killed=sum(tally.killed for tally in done),
        by_clock=sum(tally.by_clock for tally in done),
        rebuilt=sum(tally.rebuilt for tally in done),
        lost=[what for tally in done for what in tally.lost],
        wrong=[what for tally in done for what in tally.wrong],
        seconds=sum(tally.seconds for tally in done),
    )


def _say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
