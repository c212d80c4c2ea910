"""The table of records: keys, marks, hovering, and when rows are fetched."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from instrstudio.ui import words
from instrstudio.ui.library.row_delegate import ROW, Highlights, RowDelegate
from instrstudio.ui.library.stars import star_at
from instrstudio.ui.library.table_model import (
    INSTRUCTION,
    LANGUAGE,
    MARK,
    METHOD,
    MODIFIED,
    RATING,
    RecordTableModel,
)
from instrstudio.ui.theme import set_font, signals, theme

SETTLE_MS = 60
_WIDTHS = {MARK: 44, LANGUAGE: 78, RATING: 102, METHOD: 116, MODIFIED: 104}
_FOLDED = {METHOD: 740, LANGUAGE: 620, RATING: 540}
"""Columns that give way where the table is narrower than this."""


class RecordTable(QTableView):
    """Shows a `RecordTableModel`; one row is current, any number are marked.

    Signals:
        current_changed: The id of the current row, or None.
        opened: Enter was pressed or a row was double-clicked.
        rows_needed: Pages that are looked at and not here, once scrolling rests.
        end_reached: The last row is in sight.
        rated: Id of a record and the stars that were pressed for it.
    """

    current_changed = Signal(object)
    opened = Signal()
    rows_needed = Signal(object)
    end_reached = Signal()
    rated = Signal(int, int)

    def __init__(self, highlights: Highlights, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = RecordTableModel(self)
        self.rows = RowDelegate(highlights, self)
        self.kept_id: int | None = None
        self._wanted: dict[int, None] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._fetch)
        self.setObjectName("libraryTable")
        self.setModel(self.records)
        self.setItemDelegate(self.rows)
        self._set_up()
        self.records.pages_wanted.connect(self._on_pages_wanted)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_clicked)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.sliderReleased.connect(QToolTip.hideText)
        signals().theme_changed.connect(self._dress)
        self._dress()

    def _set_up(self) -> None:
        """Set what never changes."""
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        header.setMinimumSectionSize(theme().px(_WIDTHS[MARK]))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(INSTRUCTION, QHeaderView.ResizeMode.Stretch)

    def current_id(self) -> int | None:
        """Return the id of the current row."""
        return self.records.id_at(self.currentIndex().row())

    def keep(self, record_id: int) -> None:
        """Make a record current, now or as soon as it is among the rows."""
        row = self.records.row_of(record_id)
        if row >= 0:
            self.go_to(row)
        self.kept_id = record_id if row < 0 else None

    def go_to(self, row: int) -> None:
        """Make `row` current and show it."""
        count = self.records.rowCount()
        if count:
            row = max(0, min(row, count - 1))
            self.setCurrentIndex(self.records.index(row, INSTRUCTION))

    def mark_current(self) -> None:
        """Turn the mark of the current row over."""
        row = self.currentIndex().row()
        if row >= 0:
            self.records.set_marked([row], toggle=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with J and K too, and open with Enter."""
        key, row = event.key(), self.currentIndex().row()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.go_to(row + (1 if key == Qt.Key.Key_J else -1))
        elif plain and key == Qt.Key.Key_Space:
            self.mark_current()
        elif shift and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.records.set_marked([row] if row >= 0 else [])
            self.go_to(row + (1 if key == Qt.Key.Key_Down else -1))
            self.records.set_marked([self.currentIndex().row()])
        elif event.text() and not event.text().isspace():
            event.ignore()  # letters are keys of the panel, not a search in the rows
            if not event.text().isprintable():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark by the box, with Ctrl one row, with Shift all rows between; rate."""
        index = self.indexAt(event.position().toPoint())
        if self._rate(index, event):
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        before = self.currentIndex().row()
        if index.isValid() and shift and before >= 0:
            low, high = sorted((before, index.row()))
            self.records.set_marked(range(low, high + 1))
        elif index.isValid() and (control or index.column() == MARK):
            self.records.set_marked([index.row()], toggle=True)
            if index.column() == MARK:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)

    def _rate(self, index: QModelIndex, event: QMouseEvent) -> bool:
        """Give the stars that are pressed; the same again take them back."""
        left = event.button() == Qt.MouseButton.LeftButton
        if index.column() != RATING or not left or event.modifiers():
            return False
        box = self.visualRect(index)
        box.setLeft(box.left() + theme().space.unit)
        star = star_at(box, int(event.position().x()))
        record_id = self.records.id_at(index.row())
        if not star or record_id is None:
            return False
        same = star == round(self.records.stars_at(index.row()))
        self.rated.emit(record_id, 0 if same else star)
        return True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note which row the pointer is over."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        if not event.buttons():
            super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row the pointer was over."""
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold columns away where there is no room for them."""
        width = event.size().width()
        for column, limit in _FOLDED.items():
            self.setColumnHidden(column, width < theme().px(limit))
        super().resizeEvent(event)

    def _hover(self, row: int) -> None:
        """Show another row as hovered."""
        if row != self.rows.hovered_row:
            self.rows.hovered_row = row
            self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.records.id_at(current.row()))

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() not in (MARK, RATING):
            self.opened.emit()

    @Slot(object)
    def _on_pages_wanted(self, pages: tuple[int, ...]) -> None:
        """Fetch at once while nothing is scrolled, else when it rests."""
        self._wanted.update(dict.fromkeys(pages))
        if not self._settled.isActive():
            self._settled.start(
                SETTLE_MS if self.verticalScrollBar().isSliderDown() else 0
            )

    @Slot()
    def _fetch(self) -> None:
        """Ask for the wanted pages that are still in sight."""
        top = max(0, self.rowAt(0))
        bottom = self.rowAt(self.viewport().height() - 1)
        bottom = self.records.rowCount() - 1 if bottom < 0 else bottom
        page_of = self.records.cache.page_of
        seen = range(page_of(top), page_of(max(top, bottom)) + 1)
        wanted = [page for page in self._wanted if page in seen]
        self._wanted.clear()
        self.records.forget_asked(except_for=wanted)
        if wanted:
            self.rows_needed.emit(tuple(wanted))

    @Slot(int)
    def _on_scrolled(self, value: int) -> None:
        """Wait for the end of scrolling, say where one is, and want more at the end."""
        bar = self.verticalScrollBar()
        if self._wanted:
            self._settled.start(SETTLE_MS)
        if bar.isSliderDown():
            place = self.tr("{row} of {count}").format(
                row=words.number(value + 1), count=words.number(self.records.rowCount())
            )
            at = self.mapToGlobal(QPoint(self.width() - theme().px(180), 0))
            at.setY(self.cursor().pos().y())
            QToolTip.showText(at, place, self)
        if value >= bar.maximum() - 1:
            self.end_reached.emit()

    @Slot()
    def _dress(self) -> None:
        """Take over the theme's sizes."""
        set_font(self.horizontalHeader(), "caption")
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(theme().px(ROW))
        self.horizontalHeader().setFixedHeight(theme().px(32))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme().px(width))
        self.viewport().update()
