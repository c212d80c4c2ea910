"""``versions``: the history of one record."""

from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.changes import Version
from instrstudio.domain.difference import ADDED, REMOVED, Piece
from instrstudio.domain.errors import NotFound
from instrstudio.domain.wording import message

if TYPE_CHECKING:
    from instrstudio.services.versions import Relative

_MARKS = {ADDED: ("{+", "+}"), REMOVED: ("[-", "-]")}
"""What `git diff --word-diff` writes around words."""


@click.group()
@project_option()
def versions() -> None:
    """List, compare and go back to the versions of a record, or fork one."""


@versions.command("list")
@click.argument("record", type=int)
@json_option
@project_option()
def list_(record: int, as_json: bool) -> None:
    """List the versions of RECORD, oldest first; the number names one."""
    from instrstudio.services import versions as service

    with opened() as workspace:
        found = service.all_of(workspace, record)
    if as_json:
        shown = [
            {"number": v.operation, "at": v.at, "label": v.label, "record": v.body}
            for v in found
        ]
        console.data({"versions": shown})
        return
    console.table(
        ("number", "when", "what"), [(v.operation, v.at, v.label) for v in found]
    )


@versions.command()
@click.argument("record", type=int)
@click.argument("before", type=int, required=False)
@click.argument("after", type=int, required=False)
@project_option()
def diff(record: int, before: int | None, after: int | None) -> None:
    """Show what differs between two versions of RECORD: the last two by default."""
    from instrstudio.services import versions as service

    with opened() as workspace:
        found = service.all_of(workspace, record)
    old = (
        _numbered(found, before)
        if before is not None
        else found[max(len(found) - 2, 0)]
    )
    new = _numbered(found, after) if after is not None else found[-1]
    differences = service.compare(old, new)
    if not differences:
        console.line("They do not differ.")
    for one in differences:
        console.heading(one.field)
        console.line("".join(map(_marked, one.pieces)))


def _numbered(found: list[Version], number: int) -> Version:
    """Return the version with this number."""
    for version in found:
        if version.operation == number:
            return version
    raise NotFound(message("There is no version {number}.", number=number))


def _marked(piece: Piece) -> str:
    """Return a piece with marks around what is not the same."""
    before, after = _MARKS.get(piece.kind, ("", ""))
    return f"{before}{piece.text}{after}"


@versions.command()
@click.argument("record", type=int)
@click.argument("number", type=int)
@project_option()
def back(record: int, number: int) -> None:
    """Give RECORD the content of its version NUMBER; a step that can be undone."""
    from instrstudio.services import versions as service

    with opened() as workspace:
        _record, changes = service.roll_back(workspace, record, number)
        catch_up(workspace)
    console.line(f"{console.said(changes.label) or 'It is like that already'}.")


@versions.command()
@click.argument("record", type=int)
@click.option("--number", type=int, default=None, help="Of this version.")
@project_option()
def fork(record: int, number: int | None) -> None:
    """Make a new record of RECORD, to go on with beside it."""
    from instrstudio.services import versions as service

    with opened() as workspace:
        made, changes = service.fork(workspace, record, number)
        catch_up(workspace)
    console.line(f"{console.said(changes.label)}: #{made.id}.")


@versions.command()
@click.argument("record", type=int)
@json_option
@project_option()
def lineage(record: int, as_json: bool) -> None:
    """Show what RECORD was made from, and what was made of it."""
    from instrstudio.services import versions as service

    with opened() as workspace:
        found = service.lineage(workspace, record)
    if as_json:
        console.data(
            {
                "ancestors": [_relative(one) for one in found.ancestors],
                "descendants": [_relative(one) for one in found.descendants],
            }
        )
        return
    rows = [
        (one.id, one.parent or "", _state(one), one.title) for one in found.ancestors
    ]
    rows.append((record, "", "this one", ""))
    rows += [(o.id, o.parent or "", _state(o), o.title) for o in found.descendants]
    console.table(("id", "made from", "", "title"), rows)


def _relative(one: "Relative") -> dict[str, object]:
    """Return the JSON form of a relative."""
    return {
        "id": one.id,
        "parent": one.parent,
        "title": one.title,
        "archived": one.archived,
        "gone": one.gone,
    }


def _state(one: "Relative") -> str:
    """Say where a relative is."""
    if one.gone:
        return "deleted"
    return "archived" if one.archived else ""
