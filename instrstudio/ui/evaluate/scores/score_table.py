"""A table of scores: a line for each metric, a column for each method."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from instrstudio.ui.evaluate.scores import score_names
from instrstudio.ui.evaluate.scores.cells import Grid, Shown
from instrstudio.ui.theme import set_font, signals, theme

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole) + 1
_NOWHERE = QModelIndex()
_LINED, _PLAIN = 42, 30
_NARROWEST, _NARROWEST_PLAIN = 108, 84
_DOT = 6
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ScoreModel(QAbstractTableModel):
    """Holds a grid."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()

    def set_grid(self, grid: Grid) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of metrics."""
        return 0 if parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of methods."""
        return 0 if parent.isValid() else len(self.grid.methods)

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell, its number, or what it says in words."""
        if not index.isValid():
            return None
        line = self.grid.lines[index.row()]
        cell = line.cells[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text if cell else "–"
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.said if cell else self.tr("Not measured")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            method = score_names.method(self.grid.methods[index.column()])
            said = cell.said.replace("\n", ". ") if cell else self.tr("Not measured")
            return f"{line.name}, {method}: {said}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> object:
        """Return the name of a method or a metric."""
        is_method = orientation is Qt.Orientation.Horizontal
        count = self.columnCount() if is_method else self.rowCount()
        if not 0 <= section < count:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if is_method:
            name = score_names.method(self.grid.methods[section])
            tips = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return name if role in tips else None
        line = self.grid.lines[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.tip
        return line.name if role == Qt.ItemDataRole.DisplayRole else None


class ScoreDelegate(QStyledItemDelegate):
    """Paints number, marks, and the interval as a line under them."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one cell."""
        cell = index.data(CELL)
        painter.save()
        _paint_ground(painter, option)
        pad = theme().space.unit
        box = option.rect.adjusted(pad, 0, -pad, -1)
        if not isinstance(cell, Shown):
            painter.setFont(theme().font("body"))
            painter.setPen(theme().color("text3"))
            painter.drawText(box, _LEFT, "–")
        elif cell.mean is None:
            _paint_number(painter, box, cell)
        else:
            middle = box.top() + round(box.height() * 0.62)
            above = box.adjusted(0, 0, 0, middle - box.bottom())
            _paint_number(painter, above, cell)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_line(painter, box.adjusted(0, middle - box.top(), 0, 0), cell)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Fill the cell; the current one has a frame where the keys are."""
    is_current = bool(option.state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    role = "selected" if is_current else "hover" if is_hovered else "surface"
    painter.fillRect(option.rect, theme().color(role))
    painter.setPen(theme().color("border"))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if is_current and option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme().color("focus"), theme().space.hair))
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1))


def _paint_number(painter: QPainter, box: QRect, cell: Shown) -> None:
    """Draw the number, strong where it is the best, and the marks behind it."""
    font = theme().font("section" if cell.is_best else "body")
    painter.setFont(font)
    painter.setPen(theme().color("text" if cell.is_best else "text2"))
    painter.drawText(box, _LEFT, cell.text)
    left = QFontMetrics(font).horizontalAdvance(cell.text) + theme().space.unit
    small = theme().font("micro")
    painter.setFont(small)
    gap, measure = theme().space.inner, QFontMetrics(small).horizontalAdvance
    texts = [mark.text for mark in cell.marks]
    if left + sum(measure(text) + gap for text in texts) > box.width() + gap:
        texts = [text.rstrip("*") for text in texts]  # the words have it all
    for mark, text in zip(cell.marks, texts, strict=True):
        painter.setPen(theme().color(mark.role))
        painter.drawText(box.adjusted(left, 0, 0, 0), _LEFT, text)
        left += measure(text) + gap


def _paint_line(painter: QPainter, box: QRect, cell: Shown) -> None:
    """Draw the interval with a dot at the mean, and where no difference would be."""
    if cell.low is None or cell.mean is None or cell.high is None:
        return
    dot = theme().px(_DOT)
    left, width = box.left() + dot / 2, box.width() - dot
    y = box.top() + dot
    if cell.zero is not None:
        pen = QPen(theme().color("text3"), 1)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        zero = round(left + width * cell.zero)
        painter.drawLine(zero, y - dot, zero, y + dot)
    role = "text" if cell.is_best else "text2"
    painter.setPen(QPen(theme().color(role), 1.5))
    painter.drawLine(
        round(left + width * cell.low), y, round(left + width * cell.high), y
    )
    painter.setBrush(theme().color(role))
    painter.setPen(Qt.PenStyle.NoPen)
    middle = round(left + width * cell.mean)
    painter.drawEllipse(middle - dot // 2, y - dot // 2, dot, dot)


class ScoreTable(QTableView):
    """Shows a grid; a cell is chosen by the arrows, opened with Enter.

    Signals:
        cell_chosen: Metric and method of the cell that is current now.
        cell_opened: Those of the cell that was opened.
    """

    cell_chosen = Signal(str, str)
    cell_opened = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = ScoreModel(self)
        self._has_lines = True
        self.setModel(self._model)
        self.setItemDelegate(ScoreDelegate(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        top, side = self.horizontalHeader(), self.verticalHeader()
        for header in (top, side):
            set_font(header, "caption")
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        top.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        signals().theme_changed.connect(self._on_theme)
        self._on_theme()

    def show_grid(self, grid: Grid) -> None:
        """Show another grid; the current cell stays if it is still there."""
        metric, method = self.current()
        blocked = self.selectionModel().blockSignals(True)
        self._model.set_grid(grid)
        self.choose(metric, method)
        self.selectionModel().blockSignals(blocked)
        self._has_lines = any(
            cell and cell.mean is not None for line in grid.lines for cell in line.cells
        )
        self._on_theme()

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._model.grid

    def current(self) -> tuple[str, str]:
        """Return metric and method of the current cell, empty where there is none."""
        return self._at(self.currentIndex())

    def choose(self, metric: str, method: str) -> None:
        """Make a cell the current one, if there is such a cell."""
        keys = [line.key for line in self.grid.lines]
        if metric in keys and method in self.grid.methods:
            row, column = keys.index(metric), self.grid.methods.index(method)
            self.setCurrentIndex(self._model.index(row, column))

    def fit(self) -> None:
        """Take the height of all lines: for a table within a scroll area."""
        height = self.horizontalHeader().sizeHint().height()
        rows = self._model.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + rows + bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """Ask for a few lines."""
        return QSize(theme().px(420), theme().px(240))

    def _at(self, index: Index) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        return (
            self.grid.lines[index.row()].key,
            self.grid.methods[index.column()],
        )

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.cell_chosen.emit(*self._at(current))

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.cell_opened.emit(*self._at(index))

    @Slot()
    def _on_theme(self) -> None:
        """Give lines their height at the chosen text size."""
        height = theme().px(_LINED if self._has_lines else _PLAIN)
        self.verticalHeader().setDefaultSectionSize(height)
        narrowest = _NARROWEST if self._has_lines else _NARROWEST_PLAIN
        self.horizontalHeader().setMinimumSectionSize(theme().px(narrowest))
        self.viewport().update()
