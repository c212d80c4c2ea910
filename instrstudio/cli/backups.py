"""``backup``, ``restore``, ``pack`` and ``unpack``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import (
    json_option,
    opened,
    project_folder,
    project_option,
)
from instrstudio.domain.errors import ProjectDamaged

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


@click.command()
@click.option(
    "--list", "listing", is_flag=True, help="Make none; list those there are."
)
@click.option("--daily", is_flag=True, help="One a day, of which ten are kept.")
@json_option
@project_option()
def backup(listing: bool, daily: bool, as_json: bool) -> None:
    """Make a dated copy of the project, beside it.

    Copies are also made before imports, big changes and new versions of the program.
    """
    from instrstudio.services import backups

    with opened() as workspace:
        if listing:
            _list(workspace, as_json)
            return
        job = backups.daily(workspace) if daily else backups.make(workspace)
        made = console.drive(job).result
    if made is None:
        console.line("There is one of today, or nothing to lose.")
    elif as_json:
        console.data({"path": str(made.path), "size": made.size})
    else:
        console.line(f"Made {made.path}.")


def _list(workspace: "Workspace", as_json: bool) -> None:
    """Print the copies, the newest first."""
    from instrstudio.services import backups

    found = backups.all_of(workspace)
    if as_json:
        shown = [
            {
                "name": copy.path.name,
                "at": copy.at.isoformat(),
                "reason": copy.reason,
                "size": copy.size,
            }
            for copy in found
        ]
        console.data({"backups": shown})
        return
    console.table(
        ("name", "when", "why", "bytes"),
        [(c.path.name, f"{c.at:%Y-%m-%d %H:%M} UTC", c.reason, c.size) for c in found],
    )


@click.command()
@click.argument("name", metavar="NAME|latest")
@project_option()
def restore(name: str) -> None:
    """Make the project what it was in the backup NAME.

    What it is now is kept as a backup. A project that is too damaged to be opened is
    set aside instead.
    """
    from instrstudio.services import backups, places

    try:
        with opened(starter=False) as workspace:
            source = backups.find(workspace, name)
            kept, _ = console.drive(backups.restore(workspace, source)).result
    except ProjectDamaged as error:
        folder = project_folder() or places.default_project()
        if not (folder / "backups").is_dir():
            raise
        console.note(error.message)
        aside = console.drive(backups.rescue(folder, name)).result
        console.line(f"Restored {name}; the damaged file is {aside}.")
        return
    console.line(f"Restored {source.name}; what was there is {kept.path.name}.")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--without-models", is_flag=True, help="Records and history alone.")
@project_option()
def pack(out: Path, without_models: bool) -> None:
    """Write the whole project to the file OUT, to keep or to open elsewhere."""
    from instrstudio.services import project_file

    with opened() as workspace:
        job = project_file.write(workspace, out, with_models=not without_models)
        console.drive(job)
    console.line(f"Wrote {out}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def unpack(file: Path, folder: Path) -> None:
    """Make a new project in FOLDER of what “pack” wrote to FILE."""
    from instrstudio.services import project_file

    made = console.drive(project_file.read(file, folder)).result
    console.line(f"Made the project {made}.")
