"""Runs of evaluation as they are looked at: lists, rows, comparisons, files.

What a window needs reads at most a page of rows; `compared_runs` and `distribution`
read one score of every row.
"""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from instrstudio.domain.difference import Piece, difference
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.evaluation import (
    Difference,
    Evaluation,
    Scale,
    ScoredRow,
    Summary,
    quartiles,
)
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services.evaluating_scores import scales
from instrstudio.services.evaluating_summary import difference_of, summarised
from instrstudio.services.evaluating_texts import without_places

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

BINS = 20
COLUMNS = ("run", "method", "row", "metric", "value")
"""The long form: one line for each score of each row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """A row as it is looked at.

    `nearest` is the reference that is most like the text, both without the places of
    inputs; `pieces` make the text out of it.
    """

    row: ScoredRow
    nearest: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """Some rows of a method; `total` counts all of them."""

    total: int
    offset: int
    rows: tuple[SeenRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """How often a method's scores lie between `edges`; there is one count fewer.

    `quartiles` are the values a quarter, half and three quarters of all lie below.
    """

    method: str
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    quartiles: tuple[float, float, float]


def runs(workspace: "Workspace") -> list[Evaluation]:
    """Return all runs, the newest first; `summary` says what each came to."""
    return workspace.store.evaluations.all()


def summary(workspace: "Workspace", run: int) -> Summary:
    """Return what a run came to; of one that was broken off, what its rows come to.

    Raises:
        NotFound: There is no such run.
    """
    found = workspace.store.evaluations.get(run)
    if found.summary is not None:
        return found.summary
    asked = scales(tuple(found.settings.get("metrics", ())))
    rows = list(workspace.store.evaluations.rows(run))
    made = summarised(rows, asked, found.settings["methods"])
    workspace.store.evaluations.finish(run, made, cancelled=True)
    return made


def rename(workspace: "Workspace", run: int, name: str) -> None:
    """Give a run another name.

    Raises:
        NotFound: There is no such run.
    """
    workspace.store.evaluations.rename(run, name)


def remove(workspace: "Workspace", run: int) -> None:
    """Remove a run with all its rows."""
    workspace.store.evaluations.remove(run)


def page(
    workspace: "Workspace",
    run: int,
    method: str,
    *,
    offset: int = 0,
    limit: int = 50,
    metric: str = "",
    worst_first: bool = True,
) -> RowPage:
    """Return some rows of a method, in the order of the file or by a metric.

    By a metric the worst come first, or the best; rows without it come last.

    Raises:
        NotFound: There is no such run.
    """
    store = workspace.store.evaluations
    higher = next((s.higher_is_better for s in _scales(store.get(run), metric)), True)
    rows = store.page(
        run, method, offset, limit, metric, descending=worst_first != higher
    )
    return RowPage(
        total=store.count(run, method),
        offset=offset,
        rows=tuple(_seen(row) for row in rows),
    )


def row(workspace: "Workspace", run: int, place: int) -> tuple[SeenRow, ...]:
    """Return what every method said for one row, by method."""
    return tuple(_seen(found) for found in workspace.store.evaluations.at(run, place))


def _scales(found: Evaluation, metric: str) -> Iterator[Scale]:
    """Yield the scale of a metric as the run knew it."""
    if found.summary is not None:
        yield from (s for s in found.summary.scales if s.name == metric)


def _seen(row: ScoredRow) -> SeenRow:
    """Return a row with its nearest reference."""
    from instrstudio.metrics.measuring.edit_distance import edit_share

    text = without_places(row.text)
    references = [without_places(reference) for reference in row.references]
    nearest = min(references, key=lambda reference: edit_share(text, reference))
    return SeenRow(row=row, nearest=nearest, pieces=difference(nearest, text))


def compared_runs(
    workspace: "Workspace", first: int, second: int, metrics: Sequence[str] = ()
) -> Mapping[str, Mapping[str, Difference]]:
    """Return how far `second` lies above `first`, by method and metric.

    Rows are paired by their task, wherever they stand; methods and metrics that only
    one run has are left out.

    Raises:
        NotFound: There is no such run.
    """
    store = workspace.store.evaluations
    for run in (first, second):
        store.get(run)
    before = {(r.method, _key(r)): r.scores for r in store.rows(first)}
    pairs: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for found in store.rows(second):
        own = before.get((found.method, _key(found)), {})
        for name, value in found.scores.items():
            if name in own and (not metrics or name in metrics):
                scores = pairs.setdefault(found.method, {}).setdefault(name, [])
                scores.append((value, own[name]))
    return {
        method: {
            name: difference
            for name, scores in named.items()
            if (difference := difference_of(scores)) is not None
        }
        for method, named in pairs.items()
    }


def _key(row: ScoredRow) -> str:
    """Return what stands for the task of a row."""
    return json.dumps(row.task.as_dict(), sort_keys=True)


def distribution(
    workspace: "Workspace", run: int, metric: str, bins: int = BINS
) -> tuple[Distribution, ...]:
    """Return how a metric's scores are spread, by method, all over the same edges.

    Raises:
        NotFound: There is no such run.
        InvalidInput: No row has this metric.
    """
    workspace.store.evaluations.get(run)
    values: dict[str, list[float]] = {}
    for method, _place, score in workspace.store.evaluations.values(run, metric):
        values.setdefault(method, []).append(score)
    if not values:
        raise InvalidInput(message("No row has the metric “{name}”.", name=metric))
    low = min(map(min, values.values()))
    high = max(map(max, values.values()))
    width = (high - low) / bins or 1.0
    edges = tuple(low + width * i for i in range(bins + 1))
    return tuple(
        Distribution(
            method=method,
            edges=edges,
            counts=_counts(own, low, width, bins),
            quartiles=quartiles(own),
        )
        for method, own in values.items()
    )


def _counts(
    values: Sequence[float], low: float, width: float, bins: int
) -> tuple[int, ...]:
    """Return how many values lie in each bin; the highest is in the last one."""
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int((value - low) / width))] += 1
    return tuple(counts)


def export(
    workspace: "Workspace", wanted: Sequence[int], target: Path
) -> Job[Progress, int]:
    """Write every score of runs in long form; return the count of lines of data.

    A file in ``.csv`` has a line of headings, one in ``.jsonl`` objects with the same
    names: run, method, row (counted from 1), metric, value.

    Raises:
        NotFound: There is no such run.
        InvalidInput: The file is of another kind, or cannot be written.
    """
    store = workspace.store.evaluations
    found = [store.get(run) for run in wanted]
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".jsonl"):
        raise InvalidInput(
            message(
                "Scores are written to .csv or .jsonl, not to “{file}”.",
                file=target.name,
            )
        )
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            count = yield from _written(
                workspace, found, file, as_table=suffix == ".csv"
            )
        part.replace(target)
    except OSError as error:
        raise InvalidInput(
            message(
                "“{path}” cannot be written: {reason}.",
                path=target,
                reason=error.strerror or error,
            )
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _written(
    workspace: "Workspace", found: Sequence[Evaluation], file: TextIO, *, as_table: bool
) -> Job[Progress, int]:
    """Write the lines of all runs."""
    table = csv.writer(file, lineterminator="\n")
    if as_table:
        table.writerow(COLUMNS)
    count = 0
    for number, run in enumerate(found):
        yield Progress(done=number, total=len(found), message=run.name)
        for row in workspace.store.evaluations.rows(run.id):
            for metric, value in row.scores.items():
                line = (run.id, row.method, row.place + 1, metric, value)
                if as_table:
                    table.writerow(line)
                else:
                    file.write(json.dumps(dict(zip(COLUMNS, line, strict=True))) + "\n")
                count += 1
    return count
