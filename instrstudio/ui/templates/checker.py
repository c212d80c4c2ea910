"""Lints and renders what is typed, in the background; only the newest counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.span import Piece
from instrstudio.domain.task import Task
from instrstudio.domain.template import Problem
from instrstudio.domain.template import Slot as TemplateSlot
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session

Answer = Sequence[Piece] | InstrStudioError
"""A preview, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A pattern as it is typed, and the task it is looked at with."""

    pattern: str
    language: str
    task: Task
    slots: tuple[TemplateSlot, ...] = ()


class Checker(QObject):
    """Asks for problems, slot values and the preview of a draft.

    Signals:
        linted: The draft and its problems.
        valued: The draft and what every slot stands for.
        rendered: The draft and its pieces.
        not_rendered: The draft and the error.
    """

    linted = Signal(object, object)
    valued = Signal(object, object)
    rendered = Signal(object, object)
    not_rendered = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: Draft | None = None

    def check(self, draft: Draft) -> None:
        """Look at `draft`; answers about older ones drop out."""
        before, self._draft = self._draft, draft
        if before is None or before.pattern != draft.pattern:
            self._lint(draft)
        self._preview(draft)
        if before is None or (before.task, before.language) != (
            draft.task,
            draft.language,
        ):
            self._value(draft)

    def forget(self) -> None:
        """Look at nothing."""
        self._draft = None

    def _lint(self, draft: Draft) -> None:
        def job(_workspace: Workspace) -> Job[Progress, tuple[Draft, list[Problem]]]:
            from instrstudio.services import templating

            yield Progress(done=0)
            return draft, templating.lint(draft.pattern, draft.slots)

        handle = self._session.start(
            job, title=self.tr("Check template"), key="template-lint", quiet=True
        )
        handle.succeeded.connect(self._on_linted)
        handle.failed.connect(self._session.failed)

    def _value(self, draft: Draft) -> None:
        def job(_workspace: Workspace) -> Job[Progress, tuple[Draft, object]]:
            from instrstudio.services import templating

            yield Progress(done=0)
            values = templating.slot_values(draft.language, draft.task, draft.slots)
            return draft, values

        handle = self._session.start(
            job, title=self.tr("Read task"), key="template-values", quiet=True
        )
        handle.succeeded.connect(self._on_valued)

    def _preview(self, draft: Draft) -> None:
        def job(workspace: Workspace) -> Job[object, tuple[Draft, Answer]]:
            from instrstudio.services import templating

            try:
                pieces = yield from templating.preview(
                    workspace, draft.pattern, draft.language, draft.task, draft.slots
                )
            except InstrStudioError as error:
                # an unfinished pattern is no failure of the job
                return draft, error
            return draft, pieces

        handle = self._session.start(
            job, title=self.tr("Preview"), key="template-preview", quiet=True
        )
        handle.succeeded.connect(self._on_rendered)
        handle.failed.connect(self._session.failed)

    @Slot(object)
    def _on_linted(self, answer: tuple[Draft, object]) -> None:
        draft, problems = answer
        if self._draft is not None and draft.pattern == self._draft.pattern:
            self.linted.emit(draft, problems)

    @Slot(object)
    def _on_valued(self, answer: tuple[Draft, object]) -> None:
        self.valued.emit(*answer)

    @Slot(object)
    def _on_rendered(self, answer: tuple[Draft, Answer]) -> None:
        draft, found = answer
        if draft != self._draft:
            return
        if isinstance(found, InstrStudioError):
            self.not_rendered.emit(draft, found)
        else:
            self.rendered.emit(draft, found)
