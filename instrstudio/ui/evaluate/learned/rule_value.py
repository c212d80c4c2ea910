"""The value of a rule, edited where it stands."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from instrstudio.domain.style import ADD, LENGTH, SWAP
from instrstudio.services import portrait
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.evaluate.learned import rule_names
from instrstudio.ui.theme import set_font, theme

_FEWEST, _MOST, _USUAL = 1, 999, 20
_NARROW, _WIDE = 72, 120


class RuleValue(QWidget):
    """The controls that a kind of rule needs; Escape puts back what was there.

    Signals:
        committed: Another value was chosen, or typed and left.
    """

    committed = Signal()

    def __init__(self, kind: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self._language = kind, language
        self._kept: dict[str, str] = {}
        self._want, self._place = QComboBox(), QComboBox()
        self._units = QSpinBox()
        self._find, self._put, self._text = QLineEdit(), QLineEdit(), QLineEdit()
        self._for, self._unit = CaptionLabel(), CaptionLabel()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the controls of the kind into a row."""
        self._units.setRange(_FEWEST, _MOST)
        self._units.setValue(_USUAL)
        # a style sheet's padding does not reach the number
        self._units.lineEdit().setTextMargins(theme().space.inner, 0, 0, 0)
        self._units.setFixedWidth(theme().px(_NARROW))
        shown: dict[str, tuple[QWidget, ...]] = {
            SWAP: (self._put, self._for, self._find),
            ADD: (self._text, self._place),
            LENGTH: (self._want, self._units, self._unit),
        }
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.unit)
        self.controls: list[QWidget] = []
        """What can be used here, in order."""
        for widget in shown.get(self.kind, (self._want,)):
            is_text = isinstance(widget, QLineEdit)
            if is_text:
                widget.setMinimumWidth(theme().px(_WIDE))
            box.addWidget(widget, 1 if is_text else 0)
            if not isinstance(widget, CaptionLabel):
                set_font(widget, "body")
                self.controls.append(widget)
        if self.kind not in (SWAP, ADD):
            box.addStretch(1)
        names = (
            (self._want, "ruleWant"),
            (self._place, "rulePlace"),
            (self._units, "ruleUnits"),
            (self._find, "ruleFind"),
            (self._put, "rulePut"),
            (self._text, "ruleText"),
        )
        for control, name in names:
            control.setObjectName(name)
        for combo in (self._want, self._place):
            combo.activated.connect(self._on_left)
        for field in (self._find, self._put, self._text, self._units):
            field.editingFinished.connect(self._on_left)

    def retranslate(self) -> None:
        """Set all texts again."""
        value = self.value()
        for combo, items in (
            (self._want, rule_names.wants(self.kind)),
            (self._place, rule_names.places()),
        ):
            combo.clear()
            for key, text in items.items():
                combo.addItem(text, key)
        self._for.setText(self.tr("for"))
        is_chinese = self._language == "zh"
        self._unit.setText(self.tr("characters") if is_chinese else self.tr("words"))
        named = (
            (self._want, self.tr("What you want")),
            (self._place, self.tr("Where")),
            (self._units, self.tr("About how long")),
            (self._find, self.tr("The word it stands for")),
            (self._put, self.tr("The word you write")),
            (self._text, self.tr("The words you add")),
        )
        for control, name in named:
            control.setAccessibleName(name)
            control.setToolTip(name)
        self._find.setPlaceholderText(self.tr("the usual word"))
        self._put.setPlaceholderText(self.tr("nothing: take it out"))
        self._text.setPlaceholderText(self.tr("the words you add"))
        if value:
            self._fill(value)

    def set_language(self, language: str) -> None:
        """Count in the units of another language."""
        self._language = language
        self.retranslate()

    def show_value(self, value: Mapping[str, str]) -> None:
        """Show a value; what was typed and not left is gone."""
        self._kept = dict(value)
        self._fill(value)

    def _fill(self, value: Mapping[str, str]) -> None:
        for combo, key in ((self._want, "want"), (self._place, "place")):
            combo.setCurrentIndex(max(0, combo.findData(value.get(key, ""))))
        units = value.get("units", "")
        self._units.setValue(int(units) if units.isdecimal() else _USUAL)
        for field, key in (
            (self._find, "find"),
            (self._put, "put"),
            (self._text, "text"),
        ):
            field.setText(portrait.words_shown(value.get(key, ""), self._language))

    def value(self) -> dict[str, str]:
        """Return the value as it stands in the controls."""
        if self.kind == SWAP:
            return {"find": _meant(self._find), "put": _meant(self._put)}
        if self.kind == ADD:
            place = str(self._place.currentData() or "last")
            return {"text": _meant(self._text), "place": place}
        found = {"want": str(self._want.currentData() or "")}
        if self.kind == LENGTH:
            found["units"] = str(self._units.value())
        return found if found["want"] else {}

    @property
    def is_complete(self) -> bool:
        """Whether the value says enough for a rule."""
        key = {SWAP: "find", ADD: "text"}.get(self.kind, "want")
        return bool(self.value().get(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put back what was there on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._is_changed:
            self._fill(self._kept)
            return
        super().keyPressEvent(event)

    @property
    def _is_changed(self) -> bool:
        now = self.value()
        return any(self._kept.get(key, "") != said for key, said in now.items())

    @Slot()
    def _on_left(self) -> None:
        if self._is_changed and self.is_complete:
            self.committed.emit()
        elif self._kept and not self.is_complete:
            self._fill(self._kept)


def _meant(field: QLineEdit) -> str:
    """Return the words of a field as a rule keeps them."""
    return portrait.words_meant(field.text().strip())
