"""What a row says: its description, and its samples, which fold."""

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.task import Task
from instrstudio.ui.controls import CaptionLabel, GhostButton, ProseEdit
from instrstudio.ui.theme import theme

_LINES = (1, 6)
_MOST = 20
"""Samples that are shown of one row."""


class TaskView(QWidget):
    """Shows a task; a row without a description shows its samples at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluateTask")
        self._task = Task()
        self._is_open = False
        self._name = CaptionLabel()
        self.description = _read_only("taskDescription", self)
        self.fold = GhostButton(icon="chevron-right")
        self.fold.setObjectName("taskSamples")
        self.fold.clicked.connect(self.toggle)
        self._samples = QWidget()
        self._inner = QVBoxLayout(self._samples)
        space = theme().space
        self._inner.setContentsMargins(space.pane, space.unit, space.pane, space.unit)
        self._samples.setProperty("pane", "sunken")
        self._samples.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inner.setSpacing(theme().space.tight)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        box.addWidget(self._name)
        box.addWidget(self.description)
        box.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._samples)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._name.setText(self.tr("What is to be done"))
        self.description.setAccessibleName(self._name.text())
        self._show()

    def show_task(self, task: Task) -> None:
        """Show another task, folded where its description says enough."""
        self._task = task
        self._is_open = not task.description.strip()
        self.description.set_text(task.description)
        self._show()

    @property
    def is_open(self) -> bool:
        """Whether the samples are shown."""
        return self._is_open

    @Slot()
    def toggle(self) -> None:
        """Fold or unfold the samples."""
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        """Show or hide what folds."""
        examples = self._task.examples
        has_description = bool(self._task.description.strip())
        self._name.setVisible(has_description)
        self.description.setVisible(has_description)
        text = QCoreApplication.translate("TaskView", "%n samples", "", len(examples))
        self.fold.set_icon("chevron-down" if self._is_open else "chevron-right")
        self.fold.set_text(text)
        self.fold.setToolTip(self.tr("Show or hide the samples (O)"))
        self.fold.setVisible(bool(examples))
        self._samples.setVisible(self._is_open and bool(examples))
        if self._is_open:
            self._fill()

    def _fill(self) -> None:
        """Build the samples."""
        while (item := self._inner.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for example in self._task.examples[:_MOST]:
            for name, text in (
                (self.tr("Input"), example.input),
                (self.tr("Output"), example.output),
            ):
                if text:
                    field = _read_only("taskSample", self._samples)
                    field.setAccessibleName(name)
                    field.set_text(text)
                    self._inner.addWidget(CaptionLabel(name))
                    self._inner.addWidget(field)


def _read_only(name: str, parent: QWidget) -> ProseEdit:
    """Return a field that is only read."""
    field = ProseEdit(parent, lines=_LINES)
    field.setObjectName(name)
    field.setProperty("kind", "span")  # a frame would promise that it can be edited
    field.setReadOnly(True)
    return field
