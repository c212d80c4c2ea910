"""One rule: what it says, what speaks for it, on or off, its value."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QVBoxLayout

from instrstudio.domain.style import LEARNED, OWN, StyleRule
from instrstudio.ui import words
from instrstudio.ui.controls import BodyLabel, CaptionLabel, IconButton, row
from instrstudio.ui.evaluate.learned import rule_names
from instrstudio.ui.evaluate.learned.rule_value import RuleValue
from instrstudio.ui.theme import set_font, theme


class RuleRow(QFrame):
    """Shows a rule and lets it be switched, changed and taken back.

    Signals:
        switched: The name of the rule, and whether it is to be on.
        changed: The name of the rule, and its new value.
        taken_back: The rule whose change, or which itself, is to go.
    """

    switched = Signal(str, bool)
    changed = Signal(str, object)
    taken_back = Signal(object)

    def __init__(self, rule: StyleRule) -> None:
        super().__init__()
        self.rule = rule
        self.setProperty("pane", "card")
        self.check, self.said = QCheckBox(), BodyLabel()
        self.check.setObjectName("ruleSwitch")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self.evidence, self._language = CaptionLabel(), CaptionLabel()
        self._origin = QLabel()
        set_font(self._origin, "caption")
        self._origin.setProperty("role", "state")
        self.back = IconButton("undo")
        self.back.setObjectName("ruleBack")
        self.value = RuleValue(rule.kind, rule.language)
        self._build()
        self.check.clicked.connect(self._on_switched)
        self.value.committed.connect(self._on_committed)
        self.back.clicked.connect(self._on_back)
        self.show_rule(rule)

    def _build(self) -> None:
        space = theme().space
        top = row(self.check, self.said, self.evidence, self._origin, self.back)
        top.setStretch(1, 1)
        below = row(self.value, self._language)
        below.setStretch(0, 1)
        indent = self.check.sizeHint().width() + space.unit
        below.setContentsMargins(indent, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.group, space.unit, space.unit, space.unit)
        box.setSpacing(space.inner)
        box.addLayout(top)
        box.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_rule(self, rule: StyleRule) -> None:
        """Show the rule as it is now."""
        self.rule = rule
        self.value.show_value(rule.value)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        rule = self.rule
        said = words.said(rule.statement)
        self.said.setText(said)
        self.said.set_role("" if rule.is_on else "cap")
        self.check.setChecked(rule.is_on)
        self.check.setAccessibleName(said)
        self.check.setToolTip(self.tr("On or off"))
        self.evidence.setText(rule_names.evidence(rule))
        self._origin.setText(rule_names.origin(rule))
        self._language.setText(rule_names.languages().get(rule.language, ""))
        self._language.setVisible(bool(rule.language))
        is_own = rule.origin == OWN
        self.back.set_icon("trash" if is_own else "undo")
        self.back.set_name(
            self.tr("Remove this rule") if is_own else self.tr("As it was learned")
        )
        # what was only learned has nothing to take back: its place stays free
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.setVisible(rule.origin != LEARNED)
        self.value.retranslate()
        parts = (said, self.evidence.text(), self._origin.text())
        self.setAccessibleName(", ".join(part for part in parts if part))

    @Slot(bool)
    def _on_switched(self, is_on: bool) -> None:
        self.switched.emit(self.rule.name, is_on)

    @Slot()
    def _on_committed(self) -> None:
        self.changed.emit(self.rule.name, self.value.value())

    @Slot()
    def _on_back(self) -> None:
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)
        self.taken_back.emit(self.rule)
