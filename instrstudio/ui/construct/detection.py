"""What was read off a task: its type and language as menus, and why."""

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from instrstudio.domain.language import LANGUAGES
from instrstudio.domain.profile import TaskProfile
from instrstudio.domain.task import TASK_TYPES
from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, Chip, row
from instrstudio.ui.theme import theme


class ChoiceMenu(Chip):
    """A chip that opens a menu; the first entry leaves the choice to the program."""

    picked = Signal(str)

    def __init__(self, icon: str, name: str) -> None:
        super().__init__(icon=icon)
        self.setObjectName(name)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}Menu")
        self._group = QActionGroup(self)
        self._by_value: dict[str, QAction] = {}
        self._group.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.value = ""

    def set_choices(self, labels: dict[str, str]) -> None:
        """Set the entries: value to label."""
        self._menu.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        self._by_value = {}
        for value, label in labels.items():
            action = QAction(label, self._menu)
            action.setCheckable(True)
            action.setData(value)
            self._group.addAction(action)
            self._menu.addAction(action)
            self._by_value[value] = action
            if value == "":
                self._menu.addSeparator()
        self.show_value(self.value)

    def show_value(self, value: str) -> None:
        """Check an entry without telling."""
        self.value = value
        if value in self._by_value:
            self._by_value[value].setChecked(True)

    def show_label(self, label: str, name: str) -> None:
        """Show what holds; `name` says of what."""
        # room for the arrow that is painted at the end
        self.set_text(f"{label}{' ' * 5}")
        self.setAccessibleName(f"{name}: {label}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow that says that a menu opens."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = 12
        box = QRect(self.width() - size - 7, (self.height() - size) // 2, size, size)
        theme().icon("chevron-down", size, "text3").paint(painter, box)
        painter.end()

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.value = str(action.data())
        self.picked.emit(self.value)


class Detection(QWidget):
    """Type and language of a task; a choice made by hand stays."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._profile: TaskProfile | None = None
        self.type = ChoiceMenu("tag", "taskType")
        self.language = ChoiceMenu("language", "instructionLanguage")
        self._why = CaptionLabel()
        self._why.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        box.addLayout(row(self.type, self.language, 1, spacing=6))
        box.addWidget(self._why)
        self.type.picked.connect(self._on_picked)
        self.language.picked.connect(self._on_picked)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        detect = self.tr("Detect")
        types = {"": detect} | {name: words.task_type(name) for name in TASK_TYPES}
        self.type.set_choices(types)
        languages = {"": detect} | {name: words.language(name) for name in LANGUAGES}
        self.language.set_choices(languages)
        self._show()

    def choices(self) -> tuple[str, str]:
        """Return type and language chosen by hand; empty where detected."""
        return self.type.value, self.language.value

    def set_choices(self, task_type: str, language: str) -> None:
        """Set type and language as if chosen by hand."""
        self.type.show_value(task_type)
        self.language.show_value(language)
        self._show()

    def show_profile(self, profile: TaskProfile | None) -> None:
        """Show what was read off the task."""
        self._profile = profile
        self._show()

    def _show(self) -> None:
        profile = self._profile
        task_type = self.type.value or (profile.task_type if profile else "")
        language = self.language.value or (profile.language if profile else "")
        unknown = self.tr("not known yet")
        self.type.show_label(
            words.task_type(task_type) if task_type else self.tr("Task type"),
            self.tr("Task type"),
        )
        self.language.show_label(
            words.language(language) if language else self.tr("Language"),
            self.tr("Language of the instruction"),
        )
        reasons = [words.said(reason) for reason in profile.reasons] if profile else []
        self._why.setText(
            self.tr("Why: {reasons}").format(reasons=self.tr("; ").join(reasons))
            if reasons
            else ""
        )
        self._why.setVisible(bool(reasons))
        self._why.setAccessibleName(self._why.text() or unknown)

    @Slot(str)
    def _on_picked(self, _value: str) -> None:
        self._show()
        self.edited.emit()
