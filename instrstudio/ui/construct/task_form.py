"""The form of a task: description, samples, constraints, methods."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import Task
from instrstudio.ui.construct.constraints import ConstraintChips
from instrstudio.ui.construct.description_edit import DescriptionEdit
from instrstudio.ui.construct.detection import Detection
from instrstudio.ui.construct.method_choice import MethodChoice
from instrstudio.ui.construct.samples import SampleTabs
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    IconButton,
    PanelHead,
    PrimaryButton,
    Rule,
    SectionLabel,
)
from instrstudio.ui.theme import theme

REST_MS = 300
LIMIT = 3
"""So many candidates each method may give."""


class TaskForm(QWidget):
    """Makes a `Task` of what is typed.

    `task_edited` comes when typing rests, `construct_requested` and
    `new_seed_requested` from the buttons.
    """

    task_edited = Signal(object)
    construct_requested = Signal()
    new_seed_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("taskForm")
        self._base = Task()
        self.head = PanelHead()
        self._clear = IconButton("trash")
        self._clear.setObjectName("clearTask")
        self.head.add(self._clear)
        self._label = SectionLabel()
        self.description = DescriptionEdit()
        self.detection, self.samples = Detection(), SampleTabs()
        self.constraints, self.methods = ConstraintChips(), MethodChoice(LIMIT)
        self._error = CaptionLabel()
        self._error.set_role("danger")
        self._error.setWordWrap(True)
        self._error.hide()
        self.construct = PrimaryButton(icon="construct")
        self.construct.setObjectName("constructButton")
        self.new_seed = Button(icon="refresh")
        self.new_seed.setObjectName("newSeedButton")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._tell)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        space = theme().space
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space.page, 0, space.page, space.group)
        column.setSpacing(space.inner)
        column.addWidget(self._label)
        column.addWidget(self.description)
        column.addWidget(self.detection)
        for part in (self.samples, self.constraints, self.methods):
            column.addSpacing(space.group)
            column.addWidget(part, 1 if part is self.samples else 0)
        scroll = QScrollArea()
        scroll.setObjectName("taskScroll")
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        self._scroll = scroll
        foot = QHBoxLayout()
        foot.setContentsMargins(space.page, space.group, space.page, space.group)
        foot.setSpacing(space.unit)
        foot.addWidget(self.construct, 1)
        foot.addWidget(self.new_seed)
        for button in (self.construct, self.new_seed):
            button.setMinimumHeight(theme().px(34))
        column.addWidget(self._error)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(scroll, 1)
        outer.addWidget(Rule())
        outer.addLayout(foot)

    def _connect(self) -> None:
        self.description.edited.connect(self._on_edited)
        self.description.task_pasted.connect(self.set_task_by_hand)
        self.samples.edited.connect(self._on_edited)
        self.constraints.edited.connect(self._on_edited)
        self.detection.edited.connect(self._on_edited)
        self.construct.clicked.connect(self.construct_requested)
        self.new_seed.clicked.connect(self.new_seed_requested)
        self._clear.clicked.connect(self._on_clear)

    def retranslate(self) -> None:
        """Set every text again."""
        self.head.set_text(self.tr("Task"))
        self._clear.set_name(self.tr("Clear the form"))
        self._label.setText(self.tr("Task description"))
        self.description.setAccessibleName(self.tr("Task description"))
        self.description.setPlaceholderText(
            self.tr("What should the instruction make a model do?")
        )
        self._scroll.setAccessibleName(self.tr("Task"))
        self.construct.set_text(self.tr("Construct"))
        self.construct.setToolTip(self.tr("Construct") + " (Ctrl+Enter)")
        self.new_seed.set_text(self.tr("New seed"))
        self.new_seed.setToolTip(self.tr("Other candidates for this task (Ctrl+R)"))
        for part in (self.detection, self.samples, self.constraints, self.methods):
            part.retranslate()

    def task(self) -> Task:
        """Return the task as the form has it now."""
        task_type, language = self.detection.choices()
        return replace(
            self._base,
            description=self.description.text().strip(),
            examples=self.samples.examples(),
            task_type=task_type,
            language=language,
            constraints=self.constraints.constraints(),
        )

    def set_task(self, task: Task) -> None:
        """Show another task, without telling."""
        self._base = task
        self.description.set_text(task.description)
        self.samples.set_examples(task.examples)
        self.constraints.set_constraints(task.constraints)
        self.detection.set_choices(task.task_type, task.language)
        self.show_error("")

    @Slot(object)
    def set_task_by_hand(self, task: Task) -> None:
        """Show another task and tell."""
        self.set_task(task)
        self._tell()

    def show_profile(self, profile: TaskProfile | None) -> None:
        """Show what was read off the task."""
        self.detection.show_profile(profile)

    def show_error(self, text: str) -> None:
        """Say what is wrong with the form; an empty text says nothing."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Hold the second button while candidates are constructed."""
        self.new_seed.setEnabled(not busy)

    def settle(self) -> Task:
        """Tell at once what has been typed, and return the task."""
        self._timer.stop()
        self._tell()
        return self.task()

    @Slot()
    def _on_edited(self) -> None:
        self.show_error("")
        self._timer.start()

    @Slot()
    def _tell(self) -> None:
        self.task_edited.emit(self.task())

    @Slot()
    def _on_clear(self) -> None:
        self.set_task_by_hand(Task())
        self.description.setFocus()
