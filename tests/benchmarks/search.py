"""How fast the library is searched, beside SQLite FTS5 and Tantivy: make bench-search.

All engines index the same records, cut into the same terms, and answer the same
queries with the ids of the best 50. Times are CPU time of one process on one core; the
figures are also in build/bench/search.json. What is built is kept in
build/bench/search, so that queries can be measured again (--queries-only). The data
sets are not part of the program: --data or the environment names their folder.
"""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from instrstudio.domain.errors import IndexOutdated

from .engine_parts.tables import show
from .search_parts import report, steps, texts
from .search_parts.answers import Answers, answers
from .search_parts.ours import edited
from .search_parts.place import Figures, Place

RESULT = Path("build/bench/search.json")


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", default="real", choices=["real", "spliced"])
    parser.add_argument("--records", type=int, default=0, help="0: all of the real one")
    parser.add_argument(
        "--data", help=f"folder of the data sets, else ${texts.VARIABLE}"
    )
    parser.add_argument("--queries", type=int, default=30, help="a class")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--core", type=int, help="the core to stay on")
    parser.add_argument(
        "--rebuild", nargs="*", default=[], choices=steps.STEPS, help="build anew"
    )
    parser.add_argument("--queries-only", action="store_true", help="build nothing")
    options = parser.parse_args()
    if options.corpus == "spliced" and options.records < 1:
        parser.error("--corpus spliced needs --records N")
    return options


def built(place: Place, options: argparse.Namespace) -> dict[str, Figures]:
    """Return the figures of all steps, building what is not there.

    Raises:
        SystemExit: Nothing is to be built, but something is missing.
    """
    missing = steps.missing(place)
    if options.queries_only and missing:
        raise SystemExit(f"Not built yet, or of another make: {', '.join(missing)}.")
    for name in () if options.queries_only else options.rebuild:
        place.forget(name)
    return {name: steps.built(place, name) for name in steps.STEPS}


def keep(place: Place, run: report.Run, found: Answers) -> None:
    """Write the figures of this corpus; those of others stay as they are."""
    kept: dict[str, object] = {}
    if RESULT.is_file():
        kept = json.loads(RESULT.read_text("utf-8"))
    kept[place.name] = {
        "core": found.core,
        "built": run.built,
        "latencies_ms": {
            kind: {name: asdict(one) for name, one in by_engine.items()}
            for kind, by_engine in run.latencies.items()
        },
        "agreements": {kind: asdict(one) for kind, one in run.agreements.items()},
        "edits_ms": run.edits_ms,
        "targets": {target.what: target.value(run) for target in report.TARGETS},
    }
    RESULT.write_text(json.dumps(kept, indent=1), "utf-8")


def main() -> None:
    """Build what is missing, ask, and print the tables."""
    options = arguments()
    data = texts.folder(options.data)
    place = Place(options.corpus, options.records, data, options.queries)
    figures = built(place, options)
    try:
        print(f"{place.name}: queries", flush=True)
        if not place.queries.is_file():
            steps.in_child(steps.draw, place)
        found = steps.in_child(answers, place, options.repeats, options.core)
        print(f"{place.name}: edits", flush=True)
        edits = steps.in_child(edited, place, options.edits)
    except IndexOutdated as error:
        raise SystemExit("The program was changed meanwhile: start again.") from error
    run = report.Run(figures, found.latencies, found.agreements, edits)
    for title, head, rows in report.tables(run):
        show(title, head, rows)
    keep(place, run, found)


if __name__ == "__main__":
    main()
