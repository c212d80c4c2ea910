"""Whose page it is: a choice of people, and a button for a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from instrstudio.ui.controls import BodyLabel, CaptionLabel, GhostButton
from instrstudio.ui.theme import set_font, theme

_WIDTH = 180


class PersonBar(QWidget):
    """Shows who is known and who is looked at.

    Signals:
        chosen: The name of another person.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self.about = BodyLabel(), CaptionLabel()
        self.people = QComboBox()
        self.people.setObjectName("learnedPerson")
        self.people.setMinimumWidth(theme().px(_WIDTH))
        set_font(self.people, "body")
        self._title.setBuddy(self.people)
        self.new = GhostButton(icon="plus")
        self.new.setObjectName("learnedNewPerson")
        self.people.activated.connect(self._on_chosen)
        space = theme().space
        box = QHBoxLayout(self)
        box.setContentsMargins(space.page, space.group, space.page, space.unit)
        box.setSpacing(space.unit)
        for widget in (self._title, self.people, self.new):
            box.addWidget(widget)
        box.addStretch(1)
        box.addWidget(self.about)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Person"))
        self.people.setAccessibleName(self.tr("Person"))
        self.new.set_text(self.tr("Somebody else…"))
        self.about.setText(self.tr("Everything stays on this machine."))

    def show_people(self, people: Sequence[str], profile: str) -> None:
        """Show who is known."""
        if [self.people.itemText(i) for i in range(self.people.count())] != list(
            people
        ):
            self.people.clear()
            self.people.addItems(list(people))
        self.people.setCurrentIndex(self.people.findText(profile))

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit(self.people.currentText())
