"""``tag``: the tags of the library."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.bulk import done
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


@click.group()
@project_option()
def tag() -> None:
    """List, rename and merge tags."""


@tag.command("list")
@json_option
@project_option()
def list_(as_json: bool) -> None:
    """List the tags with how many records have them."""
    from instrstudio.services import tags

    with opened() as workspace:
        found = tags.all_of(workspace)
    if as_json:
        console.data({"tags": [{"tag": name, "records": n} for name, n in found]})
        return
    console.table(("tag", "records"), found)


@tag.command()
@click.argument("old")
@click.argument("new")
@project_option()
def rename(old: str, new: str) -> None:
    """Give the tag OLD the name NEW; where a record has both, they become one."""
    from instrstudio.services import tags

    _do(lambda workspace: tags.rename(workspace, old, new))


@tag.command()
@click.argument("tags", nargs=-1, required=True)
@click.option("--into", required=True, metavar="TAG", help="What they become.")
@project_option()
def merge(tags: tuple[str, ...], into: str) -> None:
    """Make one tag of TAGS."""
    from instrstudio.services import tags as service

    _do(lambda workspace: service.merge(workspace, tags, into))


@tag.command()
@click.argument("name", metavar="TAG")
@project_option()
def remove(name: str) -> None:
    """Take a tag off all records."""
    from instrstudio.services import tags

    _do(lambda workspace: tags.remove(workspace, name))


def _do(deed: Callable[["Workspace"], Job[Progress, Changes]]) -> None:
    """Change tags and say what was done."""
    with opened() as workspace:
        changes = console.drive(deed(workspace)).result
        if changes:
            catch_up(workspace)
    done(changes)
