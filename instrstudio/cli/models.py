"""``models list``, ``models use``, ``models import`` and ``models export``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrstudio.cli import console
from instrstudio.cli.options import json_option, opened, project_option
from instrstudio.domain.run import Checkpoint

if TYPE_CHECKING:
    from instrstudio.services.workspace import Workspace


def checkpoint_folder(workspace: "Workspace", named: str | None) -> Path | None:
    """Return the folder of the model NAME|PATH; None where none is named.

    Raises:
        NotFound: There is no such model.
        CheckpointMismatch: It cannot be used.
    """
    if named is None:
        return None
    from instrstudio.services import checkpoints

    return checkpoints.located(workspace, named)


@click.group()
@project_option()
def models() -> None:
    """List, choose, bring in and take out models."""


@models.command("list")
@json_option
@project_option()
def list_(as_json: bool) -> None:
    """List the models; a star marks the one that is used."""
    from instrstudio.services import checkpoints

    with opened() as workspace:
        found = checkpoints.all_checkpoints(workspace)
        chosen = checkpoints.chosen(workspace)
    rows = [
        {
            "name": checkpoint.name,
            "folder": checkpoint.folder,
            "step": checkpoint.step,
            "validation_loss": checkpoint.validation_loss,
            "chosen": chosen is not None and Path(checkpoint.folder) == chosen,
        }
        for checkpoint in found
    ]
    if as_json:
        console.data({"models": rows})
    elif not rows:
        console.line("There is no model yet: train one, or import one.")
    else:
        console.table(
            ("", "name", "step", "loss", "folder"),
            [
                (
                    "*" if row["chosen"] else "",
                    row["name"],
                    row["step"],
                    _loss(checkpoint),
                    row["folder"],
                )
                for checkpoint, row in zip(found, rows, strict=True)
            ],
        )


def _loss(checkpoint: Checkpoint) -> str:
    """Return the loss on held-out data, if it was ever measured."""
    loss = checkpoint.validation_loss
    return "" if loss is None else f"{loss:.3f}"


@models.command()
@click.argument("name")
@project_option()
def use(name: str) -> None:
    """Use the model NAME for generation in this project."""
    from instrstudio.services import checkpoints

    with opened() as workspace:
        checkpoints.use(workspace, name)
    console.line(f"This project generates with {name} now.")


@models.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@project_option()
def import_(path: Path) -> None:
    """Bring a model, exported elsewhere to PATH, into the project."""
    from instrstudio.services import checkpoints

    with opened() as workspace:
        checkpoint = checkpoints.import_model(workspace, path)
    console.line(f"Imported the model {checkpoint.name}.")


@models.command("export")
@click.argument("name")
@click.argument("path", type=click.Path(path_type=Path))
@project_option()
def export(name: str, path: Path) -> None:
    """Write the model NAME to PATH, for another project."""
    from instrstudio.services import checkpoints

    with opened() as workspace:
        written = checkpoints.export_model(workspace, name, path)
    console.line(f"Wrote the model {name} to {written}.")
