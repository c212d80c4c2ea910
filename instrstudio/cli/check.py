"""``check``: the file doctor."""

from pathlib import Path

import click

from instrstudio.cli import console
from instrstudio.cli.options import json_option
from instrstudio.domain.checkup import NOTED, Checkup, Finding
from instrstudio.domain.errors import InstrStudioError

PROBLEMS, UNREADABLE = 1, 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "format_name", default="", help="The format of FILE.")
@click.option(
    "--repair",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write a repaired file; FILE itself never changes.",
)
@json_option
def check(file: Path, format_name: str, repair: Path | None, as_json: bool) -> None:
    """Say what is wrong with FILE, row by row, and what LLaMA-Factory would skip.

    With --json each finding is a line, and the sum of it the last one. The exit status
    is 0 for a clean file, 1 when there are problems, 2 when it cannot be read.
    """
    from instrstudio.services import doctor

    def show(event: object) -> None:
        if isinstance(event, Finding):
            if as_json:
                console.data(event.as_dict())
            else:
                console.line(_sentence(event))

    try:
        outcome = console.drive(doctor.check(file, format_name, repair), show)
    except InstrStudioError as error:
        console.error(error)
        raise click.exceptions.Exit(UNREADABLE) from error
    found = outcome.result
    if as_json:
        console.data(found.as_dict())
    else:
        _print(found)
    if not found.is_clean:
        raise click.exceptions.Exit(PROBLEMS)


def _sentence(found: Finding) -> str:
    """Return a finding as a line: place, what is wrong, what repair would do."""
    place = found.file
    if found.row:
        place += f":{found.line}" if found.line else ""
        place += f": row {found.row}"
    if found.field:
        place += f", {found.field}"
    does = str(found.repair)
    if found.effect != NOTED:
        does = f"{found.effect}: {does}"
    what = str(found.what).rstrip(".")
    return f"{place}: {what} [{found.rule}]. {does[:1].upper()}{does[1:]}."


def _print(found: Checkup) -> None:
    """Say the sum of it."""
    rows = console.plural(found.rows, "row", "rows")
    console.line(
        f"{rows} in the format {found.format}: {found.sound:,} sound, "
        f"{found.mended:,} can be mended, {found.left_out:,} cannot."
    )
    if found.silent:
        skipped = console.plural(found.silent, "row", "rows")
        console.line(f"LLaMA-Factory would skip {skipped} in silence.")
    for rule, count in found.by_rule.items():
        console.line(f"{count:>9,}  {rule}")
    if found.compared < found.rows - found.left_out:
        console.note(
            f"Only the first {found.compared:,} rows were compared with each other."
        )
    if found.repaired is not None:
        written = console.plural(found.written, "row", "rows")
        console.line(f"Wrote {written} to {found.repaired} ({found.written_as}).")
