"""A rule of one's own: kind, language, value."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from instrstudio.ui.controls import Button, GhostButton, StrongLabel, row
from instrstudio.ui.evaluate.learned import rule_names
from instrstudio.ui.evaluate.learned.rule_value import RuleValue
from instrstudio.ui.theme import set_font, theme


class RuleForm(QFrame):
    """Asks for a rule; Escape leaves it.

    Signals:
        wanted: Kind, language and value of the rule.
        left: Nothing is wanted after all.
    """

    wanted = Signal(str, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        self.setObjectName("ruleForm")
        self._title = StrongLabel()
        self.kind, self.language = QComboBox(), QComboBox()
        self.kind.setObjectName("ruleKind")
        self.language.setObjectName("ruleLanguage")
        for combo in (self.kind, self.language):
            set_font(combo, "body")
        self.add, self._cancel = Button(icon="plus"), GhostButton()
        self.add.setObjectName("ruleAdd")
        self._cancel.setObjectName("ruleCancel")
        self._place = QVBoxLayout()
        self.value = RuleValue("", "")
        self._build()
        self.kind.activated.connect(self._on_kind)
        self.language.activated.connect(self._on_language)
        self.add.clicked.connect(self._on_add)
        self._cancel.clicked.connect(self.left)
        self.retranslate()
        self._on_kind()

    def _build(self) -> None:
        space = theme().space
        self._place.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.group, space.group, space.group, space.group)
        box.setSpacing(space.unit)
        box.addWidget(self._title)
        box.addLayout(row(self.kind, self.language, 1))
        box.addLayout(self._place)
        box.addLayout(row(1, self._cancel, self.add))

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("A rule of your own"))
        self.setAccessibleName(self._title.text())
        for combo, items, name in (
            (self.kind, rule_names.kinds(), self.tr("Kind of rule")),
            (self.language, rule_names.languages(), self.tr("Language")),
        ):
            place = max(0, combo.currentIndex())
            combo.clear()
            for key, text in items.items():
                combo.addItem(text, key)
            combo.setCurrentIndex(place)
            combo.setAccessibleName(name)
        self.add.set_text(self.tr("Add"))
        self._cancel.set_text(self.tr("Cancel"))
        self.value.retranslate()

    def begin(self) -> None:
        """Ask for a new rule from the start."""
        self._on_kind()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_kind(self) -> None:
        """Show the controls of the kind."""
        old = self.value
        self.value = RuleValue(
            str(self.kind.currentData()), str(self.language.currentData())
        )
        self._place.removeWidget(old)
        old.hide()
        old.setParent(None)
        old.deleteLater()
        self._place.addWidget(self.value)
        order = (self.language, *self.value.controls, self._cancel, self.add)
        for before, behind in pairwise(order):
            QWidget.setTabOrder(before, behind)
        for field in self.value.findChildren(QLineEdit):
            field.textChanged.connect(self._follow)
        self._follow()

    @Slot()
    def _on_language(self) -> None:
        self.value.set_language(str(self.language.currentData()))

    @Slot()
    def _follow(self) -> None:
        self.add.setEnabled(self.value.is_complete)

    @Slot()
    def _on_add(self) -> None:
        self.wanted.emit(
            self.value.kind, str(self.language.currentData()), self.value.value()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add on Return, leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and self.add.isEnabled():
            self._on_add()
            return
        super().keyPressEvent(event)
