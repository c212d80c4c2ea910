"""The last step taken back, or done again: whatever kind of step it was."""

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.services import rating
from instrstudio.services.workspace import Workspace


def undo(workspace: Workspace) -> Job[Progress, Changes]:
    """Take back the last operation; empty if there is none.

    Cancelled, nothing is taken back.
    """
    history = workspace.store.history
    with workspace.store.atomic():
        label = history.undo_label()
        changes = (yield from history.undoing()) or Changes()
        return (yield from rating.turned(workspace, label, changes, forth=False))


def redo(workspace: Workspace) -> Job[Progress, Changes]:
    """Do again what was taken back last; empty if there is nothing.

    Cancelled, nothing is done.
    """
    history = workspace.store.history
    with workspace.store.atomic():
        label = history.redo_label()
        changes = (yield from history.redoing()) or Changes()
        return (yield from rating.turned(workspace, label, changes, forth=True))
