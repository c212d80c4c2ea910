"""The table's model: an id a row, and the records of the rows that are looked at.

It never sorts or filters: order and choice come as ids from storage or the index.
"""

import re
from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from instrstudio.domain.record import Record
from instrstudio.ui import words
from instrstudio.ui.library import facts
from instrstudio.ui.library.elision import one_line
from instrstudio.ui.library.marks import Marks
from instrstudio.ui.library.page_cache import PageCache

Index = QModelIndex | QPersistentModelIndex
RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STARS_ROLE = RECORD_ROLE + 1
MARK, INSTRUCTION, LANGUAGE, RATING, METHOD, MODIFIED = range(6)
_NOWHERE = QModelIndex()
_NO_STARS: Mapping[int, float] = {}


class RecordTableModel(QAbstractTableModel):
    """Rows are ids; a row whose record is not here yet gives None as its record.

    Signals:
        pages_wanted: Numbers of pages that were asked for and are not here.
        marks_changed: How many rows are marked.
    """

    pages_wanted = Signal(object)
    marks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: array[int] = array("q")
        self._asked: set[int] = set()
        self.cache = PageCache()
        self.marks = Marks()
        self.counted = 0
        """Rows before those that are only similar: everything that can be marked."""
        self._stars: dict[int, float] = {}

    @property
    def ids(self) -> "array[int]":
        """The ids, one a row."""
        return self._ids

    def set_ids(
        self,
        ids: "array[int]",
        first: Sequence[Record] = (),
        stars: Mapping[int, float] = _NO_STARS,
    ) -> None:
        """Show other rows; `first` are the records of the first rows, if known."""
        self.beginResetModel()
        self._ids = ids
        self.counted = len(ids)
        self._asked.clear()
        self.cache.clear()
        self._stars = dict(stars)
        if first:
            self.cache.put(0, first[: self.cache.rows])
        self.endResetModel()

    def append_ids(self, ids: "array[int]") -> None:
        """Add rows at the end; the last page is read again."""
        if not ids:
            return
        start = len(self._ids)
        self.beginInsertRows(QModelIndex(), start, start + len(ids) - 1)
        last = self.cache.page_of(max(0, start - 1))
        self._ids = self._ids + ids
        self._asked.discard(last)
        self.endInsertRows()

    def put_page(
        self,
        number: int,
        ids: Sequence[int],
        records: Sequence[Any],
        stars: Mapping[int, float] = _NO_STARS,
    ) -> None:
        """Take the records of page `number`, if the page still has these `ids`."""
        self._asked.discard(number)
        if list(ids) != list(self.ids_of_page(number)):
            return
        self._put_stars(ids, stars)
        by_id: Mapping[int | None, Record] = {r.id: r for r in records}
        self.cache.put(number, [by_id.get(record_id) for record_id in ids])
        self._tell(number * self.cache.rows, number * self.cache.rows + len(ids) - 1)

    def ids_of_page(self, number: int) -> "array[int]":
        """Return the ids of the rows of page `number`."""
        start = number * self.cache.rows
        return self._ids[start : start + self.cache.rows]

    def replace_record(self, record: Record) -> None:
        """Show a record as it is now, if it has a row."""
        for row in self._rows_here({record.id}):
            self.cache.replace(row, record)
            self._tell(row, row)

    def set_stars(self, ids: Sequence[int], stars: Mapping[int, float]) -> None:
        """Show the ratings of records as they are now; those not named have none."""
        self._put_stars(ids, stars)
        for row in self._rows_here(set(ids)):
            self._tell(row, row)

    def _rows_here(self, ids: Collection[int | None]) -> list[int]:
        """Return the rows of records, of the pages that are here: no others show."""
        rows = self.cache.rows
        return [
            page * rows + at
            for page in self.cache.numbers
            for at, record_id in enumerate(self.ids_of_page(page))
            if record_id in ids
        ]

    def _put_stars(self, ids: Sequence[int], stars: Mapping[int, float]) -> None:
        """Remember ratings."""
        for record_id in ids:
            self._stars.pop(record_id, None)
        self._stars.update(stars)

    def stars_at(self, row: int) -> float:
        """Return the rating of the record at `row`, 0 where it has none."""
        return self._stars.get(self._ids[row], 0.0)

    def row_of(self, record_id: int | None) -> int:
        """Return the row of a record, -1 where it has none.

        Looked for in the bytes: 4 ms for a million rows, where `array.index`, which
        makes an int of each, holds the window up for 40.
        """
        if record_id is None:
            return -1
        ids = self._ids
        sought = re.compile(re.escape(array("q", (record_id,)).tobytes()))
        found = sought.search(ids)
        while found and found.start() % ids.itemsize:  # parts of two ids
            found = sought.search(ids, found.start() + 1)
        return found.start() // ids.itemsize if found else -1

    def id_at(self, row: int) -> int | None:
        """Return the id at `row`, None outside of the table."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def record_at(self, row: int) -> Record | None:
        """Return the record at `row`; where it is not here, ask for its page."""
        record = self.cache.get(row)
        if record is None:
            self._ask(self.cache.page_of(row))
        return record

    def set_marked(self, rows: Sequence[int], *, toggle: bool = False) -> None:
        """Mark `rows`, or turn their marks over."""
        ids = [self._ids[row] for row in rows]
        if toggle:
            for record_id in ids:
                self.marks.toggle(record_id)
        else:
            self.marks.mark(ids)
        self._tell_marks()

    def mark_everything(self) -> None:
        """Mark all rows."""
        self.marks.mark_everything()
        self._tell_marks()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.marks.clear()
        self._tell_marks()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else MODIFIED + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> object:
        """Return a column's name; rows have none."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation != Qt.Orientation.Horizontal:
            return None
        return (
            "",
            self.tr("Instruction"),
            self.tr("Lang"),
            self.tr("Rating"),
            self.tr("From"),
            self.tr("Modified"),
        )[section]

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell's text (also for screen readers), its mark, or the record."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == MARK:
            is_counted = index.row() < self.counted or not self.marks.everything
            marked = is_counted and self._ids[index.row()] in self.marks
            return Qt.CheckState.Checked if marked else Qt.CheckState.Unchecked
        if role == RECORD_ROLE:
            return self.record_at(index.row())
        if role == STARS_ROLE:
            return self.stars_at(index.row())
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        record = self.record_at(index.row())
        if record is not None and index.column() == RATING:
            stars = self.stars_at(index.row())
            return f"{stars:.1f}".removesuffix(".0") if stars else ""
        return "" if record is None else self._text(record, index.column())

    def _text(self, record: Record, column: int) -> str:
        """Return what a cell says."""
        if column == INSTRUCTION:
            return one_line(record.instruction[:400])
        if column == LANGUAGE:
            return facts.language_name(record.language)
        if column == METHOD:
            return facts.origin_name(record)
        return words.ago(record.updated) if column == MODIFIED else ""

    def _ask(self, page: int) -> None:
        """Say that `page` is looked at and not here, once."""
        if page not in self._asked:
            self._asked.add(page)
            self.pages_wanted.emit((page,))

    def forget_asked(self, except_for: Sequence[int] = ()) -> None:
        """Let pages that were asked for and did not come be asked for again."""
        self._asked = set(except_for)

    def _tell(self, first: int, last: int) -> None:
        """Say that rows have changed."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, MODIFIED))

    def _tell_marks(self) -> None:
        """Say that marks have changed."""
        if self._ids:
            rows = len(self._ids) - 1
            self.dataChanged.emit(self.index(0, MARK), self.index(rows, MODIFIED))
        self.marks_changed.emit()
