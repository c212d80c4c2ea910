"""What the window does for a project by itself: filling, indexing, a daily backup."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.wording import message
from instrstudio.services import places
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Notice, Session

BULK = 500
"""So many records waiting for the index are worth a row in the list of jobs."""


class Upkeep(QObject):
    """Starts the quiet work: once when a project opens, and after every change."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.project_opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)

    def rebuild_index(self) -> None:
        """Build the index anew, in sight."""
        self._session.start(
            _rebuild, title=message("Rebuild index"), lane="bulk", key="rebuild"
        ).failed.connect(self._session.failed)

    @Slot()
    def _on_opened(self) -> None:
        workspace = self._session.workspace
        if workspace.is_new and _is_default(workspace.project.folder):
            job = self._session.start(
                _fill, title=message("Fill the starter library"), lane="write"
            )
            job.succeeded.connect(self._on_filled)
            job.failed.connect(self._session.failed)
        else:
            job = self._session.start(
                _check,
                title=message("Update index"),
                lane="bulk",
                key="check",
                quiet=True,
            )
            job.succeeded.connect(self._on_checked)
            job.failed.connect(self._session.failed)
            self._session.start(
                _back_up,
                title=message("Daily backup"),
                lane="bulk",
                key="daily-backup",
                quiet=True,
            ).failed.connect(self._session.failed)

    @Slot(object)
    def _on_checked(self, damaged: bool) -> None:
        if damaged:
            text = message(
                "The search index was damaged and has been built anew. "
                "Your records are untouched."
            )
            self._session.notice.emit(Notice(text=text, kind="warning"))

    @Slot(object)
    def _on_filled(self, _result: object) -> None:
        self._session.tell(Changes(many=True, label=message("Starter library")))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.records or changes.many:
            self._catch_up(quiet=not changes.many)

    def _catch_up(self, *, quiet: bool) -> None:
        """Bring the index up to date."""
        job = self._session.start(
            _catch_up,
            title=message("Update index"),
            lane="bulk",
            key="index",
            quiet=quiet,
        )
        job.failed.connect(self._session.failed)


def _is_default(folder: Path) -> bool:
    return folder == places.default_project().resolve()


def _fill(workspace: Workspace) -> Job[Progress, Changes]:
    from instrstudio.services import starter

    yield from starter.fill(workspace)
    return Changes(many=True)


def _catch_up(workspace: Workspace) -> Job[Progress, int]:
    from instrstudio.services import aside

    return (yield from aside.catch_up(workspace))


def _check(workspace: Workspace) -> Job[Progress, bool]:
    """Read the index through, bring it up to date, and say whether it was damaged."""
    from instrstudio.services import aside, indexing

    damaged = yield from indexing.check(workspace)
    yield from aside.catch_up(workspace)
    return damaged


def _back_up(workspace: Workspace) -> Job[Progress, object]:
    """Make today's copy of the project, unless there is one."""
    from instrstudio.services import backups

    return (yield from backups.daily(workspace))


def _rebuild(workspace: Workspace) -> Job[Progress, int]:
    from instrstudio.services import aside

    return (yield from aside.rebuild(workspace))
