"""The row of keys below what is judged; each is a button too."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from instrstudio.domain.rating import (
    AUDIT,
    BOTH_BAD,
    LEFT,
    LIKERT,
    PAIRWISE,
    RIGHT,
    TIE,
    Question,
)
from instrstudio.ui import words
from instrstudio.ui.controls import Button
from instrstudio.ui.evaluate.rate.commands import OUTCOME_KEYS, SCALE, RateCommands
from instrstudio.ui.flow_layout import FlowLayout

_YES_NO = (("yes", "Y"), ("no", "N"))


class KeyRow(QWidget):
    """Buttons that say which key does what, for one kind of queue at a time."""

    def __init__(self, commands: RateCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self.buttons: dict[str, Button] = {}
        self._keys: dict[str, str] = {}
        line = FlowLayout(self, spacing=8)
        for name, key in _YES_NO:
            line.addWidget(self._button(name, key))
        for number in range(1, SCALE + 1):
            line.addWidget(self._button(f"scale_{number}", str(number)))
        for outcome in (LEFT, RIGHT, TIE, BOTH_BAD):
            key = OUTCOME_KEYS[outcome][0]
            line.addWidget(self._button(f"vote_{outcome}", key))
        self.show_kind("", None)

    def _button(self, name: str, key: str) -> Button:
        button = Button()
        button.setObjectName(f"rateKey_{name}")
        button.clicked.connect(self._commands[name].trigger)
        self.buttons[name], self._keys[name] = button, key
        return button

    def show_kind(self, kind: str, asked: Question | None) -> None:
        """Show the keys of a kind; a number says what it means for the question."""
        shown: Sequence[str] = {
            AUDIT: [name for name, _key in _YES_NO],
            LIKERT: [f"scale_{number}" for number in range(1, SCALE + 1)],
            PAIRWISE: [f"vote_{outcome}" for outcome in OUTCOME_KEYS],
        }.get(kind, [])
        anchors = [words.said(a) for a in asked.anchors] if asked else []
        is_scale = kind == LIKERT and len(anchors) == SCALE
        for name, button in self.buttons.items():
            button.setVisible(name in shown)
            self._name(name, self._commands[name])
            if is_scale and name.startswith("scale_"):
                anchor = anchors[int(self._keys[name]) - 1]
                button.setToolTip(anchor)
                button.setAccessibleName(f"{self._keys[name]}: {anchor}")

    def _name(self, name: str, action: QAction) -> None:
        """Name a button after key and action; a number of a scale says enough."""
        key = self._keys[name]
        text = key if name.startswith("scale_") else f"{key}  {action.text()}"
        self.buttons[name].set_text(text)
        self.buttons[name].setAccessibleName(action.text())
