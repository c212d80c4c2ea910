"""A layout that puts its items in rows, as words are put in lines."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from instrstudio.ui.theme import theme


class FlowLayout(QLayout):
    """Items keep the size they ask for and go on in the next row at the edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme().space.inner)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802  Qt's name
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802  Qt's name
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def insert(self, index: int, widget: QWidget) -> None:
        """Put `widget` in front of the item at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802  Qt's name
        """Ask for no more than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height of the rows at `width`."""
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:  # noqa: N802  Qt's name
        """Put the items into `box`."""
        super().setGeometry(box)
        self._lay_out(box, move=True)

    def sizeHint(self) -> QSize:
        """Return the smallest size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802  Qt's name
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, box: QRect, *, move: bool) -> int:
        """Put items in rows; return how high they are together."""
        x, y, high, gap = box.x(), box.y(), 0, self.spacing()
        for item in self._items:
            size = item.sizeHint()
            width = min(size.width(), box.width())
            if x + width > box.right() + 1 and high:
                x, y, high = box.x(), y + high + gap, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + gap
            high = max(high, size.height())
        return y + high - box.y()
