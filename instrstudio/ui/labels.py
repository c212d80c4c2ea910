"""Labels, lines, heads and score bars in the window's look."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.theme import set_font, set_state, theme


class _RoleLabel(QLabel):
    """A label of one type role and colour."""

    font_role = "body"
    colour_role = ""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        set_font(self, self.font_role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if self.colour_role:
            self.setProperty("role", self.colour_role)

    def set_role(self, role: str) -> None:
        """Colour the label as ``cap``, ``success``, ``warning``, ``danger``."""
        set_state(self, "role", role)


class TitleLabel(_RoleLabel):
    """The name of a panel."""

    font_role = "title"


class SectionLabel(_RoleLabel):
    """A heading inside a panel."""

    font_role = "section"


class BodyLabel(_RoleLabel):
    """Running text."""


class StrongLabel(_RoleLabel):
    """Text with some weight."""

    font_role = "strong"


class CaptionLabel(_RoleLabel):
    """A count or a hint."""

    font_role = "caption"
    colour_role = "cap"


class Rule(QFrame):
    """A line of one pixel."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class PanelHead(QWidget):
    """Title, caption, and at the right up to three actions; 52 high."""

    def __init__(
        self,
        title: str = "",
        caption: str = "",
        actions: Sequence[QWidget | QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        space = theme().space
        self.setMinimumHeight(52)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(space.page, 0, space.pane, 0)
        self._row.setSpacing(space.unit)
        self.title = TitleLabel(title)
        self.caption = CaptionLabel(caption)
        self._row.addWidget(self.title)
        self._row.addWidget(self.caption)
        self._row.addStretch(1)
        for action in actions:
            self.add(action)

    def set_margin(self, left: int) -> None:
        """Begin the title at `left`."""
        margins = self._row.contentsMargins()
        margins.setLeft(left)
        self._row.setContentsMargins(margins)

    def set_text(self, title: str, caption: str | None = None) -> None:
        """Set title and, if given, caption."""
        self.title.setText(title)
        if caption is not None:
            self.caption.setText(caption)

    def sizeHint(self) -> QSize:
        """Return the height of a head: a dock asks only for this."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def add(self, action: QWidget | QAction) -> None:
        """Add a control or an action at the right end."""
        if isinstance(action, QAction):
            button = QToolButton(self)
            button.setDefaultAction(action)
            action = button
        self._row.addWidget(action)


class ScoreBar(QWidget):
    """A thin bar that shows a score in [0, 1]; decoration, the number is the name."""

    def __init__(self, value: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._role = "text2"
        self.setFixedSize(44, 4)

    def set_value(self, value: float, role: str = "text2") -> None:
        """Show another score in the colour of `role`."""
        self._value, self._role = max(0.0, min(1.0, value)), role
        self.update()

    def set_role(self, role: str) -> None:
        """Fill in the colour of `role`."""
        self._role = role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and the filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("selected"))
        painter.drawRoundedRect(self.rect(), 2, 2)
        painter.setBrush(theme().color(self._role))
        filled = self.rect()
        filled.setWidth(round(self.width() * self._value))
        painter.drawRoundedRect(filled, 2, 2)
        painter.end()


def row(*widgets: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Return a row of widgets; an int is a stretch."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            box.addStretch(widget)
        else:
            box.addWidget(widget)
    return box


def column(*widgets: QWidget | int, spacing: int = 8) -> QVBoxLayout:
    """Return a column of widgets; an int is a stretch."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(spacing)
    for widget in widgets:
        if isinstance(widget, int):
            box.addStretch(widget)
        else:
            box.addWidget(widget)
    return box
