"""The area Construct: a task at the left, its candidates at the right."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from instrstudio.domain.candidate import Candidate, Construction, Draft, MethodFailed
from instrstudio.domain.changes import Changes
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Progress
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.ui.construct import requests
from instrstudio.ui.construct.candidate_card import CandidateCard
from instrstudio.ui.construct.candidates_pane import CandidatesPane
from instrstudio.ui.construct.card_deeds import CardDeeds
from instrstudio.ui.construct.evidence import EvidencePane
from instrstudio.ui.construct.origins import Share
from instrstudio.ui.construct.task_form import LIMIT, TaskForm
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.sample_tasks import sample_task
from instrstudio.ui.session import Session
from instrstudio.ui.theme import theme

_WIDTHS, _SMALLEST = (386, 642), (340, 380)


class ConstructPanel(QWidget):
    """Wires the form, the candidates and the evidence to the session."""

    inspector_toggled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("constructPanel")
        self._session = session
        self._seed = 0
        self._job: JobHandle | None = None
        self._constructed: Task | None = None
        self.form, self.pane = TaskForm(), CandidatesPane()
        self.inspector = EvidencePane()
        self.deeds = CardDeeds(session, self.pane.cards)
        self._build()
        self._make_actions()
        self._connect()
        self.retranslate()

    # --- building ----------------------------------------------------------------

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("constructSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part, smallest in zip((self.form, self.pane), _SMALLEST, strict=True):
            part.setMinimumWidth(smallest)
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(_WIDTHS)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)

    def _make_actions(self) -> None:
        table = {
            "construct": (("Ctrl+Return", "Ctrl+Enter"), self.construct),
            "new_seed": (("Ctrl+R",), self.new_seed),
            "save": (("Ctrl+S",), self.save),
            "copy": ((), self.copy),
            "edit": ((), self.edit),
            "attention": ((), self.look),
            "colours": ((), self.pane.toggle_colours),
            "clear": ((), self.clear),
        }
        self._actions: dict[str, QAction] = {}
        for name, (keys, deed) in table.items():
            action = QAction(self)
            action.setObjectName(f"construct_{name}")
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(deed)
            self._actions[name] = action
            self.addAction(action)
        self._actions["attention"].setEnabled(False)

    def _connect(self) -> None:
        self.form.task_edited.connect(self._on_task)
        self.form.construct_requested.connect(self.construct)
        self.form.new_seed_requested.connect(self.new_seed)
        pane = self.pane
        pane.again_wanted.connect(self.construct)
        pane.sample_wanted.connect(self._on_sample)
        pane.cancel_wanted.connect(self.cancel)
        pane.import_wanted.connect(self._on_import)
        cards = pane.cards
        cards.card_added.connect(self.deeds.take)
        self.deeds.scored.connect(self._on_scored)
        cards.card_selected.connect(self._on_selected)
        cards.evidence_toggled.connect(self.inspector_toggled)
        self.inspector.origin_chosen.connect(self._on_origin)
        self._session.project_opened.connect(self._on_project)
        self._session.changed.connect(self._on_changed)
        if self._session.is_open:
            self._on_project()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Construct"))
        texts = {
            "construct": self.tr("Construct"),
            "new_seed": self.tr("New seed"),
            "save": self.tr("Save to library"),
            "copy": self.tr("Copy"),
            "edit": self.tr("Edit"),
            "attention": self.tr("Show attention"),
            "colours": self.tr("Colour by origin"),
            "clear": self.tr("Clear the form"),
        }
        for name, text in texts.items():
            self._actions[name].setText(text)
        for part in (self.form, self.pane, self.inspector, self.deeds):
            part.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._read_sources()
        super().changeEvent(event)

    def activated(self) -> None:
        """Take the focus into the form when the area is shown."""
        if not self.form.description.text():
            self.form.description.setFocus()

    def actions(self) -> list[QAction]:
        """Return what the panel offers in the menus."""
        return list(self._actions.values())

    # --- the task ----------------------------------------------------------------

    @Slot(object)
    def _on_task(self, task: Task) -> None:
        self._session.set_task(task)
        self.pane.show_outdated(self._constructed not in (None, task))
        if not requests.says_anything(task):
            self.form.show_profile(None)
            return
        job = self._session.start(
            requests.profile(task),
            title=message("Read the task"),
            key="profile",
            quiet=True,
        )
        job.succeeded.connect(self._on_profile)

    @Slot(object)
    def _on_profile(self, profile: TaskProfile) -> None:
        if requests.says_anything(self.form.task()):
            self.form.show_profile(profile)

    @Slot()
    def _on_sample(self) -> None:
        self.form.set_task_by_hand(sample_task(theme().language))
        # the button that had the focus goes; what may be changed next gets it
        self.form.description.setFocus(Qt.FocusReason.OtherFocusReason)
        self.construct()

    @Slot()
    def clear(self) -> None:
        """Empty the form."""
        self.form.set_task_by_hand(Task())

    def set_task(self, task: Task) -> None:
        """Show a task, as if typed."""
        self.form.set_task_by_hand(task)

    @Slot()
    def _on_import(self) -> None:
        self._session.search_requested.emit("")

    # --- constructing ------------------------------------------------------------

    @Slot()
    def construct(self) -> None:
        """Construct candidates for the task; in an edited card: keep the edit."""
        card = self.pane.cards.current
        if card is not None and card.is_editing and card.view.hasFocus():
            card.keep_edit()
            return
        self._seed = 0
        self._start()

    @Slot()
    def new_seed(self) -> None:
        """Construct other candidates for the same task."""
        self._seed += 1
        self._start()

    def _start(self) -> None:
        task = self.form.settle()
        if not self.form.methods.is_any:
            self.form.show_error(self.tr("Choose at least one method."))
            return
        try:
            task.checked()
        except InvalidInput as error:
            self.form.show_error(sentence(error))
            self.form.description.setFocus()
            return
        self._constructed = task
        self.deeds.begin(task)
        self.pane.begin()
        self.form.set_busy(True)
        job = self._session.start(
            requests.construction(
                task,
                methods=self.form.methods.chosen(),
                limit=LIMIT,
                seed=self._seed,
                device=self._session.settings.device,
            ),
            title=message("Construct instructions"),
            key="construct",
        )
        self._job = job
        job.events.connect(self._on_events)
        job.succeeded.connect(self._on_constructed)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    @Slot()
    def cancel(self) -> None:
        """Stop constructing; what there is stays."""
        if self._job is not None:
            self._job.cancel()

    @Slot(list)
    def _on_events(self, events: list[object]) -> None:
        if self.sender() is not self._job:
            return
        for event in _shown(events):
            if isinstance(event, Candidate):
                self.pane.add(event)
            elif isinstance(event, Draft):
                self.pane.show_draft(event)
            elif isinstance(event, MethodFailed):
                self.pane.add_failure(event)
            elif isinstance(event, Progress):
                self.pane.show_method(str(event.message))

    @Slot(object)
    def _on_constructed(self, construction: Construction) -> None:
        if self.sender() is not self._job or self._job is None:
            return
        self.deeds.construction = construction.id
        self.pane.finish(construction, self._job.elapsed)
        self._end()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self.pane.fail(sentence(error))
            self._end()

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self.pane.stop()
            self._end()

    def _end(self) -> None:
        self._job = None
        self.form.set_busy(False)

    # --- cards -------------------------------------------------------------------

    @Slot(object)
    def _on_selected(self, card: CandidateCard | None) -> None:
        looked = card is not None and card.candidate.alignment is not None
        self._actions["attention"].setEnabled(looked)
        self.inspector.show_card(card, self._constructed or Task())

    @Slot(object)
    def _on_scored(self, card: CandidateCard) -> None:
        if card is self.pane.cards.current:
            self.inspector.refresh()

    @Slot(object)
    def _on_origin(self, share: Share) -> None:
        card = self.pane.cards.current
        if card is not None:
            card.view.select_origin(share.origin, share.id or None)

    @Slot()
    def save(self) -> None:
        """Save the selected candidate."""
        if self.pane.cards.current is not None:
            self.pane.cards.current.save()

    @Slot()
    def copy(self) -> None:
        """Copy the selected candidate."""
        if self.pane.cards.current is not None:
            self.pane.cards.current.copy()

    @Slot()
    def edit(self) -> None:
        """Edit the selected candidate."""
        if self.pane.cards.current is not None:
            self.pane.cards.current.start_editing()

    @Slot()
    def look(self) -> None:
        """Show where the model looked that wrote the selected candidate."""
        if self.pane.cards.current is not None:
            self.pane.cards.current.look()

    # --- the project -------------------------------------------------------------

    @Slot()
    def _on_project(self) -> None:
        self._constructed = None
        self.pane.reset()
        self._read_sources()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.many or changes.templates or changes.models:
            self._read_sources()

    def _read_sources(self) -> None:
        """Ask what each method draws from."""
        if not self._session.is_open:
            return
        job = self._session.start(
            requests.sources,
            title=message("Read the methods"),
            key="sources",
            quiet=True,
        )
        job.succeeded.connect(self._on_sources)

    @Slot(object)
    def _on_sources(self, sources: requests.Sources) -> None:
        self.form.methods.set_methods(sources.methods)
        self.form.methods.set_about(requests.said_sources(sources))


def _shown(events: Sequence[object]) -> Iterator[object]:
    """Yield what is worth showing: a draft only where no later one came with it."""
    for event, later in zip(events, [*events[1:], None], strict=True):
        if not (isinstance(event, Draft) and isinstance(later, Draft)):
            yield event
