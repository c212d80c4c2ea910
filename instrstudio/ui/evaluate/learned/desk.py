"""What the page knows of the project: the person, the example, learning under way."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from instrstudio.domain.changes import Changes
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.run import Notice as RunNotice
from instrstudio.domain.run import Run, TrainingEvent
from instrstudio.domain.style import StyleRule
from instrstudio.domain.task import Task
from instrstudio.domain.wording import Message, message
from instrstudio.services import portrait, preferring, style, training_child
from instrstudio.services.portrait import Portrait
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Session


class Desk(QObject):
    """Reads and writes for the page; everything slow is a job.

    Signals:
        portrait_changed: Something else is known.
        compared: A `Comparison` of the example.
        not_compared: Why there is none.
        rule_kept: A rule was changed or added.
        rule_refused: Why a rule could not be kept.
        rules_imported: How many rules came from a file.
        rules_exported: How many rules went to a file.
        learning_changed: Learning began, went on or ended.
        learned: What was said at the end of learning.
        not_learned: Why nothing was learned.
    """

    portrait_changed = Signal()
    compared = Signal(object)
    not_compared = Signal(object)
    rule_kept = Signal()
    rule_refused = Signal(object)
    rules_imported = Signal(object)
    rules_exported = Signal(object)
    learning_changed = Signal()
    learned = Signal(list)
    not_learned = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.portrait = Portrait()
        self.is_read = False
        self._job: JobHandle | None = None
        self._said: list[Message | str] = []

    # --- reading -------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read what is known."""
        if not self._session.is_open:
            return
        job = self._session.start(
            _portrait,
            title=message("Read what was learned"),
            key="learned-portrait",
            quiet=True,
        )
        job.succeeded.connect(self._on_portrait)
        job.failed.connect(self._session.failed)

    @Slot(object)
    def _on_portrait(self, found: Portrait) -> None:
        self.portrait, self.is_read = found, True
        self.portrait_changed.emit()

    def compare(self, task: Task) -> None:
        """Construct for `task` without and with what was learned."""
        job = self._session.start(
            lambda workspace: portrait.compare(workspace, task),
            title=message("Compare with what was learned"),
            key="learned-example",
            quiet=True,
        )
        job.succeeded.connect(self.compared)
        job.failed.connect(self.not_compared)

    def forget_project(self) -> None:
        """Know nothing any more: another project opens."""
        self.portrait, self.is_read = Portrait(), False

    # --- rules ---------------------------------------------------------------------

    @Slot(str, bool)
    def switch(self, name: str, is_on: bool) -> None:
        """Switch a rule on or off."""
        self._keep(lambda workspace: style.switch(workspace, name, is_on))

    @Slot(str, object)
    def change(self, name: str, value: dict[str, str]) -> None:
        """Give a rule another value."""
        self._keep(lambda workspace: style.change(workspace, name, value))

    @Slot(str, str, object)
    def add(self, kind: str, language: str, value: dict[str, str]) -> None:
        """Add a rule of the person's own."""
        self._keep(lambda workspace: style.add(workspace, kind, language, value))

    def take_back(self, rule: StyleRule) -> None:
        """Have a rule as it was learned; an own one is gone."""
        self._keep(lambda workspace: style.forget(workspace, rule.name))

    def put_back(self, rule: StyleRule) -> None:
        """Have an own rule that was removed again."""

        def deed(workspace: Workspace) -> None:
            style.add(workspace, rule.kind, rule.language, rule.value)
            if not rule.is_on:
                style.switch(workspace, rule.name, is_on=False)

        self._keep(deed)

    def forget(self) -> None:
        """Forget all that was learned of the person."""
        self._keep(style.reset)

    def _keep(self, deed: Callable[[Workspace], object]) -> None:
        """Write, then read again."""

        def job(workspace: Workspace) -> Job[Progress, None]:
            yield Progress(done=0)
            deed(workspace)

        handle = self._session.start(
            job, title=message("Style"), lane="write", quiet=True
        )
        handle.succeeded.connect(self.rule_kept)
        handle.failed.connect(self.rule_refused)
        handle.finished.connect(self.reload)

    # --- files ---------------------------------------------------------------------

    def export_rules(self, target: Path) -> None:
        """Write the rules to a file."""
        job = self._session.do(
            lambda workspace: portrait.export_rules(workspace, target),
            title=message("Export rules"),
        )
        job.succeeded.connect(self.rules_exported)

    def import_rules(self, source: Path) -> None:
        """Take the rules of a file."""
        job = self._session.do(
            lambda workspace: portrait.import_rules(workspace, source),
            title=message("Import rules"),
        )
        job.succeeded.connect(self.rules_imported)
        job.finished.connect(self.reload)

    # --- preferences ---------------------------------------------------------------

    def count(self, wish: preferring.Wish) -> JobHandle:
        """Count the pairs that there are."""

        def job(workspace: Workspace) -> Job[Progress, preferring.Counts]:
            yield Progress(done=0)
            return preferring.count(workspace, wish)

        return self._session.start(
            job, title=message("Count preferences"), key="learned-count", quiet=True
        )

    def export_pairs(
        self, target: Path, format_: str, wish: preferring.Wish
    ) -> JobHandle:
        """Write pairs to a file."""
        return self._session.start(
            lambda workspace: preferring.export(workspace, target, format_, wish),
            title=message("Export preferences"),
            lane="bulk",
        )

    @property
    def is_learning(self) -> bool:
        """Whether a model learns preferences now."""
        return self._job is not None and not self._job.is_over

    @property
    def progress(self) -> Progress | None:
        """How far learning is, if that is known."""
        return self._job.progress if self._job is not None else None

    @property
    def latest(self) -> str:
        """What was said last of the learning under way."""
        return words.said(self._said[-1]) if self._said else ""

    def learn(self, wish: preferring.Wish) -> None:
        """Have the model in use learn preferences, in a process of its own."""
        if self.is_learning:
            return
        self._said = []
        self._job = self._session.start(
            lambda workspace: _learning(workspace, wish),
            title=message("Learning preferences"),
            lane="train",
        )
        self._job.events.connect(self._on_events)
        self._job.progressed.connect(self.learning_changed)
        self._job.succeeded.connect(self._on_learned)
        self._job.failed.connect(self.not_learned)
        self._job.finished.connect(self.learning_changed)
        self.learning_changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stop learning; the run is kept and can go on in Training."""
        if self._job is not None:
            self._job.cancel()

    @Slot(list)
    def _on_events(self, events: list[TrainingEvent]) -> None:
        """Keep the sentences: the last ones tell what came of it."""
        said = [event.message for event in events if isinstance(event, RunNotice)]
        self._said += said
        if said:
            self.learning_changed.emit()

    @Slot(object)
    def _on_learned(self, run: Run) -> None:
        self._session.tell(Changes(runs=(run.id or 0,), models=True))
        if str(run.state) == "paused":
            self.learned.emit(
                [message("“{name}” is stopped and kept: Training goes on with it.",
                         name=run.name)]
            )  # fmt: skip
        else:
            self.learned.emit(self._said[-2:])


def _portrait(workspace: Workspace) -> Job[Progress, Portrait]:
    """Read what is known of the person."""
    yield Progress(done=0)
    return portrait.portrait(workspace)


def _learning(workspace: Workspace, wish: preferring.Wish) -> Job[TrainingEvent, Run]:
    """Learn the pairs of the wish from the model in use on."""
    data = preferring.pairs_file(workspace, wish)
    config = preferring.configured(
        preferring.base_of(workspace), device=workspace.settings.device
    )
    return (yield from training_child.train(workspace, config, data=data))
