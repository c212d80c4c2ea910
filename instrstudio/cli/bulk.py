"""``bulk``: many records at once, one step to undo."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from instrstudio.cli import console, selecting
from instrstudio.cli.options import catch_up, opened, project_option
from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.query import Query

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

Deed = Callable[["Workspace", Sequence[int]], Job[Progress, Changes]]


@click.group()
@project_option()
def bulk() -> None:
    """Change many records at once; “undo” takes all of it back.

    Says first how many records it is about, and asks.
    """


@bulk.command()
@click.option("--add", multiple=True, metavar="TAG", help="A tag to add; repeat.")
@click.option("--remove", multiple=True, metavar="TAG", help="One to take off; repeat.")
@selecting.selection
@project_option()
def tag(add: tuple[str, ...], remove: tuple[str, ...], **chosen_by: Any) -> None:
    """Add and remove tags."""
    from instrstudio.services import bulk as service

    if not add and not remove:
        raise click.UsageError("Give --add or --remove.")
    _do(
        "Tag {records}?",
        lambda workspace, ids: service.tag(workspace, ids, add=add, remove=remove),
        chosen_by,
    )


@bulk.command("set")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE...")
@selecting.selection
@project_option()
def set_(values: tuple[str, ...], **chosen_by: Any) -> None:
    """Set the same task type, language, licence or source for all."""
    from instrstudio.services import bulk as service

    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise click.UsageError(f"“{wrong[0]}” is not of the form FIELD=VALUE.")
    wanted = dict(value.split("=", 1) for value in values)
    _do(
        "Change {records}?",
        lambda workspace, ids: service.assign(workspace, ids, wanted),
        chosen_by,
    )


@bulk.command()
@click.argument("find")
@click.argument("put")
@selecting.selection
@project_option()
def replace(find: str, put: str, **chosen_by: Any) -> None:
    """Put the text PUT in place of FIND in instructions."""
    from instrstudio.services import bulk as service

    _do(
        "Replace in {records}?",
        lambda workspace, ids: service.replace_text(workspace, ids, find, put),
        chosen_by,
    )


@bulk.command()
@click.argument("stars", type=click.IntRange(0, 5))
@selecting.selection
@project_option()
def rate(stars: int, **chosen_by: Any) -> None:
    """Give 1 to 5 stars, which “rating:” finds; 0 takes them back."""
    from instrstudio.services import rating as service

    _do(
        "Rate {records}?",
        lambda workspace, ids: service.rate(workspace, ids, stars),
        chosen_by,
    )


@bulk.command()
@selecting.selection
@project_option()
def archive(**chosen_by: Any) -> None:
    """Put records away."""
    from instrstudio.services import bulk as service

    _do("Archive {records}?", service.archive, chosen_by)


@bulk.command()
@selecting.selection
@project_option()
def delete(**chosen_by: Any) -> None:
    """Delete records."""
    from instrstudio.services import bulk as service

    _do("Delete {records}?", service.delete, chosen_by)


def _do(question: str, deed: Deed, by: Mapping[str, Any]) -> None:
    """Choose records, ask, do it and say what was done."""
    query = Query(
        text=by["query"],
        task_type=by["task_type"],
        language=by["language"] or "",
        tag=by["tag"],
    )
    with opened() as workspace:
        ids = selecting.chosen(workspace, by["ids"], query, everything=by["everything"])
        if not selecting.confirm(len(ids), question, by["yes"]):
            return
        changes = console.drive(deed(workspace, ids)).result
        if changes:
            catch_up(workspace)
    done(changes)


def done(changes: Changes) -> None:
    """Say what was done."""
    if not changes:
        console.line("Nothing had to be changed.")
        return
    count = console.plural(len(changes.records), "record", "records")
    touched = "many records" if changes.many else count
    console.line(f"{console.said(changes.label)} ({touched}).")
