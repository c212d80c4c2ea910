"""How good constructed instructions are, against what people wrote: make bench-quality.

The research data is split by group (`quality_parts.splits`); the training part is the
library of a project made like any other, and what models learn from. For English and
Chinese, with and without a description, the systems of `quality_parts.systems` answer
the same items of the test part. Tables in Markdown, means with 95 % bootstrap intervals
and paired gains over the nearest record's instruction; the figures are also in
build/bench/quality.json, and every text in build/bench/quality/texts.jsonl. The data is
not part of the program: --data or the environment names its folder.

    python -m tests.benchmarks.quality --counts
    python -m tests.benchmarks.quality --train copy --steps 4000
    python -m tests.benchmarks.quality --model copy=build/bench/quality/models/copy/best
    python -m tests.benchmarks.quality --shipped

With --shipped the library is the starter library and the model the one that ships, on
the same items; with --prove the program's model is first compared with the other
methods on the validation part, as a run of the program does at its end. For the model
that ships only tasks of which nothing but an output is known count, of rows whose
licence is free: its library holds nothing like the described ones, and few of the free
rows have inputs, nearly all of them code.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from instrstudio.domain.job import run
from instrstudio.model.card import amend
from instrstudio.services import checkpoints, proving
from instrstudio.services.training_data import Lesson
from instrstudio.services.workspace import Workspace

from .quality_parts import systems, table, training
from .quality_parts.kept import place, told, write_lines
from .quality_parts.project import research_project, starter_project
from .quality_parts.rows import LANGUAGES, VARIABLE, Row, data_folder, read_rows
from .quality_parts.scoring import Scored, scored
from .quality_parts.splits import Split, counts, items_to_test, split

RESULT = Path("build/bench/quality.json")


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, help=f"folder of the data, else {VARIABLE}"
    )
    parser.add_argument("--languages", nargs="*", default=LANGUAGES, choices=LANGUAGES)
    parser.add_argument("--limit", type=int, help="items of a language, at most")
    parser.add_argument(
        "--model", action="append", default=[], metavar="NAME=FOLDER", help="a row more"
    )
    parser.add_argument("--program", metavar="NAME", help="the program's model: a NAME")
    parser.add_argument("--shipped", action="store_true", help="what a new user has")
    parser.add_argument("--prove", action="store_true", help="note a proof on its card")
    parser.add_argument("--counts", action="store_true", help="print the split and end")
    parser.add_argument("--pairs", action="store_true", help="make all pairs and end")
    parser.add_argument("--train", metavar="NAME", choices=list(training.ABLATIONS))
    parser.add_argument("--steps", type=int, default=4000, help="updates of --train")
    parser.add_argument("--minutes", type=float, help="of --train, this time")
    parser.add_argument("--seed", type=int, default=0, help="of --train")
    return parser.parse_args()


def items(found: Split, languages: Sequence[str], limit: int | None) -> list[Row]:
    """Return what is tested; a limit keeps the share of described items."""
    chosen: list[Row] = []
    for language in languages:
        own = items_to_test(found, language)
        share = 1.0 if limit is None else min(1.0, limit / max(len(own), 1))
        for described in (False, True):
            rows = [row for row in own if row.described == described]
            chosen += rows[: round(share * len(rows))]
    return chosen


def measured(
    project: AbstractContextManager[Workspace],
    rows: Sequence[Row],
    compared: dict[str, systems.System],
    proven: tuple[Sequence[Row], Path] | None,
) -> dict[str, list[Scored]]:
    """Return the scores of all systems; one that cannot answer an item has none."""
    results: dict[str, list[Scored]] = {name: [] for name in compared}
    with project as workspace:
        if proven is not None:
            prove(workspace, *proven)
        for row in told(rows, "tested"):
            question = systems.asked(workspace, row)
            for name, system in compared.items():
                text = system(question)
                if text is not None:
                    results[name].append(scored(row, text, question.context))
    return results


def outputs_alone(found: Split) -> list[Row]:
    """Return the rows that the model that ships is proven on."""
    return [
        row
        for row in found.validation
        if row.permissive and not row.described and not row.input.strip()
    ]


def prove(workspace: Workspace, rows: Sequence[Row], folder: Path) -> None:
    """Compare the methods on rows of the validation part and note it on the card."""
    lessons = [Lesson(row.as_task(), row.instruction) for row in rows]
    proof = run(proving.prove(workspace, lessons, folder))
    print(proof, file=sys.stderr)
    amend(folder, {proving.PROOF: proof})


def keep_texts(results: table.Results) -> None:
    """Write every text beside what was wanted, for reading."""
    lines = (
        {
            "id": score.row.id,
            "system": name,
            "rouge_l": round(score.rouge_l, 1),
            "chrf": round(score.chrf, 1),
            "text": score.text,
            "wanted": score.row.instruction,
        }
        for name, scores in results.items()
        for score in scores
    )
    write_lines(place("texts.jsonl"), lines)


def main(options: argparse.Namespace) -> None:
    """Do what the command line asks."""
    found = split(read_rows(data_folder(options.data)))
    if options.counts:
        print(json.dumps(counts(found), indent=1))
        return
    if options.pairs:
        training.make_pairs(found)
        return
    if options.train:
        training.train(
            found, options.train, options.steps, options.minutes, options.seed
        )
        return
    models = dict(given.split("=", 1) for given in options.model)
    starter = checkpoints.shipped()
    if options.shipped and starter is not None:
        models["starter"] = str(starter)
    program = options.program or next(reversed(models), "")
    if program not in ("", *models):
        sys.exit(f"--program {program}: give its folder by --model.")
    folders = {name: Path(folder) for name, folder in models.items()}
    compared = systems.systems(folders, program)
    rows = items(found, options.languages, options.limit)
    project = starter_project() if options.shipped else research_project(found.train)
    proven = None
    if options.prove and program:
        given = outputs_alone(found) if options.shipped else found.validation
        proven = given, folders[program]
    results = measured(project, rows, compared, proven)
    keep_texts(results)
    shown = table.summaries(results)
    print(table.markdown(shown))
    RESULT.write_text(
        json.dumps({"split": counts(found), "sets": table.as_json(shown)}, indent=1),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(arguments())
