"""Methods by metrics on the held-out part of the research data: make bench-evaluate.

The data is split as for make bench-quality: the training part is the library of a
project made like any other, and the rows to test are written to a file and evaluated by
the program's own service, as ``instrstudio evaluate`` does. One table for each language
with every metric, 95 % bootstrap intervals, and what differs from the template and from
the nearest record by paired bootstrap and approximate randomisation. The figures are
also in build/bench/evaluate.json, every score in build/bench/evaluate.csv. With --prove
the methods are first compared on the validation part, as at the end of a training run,
so that the project's ranking knows what the model is worth. The data is not part of the
program: --data or the environment names its folder.

    python -m tests.benchmarks.evaluate --limit 40
    python -m tests.benchmarks.evaluate --model build/bench/quality/models/final/best
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from instrstudio.cli.evaluate import show
from instrstudio.domain.evaluation import Evaluation
from instrstudio.domain.job import Progress, run
from instrstudio.services.evaluating import EvaluateOptions, evaluate
from instrstudio.services.evaluating_views import export
from instrstudio.services.proving import prove
from instrstudio.services.training_data import Lesson

from .quality_parts.project import research_project
from .quality_parts.rows import LANGUAGES, VARIABLE, Row, data_folder, read_rows
from .quality_parts.splits import TEST, Split, items_to_test, split

RESULT = Path("build/bench/evaluate.json")
MODEL = Path("build/bench/quality/models/final/best")
_TOLD_EVERY_SECONDS = 30.0


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, help=f"folder of the data, else {VARIABLE}"
    )
    parser.add_argument("--languages", nargs="*", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--limit", type=int, help="rows of a language, at most")
    parser.add_argument(
        "--model", type=Path, help=f"checkpoint, else {MODEL} or the shipped one"
    )
    parser.add_argument("--method", action="append", default=[], metavar="NAME")
    parser.add_argument("--metric", action="append", default=[], metavar="NAME")
    parser.add_argument(
        "--prove", action="store_true", help="first on the validation part, for ranking"
    )
    parser.add_argument("--parts", action="store_true", help="parts of metrics as well")
    return parser.parse_args()


def held_out(found: Split, languages: Sequence[str], limit: int | None) -> list[Row]:
    """Return the rows to test; a limit keeps the share of described ones."""
    chosen: list[Row] = []
    for language in languages:
        own = items_to_test(found, language)
        share = 1.0 if limit is None else min(1.0, limit / max(len(own), 1))
        for described in (False, True):
            rows = [row for row in own if row.described == described]
            chosen += rows[: round(share * len(rows))]
    return chosen


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the rows as `instrstudio evaluate` reads them."""
    for row in rows:
        line = {**row.as_task().as_dict(), "instruction": row.instruction}
        yield json.dumps(line, ensure_ascii=False) + "\n"


class Teller:
    """Says now and then on stderr how far a run is."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, event: Progress) -> None:
        """Hear of an event."""
        if time.monotonic() - self._last > _TOLD_EVERY_SECONDS:
            self._last = time.monotonic()
            print(f"{event.done}/{event.total}", file=sys.stderr)


def measured(
    found: Split, rows: Sequence[Row], given: argparse.Namespace
) -> Evaluation:
    """Evaluate in the project of the training part; return the run."""
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    source = RESULT.with_name(f"evaluate.{TEST}.jsonl")
    source.write_text("".join(lines(rows)), encoding="utf-8")
    options = EvaluateOptions(
        methods=tuple(given.method),
        metrics=tuple(given.metric),
        checkpoint=given.model or (MODEL if MODEL.is_dir() else None),
        name="held-out part",
    )
    with research_project(found.train) as workspace:
        if given.prove and options.checkpoint is not None:
            lessons = [Lesson(r.as_task(), r.instruction) for r in found.validation]
            run(prove(workspace, lessons, options.checkpoint), Teller())
        made = run(evaluate(workspace, source, options), Teller())
        run(export(workspace, [made.id], RESULT.with_suffix(".csv")))
        workspace.store.evaluations.remove(made.id)  # the file has it all
    return made


def main(given: argparse.Namespace) -> None:
    """Do what the command line asks."""
    found = split(read_rows(data_folder(given.data)))
    rows = held_out(found, given.languages, given.limit)
    start = time.process_time()
    made = measured(found, rows, given)
    RESULT.write_text(json.dumps(made.as_dict(), indent=1), encoding="utf-8")
    show(made, parts=given.parts)
    used = time.process_time() - start
    print(f"{len(rows)} rows in {used:.0f} s of CPU", file=sys.stderr)


if __name__ == "__main__":
    main(arguments())
