"""``augment``: more rows to train on, proposed and then added."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli import console, selecting
from instrstudio.cli.options import (
    DEVICES,
    catch_up,
    json_option,
    opened,
    project_option,
)
from instrstudio.domain.augmentation import Augmented
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_SHOWN = 10
"""Variants that are printed; ``--json`` gives all."""
_SAID = {
    "no_wording": "for which no rule knows other words, or which are variants",
    "few_samples": "with one sample or none, or which are variants",
    "known": "that are known already",
    "leaks": "whose instruction gives the sample away",
    "other_kind": "whose instruction reads as another kind of task",
    "low_score": "whose instruction fits other samples as well",
    "nothing_written": "for which the model wrote nothing usable",
}


def _ending(command: CommandT) -> CommandT:
    """Add the options that say what becomes of the variants."""
    options = (
        click.option(
            "--apply/--dry-run",
            "apply",
            default=False,
            help="Add them to the library, or only show them (the usual).",
        ),
        click.option(
            "--out", type=click.Path(path_type=Path), default=None, help="Write a file."
        ),
        click.option("--seed", type=int, default=0, help="Draws the lots."),
        json_option,
        project_option(),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
@project_option()
def augment() -> None:
    """Make variants of records to train on; shows them before anything is added.

    With --apply they are added with the tag “augmented”, each with the record it was
    made from as its parent; “undo” takes all of it back. No record is changed.
    """


@augment.command()
@selecting.selection
@click.option("--most", type=click.IntRange(1, 20), default=2, help="Of each record.")
@_ending
def paraphrase(most: int, **given: Any) -> None:
    """Say the instructions of records in other words, by rules."""
    from instrstudio.services import augmenting

    _of_records(
        lambda workspace, ids: augmenting.paraphrase(
            workspace, ids, most, given["seed"]
        ),
        given,
    )


@augment.command()
@selecting.selection
@click.option("--most", type=click.IntRange(1, 20), default=1, help="Of each record.")
@click.option(
    "--drop",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.5,
    show_default=True,
    help="The chance that a sample is left out.",
)
@_ending
def samples(most: int, drop: float, **given: Any) -> None:
    """Put the samples of records in another order, and leave some out."""
    from instrstudio.services import augmenting

    _of_records(
        lambda workspace, ids: augmenting.vary_samples(
            workspace, ids, most, given["seed"], drop
        ),
        given,
    )


@augment.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--threshold",
    type=float,
    default=None,
    help="How much better an instruction must fit its own samples, nats a token.",
)
@click.option("--any-kind", is_flag=True, help="Also what reads as another task.")
@click.option("--language", type=click.Choice(("en", "zh")), default=None)
@click.option("--model", default="", metavar="NAME", help="In place of the chosen one.")
@click.option("--device", type=DEVICES, default="auto")
@click.option("--licence", default="", help="The licence of the samples.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_ending
def label(file: Path, threshold: float | None, model: str, **given: Any) -> None:
    """Have the model write instructions for FILE: rows with input and output.

    Kept is what reads as the task that the samples show, holds nothing of them, and
    fits them better than others. Look the rest through: a small model errs.
    """
    from instrstudio.domain.record import Source
    from instrstudio.services import augmenting_labels as service
    from instrstudio.services import checkpoints

    pairs = service.read_pairs(file)
    with opened() as workspace:
        catch_up(workspace)
        wish = service.LabelWish(
            threshold=service.THRESHOLD if threshold is None else threshold,
            same_kind=not given["any_kind"],
            language=given["language"] or "",
            seed=given["seed"],
            device=given["device"],
            licence=given["licence"],
            source=Source(name=file.name),
            checkpoint=checkpoints.located(workspace, model) if model else None,
        )
        found = console.drive(service.label(workspace, pairs, wish)).result
        _end(workspace, found, given)


def _of_records(
    proposed: "Callable[[Workspace, Sequence[int]], Job[Progress, Augmented]]",
    given: dict[str, Any],
) -> None:
    """Choose records and have variants of them made."""
    query = Query(
        text=given["query"],
        task_type=given["task_type"],
        language=given["language"] or "",
        tag=given["tag"],
    )
    with opened() as workspace:
        everything = given["everything"]
        ids = selecting.chosen(workspace, given["ids"], query, everything=everything)
        found = console.drive(proposed(workspace, ids)).result
        _end(workspace, found, given)


def _end(workspace: "Workspace", found: Augmented, given: dict[str, Any]) -> None:
    """Show the variants, and write or add them where that was asked for."""
    from instrstudio.services import augmenting

    _tell(found, given["as_json"])
    out = given["out"]
    if out is not None:
        written = console.drive(augmenting.write(found, out)).result
        console.note(f"{console.plural(written, 'row', 'rows')} written to {out}.")
    count = len(found.additions)
    ask = given["apply"] and count > 0
    if ask and selecting.confirm(count, "Add {records}?", given["yes"]):
        changes = console.drive(augmenting.save(workspace, found)).result
        catch_up(workspace)
        added = console.plural(count, "record", "records")
        console.note(f"{console.said(changes.label)} ({added}).")


def _tell(found: Augmented, as_json: bool) -> None:
    """Say what would be added, and why not more."""
    if as_json:
        console.data(found.as_dict())
        return
    rows = console.plural(found.looked_at, "row", "rows")
    console.line(f"{rows} looked at; {len(found.additions):,} would be added.")
    for reason, count in found.left_out.items():
        console.line(f"  {count:,} {_SAID[reason]}")
    for one in found.additions[:_SHOWN]:
        mark = one.record.parent if one.score is None else f"{one.score:.2f}"
        text = " ".join(one.record.instruction.split())
        console.line(f"{mark}\t{text}\t({len(one.record.examples)})")
    if len(found.additions) > _SHOWN:
        console.line(f"… and {len(found.additions) - _SHOWN:,} more; see --json.")
