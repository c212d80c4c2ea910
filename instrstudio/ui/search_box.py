"""The search box of the top bar: finds commands, and hands texts to the library."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from instrstudio.ui.command_list import CommandList, rank
from instrstudio.ui.theme import set_font, signals, theme

_WIDTH, _SMALLEST = 340, 200
_SHOWN = 8

Entries = Callable[[], Iterable[tuple[QAction, str]]]
"""Gives each command with the further words by which it is found."""


class SearchBox(QLineEdit):
    """A field with a list of commands under it.

    `submitted` carries a text to be looked for in the library.
    """

    submitted = Signal(str)

    def __init__(self, entries: Entries, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self._popover: CommandList | None = None
        self.setObjectName("commandSearch")
        set_font(self, "body")
        self.setMinimumWidth(_SMALLEST)
        self.setMaximumWidth(_WIDTH)
        self.setTextMargins(26, 0, 46, 0)
        self.textEdited.connect(self._on_edited)
        signals().theme_changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text again."""
        self.setPlaceholderText(self.tr("Search instructions or run a command"))
        self.setAccessibleName(self.tr("Search instructions or run a command"))

    def open(self) -> None:
        """Take the focus and show the commands."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._show_matches(self.text())

    def popover(self) -> CommandList:
        """Return the list, made when first needed."""
        if self._popover is None:
            self._popover = CommandList(self.window())
            self._popover.chosen.connect(self._on_chosen)
        return self._popover

    def matches(self, text: str) -> list[tuple[QAction, str]]:
        """Return the commands that `text` finds, best first."""
        wanted = text.strip().casefold()
        found = []
        for action, also in self._entries():
            place = rank(wanted, action.text(), also)
            if place is not None and action.isEnabled():
                found.append((place, action, also))
        if wanted:
            found.sort(key=lambda entry: entry[0])
        return [(action, also) for _place, action, also in found[:_SHOWN]]

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        self._show_matches(text)

    def _show_matches(self, text: str) -> None:
        popover = self.popover()
        search = self.tr("Search the library for “{text}”").format(text=text.strip())
        popover.fill(self.matches(text), search if text.strip() else "")
        corner = self.mapTo(self.window(), self.rect().bottomLeft())
        width = max(self.width(), 420)
        left = corner.x() - (width - self.width()) // 2
        popover.setGeometry(QRect(left, corner.y() + 6, width, popover.wanted_height()))
        popover.show()
        popover.raise_()

    @Slot(object)
    def _on_chosen(self, action: QAction | None) -> None:
        text = self.text().strip()
        self.close_list()
        self.clear()
        self.clearFocus()
        if action is not None:
            action.trigger()
        elif text:
            self.submitted.emit(text)

    def close_list(self) -> None:
        """Hide the list."""
        if self._popover is not None:
            self._popover.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose, or leave."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_list()
            self.clear()
            self.clearFocus()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._popover is not None:
            self._popover.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._popover is not None and self._popover.isVisible():
                self._popover.choose_current()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the list with the focus."""
        super().focusOutEvent(event)
        self.close_list()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, the glass and the keys."""
        super().paintEvent(event)
        painter = QPainter(self)
        glass = theme().icon("search", 16, "text3")
        glass.paint(painter, QRect(10, (self.height() - 16) // 2, 16, 16))
        if not self.text():
            painter.setFont(theme().font("micro"))
            painter.setPen(theme().color("text3"))
            box = self.rect().adjusted(0, 0, -10, 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, "Ctrl K")
        painter.end()
