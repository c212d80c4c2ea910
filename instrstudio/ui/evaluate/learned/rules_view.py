"""How a person writes: all rules, and a form for one more."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.style import StyleRule
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    GhostButton,
    SectionLabel,
    Strip,
    row,
)
from instrstudio.ui.evaluate.learned.rule_form import RuleForm
from instrstudio.ui.evaluate.learned.rule_row import RuleRow
from instrstudio.ui.theme import theme


class RulesView(QWidget):
    """Keeps a row for each rule, so that the focus stays where it is."""

    switched = Signal(str, bool)
    changed = Signal(str, object)
    taken_back = Signal(object)
    wanted = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rules: tuple[StyleRule, ...] = ()
        self.rows: dict[str, RuleRow] = {}
        self._title, self._count = SectionLabel(), CaptionLabel()
        self._about = CaptionLabel()
        self._about.setWordWrap(True)
        self.load, self.keep = GhostButton(icon="import"), GhostButton(icon="export")
        self.new = Button(icon="plus")
        self.load.setObjectName("rulesImport")
        self.keep.setObjectName("rulesExport")
        self.new.setObjectName("rulesNew")
        self.form = RuleForm()
        self.form.hide()
        self.wrong = Strip(kind="error")
        self.wrong.hide()
        self._list = QVBoxLayout()
        self._build()
        self.new.clicked.connect(self.ask)
        self.form.wanted.connect(self.wanted)
        self.form.left.connect(self.close_form)
        self.retranslate()

    def _build(self) -> None:
        space = theme().space
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.unit)
        box.addLayout(row(self._title, self._count, 1, self.load, self.keep, self.new))
        for widget in (self._about, self.wrong, self.form):
            box.addWidget(widget)
        box.addLayout(self._list)
        box.addStretch(1)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("How you write"))
        self.load.set_text(self.tr("Import…"))
        self.load.setToolTip(self.tr("Take rules from a file as your own"))
        self.keep.set_text(self.tr("Export…"))
        self.keep.setToolTip(self.tr("Write the rules to a file (JSON)"))
        self.new.set_text(self.tr("Add a rule"))
        self.form.retranslate()
        for one in self.rows.values():
            one.retranslate()
        self._say()

    def _say(self) -> None:
        on = sum(rule.is_on for rule in self._rules)
        self._count.setText(
            QCoreApplication.translate("RulesView", "%n rules in force", "", on)
            if self._rules
            else ""
        )
        about = self.tr(
            "Rules in force choose and fill templates, reword what is found, and steer "
            "what the model writes."
        )
        none = self.tr(
            "No rule yet. A change that you make to several candidates becomes one."
        )
        self._about.setText(about if self._rules else none)
        self.keep.setEnabled(bool(self._rules))

    def show_rules(self, rules: Sequence[StyleRule]) -> None:
        """Show these rules, in this order."""
        self._rules = tuple(rules)
        names = [rule.name for rule in rules]
        for name in [name for name in self.rows if name not in names]:
            gone = self.rows.pop(name)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, rule in enumerate(rules):
            known = self.rows.get(rule.name)
            if known is None:
                self.rows[rule.name] = known = self._row(rule)
            elif known.rule != rule:
                known.show_rule(rule)
            if self._list.indexOf(known) != place:
                self._list.insertWidget(place, known)
        self._say()

    def _row(self, rule: StyleRule) -> RuleRow:
        made = RuleRow(rule)
        made.switched.connect(self.switched)
        made.changed.connect(self.changed)
        made.taken_back.connect(self.taken_back)
        return made

    def warn(self, text: str) -> None:
        """Say why a rule could not be kept; rows show what is kept."""
        self.wrong.set_text(text, "error")
        self.wrong.show()
        for one in self.rows.values():
            one.show_rule(one.rule)

    @Slot()
    def ask(self) -> None:
        """Ask for a rule."""
        self.wrong.hide()
        self.form.show()
        self.form.begin()

    @Slot()
    def close_form(self) -> None:
        """Put the form away."""
        self.form.hide()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
