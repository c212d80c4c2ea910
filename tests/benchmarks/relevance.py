"""How well search finds what was meant, beside plain BM25: make bench-relevance.

The real library is stored and indexed once, below build/bench/relevance; then the
judged queries of tests/search/judged are asked. ARGS="--half test" asks the half that
nobody may tune on. The figures are also in build/bench/relevance.json. The data are
not part of the program: --data or the environment names their folder.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from instrstudio.domain.query import Query
from instrstudio.metrics.measuring.bootstrap import interval
from instrstudio.search.analyzer import ANALYZER_VERSION
from instrstudio.search.document import DOCUMENT_VERSION
from instrstudio.services import searching
from instrstudio.services.workspace import Workspace

from .engine_parts.tables import show
from .relevance_parts.judged import HALVES, KINDS, LANGUAGES, Judged, read, text_key
from .relevance_parts.library import BUILD, VARIABLE, data_folder, library_project
from .relevance_parts.measures import DEPTH, ndcg, ratio, reciprocal_rank, unjudged
from .relevance_parts.rivals import PLAIN, PLAIN_ALL, TITLED, Rivals, build

RESULT = Path("build/bench/relevance.json")
OURS = "ours"
SYSTEMS = (PLAIN, PLAIN_ALL, TITLED, OURS)
MUSTS = {"title": 1.3, "all": 1.1}
"""Our MRR over that of plain BM25, on the test half."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What one system's answer to one query is worth."""

    mrr: float
    ndcg: float
    unjudged: float


Scores = Mapping[str, Sequence[Scored]]
"""By system, in the order of the queries."""


def arguments() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default=HALVES[0])
    parser.add_argument(
        "--data", type=Path, help=f"folder of the data, else ${VARIABLE}"
    )
    parser.add_argument(
        "--misses", action="store_true", help="list where ours is worse"
    )
    return parser.parse_args()


def answers(
    workspace: Workspace, rivals: Rivals, asked: Iterable[str]
) -> Iterator[dict[str, list[str]]]:
    """Yield for each query what each system finds, as the keys of the texts."""
    for text in asked:
        query = Query(text=text, typing=True, limit=DEPTH)
        ids = {name: rivals.found(name, text, DEPTH) for name in SYSTEMS[:-1]}
        ids[OURS] = [hit.id for hit in searching.search(workspace, query).hits]
        wanted = {number for found in ids.values() for number in found}
        records = workspace.store.records.page(sorted(wanted))
        keys = {record.id: text_key(record.instruction) for record in records}
        yield {name: [keys[number] for number in ids[name]] for name in SYSTEMS}


def score(found: Sequence[str], grades: Mapping[str, int]) -> Scored:
    """Return what an answer is worth."""
    return Scored(
        reciprocal_rank(found, grades), ndcg(found, grades), unjudged(found, grades)
    )


def groups(asked: Sequence[Judged]) -> Iterator[tuple[str, list[int]]]:
    """Yield the name of each group that is shown and the places of its queries."""
    for language in ("both", *LANGUAGES):
        for kind in ("all", *KINDS):
            places = [
                place
                for place, query in enumerate(asked)
                if language in ("both", query.language) and kind in ("all", query.kind)
            ]
            if places:
                yield f"{language}, {kind}", places


def show_systems(asked: Sequence[Judged], scores: Scores) -> None:
    """Print a table of the systems for both languages and for each."""
    for name, places in groups(asked):
        if not name.endswith(", all"):
            continue
        plain = [scores[PLAIN][place] for place in places]
        rows = []
        for system in SYSTEMS:
            own = [scores[system][place] for place in places]
            gain = ratio([one.mrr for one in own], [one.mrr for one in plain])
            rows.append(
                (
                    system,
                    str(interval([one.mrr for one in own])),
                    str(interval([one.ndcg for one in own])),
                    "" if system == PLAIN else str(gain),
                    f"{sum(one.unjudged for one in own) / len(own):.0%}",
                )
            )
        head = ("system", "MRR@10", "nDCG@10", "MRR / plain BM25", "unjudged")
        show(f"{name}: {len(places)} queries", head, rows)


def show_kinds(asked: Sequence[Judged], scores: Scores) -> dict[str, object]:
    """Print a table of the kinds and return the figures."""
    rows: list[tuple[str, ...]] = []
    kept: dict[str, object] = {}
    for name, places in groups(asked):
        of = {system: [scores[system][place] for place in places] for system in SYSTEMS}
        mrr = {system: [one.mrr for one in of[system]] for system in SYSTEMS}
        gains = {system: [one.ndcg for one in of[system]] for system in SYSTEMS}
        gain = ratio(mrr[OURS], mrr[PLAIN])
        means = [f"{sum(mrr[system]) / len(places):.3f}" for system in SYSTEMS]
        over = f"{sum(gains[OURS]) / max(sum(gains[PLAIN]), 1e-9):.2f}"
        rows.append((name, str(len(places)), *means, str(gain), over))
        kept[name] = {
            "queries": len(places),
            "mrr": {s: asdict(interval(mrr[s])) for s in SYSTEMS},
            "ndcg": {s: asdict(interval(gains[s])) for s in SYSTEMS},
            "mrr ours / plain": asdict(gain),
            "unjudged": {s: sum(o.unjudged for o in of[s]) / len(places) for s in of},
        }
    head = ("kind", "queries", *SYSTEMS, "MRR ours / plain", "nDCG ours / plain")
    show("MRR@10 by kind", head, rows)
    return kept


def show_musts(asked: Sequence[Judged], scores: Scores) -> None:
    """Say whether what must be reached is; the stricter rival is told beside it."""
    places = dict(groups(asked))
    for kind, must in MUSTS.items():
        wanted = places[f"both, {kind}"]
        mrr = {system: [scores[system][p].mrr for p in wanted] for system in SYSTEMS}
        gain, strict = (ratio(mrr[OURS], mrr[name]) for name in (PLAIN, PLAIN_ALL))
        verdict = "reached" if gain.mean >= must else "NOT reached"
        print(f"{kind}: {gain} x {PLAIN}, must {must}: {verdict}")
        print(f"{' ' * len(kind)}  {strict} x {PLAIN_ALL}")


def show_misses(asked: Sequence[Judged], scores: Scores) -> None:
    """List the queries for which ours is worse than the best of the others."""
    print("\nwhere another ranks better (MRR ours, others)")
    for place, query in enumerate(asked):
        values = {system: scores[system][place].mrr for system in SYSTEMS}
        if values[OURS] < max(values.values()):
            others = ", ".join(f"{name} {values[name]:.2f}" for name in SYSTEMS[:-1])
            print(f"  {query.kind:7}{query.query!r} {values[OURS]:.2f}; {others}")


def main() -> None:
    """Ask the queries of one half and print what the answers are worth."""
    options = arguments()
    data = data_folder(options.data)
    asked = [query for query in read() if query.half == options.half]
    with library_project(data) as workspace:
        path = BUILD / f"rivals-{ANALYZER_VERSION}-{DOCUMENT_VERSION}.sqlite"
        if not path.is_file():
            build(path, workspace.store.records.iterate())
        with closing(Rivals(path)) as rivals:
            found = list(answers(workspace, rivals, [query.query for query in asked]))
    scores = {
        system: [
            score(answer[system], query.grades)
            for answer, query in zip(found, asked, strict=True)
        ]
        for system in SYSTEMS
    }
    print(f"the {options.half} half: {len(asked)} queries")
    show_systems(asked, scores)
    kept = show_kinds(asked, scores)
    show_musts(asked, scores)
    if options.misses:
        show_misses(asked, scores)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    written = json.loads(RESULT.read_text("utf-8")) if RESULT.is_file() else {}
    written[options.half] = kept
    RESULT.write_text(json.dumps(written, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
