"""The constraints of a task as chips, and a field to add one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from instrstudio.ui.controls import Chip, GhostButton, SectionLabel
from instrstudio.ui.flow_layout import FlowLayout
from instrstudio.ui.theme import set_font, theme


class ConstraintChips(QWidget):
    """Adds and removes constraints; `edited` comes when they are others."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._constraints: list[str] = []
        self._chips: list[Chip] = []
        self._title = SectionLabel()
        self._add = GhostButton(icon="plus")
        self._add.setObjectName("addConstraint")
        self._field = QLineEdit()
        self._field.setObjectName("constraintField")
        set_font(self._field, "body")
        self._field.setMinimumWidth(240)
        self._field.hide()
        flow_owner = QWidget()
        self._flow = FlowLayout(flow_owner)
        self._flow.addWidget(self._add)
        self._flow.addWidget(self._field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        box.addWidget(self._title)
        box.addWidget(flow_owner)
        self._add.clicked.connect(self._on_add)
        self._field.returnPressed.connect(self._on_entered)
        self._field.editingFinished.connect(self._on_finished)
        self._field.installEventFilter(self)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self._title.setText(self.tr("Constraints"))
        self._add.set_text(self.tr("Add constraint"))
        self._field.setPlaceholderText(self.tr("At most 120 words"))
        self._field.setAccessibleName(self.tr("New constraint"))
        for chip in self._chips:
            self._name(chip)

    def constraints(self) -> tuple[str, ...]:
        """Return the constraints in order."""
        return tuple(self._constraints)

    def set_constraints(self, constraints: Sequence[str]) -> None:
        """Show other constraints, without telling."""
        self._constraints = list(dict.fromkeys(constraints))
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for text in self._constraints:
            self._add_chip(text)
        self.updateGeometry()

    def _add_chip(self, text: str) -> None:
        chip = Chip(text, removable=True, parent=self)
        chip.setObjectName("constraint")
        chip.removed.connect(self._on_removed)
        self._flow.insert(len(self._chips), chip)
        chip.show()
        self._chips.append(chip)
        self._name(chip)

    def _name(self, chip: Chip) -> None:
        said = self.tr("Remove constraint {text}").format(text=chip.value)
        chip.setAccessibleName(said)
        chip.setToolTip(said)

    @Slot()
    def _on_add(self) -> None:
        self._add.hide()
        self._field.show()
        self._field.setFocus()
        self.updateGeometry()

    @Slot()
    def _on_entered(self) -> None:
        text = self._field.text().strip()
        self._field.clear()
        if text and text not in self._constraints:
            self.set_constraints([*self._constraints, text])
            self.edited.emit()

    @Slot()
    def _on_finished(self) -> None:
        if not self._field.hasFocus():
            self._on_entered()
            self._leave()

    def _leave(self) -> None:
        self._field.clear()
        self._field.hide()
        self._add.show()
        self.updateGeometry()

    @Slot(str)
    def _on_removed(self, text: str) -> None:
        self.set_constraints([c for c in self._constraints if c != text])
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's
        """Leave the field with Escape."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._leave()
            self._add.setFocus()
            return True
        return super().eventFilter(watched, event)
