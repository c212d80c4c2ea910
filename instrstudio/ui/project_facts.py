"""What the frame says about the project: how many records, what undo would undo."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.job import Job
from instrstudio.domain.wording import Message, message
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session


@dataclass(frozen=True, slots=True)
class Facts:
    """A count and two labels; no label means nothing to undo or redo."""

    records: int = 0
    undo: Message | str | None = None
    redo: Message | str | None = None


class ProjectFacts(QObject):
    """Reads the facts again after every change, in the background."""

    refreshed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.facts = Facts()
        session.project_opened.connect(self.refresh)
        session.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Ask the project."""
        job = self._session.start(
            _read, title=message("Read the project"), key="facts", quiet=True
        )
        job.succeeded.connect(self._on_read)

    @Slot(object)
    def _on_read(self, facts: Facts) -> None:
        self.facts = facts
        self.refreshed.emit()


def _read(workspace: Workspace) -> Job[object, Facts]:
    """Read the facts of a project."""
    from instrstudio.services import library

    yield None
    return Facts(
        workspace.store.records.count(),
        library.undo_label(workspace),
        library.redo_label(workspace),
    )
