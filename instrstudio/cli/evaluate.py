"""``evaluate``: how the methods do on tasks with known instructions."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from instrstudio.cli import console
from instrstudio.cli.models import checkpoint_folder
from instrstudio.cli.options import (
    DEVICES,
    SEED,
    catch_up,
    json_option,
    opened,
    project_option,
)
from instrstudio.domain.evaluation import (
    EVERYTHING,
    TEMPLATE,
    TOP_1,
    Cell,
    Difference,
    Evaluation,
    Scale,
    Summary,
)

_GROUPS = {EVERYTHING: "All rows", "en": "English", "zh": "Chinese"}
_SIGNS = {TEMPLATE: "t", TOP_1: "r"}
_LEGEND = (
    "Means with 95 % intervals; “whole” is the metric of all texts at once. "
    "t, r: differs from the template, from the nearest record; ↑ better, ↓ worse; "
    "* p < 0.05, ** p < 0.01, *** p < 0.001 by paired bootstrap and randomisation."
)


@click.command()
@click.option(
    "--data",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Tasks with the instructions that people wrote for them.",
)
@click.option(
    "--method", "methods", multiple=True, metavar="NAME", help="Only these; repeat."
)
@click.option(
    "--metric", "metrics", multiple=True, metavar="NAME", help="Only these; repeat."
)
@click.option("--limit", type=click.IntRange(min=1), help="How many rows at most.")
@click.option(
    "--language",
    type=click.Choice(("en", "zh")),
    default=None,
    help="Only rows with an instruction in it.",
)
@click.option(
    "--model", default=None, metavar="NAME|PATH", help="Model to generate with."
)
@click.option("--device", type=DEVICES, default=None, help="Where the model runs.")
@click.option("--seed", type=SEED, default=0, help="Of all chance; 0 is the best.")
@click.option("--name", default="", metavar="TEXT", help="What the run is called.")
@click.option("--parts", is_flag=True, help="Show the parts of metrics as well.")
@click.option(
    "--export",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write every score of every row, to .csv or .jsonl.",
)
@json_option
@project_option()
def evaluate(**given: Any) -> None:
    """Compare the methods on tasks with known instructions.

    A line of the file has “task_description”, “input” and “output”, or “examples”, and
    “instruction” or a list “references”; any format that can be imported does as well.
    The template and the nearest record as it is are always in the table. No row finds
    itself: records that say the same as an instruction of the file are left aside.
    """
    from instrstudio.services import evaluating, evaluating_views

    with opened() as workspace:
        catch_up(workspace)
        options = evaluating.EvaluateOptions(
            methods=tuple(given["methods"]),
            metrics=tuple(given["metrics"]),
            limit=given["limit"],
            language=given["language"] or "",
            seed=given["seed"],
            checkpoint=checkpoint_folder(workspace, given["model"]),
            device=given["device"] or workspace.settings.device,
            name=given["name"],
        )
        outcome = console.drive(evaluating.evaluate(workspace, given["data"], options))
        found = outcome.result
        if given["as_json"]:
            console.data(found.as_dict())
        else:
            show(found, parts=given["parts"])
        if given["export"]:
            job = evaluating_views.export(workspace, [found.id], given["export"])
            count = console.drive(job).result
            console.note(f"Wrote {count:,} scores to {given['export']}.")
    outcome.exit_if_cancelled()


def show(found: Evaluation, *, parts: bool = False) -> None:
    """Print the tables of a run, one for each language; each metric is a line."""
    summary = found.summary or Summary()
    for group, table in summary.tables.items():
        rows = summary.rows[group]
        title = _GROUPS.get(group, group)
        console.heading(f"{title} ({console.plural(rows, 'row', 'rows')})")
        methods = list(table)
        scales = [s for s in summary.scales if parts or "." not in s.name]
        lines = list(_lines(table, methods, scales))
        console.table(("metric", *methods), lines, whole=True)
        console.line()
    skipped = found.settings.get("skipped", 0)
    if skipped:
        console.note(
            f"Left out {console.plural(skipped, 'row', 'rows')} without a task."
        )
    console.note(_LEGEND)
    console.note(f"Kept as evaluation {found.id}, “{found.name}”.")


def _lines(
    table: Mapping[str, Mapping[str, Cell]],
    methods: Sequence[str],
    scales: Sequence[Scale],
) -> Iterator[tuple[str, ...]]:
    """Yield a line for each metric that any method has."""
    for scale in scales:
        cells = [table[method].get(scale.name) for method in methods]
        if any(cells):
            name = f"{scale.name} {'↑' if scale.higher_is_better else '↓'}"
            yield name, *(_shown(cell, scale) if cell else "–" for cell in cells)


def _shown(cell: Cell, scale: Scale) -> str:
    """Return a mean with its interval and what differs from the baselines."""
    digits = 3 if abs(scale.high) <= 1 and scale.low >= 0 else 2
    digits = 1 if scale.high > 1 else digits
    parts = [f"{cell.mean:.{digits}f}"]
    if cell.low is not None and cell.high is not None:
        parts.append(f"[{cell.low:.{digits}f}, {cell.high:.{digits}f}]")
    if cell.whole is not None:
        parts.append(f"whole {cell.whole:.{digits}f}")
    parts += filter(None, (_sign(*found, scale) for found in cell.over.items()))
    return " ".join(parts)


def _sign(baseline: str, found: Difference, scale: Scale) -> str:
    """Return how a method differs from a baseline, if it was no luck."""
    if not found.stars:
        return ""
    better = (found.mean > 0) == scale.higher_is_better
    return f"{_SIGNS[baseline]}{'↑' if better else '↓'}{found.stars}"
