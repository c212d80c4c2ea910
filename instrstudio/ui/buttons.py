"""Buttons, chips and segments in the window's look.

Texts come in already translated; a panel sets them again when the language changes.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from instrstudio.ui.theme import set_font, set_icon, theme


def _tip(text: str, shortcut: str) -> str:
    """Return a tooltip with the key in it."""
    if not shortcut:
        return text
    shown = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({shown})"


class IconButton(QToolButton):
    """A button that is only an icon; its name is read aloud and shown as a tip."""

    def __init__(
        self,
        icon: str,
        name: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
        *,
        size: int = 16,
        role: str = "text2",
    ) -> None:
        super().__init__(parent)
        self._shortcut = shortcut
        self._size, self._role = size, role
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.set_icon(icon)
        self.set_name(name)

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon."""
        self._role = role or self._role
        set_icon(self, icon, self._size, self._role)

    def set_name(self, name: str) -> None:
        """Set what the button is called."""
        self.setAccessibleName(name)
        self.setToolTip(_tip(name, self._shortcut))

    def sizeHint(self) -> QSize:
        """Return at least 26 by 26, the smallest thing to hit."""
        side = max(26, theme().px(26))
        return QSize(side, side).expandedTo(super().sizeHint())


class _TextButton(QPushButton):
    """A button with a text, perhaps an icon, of one kind."""

    kind = ""
    icon_role = "text2"

    def __init__(
        self, text: str = "", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if self.kind:
            self.setProperty("kind", self.kind)
        set_font(self, "strong")
        self._icon = icon
        if icon:
            set_icon(self, icon, 16, self.icon_role)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.set_text(text)

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon."""
        self._icon = icon
        set_icon(self, icon, 16, role or self.icon_role)

    def set_text(self, text: str) -> None:
        """Set the label; it is also the accessible name."""
        # Fusion puts icon and text 4 px apart: a space mends that
        self.setText(f" {text}" if self._icon and text else text)
        self.setAccessibleName(text)


class Button(_TextButton):
    """An ordinary button with a border."""


class PrimaryButton(_TextButton):
    """The one action of a view."""

    kind = "primary"
    icon_role = "on_ink"


class GhostButton(_TextButton):
    """A quiet button without a border."""

    kind = "ghost"


class DangerButton(_TextButton):
    """A button for what cannot easily be taken back."""

    kind = "danger"
    icon_role = "danger"


class Chip(_TextButton):
    """A small word with a border; a removable one emits `removed` when pressed."""

    kind = "chip"
    removed = Signal(str)

    def __init__(
        self,
        text: str = "",
        removable: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon, parent)
        set_font(self, "caption")
        self.value = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if removable:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            set_icon(self, "close", 12, "text3")
            self.setText(f"{text} ")
            self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.removed.emit(self.value)


class Segments(QFrame):
    """A row of choices of which one holds; `chosen` gives its place."""

    chosen = Signal(int)

    def __init__(
        self, items: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_items(items)

    def set_items(self, items: Sequence[str], name: str = "") -> None:
        """Set the labels; the choice stays where it was if it can."""
        before = max(0, self.current())
        buttons = self._group.buttons()
        for spare in buttons[len(items) :]:
            self._group.removeButton(spare)
            spare.setParent(None)
            spare.deleteLater()
        for place, item in enumerate(items):
            button = buttons[place] if place < len(buttons) else self._add(place)
            button.setText(item)
            button.setAccessibleName(f"{name} {item}".strip())
        if items:
            self.choose(min(before, len(items) - 1))

    def _add(self, place: int) -> QPushButton:
        button = QPushButton(self)
        button.setCheckable(True)
        button.setProperty("kind", "segment")
        button.setObjectName(f"segment{place}")
        set_font(button, "strong")
        self._group.addButton(button, place)
        self._row.addWidget(button)
        button.show()
        return button

    def current(self) -> int:
        """Return the place of the choice, -1 if there is none."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Set the choice without telling."""
        button = self._group.button(place)
        if button is not None:
            button.setChecked(True)
