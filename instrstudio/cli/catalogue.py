"""``catalogue``: public data sets, and from a downloaded file to an import."""

from pathlib import Path

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.catalogue import Entry
from instrstudio.domain.record import Record
from instrstudio.domain.transfer import ImportReport

_LIST = "list"
_HELP = ("--help", "-h")


class _Catalogue(click.Group):
    """A group that looks for words where no command is named."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put the command ``list`` before words and options of its own."""
        if not args or (args[0] not in self.commands and args[0] not in _HELP):
            args = [_LIST, *args]
        return super().parse_args(context, args)


@click.group(cls=_Catalogue)
def catalogue() -> None:
    """Look through public data sets: licence, size, and how each is read.

    Without a command, the data sets with all the words that follow are listed.
    Nothing is downloaded.
    """


@catalogue.command(_LIST)
@click.argument("words", nargs=-1)
@click.option(
    "--language", type=click.Choice(("en", "zh")), default=None, help="Only these."
)
@click.option(
    "--shippable", is_flag=True, help="Only those whose models may be shipped."
)
@json_option
def list_(
    words: tuple[str, ...], language: str | None, shippable: bool, as_json: bool
) -> None:
    """List the data sets that have all WORDS."""
    from instrstudio.services import catalogue as service

    found = service.search(" ".join(words), language or "", shippable)
    if as_json:
        console.data({"datasets": [entry.as_dict() for entry in found]})
        return
    if not found:
        console.line("The catalogue has no such data set.")
        return
    console.table(
        ("id", "name", "languages", "rows", "licence", "ship a model", "import"),
        [_cells(entry) for entry in found],
    )


def _cells(entry: Entry) -> tuple[object, ...]:
    """Return one line of the list."""
    return (
        entry.id,
        entry.name,
        " ".join(entry.languages),
        _rows(entry),
        entry.licence,
        entry.shippable,
        entry.format or "convert first",
    )


def _rows(entry: Entry) -> str:
    """Return about how many rows there are."""
    return f"about {entry.rows:,}" if entry.rows else "unknown"


@catalogue.command()
@click.argument("dataset")
@json_option
def show(dataset: str, as_json: bool) -> None:
    """Show all that is known of DATASET."""
    from instrstudio.services import catalogue as service

    entry = service.get(dataset)
    if as_json:
        console.data(entry.as_dict())
        return
    said = entry.as_dict()
    console.heading(entry.name)
    console.line(said["about"])
    console.line(f"Languages: {', '.join(entry.languages)}; rows: {_rows(entry)}")
    console.line(f"Licence: {entry.licence}")
    console.line(
        f"May a model trained on it be shipped: {entry.shippable}. {said['why']}"
    )
    console.line(f"Where: {entry.url}")
    console.line(f"How: {said['get']}")
    if entry.files:
        console.line(f"Files: {', '.join(entry.files)}")
    console.line(f"Format: {entry.format or 'to be converted first'}")
    if entry.instruction:
        console.line(f"Instruction for all rows: {entry.instruction}")
    for theirs, ours in entry.columns.items():
        console.line(f"  {theirs} → {ours}")


@catalogue.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing; show counts and rows.")
@click.option("--anyway", is_flag=True, help="Also a file that looks like another.")
@json_option
@project_option()
def import_(
    dataset: str, file: Path, dry_run: bool, anyway: bool, as_json: bool
) -> None:
    """Import FILE, which was downloaded from DATASET, with its source and licence."""
    from instrstudio.services import catalogue as service

    found = service.plan(service.get(dataset), file, anyway=anyway)
    with opened() as workspace:
        outcome = console.drive(service.import_file(workspace, found, dry_run))
        if outcome.result.added and not dry_run and not outcome.cancelled:
            catch_up(workspace)
    if as_json:
        console.data({"dataset": dataset, **outcome.result.as_dict()})
    else:
        if not found.is_named:
            console.note(f"{file.name} is not called as files of {dataset} are.")
        if dry_run:
            for row in service.preview(found, 3).rows:
                for item in row.items:
                    if isinstance(item, Record):
                        console.line(f"  {item.shown_title}")
        _print(found.entry, outcome.result, dry_run)
    outcome.exit_if_cancelled()


def _print(entry: Entry, report: ImportReport, dry_run: bool) -> None:
    """Say what became of the rows, and what may be done with them."""
    rows = console.plural(report.read, "row", "rows")
    added = "would be added" if dry_run else "added"
    console.line(
        f"{rows} read: {report.added:,} {added}, {report.duplicates:,} known already, "
        f"{len(report.skipped):,} skipped; {len(report.repaired):,} mended."
    )
    if report.templates:
        templates = console.plural(len(report.templates), "template", "templates")
        console.line(f"{templates} among them.")
    said = entry.as_dict()
    console.line(
        f"Licence {entry.licence}; ship a model: {entry.shippable}. {said['why']}"
    )
