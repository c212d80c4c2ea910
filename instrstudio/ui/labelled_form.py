"""A form: names on the left, fields on the right."""

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from instrstudio.ui.controls import BodyLabel
from instrstudio.ui.theme import set_font, theme


class LabelledForm(QFormLayout):
    """A form whose names are those of the fields for keys and screen readers too."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(theme().space.group)
        self.setVerticalSpacing(theme().space.unit)

    def add(self, text: str, field: QWidget) -> None:
        """Put a field in a row of its own, behind its name."""
        label = BodyLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text)
        if isinstance(field, (QLineEdit, QComboBox, QAbstractSpinBox)):
            set_font(field, "body")
        self.addRow(label, field)
