"""The long drill: make drill [ARGS="--moments 200 --seed 1"].

Kills every workload at random moments, on one project each, and says what was lost.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from drill.drilling import DRILLS, Driller, Lost


def main() -> int:
    """Run all drills and print a table; 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="make drill")
    parser.add_argument("--moments", type=int, default=200, help="kills in all")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    each = -(-asked.moments // len(DRILLS))
    _say(f"seed {asked.seed}: {each} moments for each of {len(DRILLS)} workloads")
    lost = 0
    with tempfile.TemporaryDirectory() as name:
        driller = Driller(Path(name), asked.seed)
        for title, drill in DRILLS.items():
            folder, before, start = Path(name) / title, driller.kills, time.monotonic()
            folder.mkdir()
            try:
                drill(driller, folder, each)
                outcome = "nothing lost"
            except Lost as error:
                outcome, lost = f"LOST: {error}", lost + 1
            seconds = time.monotonic() - start
            killed = driller.kills - before
            _say(f"{title:12} {killed:4} killed at work, {seconds:6.1f} s, {outcome}")
        driller.close()
    return 1 if lost else 0


def _say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
