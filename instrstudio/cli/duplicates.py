"""``duplicates``: records that say nearly the same."""

from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import catch_up, json_option, opened, project_option
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record

if TYPE_CHECKING:
    from instrstudio.services.duplicates import Group
    from instrstudio.services.workspace import Workspace

_SHOWN = 20
"""Records of a group that are printed; ``--json`` gives all ids."""


@click.group()
@project_option()
def duplicates() -> None:
    """Find records that say nearly the same, and make one of two."""


@duplicates.command()
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1),
    default=0.8,
    show_default=True,
    help="How alike they must be.",
)
@json_option
@project_option()
def find(threshold: float, as_json: bool) -> None:
    """List groups of records that are nearly the same."""
    from instrstudio.services import duplicates as service

    with opened() as workspace:
        groups = console.drive(service.find(workspace, threshold)).result
        if not as_json:
            _print(workspace, groups)
            return
    shown = [{"likeness": g.likeness, "ids": list(g.ids)} for g in groups]
    console.data({"groups": shown})


def _print(workspace: "Workspace", groups: "tuple[Group, ...]") -> None:
    """Print groups, a table each."""
    if not groups:
        console.line("No two records are that alike.")
    for group in groups:
        alike = f"at least {100 * group.likeness:.0f} % alike"
        console.heading(f"{len(group.ids)} records, {alike}")
        records = workspace.store.records.page(group.ids[:_SHOWN])
        console.table(("id", "title"), [(r.id, r.shown_title) for r in records])
        if len(group.ids) > _SHOWN:
            console.line(f"… and {len(group.ids) - _SHOWN:,} more; see --json.")


@duplicates.command()
@click.argument("text")
@json_option
@project_option()
def like(text: str, as_json: bool) -> None:
    """Say which record is most like the instruction TEXT."""
    from instrstudio.services import duplicates as service

    with opened() as workspace:
        catch_up(workspace)
        match = service.like(workspace, Record(instruction=text))
    if as_json:
        found = match and {"id": match.record.id, "likeness": match.similarity}
        console.data({"like": found})
    elif match is None:
        console.line("No record is like it.")
    else:
        share = f"{100 * match.similarity:.0f} %"
        console.line(f"{share} like #{match.record.id}: {match.record.shown_title}")


@duplicates.command()
@click.argument("kept", type=int)
@click.argument("other", type=int)
@click.option(
    "--take", multiple=True, metavar="FIELD", help="A field of OTHER; repeat."
)
@project_option()
def merge(kept: int, other: int, take: tuple[str, ...]) -> None:
    """Make one record of KEPT and OTHER; OTHER goes to the archive."""
    from instrstudio.services import duplicates as service

    if kept < 1 or other < 1:
        raise NotFound("Records have ids from 1 on.")
    with opened() as workspace:
        _record, changes = service.merge(workspace, kept, other, take)
        catch_up(workspace)
    console.line(f"{console.said(changes.label)}.")
