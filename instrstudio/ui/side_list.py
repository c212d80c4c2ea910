"""The list at the left of an area: headings, entries with a count, one is chosen.

Some rows are pressed instead of chosen: headings that fold, and filters that are on or
off. Moving over them with the arrow keys does nothing.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from instrstudio.ui.side_item import ITEM, SideItem, SideModel
from instrstudio.ui.side_paint import SideDelegate
from instrstudio.ui.theme import signals

__all__ = ["SideItem", "SideList"]

_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SideList(QListView):
    """A list of which one entry is chosen; choosing needs no click.

    Rows that fold or filter are pressed: by a click, Enter or the blank; the arrows to
    the right and left unfold and fold.

    Signals:
        chosen: The key of the entry that was chosen by hand.
        pressed_key: The key of the row that was pressed.
    """

    chosen = Signal(str)
    pressed_key = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SideModel(self)
        self._silent = False
        self.setModel(self._model)
        self._rows = SideDelegate(self)
        self.setItemDelegate(self._rows)
        self.setProperty("pane", "window")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        signals().theme_changed.connect(self._on_theme)

    def set_items(self, items: Sequence[SideItem]) -> None:
        """Show other rows; the choice stays if its key is still there."""
        key, at = self._rows.chosen_key, self._item(self.currentIndex())
        place = self.verticalScrollBar().value()
        self._model.set_items(items)
        self.choose(key)
        if at is not None and at.is_pressed and self.hasFocus():
            self._go_to(at.key)
        self.verticalScrollBar().setValue(place)

    def items(self) -> tuple[SideItem, ...]:
        """Return the rows."""
        return self._model.items

    def current_key(self) -> str:
        """Return the key of the chosen entry, empty where none is."""
        key = self._rows.chosen_key
        return key if self._model.row_of(key) >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose the entry with `key` without telling.

        Who stands on a row that is pressed, by keys, stays there.
        """
        self._rows.chosen_key = key
        at = self._item(self.currentIndex())
        if at is None or not at.is_pressed or not self.hasFocus():
            self._go_to(key)
        self.viewport().update()

    def pick(self, key: str) -> None:
        """Do what a click on the row with `key` does."""
        row = self._model.row_of(key)
        item = self._model.items[row] if row >= 0 else None
        if item is not None and item.is_pressed:
            self.pressed_key.emit(key)
        elif item is not None:
            self.choose(key)
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter and the blank; unfold and fold with the arrows."""
        item = self._item(self.currentIndex())
        if item is not None and item.is_pressed:
            key = event.key()
            unfold = key == Qt.Key.Key_Right and item.is_open is False
            fold = key == Qt.Key.Key_Left and item.is_open is True
            if unfold or fold or key in _PRESSING:
                self.pressed_key.emit(item.key)
                return
        super().keyPressEvent(event)

    def _item(self, index: QModelIndex) -> SideItem | None:
        item = index.data(ITEM)
        return item if isinstance(item, SideItem) else None

    def _go_to(self, key: str) -> None:
        """Make the row with `key` the current one without telling."""
        self._silent = True
        row = self._model.row_of(key)
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentIndex(self._model.index(row))
        self._silent = False

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        item = self._item(current)
        if item is not None and not item.is_pressed and not self._silent:
            self._rows.chosen_key = item.key
            self.viewport().update()
            self.chosen.emit(item.key)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        item = self._item(index)
        if item is not None and item.is_pressed:
            self.pressed_key.emit(item.key)

    @Slot()
    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
