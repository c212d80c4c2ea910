"""Copies of the project: made by themselves before big changes and once a day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.project import Project
from instrstudio.domain.wording import message
from instrstudio.services import open_indexes
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.backups import Backup

DAILY, BULK, IMPORT, BY_HAND = "daily", "bulk", "import", "own"
"""Why a copy is made, as its name says."""

_A_DAY = timedelta(hours=20)
"""Who comes at nine every morning gets a copy every morning."""


def all_of(workspace: Workspace) -> "list[Backup]":
    """Return the copies of the project, the newest first."""
    return workspace.store.backups.all()


def make(workspace: Workspace) -> "Job[Progress, Backup]":
    """Make a copy now; one made by hand is never removed.

    Raises:
        StorageError: It cannot be written.
    """
    return (yield from workspace.store.backups.making(BY_HAND))


def before(workspace: Workspace, reason: str) -> Job[Progress, None]:
    """Make a copy before a big change; an empty library needs none.

    Raises:
        StorageError: It cannot be written.
    """
    if workspace.store.records.is_empty():
        return
    yield from workspace.store.backups.making(reason)


def daily(workspace: Workspace) -> "Job[Progress, Backup | None]":
    """Make today's copy, unless there is one or nothing to lose.

    Raises:
        StorageError: It cannot be written.
    """
    latest = workspace.store.backups.latest(DAILY)
    fresh = latest is not None and datetime.now(UTC) - latest.at < _A_DAY
    if fresh or workspace.store.records.is_empty():
        return None
    return (yield from workspace.store.backups.making(DAILY))


def find(workspace: Workspace, name: str) -> Path:
    """Return the copy called `name`: the name of its file, a path, or ``latest``.

    Raises:
        NotFound: There is none.
    """
    return _found(workspace.store.backups.folder, name)


def restore(
    workspace: Workspace, source: Path
) -> "Job[Progress, tuple[Backup, Changes]]":
    """Make the project what the copy `source` holds, behind a copy of what it is.

    What is searched is built anew afterwards. Others that use the project go on with
    what was restored.

    Raises:
        NotFound: There is no such copy.
        StorageError: The copy is not sound, or the disk refuses; nothing is changed.
    """
    kept = yield from workspace.store.backups.restoring(source)
    open_indexes.disown(workspace)
    label = message("Restore “{file}”", file=source.name)
    return kept, Changes(many=True, label=label)


def rescue(folder: Path, name: str) -> "Job[Progress, Path | None]":
    """Put a copy in the place of a project's file that cannot be opened.

    Nobody may be using the project. The broken file goes into the folder of backups;
    its place is returned.

    Raises:
        NotFound: There is no such copy.
        StorageError: The copy is not sound, or the disk refuses.
    """
    from instrstudio.storage.backups import take_over
    from instrstudio.storage.faults import BACKUPS_FOLDER

    source = _found(folder / BACKUPS_FOLDER, name)
    return (yield from take_over(source, Project(folder).database))


def _found(folder: Path, name: str) -> Path:
    """Return the copy called `name`, in `folder` or anywhere."""
    if name == "latest":
        paths = sorted(folder.glob("*.sqlite"), key=lambda path: path.name)
        if paths:
            return paths[-1]
        raise NotFound(message("The project has no backup yet."))
    for path in (folder / name, folder / f"{name}.sqlite", Path(name)):
        if path.is_file():
            return path
    raise NotFound(message("There is no backup “{path}”.", path=name))
