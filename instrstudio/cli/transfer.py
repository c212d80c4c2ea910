"""``import`` and ``export``."""

from pathlib import Path

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.transfer import ImportReport, Skipped

_SHOWN = 20
"""Lines of a report that are printed; ``--json`` gives all."""


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="", help="The format of all FILES.")
@click.option("--dry-run", is_flag=True, help="Write nothing; report the same.")
@json_option
@project_option()
def import_(
    files: tuple[Path, ...], format_name: str, dry_run: bool, as_json: bool
) -> None:
    """Bring the records of FILES into the library.

    What a stopped import has read stays; the same command goes on from there.
    """
    from instrstudio.services import transfer

    with opened() as workspace:
        outcome = console.drive(
            transfer.import_files(workspace, files, format_name, dry_run)
        )
        if outcome.result.added and not dry_run and not outcome.cancelled:
            catch_up(workspace)
    if as_json:
        console.data(outcome.result.as_dict())
    else:
        _print(outcome.result, dry_run)
    if outcome.cancelled:
        console.note("Cancelled; import the same file again to go on.")
    outcome.exit_if_cancelled()


def _print(report: ImportReport, dry_run: bool) -> None:
    """Say what became of the rows."""
    rows = console.plural(report.read, "row", "rows")
    added = "would be added" if dry_run else "added"
    console.line(
        f"{rows} read: {report.added:,} {added}, {report.duplicates:,} known already, "
        f"{len(report.skipped):,} skipped; {len(report.repaired):,} mended."
    )
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
    fault = entry.faults[0]
    return (entry.file, entry.row, entry.line, fault.field, fault.rule, fault.repair)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="", help="The format; else by suffix.")
@click.option("--query", default="", help="Only records that this search finds.")
@click.option("--with-starter", is_flag=True, help="The starter library as well.")
@json_option
@project_option()
def export(
    out: Path, format_name: str, query: str, with_starter: bool, as_json: bool
) -> None:
    """Write the records of the library to the file OUT."""
    from instrstudio.services import transfer

    drops = transfer.format_to_write(out, format_name).drops
    if drops:
        console.note(f"This format does not keep: {', '.join(drops)}.")
    with opened() as workspace:
        report = console.drive(
            transfer.export(workspace, out, format_name, query, with_starter)
        ).result
    if as_json:
        console.data(
            {
                "written": report.written,
                "path": str(report.path),
                "drops": list(report.drops),
            }
        )
        return
    written = console.plural(report.written, "record", "records")
    console.line(f"Wrote {written} to {report.path}.")
