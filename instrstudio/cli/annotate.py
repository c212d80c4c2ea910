"""``annotate``: sets of rows that people write instructions for."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option

if TYPE_CHECKING:
    from instrstudio.domain.annotation import Agreement, AnnotationSet
    from instrstudio.services.annotating_rows import Waiting
    from instrstudio.services.workspace import Workspace


@click.group()
@project_option()
def annotate() -> None:
    """Make sets to annotate, see how they stand, and take out what is done.

    The annotating itself is done in the window, under Evaluate.
    """


@annotate.command()
@click.argument("name")
@click.option("--data", metavar="FILE", help="Tasks, one JSON object a line.")
@click.option("--query", metavar="QUERY", help="The records of the library it finds.")
@click.option("--guideline", default="", metavar="TEXT", help="What to keep to.")
@click.option("--licence", default="", metavar="NAME", help="Of what is written.")
@click.option(
    "--annotators",
    type=click.IntRange(1, 9),
    default=1,
    show_default=True,
    help="How many judge each row.",
)
@project_option()
def new(
    name: str,
    data: str | None,
    query: str | None,
    guideline: str,
    licence: str,
    annotators: int,
) -> None:
    """Make the set NAME of the rows of a file, or of records.

    Each line of the file has “task_description”, “input” and “output”, or “examples”,
    as for construct --tasks.
    """
    from instrstudio.domain.annotation import AnnotationSet
    from instrstudio.services import annotating

    if (data is None) == (query is None):
        raise click.UsageError("Give either --data or --query.")
    wish = AnnotationSet(
        name=name,
        guideline=guideline,
        licence=licence,
        annotators=annotators,
        source=Path(data).name if data is not None else str(query),
    )
    with opened() as workspace:
        rows = _rows(workspace, data, query)
        made = console.drive(annotating.make(workspace, wish, rows)).result
        total = annotating.progress(workspace, made.name).total
    console.note(f"Made “{made.name}” of {console.plural(total, 'row', 'rows')}.")


def _rows(
    workspace: "Workspace", data: str | None, query: str | None
) -> "Iterator[Waiting]":
    """Return the tasks of a file, or of the records that a query finds."""
    from instrstudio.domain.query import Query
    from instrstudio.services import bulk
    from instrstudio.services.annotating_rows import tasks_of_file, tasks_of_records

    if data is not None:
        return tasks_of_file(Path(data))
    found = console.drive(bulk.choose(workspace, Query(text=query or ""))).result
    return tasks_of_records(workspace, found)


@annotate.command("list")
@json_option
@project_option()
def list_(as_json: bool) -> None:
    """List the sets, newest first."""
    from instrstudio.services import annotating

    with opened() as workspace:
        found = [(s, annotating.progress(workspace, s.name)) for s in _all(workspace)]
    if as_json:
        rows = [asdict(one) | {"progress": asdict(p)} for one, p in found]
        console.data({"sets": rows})
        return
    console.table(
        ("name", "rows", "settled", "disputed", "made"),
        [(s.name, p.total, p.settled, p.disputed, s.at[:10]) for s, p in found],
    )


def _all(workspace: "Workspace") -> "list[AnnotationSet]":
    from instrstudio.services import annotating

    return annotating.sets(workspace)


@annotate.command()
@click.argument("name")
@json_option
@project_option()
def status(name: str, as_json: bool) -> None:
    """Say how far the set NAME is, and how far its annotators agree."""
    from instrstudio.services import annotating
    from instrstudio.services import annotating_results as results

    with opened() as workspace:
        stands = annotating.progress(workspace, name)
        agree = console.drive(results.agreement(workspace, name)).result
        people = {
            who: annotating.progress(workspace, name, who).mine
            for who in annotating.annotators(workspace, name)
        }
    if as_json:
        console.data(
            {
                "name": name,
                "progress": asdict(stands),
                "annotators": people,
                "agreement": asdict(agree),
            }
        )
        return
    console.heading(name)
    console.line(f"rows      {stands.total:,}")
    console.line(f"settled   {stands.settled:,}")
    console.line(f"disputed  {stands.disputed:,}")
    for who, count in people.items():
        console.line(f"{who}: {console.plural(count, 'verdict', 'verdicts')}")
    _say_agreement(agree)


def _say_agreement(agree: "Agreement") -> None:
    """Print what two annotators share, where there are two."""
    if not agree.rows:
        console.line("No row has been judged by two people yet.")
        return
    console.line(f"Agreement over {console.plural(agree.rows, 'row', 'rows')}:")
    shares = {
        "keep or reject": agree.verdict,
        "same text": agree.exact,
        "same but for signs": agree.normalised,
        "chrF": agree.chrf,
    }
    for name, share in shares.items():
        if share is not None:
            console.line(f"  {name}  {share:.2f}")


@annotate.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), help="How many rows at most.")
@project_option()
def prepare(name: str, limit: int | None) -> None:
    """Ask the methods for the open rows of NAME now, so that nobody waits later."""
    from instrstudio.services import annotating

    with opened() as workspace:
        total = annotating.progress(workspace, name).total
        job = annotating.prefetch(workspace, name, limit=limit or max(1, total))
        outcome = console.drive(job)
    console.note(f"Prepared {console.plural(outcome.result, 'row', 'rows')}.")
    outcome.exit_if_cancelled()


@annotate.command()
@click.argument("name")
@project_option()
def finish(name: str) -> None:
    """Put the settled rows of NAME into the library; one step that undo takes back."""
    from instrstudio.services import annotating_results as results

    with opened() as workspace:
        report, changes = console.drive(results.finish(workspace, name)).result
        if changes:
            catch_up(workspace)
    added = console.plural(report.added, "record", "records")
    console.note(
        f"Added {added}; {report.known:,} were there already, "
        f"{report.rejected:,} rejected, {report.open:,} not settled."
    )


@annotate.command()
@click.argument("name")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--format", "format_", default="", metavar="NAME", help="Else by suffix.")
@click.option("--verdicts", is_flag=True, help="What everybody said, one a JSON line.")
@project_option()
def export(name: str, target: Path, format_: str, verdicts: bool) -> None:
    """Write the settled rows of NAME to FILE; the library is not touched."""
    from instrstudio.services import annotating_results as results

    with opened() as workspace:
        if verdicts:
            job = results.export_verdicts(workspace, name, target)
        else:
            job = results.export(workspace, name, target, format_)
        report = console.drive(job).result
    what = ("verdict", "verdicts") if verdicts else ("record", "records")
    refused = f"; {report.refused:,} do not fit the format" if report.refused else ""
    written = console.plural(report.written, *what)
    console.note(f"Wrote {written} to {report.path}{refused}.")


@annotate.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@project_option()
def remove(name: str, yes: bool) -> None:
    """Remove the set NAME with all verdicts; records in the library stay."""
    from instrstudio.services import annotating

    with opened() as workspace:
        total = annotating.progress(workspace, name).total
        if not yes:
            rows = console.plural(total, "row", "rows")
            click.confirm(
                f"Remove “{name}” with {rows} and all verdicts?", abort=True, err=True
            )
        annotating.remove(workspace, name)
    console.note(f"Removed “{name}”.")
