"""A text to be judged: nothing says who made it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from instrstudio.ui.controls import CaptionLabel, ProseEdit
from instrstudio.ui.theme import theme

_LINES = (1, 400)
"""A text is shown whole: the view scrolls, not the card."""


class TextCard(QFrame):
    """A card with a text and the name of its place."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Card")
        self.setProperty("pane", "card")
        self._title = CaptionLabel()
        self.field = ProseEdit(role="instruction", lines=_LINES)
        self.field.setObjectName(name)
        self.field.setProperty("kind", "span")
        self.field.setReadOnly(True)
        self.field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.group, space.unit, space.group, space.unit)
        box.setSpacing(space.tight)
        box.addWidget(self._title)
        box.addWidget(self.field)
        box.addStretch(1)

    def set_title(self, title: str) -> None:
        """Name its place."""
        self._title.setText(title)
        self.field.setAccessibleName(title)

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.field.set_text(text)

    def text(self) -> str:
        """Return the text."""
        return self.field.text()
