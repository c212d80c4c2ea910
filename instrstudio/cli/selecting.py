"""Which records a command is about: by id or by search, counted before anything."""

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from instrstudio.cli import console
from instrstudio.domain.query import Query

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def selection(command: CommandT) -> CommandT:
    """Add the options that choose records, and ``--yes``."""
    options = (
        click.option("--id", "ids", type=int, multiple=True, help="A record; repeat."),
        click.option("--query", default="", help="All records that this search finds."),
        click.option("--task-type", default="", help="Only records of this task type."),
        click.option("--language", type=click.Choice(("en", "zh")), default=None),
        click.option("--tag", default="", help="Only records with this tag."),
        click.option("--all", "everything", is_flag=True, help="All records."),
        click.option("--yes", is_flag=True, help="Do not ask."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def chosen(
    workspace: "Workspace",
    ids: Sequence[int],
    query: Query,
    *,
    everything: bool,
) -> Sequence[int]:
    """Return the ids of the records that the options choose."""
    from instrstudio.services import bulk

    asked = bool(query.text or query.task_type or query.language or query.tag)
    if bool(ids) + asked + everything != 1:
        raise click.UsageError("Choose records by --id, by a search, or with --all.")
    if ids:
        return array("q", (record.id or 0 for record in _there(workspace, ids)))
    return console.drive(bulk.choose(workspace, query)).result


def _there(workspace: "Workspace", ids: Sequence[int]) -> Sequence[Any]:
    """Return the records with these ids that exist."""
    return workspace.store.records.page(list(dict.fromkeys(ids)))


def confirm(count: int, question: str, yes: bool) -> bool:
    """Say how many records it is about and ask; nobody to ask means no.

    Returns False where there is nothing to do.
    """
    if not count:
        console.line("No record is chosen.")
        return False
    records = console.plural(count, "record", "records")
    if not yes:
        click.confirm(question.format(records=records), abort=True, err=True)
    return True
