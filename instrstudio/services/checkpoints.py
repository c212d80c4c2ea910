"""The models of a project: its own, imported ones, and the one that ships."""

import logging
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from instrstudio import resources
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import (
    InstrStudioError,
    InvalidInput,
    ModelError,
    NotFound,
    TransferError,
)
from instrstudio.domain.run import Checkpoint
from instrstudio.domain.wording import message
from instrstudio.services.transfer import check_place
from instrstudio.services.workspace import Workspace

STARTER = "starter"
BEST = "best"
_CHOICE = "checkpoint"
_log = logging.getLogger(__name__)


def folder_of(workspace: Workspace, name: str) -> Path:
    """Return the folder of the project's model `name`, which may not exist yet.

    Raises:
        InvalidInput: The name cannot be a folder's, or is that of the shipped model.
    """
    unfit = set('/\\:*?"<>|') & set(name) or any(ord(c) < 32 for c in name)
    if not name.strip() or unfit or name.startswith(".") or name == STARTER:
        raise InvalidInput(message("“{name}” cannot be a model's name.", name=name))
    return workspace.project.models / name


def shipped() -> Path | None:
    """Return the folder of the model that ships with the program, if it does."""
    try:
        return resources.path("models", STARTER)
    except FileNotFoundError:
        return None


def is_shipped(folder: Path) -> bool:
    """Say whether a model is the one that ships, wherever that lay then."""
    starter = shipped()
    return starter is not None and folder.parts[-2:] == starter.parts[-2:]


def all_checkpoints(workspace: Workspace) -> list[Checkpoint]:
    """Return the shipped model and the project's own, the newest first among these.

    One whose card cannot be read is left out.
    """
    return [checkpoint for _name, checkpoint in _found(workspace)]


def _found(workspace: Workspace) -> Iterator[tuple[str, Checkpoint]]:
    """Yield every model with its name here, which its own card need not agree with."""
    from instrstudio.model.card import described, read_card

    folders = [(STARTER, shipped())]
    if workspace.project.models.is_dir():
        own = [f / BEST for f in workspace.project.models.iterdir() if f.is_dir()]
        own = [f for f in own if f.is_dir()]
        own.sort(key=lambda f: f.stat().st_mtime, reverse=True)
        folders += [(f.parent.name, f) for f in own]
    for name, folder in folders:
        if folder is None:
            continue
        try:
            yield name, replace(described(folder, read_card(folder)), name=name)
        except (ModelError, NotFound) as error:
            _log.warning("left out: %s", error)


def get(workspace: Workspace, name: str) -> Checkpoint:
    """Return the model of this name.

    Raises:
        NotFound: There is none.
    """
    for found, checkpoint in _found(workspace):
        if found == name:
            return checkpoint
    raise NotFound(message("There is no model “{name}”.", name=name))


def located(workspace: Workspace, named: str) -> Path:
    """Return the folder of the model of this name, or of the one in this folder.

    Raises:
        NotFound: There is neither.
        CheckpointMismatch: The one in the folder is damaged or too new.
    """
    from instrstudio.model.card import CARD, read_card

    for name, checkpoint in _found(workspace):
        if name == named:
            return Path(checkpoint.folder)
    path = Path(named)
    if not path.is_dir():
        raise NotFound(message("There is no model “{name}”.", name=named))
    folder = path / BEST if (path / BEST / CARD).is_file() else path
    read_card(folder)
    return folder


def use(workspace: Workspace, name: str) -> Changes:
    """Choose the model this project generates with.

    Raises:
        NotFound: There is no such model.
    """
    workspace.store.settings.put(_CHOICE, get(workspace, name).name)
    return Changes(models=True, label=message("Use the model “{name}”", name=name))


def chosen(workspace: Workspace) -> Path | None:
    """Return the folder of the project's choice, else of the shipped model, if any."""
    name = workspace.store.settings.get(_CHOICE)
    if isinstance(name, str) and name != STARTER:
        folder = workspace.project.models / name / BEST
        if folder.is_dir():
            return folder
    return shipped()


def import_model(workspace: Workspace, path: Path, name: str = "") -> Checkpoint:
    """Take in the model in `path`, a folder or .zip; nothing in it is executed.

    A name that is taken gets a number; one that a run could have gets a word before it.

    Raises:
        NotFound: There is nothing at `path`.
        CheckpointMismatch: It is no model, holds anything else, or does not fit.
        TransferError: It cannot be read.
    """
    from instrstudio.model import exchange

    wish = name or path.name.removesuffix(".zip")
    if wish == STARTER or re.fullmatch(r"run-\d+", wish):
        wish = f"imported-{wish}"
    folder, number = folder_of(workspace, wish), 2
    while folder.exists():
        folder = folder_of(workspace, f"{wish}-{number}")
        number += 1
    try:
        taken = exchange.take_in(path, folder / BEST)
    except InstrStudioError:
        with suppress(OSError):
            folder.rmdir()
        raise
    return replace(taken, name=folder.name)


def export_model(workspace: Workspace, name: str, path: Path) -> Path:
    """Write a model to a .zip at `path`, or into the folder `path`; return the file.

    Raises:
        NotFound: There is no such model.
        CheckpointMismatch: It is damaged.
        TransferError: The file cannot be written.
    """
    from instrstudio.model import exchange

    target = path / f"{name}.zip" if path.is_dir() else path
    check_place(target)
    exchange.pack(Path(get(workspace, name).folder), target)
    return target


def delete(workspace: Workspace, name: str) -> Changes:
    """Delete one of the project's models with its training state.

    Raises:
        InvalidInput: It is the shipped one.
        NotFound: There is no such model.
        TransferError: Its files cannot be deleted.
    """
    folder = folder_of(workspace, name)
    if not folder.is_dir():
        raise NotFound(message("There is no model “{name}”.", name=name))
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise TransferError(
            message("The model “{name}” cannot be deleted.", name=name)
        ) from error
    return Changes(models=True, label=message("Delete the model “{name}”", name=name))
