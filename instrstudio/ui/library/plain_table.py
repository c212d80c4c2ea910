"""A small table of texts that is only read: never more rows than fit a report."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from instrstudio.ui.theme import set_font

LISTED = 500
"""So many rows are listed; a count says how many there are."""
_SHOWN, _TIP = 300, 2_000
"""Characters of a text that a cell and a tip show."""


class PlainTable(QTableWidget):
    """Columns with names, of which some take the room that is left."""

    def __init__(
        self, name: str, wide: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(0, 0, parent)
        self.setObjectName(name)
        self._wide = tuple(wide)
        set_font(self, "caption")
        set_font(self.horizontalHeader(), "caption")
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)

    def set_columns(self, names: Sequence[str]) -> None:
        """Name the columns."""
        self.setColumnCount(len(names))
        self.setHorizontalHeaderLabels(list(names))
        header = self.horizontalHeader()
        for column in range(len(names)):
            mode = QHeaderView.ResizeMode.ResizeToContents
            if column in self._wide:
                mode = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)

    def show_rows(
        self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()
    ) -> None:
        """List other rows; each cell has its row's tip, or else its text as one."""
        self.setRowCount(0)
        self.add_rows(rows, tips)

    def add_rows(self, rows: Sequence[Sequence[str]], tips: Sequence[str] = ()) -> None:
        """List more rows, as far as there is room for them."""
        first = self.rowCount()
        some = rows[: max(0, LISTED - first)]
        self.setRowCount(first + len(some))
        for place, texts in enumerate(some):
            tip = tips[place] if tips else ""
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(" ".join(text[:_SHOWN].split()))
                cell.setToolTip(tip or text[:_TIP])
                self.setItem(first + place, column, cell)
