"""An open project with Qt signals: what every panel talks to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job
from instrstudio.domain.settings import Settings
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message
from instrstudio.services.workspace import Workspace
from instrstudio.ui.jobs import Factory, JobHandle, changes_of
from instrstudio.ui.lanes import Lanes


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A line that passes: what happened, and perhaps one thing to do about it.

    `kind` is ``info``, ``success``, ``warning`` or ``error``. With `undo` the notice
    offers to take the last change back; `action` and `on_action` offer something else.
    """

    text: Message | str
    kind: str = "success"
    undo: bool = False
    action: str = ""
    on_action: Callable[[], object] | None = None


class Session(QObject):
    """The project that is open, its jobs, and the task at hand.

    Signals: `project_opened` and `project_closing`; `changed` with the `Changes` of
    every operation; `task_changed` with the `Task`; `notice` with a `Notice`; `failed`
    with an exception that nobody else shows; `record_requested` and
    `search_requested` ask the frame to show a record or a search in the library;
    `template_requested` asks for a new template with the given text; `profile_changed`
    carries the name of the person whose choices count from now on.
    """

    changed = Signal(object)
    project_opened = Signal()
    project_closing = Signal()
    task_changed = Signal(object)
    notice = Signal(object)
    failed = Signal(object)
    record_requested = Signal(int)
    search_requested = Signal(str)
    template_requested = Signal(str)
    profile_changed = Signal(str)

    def __init__(
        self,
        workspace: Workspace | None = None,
        settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self.task = Task()
        self.lanes = Lanes(self)
        self._next_folder: Path | None = None
        self._is_opening = False
        self.lanes.idle.connect(self._on_idle)
        if workspace is not None:
            self.lanes.set_workspace(workspace)

    @property
    def is_open(self) -> bool:
        """Whether a project is open."""
        return self.lanes.workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open project.

        Raises:
            RuntimeError: None is open; a bug of the caller.
        """
        if self.lanes.workspace is None:
            raise RuntimeError("no project is open")
        return self.lanes.workspace

    def start(
        self,
        factory: Factory,
        *,
        title: Message | str,
        lane: str = "query",
        key: str = "",
        quiet: bool = False,
    ) -> JobHandle:
        """Run a job; it waits while its lane is busy or no project is open.

        A newer job with the same `key` replaces an older one. A `quiet` one stays out
        of the job list.
        """
        job = JobHandle(factory, title=title, lane=lane, key=key, quiet=quiet)
        self.lanes.add(job)
        return job

    def do(
        self, function: Callable[[Workspace], Any], *, title: Message | str = ""
    ) -> JobHandle:
        """Run a short mutation and tell everybody what it changed.

        `function` returns `Changes`, or a tuple whose last part they are.
        """
        return self._write(_once(function), title=title, quiet=True)

    def undo(self) -> JobHandle:
        """Take the last change of library or templates back.

        A big one takes a while: it is among the jobs, and stopped it changes nothing.
        """
        return self._write(_undo, title=message("Undo"))

    def redo(self) -> JobHandle:
        """Do again what was taken back; stopped, nothing is done."""
        return self._write(_redo, title=message("Redo"))

    def _write(
        self, factory: Factory, *, title: Message | str, quiet: bool = False
    ) -> JobHandle:
        """Run a mutation after those that wait, and tell what it changed."""
        job = JobHandle(factory, title=title, lane="write", quiet=quiet)
        job.succeeded.connect(self._on_mutated)
        job.failed.connect(self.failed)
        self.lanes.add(job)
        return job

    def set_task(self, task: Task) -> None:
        """Make `task` the task at hand."""
        if task != self.task:
            self.task = task
            self.task_changed.emit(task)

    def set_profile(self, name: str) -> None:
        """Log the choices of `name` from now on, and learn from them."""
        if name == self.settings.profile:
            return
        self.settings = replace(self.settings, profile=name)
        if self.is_open:
            workspace = self.workspace
            workspace.settings = replace(workspace.settings, profile=name)
        self.profile_changed.emit(name)

    def tell(self, changes: Changes) -> None:
        """Tell everybody what an operation touched."""
        if changes:
            self.changed.emit(changes)

    def open(self, folder: Path | None = None) -> None:
        """Open another project; the present one is closed first."""
        self._next_folder = folder
        self._is_opening = True
        if self.is_open:
            self.project_closing.emit()
            self.lanes.drop_all(but="write")
        if self.lanes.is_idle:
            self._on_idle()

    def close(self) -> None:
        """Stop every job, wait for it, and close the project."""
        if self.is_open:
            self.project_closing.emit()
        self._is_opening = False
        self.lanes.cancel_all(but="write")
        if not self.lanes.wait():
            self.lanes.cancel_all()  # a write that is stopped has changed nothing
            self.lanes.wait()
        self.lanes.drop_all()
        self._close_workspace()

    def _close_workspace(self) -> None:
        workspace = self.lanes.workspace
        self.lanes.set_workspace(None)
        if workspace is not None:
            workspace.close()

    @Slot()
    def _on_idle(self) -> None:
        if not self._is_opening:
            return
        self._is_opening = False
        self._close_workspace()
        folder, settings = self._next_folder, self.settings
        job = JobHandle(
            _once(lambda _none: Workspace.open(folder, settings)),
            title=message("Open project"),
            lane="open",
            quiet=True,
        )
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self.failed)
        self.lanes.add(job)

    @Slot(object)
    def _on_opened(self, workspace: Workspace) -> None:
        self.lanes.set_workspace(workspace)
        self.project_opened.emit()

    @Slot(object)
    def _on_mutated(self, result: object) -> None:
        changes = changes_of(result)
        if changes is not None:
            self.tell(changes)


def _once(function: Callable[[Workspace], Any]) -> Factory:
    """Make a job of a function that is done at once."""

    def job(workspace: Workspace) -> Job[object, Any]:
        result = function(workspace)
        yield from _nothing()
        return result

    return job


def _nothing() -> Iterator[object]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())


def _undo(workspace: Workspace) -> Job[Any, Changes]:
    from instrstudio.services import bulk

    return bulk.undo(workspace)


def _redo(workspace: Workspace) -> Job[Any, Changes]:
    from instrstudio.services import bulk

    return bulk.redo(workspace)
