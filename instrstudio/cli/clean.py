"""``clean``: what should not be learned from, reported and then put away."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import console, selecting
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.query import Query
from instrstudio.domain.transfer_plan import ExportPlan

if TYPE_CHECKING:
    from instrstudio.services.cleaning import CleaningReport, CleaningWish
    from instrstudio.services.workspace import Workspace

_SHOWN = 20
"""Findings that are printed; ``--json`` gives all."""
_SAID = {
    "duplicate": "nearly the same as another",
    "answer": "with the answer in the instruction",
    "input": "with the input in the instruction",
}


@click.command()
@selecting.selection
@click.option(
    "--data",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A file in place of the library; needs --out to be written.",
)
@click.option(
    "--near",
    type=click.FloatRange(0.5, 1),
    default=0.8,
    show_default=True,
    help="How alike duplicates are.",
)
@click.option("--keep-near", is_flag=True, help="Do not look for duplicates.")
@click.option("--keep-answers", is_flag=True, help="Do not look for answers.")
@click.option("--keep-inputs", is_flag=True, help="Do not look for inputs.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.3,
    show_default=True,
    help="The share of an input that must be quoted.",
)
@click.option(
    "--least-answer",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.9,
    show_default=True,
    help="The share of an answer that must be quoted.",
)
@click.option(
    "--apply/--dry-run",
    "apply",
    default=False,
    help="Archive what was found, or only report it (the usual).",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Write what stays."
)
@click.option("--validation", type=float, default=0.0, help="Its share, such as 0.1.")
@click.option("--test", type=float, default=0.0, help="Its share, such as 0.1.")
@click.option("--seed", type=int, default=0, help="Draws the lots of the split.")
@json_option
@project_option()
def clean(
    data: Path | None, apply: bool, out: Path | None, as_json: bool, **given: Any
) -> None:
    """Find near-duplicates and leaks among records chosen, or in a file.

    Reports only. With --apply the library's records that were found go to the archive,
    from where training does not read; “undo” takes it back. With --out what stays is
    written to a file, split by groups. No record is changed.
    """
    from instrstudio.services import cleaning

    wish = cleaning.CleaningWish(
        near=None if given["keep_near"] else given["near"],
        answers=not given["keep_answers"],
        inputs=not given["keep_inputs"],
        least=given["least"],
        least_answer=given["least_answer"],
    ).checked()
    plan = ExportPlan(
        validation=given["validation"], test=given["test"], seed=given["seed"]
    ).checked()
    if data is not None:
        if apply:
            raise click.UsageError("A file stays as it is: give --out, not --apply.")
        with cleaning.beside() as workspace:
            same = _read(workspace, data)
            ids = workspace.store.records.ids(order="id", descending=False)
            report = _looked(workspace, ids, wish)
            _tell(report, as_json, same)
            _write(workspace, report, out, plan)
        return
    with opened() as workspace:
        ids = _chosen(workspace, given)
        report = _looked(workspace, ids, wish)
        _tell(report, as_json)
        _write(workspace, report, out, plan)
        if (
            apply
            and report.findings
            and selecting.confirm(
                len(report.findings), "Archive {records}?", given["yes"]
            )
        ):
            changes = console.drive(cleaning.apply(workspace, report)).result
            catch_up(workspace)
            console.note(f"{console.said(changes.label)}.")


def _chosen(workspace: "Workspace", by: dict[str, Any]) -> Any:
    """Return the ids of the records that the options choose."""
    query = Query(
        text=by["query"],
        task_type=by["task_type"],
        language=by["language"] or "",
        tag=by["tag"],
    )
    return selecting.chosen(workspace, by["ids"], query, everything=by["everything"])


def _read(workspace: "Workspace", data: Path) -> int:
    """Bring a file into a project beside; return how many rows were the same."""
    from instrstudio.services import transfer

    outcome = console.drive(transfer.import_files(workspace, [data]))
    outcome.exit_if_cancelled()
    if outcome.result.skipped:
        rows = console.plural(len(outcome.result.skipped), "row", "rows")
        console.note(f"{rows} of {data.name} cannot be read; “check” says why.")
    return outcome.result.duplicates


def _looked(workspace: "Workspace", ids: Any, wish: "CleaningWish") -> "CleaningReport":
    """Return what was found."""
    from instrstudio.services import cleaning

    return console.drive(cleaning.look(workspace, ids, wish)).result


def _tell(report: "CleaningReport", as_json: bool, same: int = 0) -> None:
    """Say what would go and why; `same` rows of a file were there twice."""
    if as_json:
        console.data({**report.as_dict(), "same": same})
        return
    records = console.plural(report.looked_at, "record", "records")
    console.line(f"{records} looked at; {len(report.kept):,} would stay.")
    if same:
        console.line(f"  {same:,} more that are the same as another")
    for reason, count in report.counts.items():
        console.line(f"  {count:,} {_SAID[reason]}")
    if report.findings:
        console.table(
            ("id", "why", "title"),
            [(one.id, one.said, one.title) for one in report.findings[:_SHOWN]],
        )
    if len(report.findings) > _SHOWN:
        console.line(f"… and {len(report.findings) - _SHOWN:,} more; see --json.")


def _write(
    workspace: "Workspace", report: "CleaningReport", out: Path | None, plan: ExportPlan
) -> None:
    """Write what stays, where that was asked for."""
    from instrstudio.services import cleaning

    if out is None:
        return
    written = console.drive(cleaning.write(workspace, report, out, plan)).result
    for path, count in written.files.items():
        console.note(f"{console.plural(count, 'record', 'records')} written to {path}.")
