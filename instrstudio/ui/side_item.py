"""The rows of a side list, and the model that holds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex
ITEM = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideItem:
    """One row; without a `key` it is a heading that cannot be chosen.

    `count` stands at the right end; `caption` is a second line; `mark` is the name of
    an icon in front of the count (and the role of its colour) that says something is
    wrong, `said` how it is read aloud. `is_open` is not None for a heading that folds,
    `is_on` for a filter: those rows are pressed.
    """

    text: str
    key: str = ""
    count: str = ""
    caption: str = ""
    icon: str = ""
    icon_role: str = "text2"
    mark: str = ""
    said: str = ""
    language: str = ""
    is_open: bool | None = None
    is_on: bool | None = None

    @property
    def is_pressed(self) -> bool:
        """Whether the row is pressed, not chosen."""
        return self.is_open is not None or self.is_on is not None

    @property
    def is_heading(self) -> bool:
        """Whether the row only names what follows."""
        return not self.key


class SideModel(QAbstractListModel):
    """The rows of a side list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[SideItem, ...] = ()

    def set_items(self, items: Sequence[SideItem]) -> None:
        """Show other rows; where only texts differ, nothing is torn down."""
        same = [item.key for item in items] == [item.key for item in self.items]
        if same and items:
            self.items = tuple(items)
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row with `key`, -1 where there is none."""
        rows = (row for row, item in enumerate(self.items) if item.key == key and key)
        return next(rows, -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if index.isValid() and self.items[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = 0) -> object:
        """Return the text of a row, how it is read aloud, its tip, or the item."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if item.is_heading else item.text
        if role == Qt.ItemDataRole.CheckStateRole and item.is_on is not None:
            return Qt.CheckState.Checked if item.is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (item.text, item.caption, item.count, item.said)
            return ", ".join(part for part in parts if part)
        return None
