"""A column of options with their names above them, as both file dialogs have it."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel
from instrstudio.ui.theme import set_font, theme

Choices = Sequence[tuple[str, str]]
"""Keys of a menu with their texts."""

_COMMA = re.compile(r"[,，、;；]")


class OptionsForm(QWidget):
    """Makes options and tells when one was changed by hand.

    Signals:
        edited: An option is another now.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(theme().space.tight)

    def add(self, text: str, field: QWidget) -> CaptionLabel:
        """Put a field under its name; return the label."""
        label = CaptionLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text)
        self.box.addWidget(label)
        self.box.addWidget(field)
        self.box.addSpacing(theme().space.tight)
        return label

    def menu(self, name: str, choices: Choices) -> QComboBox:
        """Make a menu of keys with texts."""
        menu = QComboBox()
        menu.setObjectName(name)
        menu.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        set_font(menu, "body")
        for key, text in choices:
            menu.addItem(text, key)
        menu.activated.connect(self.edited)
        return menu

    def formats_menu(self, name: str, choices: Choices) -> QComboBox:
        """Make a menu of formats, each with what it is in one line."""
        from instrstudio.services import file_formats

        menu = self.menu(name, choices)
        for at in range(menu.count()):
            said = words.said(file_formats.about(menu.itemData(at)))
            menu.setItemData(at, said, Qt.ItemDataRole.ToolTipRole)
        return menu

    def line(self, name: str, hint: str = "") -> QLineEdit:
        """Make a field of one line."""
        field = QLineEdit()
        field.setObjectName(name)
        field.setPlaceholderText(hint)
        set_font(field, "body")
        field.textEdited.connect(self.edited)
        return field

    def count(self, name: str, most: int, unit: str = "") -> QSpinBox:
        """Make a field for a number from 0 to `most`."""
        field = QSpinBox()
        field.setObjectName(name)
        field.setRange(0, most)
        field.setSuffix(unit)
        set_font(field, "body")
        text = field.findChild(QLineEdit)
        if isinstance(text, QLineEdit):  # a sheet's padding does not reach it
            text.setTextMargins(theme().space.inner, 0, 0, 0)
        field.valueChanged.connect(self.edited)
        return field


def key_of(menu: QComboBox) -> str:
    """Return the key that is chosen in a menu."""
    return str(menu.currentData() or "")


def choose(menu: QComboBox, key: str) -> None:
    """Choose a key without telling; one that is not there changes nothing."""
    place = menu.findData(key)
    if place >= 0:
        menu.setCurrentIndex(place)


def parts_of(text: str) -> tuple[str, ...]:
    """Return what stands between the commas of a text, each once."""
    parts = (part.strip() for part in _COMMA.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))
