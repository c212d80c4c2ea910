"""``import``, ``export`` and ``presets``."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import console, plans
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.transfer import ImportReport, Skipped
from instrstudio.domain.transfer_plan import ImportPlan

if TYPE_CHECKING:
    from instrstudio.services.exporting import ExportPreview, ExportReport
    from instrstudio.services.survey import Survey

_SHOWN = 20
"""Lines of a report that are printed; ``--json`` gives all."""
_LEFT_OUT = {
    "licence": "of other licences",
    "rating": "rated too low",
    "duplicate": "duplicates",
    "refused": "the format cannot hold",
}


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@plans.import_options
@click.option("--dry-run", is_flag=True, help="Write nothing; report the same.")
@json_option
@project_option()
def import_(
    files: tuple[Path, ...], dry_run: bool, as_json: bool, **given: Any
) -> None:
    """Bring the records and templates of FILES into the project.

    What a stopped import has read stays; the same command goes on from there.
    """
    from instrstudio.services import transfer

    with opened() as workspace:
        plan = plans.import_plan(workspace, given)
        outcome = console.drive(
            transfer.import_files(workspace, files, dry_run=dry_run, plan=plan)
        )
        if outcome.result.added and not dry_run and not outcome.cancelled:
            catch_up(workspace)
    if as_json:
        console.data(outcome.result.as_dict())
    else:
        if dry_run:
            _show_columns(files, plan)
        _print(outcome.result, dry_run)
    if outcome.cancelled:
        console.note("Cancelled; import the same file again to go on.")
    outcome.exit_if_cancelled()


def _show_columns(files: tuple[Path, ...], plan: ImportPlan) -> None:
    """Say how the columns of tables are read."""
    from instrstudio.services import import_preview

    for path in files:
        found = import_preview.preview(path, plan, rows=0).columns
        if found:
            pairs = ", ".join(f"{theirs} → {ours}" for theirs, ours in found.items())
            console.note(f"Columns of {path.name}: {pairs}.")


def _print(report: ImportReport, dry_run: bool) -> None:
    """Say what became of the rows."""
    rows = console.plural(report.read, "row", "rows")
    added = "would be added" if dry_run else "added"
    console.line(
        f"{rows} read: {report.added:,} {added}, {report.duplicates:,} known already, "
        f"{len(report.skipped):,} skipped; {len(report.repaired):,} mended."
    )
    if report.templates:
        templates = console.plural(len(report.templates), "template", "templates")
        console.line(f"{templates} among them.")
    for heading, entries in (("Skipped", report.skipped), ("Mended", report.repaired)):
        if entries:
            console.line()
            console.line(f"{heading}:")
            console.table(
                ("file", "row", "line", "field", "what is wrong", "repair"),
                [_cells(entry) for entry in entries[:_SHOWN]],
            )
        if len(entries) > _SHOWN:
            console.line(f"… and {len(entries) - _SHOWN:,} more; see --json.")


def _cells(entry: Skipped) -> tuple[object, ...]:
    """Return one line of a report as cells."""
    fault, more = entry.faults[0], len(entry.faults) - 1
    rule = f"{fault.rule} (and {more:,} more)" if more else str(fault.rule)
    return (entry.file, entry.row, entry.line, fault.field, rule, fault.repair)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--id", "ids", type=int, multiple=True, help="A record; repeat.")
@plans.export_options
@click.option("--dry-run", is_flag=True, help="Write nothing; show counts and rows.")
@json_option
@project_option()
def export(
    out: Path, ids: tuple[int, ...], dry_run: bool, as_json: bool, **given: Any
) -> None:
    """Write the records of the library to the file OUT.

    Says first what the format does not keep. A split writes OUT.train, OUT.validation
    and OUT.test (before the suffix); an instruction is never in two of them, nor what
    is nearly the same.
    """
    from instrstudio.services import exporting, transfer

    with opened() as workspace:
        plan = plans.export_plan(workspace, given)
        if not plan.row_template:
            drops = transfer.format_to_write(out, plan.format).drops
            if drops:
                console.note(f"This format does not keep: {', '.join(drops)}.")
        chosen = ids or None
        if dry_run:
            shown = console.drive(
                exporting.preview(workspace, out, plan, chosen)
            ).result
            _show_preview(shown, as_json)
            return
        outcome = console.drive(exporting.export(workspace, out, plan, chosen))
    report = outcome.result
    if as_json:
        console.data(_as_dict(report))
    else:
        _print_export(report)
    outcome.exit_if_cancelled()


def _print_export(report: "ExportReport") -> None:
    """Say what was written, and whether it went on or began anew."""
    if report.survey is not None:
        _note_survey(report.survey)
    if report.begun:
        begun = console.plural(report.begun, "record", "records")
        console.note(f"Went on after {begun} of an export that was cut off.")
    elif report.anew:
        console.note(
            "Began anew: an export to this file was cut off, but the records or the "
            "options are others now."
        )
    if report.cancelled:
        written = console.plural(report.written, "record", "records")
        console.note(
            f"Cancelled after {written}; no file yet: export to {report.path} again to "
            "go on."
        )
        return
    for path, count in report.files.items():
        written = console.plural(count, "record", "records")
        console.line(f"Wrote {written} to {path}.")


def _as_dict(report: "ExportReport") -> dict[str, object]:
    """Return the JSON form of what was written."""
    counted = report.survey.as_dict() if report.survey else {}
    return {
        "written": report.written,
        "path": str(report.path),
        "drops": list(report.drops),
        "files": _files(report.files),
        "begun": report.begun,
        "anew": report.anew,
        "cancelled": report.cancelled,
        **counted,
    }


def _show_preview(shown: "ExportPreview", as_json: bool) -> None:
    """Say what would be written."""
    if as_json:
        console.data(
            {
                "drops": list(shown.drops),
                "files": _files(shown.files),
                "first": shown.first,
                **shown.survey.as_dict(),
            }
        )
        return
    _note_survey(shown.survey)
    for path, count in shown.files.items():
        records = console.plural(count, "record", "records")
        console.line(f"Would write {records} to {path}.")
    console.line(shown.first.rstrip("\n"))


def _note_survey(found: "Survey") -> None:
    """Say which records stay out, and what is lost of the others."""
    if found.left_out:
        reasons = ", ".join(
            f"{count:,} {_LEFT_OUT[reason]}" for reason, count in found.left_out.items()
        )
        chosen = console.plural(found.chosen, "record", "records")
        console.note(f"{chosen} chosen; left out: {reasons}.")
    for reason, count in found.refused.items():
        console.note(f"  {count:,}: {reason}")
    if found.lost:
        lost = ", ".join(f"{name} ({count:,})" for name, count in found.lost.items())
        console.note(f"Lost of so many records: {lost}.")


def _files(files: Mapping[Path, int]) -> dict[str, int]:
    """Return the files by their names."""
    return {str(path): count for path, count in files.items()}


@click.command()
@click.option("--delete", "gone", default="", metavar="NAME", help="Forget one.")
@json_option
@project_option()
def presets(gone: str, as_json: bool) -> None:
    """List the import and export options that were kept, or forget some."""
    from instrstudio.services import transfer_presets as kept

    with opened() as workspace:
        kinds = (kept.IMPORT, kept.EXPORT)
        if gone:
            having = [k for k in kinds if gone in kept.names(workspace, k)]
            for kind in having or kinds[:1]:
                kept.delete(workspace, kind, gone)
        found = {kind: list(kept.names(workspace, kind)) for kind in kinds}
    if as_json:
        console.data(found)
        return
    console.table(
        ("for", "name"), [(kind, name) for kind in kinds for name in found[kind]]
    )
