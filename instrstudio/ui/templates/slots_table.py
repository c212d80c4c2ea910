"""The names a pattern may use: kind, and what each stands for in the task shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from instrstudio.ui.theme import signals, theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotRow:
    """One name: its label and kind, its value in the task, whether it is used."""

    name: str
    label: str
    kind: str
    value: str
    used: bool


class SlotsModel(QAbstractTableModel):
    """Rows of names; used ones come first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SlotRow, ...] = ()

    def set_rows(self, rows: Sequence[SlotRow]) -> None:
        """Show others, the used ones first."""
        ordered = tuple(sorted(rows, key=lambda row: not row.used))
        if ordered != self.rows:
            self.beginResetModel()
            self.rows = ordered
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many names there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return name, kind and value."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell's text, colour, font or tip."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            value = row.value if row.value or row.used else self.tr("not used")
            return (row.name, row.kind, value or self.tr("empty here"))[column]
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = "text2" if row.used else "text3"
            return theme().color("slot_line" if column == 0 and row.used else quiet)
        if role == Qt.ItemDataRole.FontRole:
            return theme().font("code" if column == 0 else "caption")
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.label}: {row.value}" if row.value else row.label
        return None


class SlotsTable(QTableView):
    """Shows the names; Enter or a double click inserts one.

    Signals:
        insert_wanted: The name to insert.
    """

    insert_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateSlots")
        self.slots_model = SlotsModel(self)
        self.setModel(self.slots_model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("pane", "window")
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._on_chosen)
        signals().theme_changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.insert_wanted.emit(self.slots_model.rows[index.row()].name)

    @Slot()
    def _dress(self) -> None:
        """Take over the theme's sizes."""
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(theme().px(_ROW))
        self.setColumnWidth(0, theme().px(172))
        self.setColumnWidth(1, theme().px(56))
        self.viewport().update()


def said_value(value: object) -> str:
    """Return a value of a pattern as a person reads it, on one line."""
    if isinstance(value, str):
        return " ".join(value.split())[:200]
    if isinstance(value, Mapping):
        return said_value(list(value.values()))
    if isinstance(value, (list, tuple)):
        texts = [said_value(getattr(one, "input", one)) for one in value]
        return " · ".join(text for text in texts if text)[:200]
    return "" if value is None else str(value)
