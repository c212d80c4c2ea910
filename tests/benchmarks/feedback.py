"""Whether the program learns from its user, simulated ones: make bench-feedback.

People with hidden preferences (`feedback_parts.users`) work on tasks that the program
constructed candidates for, and what they do is logged as the window logs it. After 0,
5, 20 and 100 interactions the first candidates of held-out tasks are looked at: how
often one is accepted as it is, and how far it is from what the person would make of
the best one, against the order that knows nobody. Intervals are over seeds, each seed
another person of the kind. Figures are also in build/bench/feedback.json, curves and
rules in build/bench/feedback/.

    python -m tests.benchmarks.feedback --seeds 3 --users brief polite random
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from instrstudio.services import learning

from .feedback_parts import figures, report
from .feedback_parts.life import Life, Ordering, lived, unlearned
from .feedback_parts.pools import BUILD, pools
from .feedback_parts.users import KINDS, User
from .quality_parts.project import starter_project

RESULT = Path("build/bench/feedback.json")
MOMENTS = (0, 5, 20, 100)
TASKS = 240
SEEDS = 20


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=SEEDS, help="people of a kind")
    parser.add_argument("--users", nargs="*", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--tasks", type=int, default=TASKS, help="also the held-out")
    parser.add_argument(
        "--moments", type=int, nargs="*", default=MOMENTS, help="when to look"
    )
    parser.add_argument(
        "--unlearned", action="store_true", help="learn nothing, to see musts fail"
    )
    return parser.parse_args()


def simulated(
    users: Sequence[str],
    seeds: int,
    tasks: int,
    moments: Sequence[int],
    order: Ordering,
) -> dict[str, list[Life]]:
    """Let all people live, and say how far it is."""
    made = pools(tasks, starter_project)
    lives: dict[str, list[Life]] = {}
    for kind in users:
        start = time.process_time()
        lives[kind] = [
            lived(User(kind, seed), made, moments, order) for seed in range(seeds)
        ]
        spent = time.process_time() - start
        print(f"{kind}: {seeds} people in {spent:.0f} CPU s", file=sys.stderr)
    return lives


def main(options: argparse.Namespace) -> None:
    """Do what the command line asks."""
    moments = sorted({0, *options.moments})
    order = unlearned if options.unlearned else learning.personal
    lives = simulated(options.users, options.seeds, options.tasks, moments, order)
    print(report.acceptance(lives, moments))
    print(f"\n{report.effort(lives, moments)}")
    kept = {"curves.txt": report.curves(lives), "rules.txt": report.rules(lives)}
    for name, text in kept.items():
        print(f"\n{text}", flush=True)
        (BUILD / name).write_text(f"{text}\n", encoding="utf-8")
    print(
        f"\n{figures.share_right(lives):.0%} of the rules that change texts are right"
    )
    musts = figures.musts(lives, moments)
    print("\n" + "\n".join(str(must) for must in musts))
    RESULT.write_text(
        json.dumps(
            {
                "musts": [asdict(must) for must in musts],
                "rules_right": figures.share_right(lives),
                "lives": [asdict(life) for own in lives.values() for life in own],
            },
            ensure_ascii=False,
            indent=1,
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(arguments())
