"""A side list as a menu, for windows too narrow to show it."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from instrstudio.ui.controls import IconButton
from instrstudio.ui.side_list import SideList

NARROW = 1048
"""Width of an area, in pixels at 100 %, under which its side list folds."""


class FoldedList(IconButton):
    """Opens a menu with the entries of a side list; choosing one chooses it there."""

    def __init__(self, side: SideList, parent: QWidget | None = None) -> None:
        super().__init__("list", parent=parent)
        self._side = side
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.hide()

    @Slot()
    def _fill(self) -> None:
        """List what the side list has now."""
        self._menu.clear()
        chosen = self._side.current_key()
        for item in self._side.items():
            if item.is_heading:
                self._menu.addSeparator()
                self._menu.addAction(item.text).setEnabled(False)
                continue
            action = self._menu.addAction("  ".join((item.text, item.count)).strip())
            action.setCheckable(True)
            action.setChecked(item.is_on or item.key == chosen)
            action.setData(item.key)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        key = str(action.data() or "")
        if key:
            self._side.pick(key)
