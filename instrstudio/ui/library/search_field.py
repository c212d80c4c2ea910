"""The search box: words to look for, and filters as chips in front of them."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from instrstudio.ui import words
from instrstudio.ui.controls import Chip
from instrstudio.ui.library import facts
from instrstudio.ui.library.view import View, typed, with_filter
from instrstudio.ui.theme import set_font, set_icon, theme

FIELDS = ("task_type", "language", "tag")
_HEIGHT = 36


class SearchField(QLineEdit):
    """Emits the view that is meant at every key; finished filters become chips.

    Where a query cannot be read, the word at that place is underlined.

    A filter is written ``type:``, ``tag:`` or ``lang:`` and ends with a blank;
    Backspace at the start of the words takes the last one away.

    Signals:
        view_changed: The `View` as it is meant now.
        left: Down or Enter was pressed: the results are wanted.
    """

    view_changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("librarySearch")
        self.setMinimumHeight(theme().px(_HEIGHT))
        self.setClearButtonEnabled(True)
        set_font(self, "body")
        self._view = View()
        self._chips: list[Chip] = []
        self._marked: int | None = None
        self._composing = False
        self._glass = QLabel(self)
        set_icon(self._glass, "search")
        self.textEdited.connect(self._on_edited)
        self.retranslate()

    @property
    def view(self) -> View:
        """What is meant now."""
        return self._view

    def set_view(self, view: View) -> None:
        """Show `view` without telling."""
        self._view = view
        if self.text() != view.text:
            blocked = self.blockSignals(True)
            self.setText(view.text)
            self.blockSignals(blocked)
        self._show_chips()

    def mark_error(self, position: int | None) -> None:
        """Underline the word at `position` of the text; None: nothing is wrong."""
        if self._composing or (position is None and self._marked is None):
            return  # Qt would drop what an input method has not yet handed over
        self._marked = position
        attributes = []
        if position is not None:
            end = position
            while end < len(self.text()) and not self.text()[end].isspace():
                end += 1
            wavy = QTextCharFormat()
            wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            wavy.setUnderlineColor(theme().color("danger"))
            start = position - self.cursorPosition()  # Qt counts from the cursor
            kind = QInputMethodEvent.AttributeType.TextFormat
            length = max(1, end - position)
            attributes.append(QInputMethodEvent.Attribute(kind, start, length, wavy))
        QCoreApplication.sendEvent(self, QInputMethodEvent("", attributes))

    @property
    def marked(self) -> int | None:
        """Where the text is underlined, if it is."""
        return self._marked

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Search instructions"))
        self.setPlaceholderText(
            self.tr("Search instructions, or filter with type: tag: lang: rating:")
        )
        self._show_chips()

    def sizeHint(self) -> QSize:
        """Return the size with the height of a search box."""
        return QSize(super().sizeHint().width(), theme().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down and Enter go to the results, Backspace take the last chip."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        if key == Qt.Key.Key_Backspace and at_start and self._chips:
            self._remove(self._chips[-1].value)
            return
        if key == Qt.Key.Key_Escape and (self.text() or self._chips):
            self._change(View(order=self._view.order, archived=self._view.archived))
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method is at work, such as one for Chinese."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chips in their place."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a font's new height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setMinimumHeight(theme().px(_HEIGHT))

    def _change(self, view: View) -> None:
        """Mean another view, show it and tell."""
        self.set_view(view)
        self.view_changed.emit(view)

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        """Take finished filters out of what is typed."""
        found = typed(text)
        view = self._view
        for name, value in found.filters.items():
            view = with_filter(view, name, value)
        self._change(replace(view, text=found.text))

    @Slot(str)
    def _remove(self, name: str) -> None:
        """Take a filter away."""
        self._change(with_filter(self._view, name, ""))

    def _show_chips(self) -> None:
        """Make the chips anew where the filters are others."""
        shown = {
            name: self._label(name) for name in FIELDS if getattr(self._view, name)
        }
        if {chip.value: chip.toolTip() for chip in self._chips} != shown:
            for chip in self._chips:
                chip.hide()
                chip.deleteLater()
            self._chips = [self._chip(name, label) for name, label in shown.items()]
        self._place()

    def _chip(self, name: str, label: str) -> Chip:
        """Make one chip."""
        chip = Chip(label, removable=True, parent=self)
        chip.setObjectName(f"filter_{name}")
        chip.setToolTip(label)
        chip.value = name
        chip.setAccessibleName(self.tr("Remove filter {name}").format(name=label))
        chip.removed.connect(self._remove)
        chip.show()
        return chip

    def _label(self, name: str) -> str:
        """Return what a filter's chip says."""
        value = str(getattr(self._view, name))
        if name == "task_type":
            return self.tr("type: {name}").format(name=words.task_type(value))
        if name == "tag":
            return self.tr("tag: {name}").format(name=value)
        return self.tr("lang: {name}").format(name=facts.language_name(value))

    def _place(self) -> None:
        """Put glass and chips at the left and the text after them."""
        space = theme().space
        left = space.group
        side = theme().px(16)
        self._glass.setGeometry(left, (self.height() - side) // 2, side, side)
        left += side + space.unit
        for chip in self._chips:
            size = chip.sizeHint()
            height = min(size.height(), self.height() - space.unit)
            chip.setGeometry(left, (self.height() - height) // 2, size.width(), height)
            left += size.width() + space.inner
        self.setTextMargins(left - space.unit, 0, 0, 0)
