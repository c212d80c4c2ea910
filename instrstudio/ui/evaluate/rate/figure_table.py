"""A table of results: texts, and intervals drawn as lines with a dot at the value."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from instrstudio.ui.evaluate.rate.figures import Figure, Interval
from instrstudio.ui.theme import set_font, signals, theme

_INTERVAL = int(Qt.ItemDataRole.UserRole) + 1
_ROW = 30
_LINE, _DOT = 2, 4
_PAD, _LEAST, _INSET = 12, 90, 5


class TextDelegate(QStyledItemDelegate):
    """Begins texts below those of the head."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a text a little further in."""
        option.rect.adjust(_INSET, 0, 0, 0)
        super().paint(painter, option, index)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for the room that this takes."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * _INSET, hint.height())


class IntervalDelegate(QStyledItemDelegate):
    """Draws the interval of a cell between two ends that a whole column shares."""

    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self._figure = figure

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw axis, mark, line and dot."""
        found: Interval | None = index.data(_INTERVAL)
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        low_end, high_end = self._figure.ends
        width = (high_end - low_end) or 1.0
        middle = box.center().y() + 0.5

        def at(value: float) -> QPointF:
            part = min(max((value - low_end) / width, 0.0), 1.0)
            return QPointF(box.left() + part * box.width(), middle)

        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("border"), 1))
        painter.drawLine(at(low_end), at(high_end))
        if self._figure.mark is not None:
            painter.setPen(QPen(theme().color("control"), 1))
            middle_of = at(self._figure.mark)
            half = QPointF(0, box.height() / 4)
            painter.drawLine(middle_of - half, middle_of + half)
        if found is not None:
            value, low, high = found
            if low is not None and high is not None:
                painter.setPen(QPen(theme().color("text2"), _LINE))
                painter.drawLine(at(low), at(high))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("ink"))
            painter.drawEllipse(at(value), _DOT, _DOT)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for room enough to tell lines apart."""
        return QSize(_LEAST, theme().px(_ROW))


class FigureTable(QTableWidget):
    """Shows one `Figure`, as high as its rows; its view scrolls."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(len(figure.rows), len(figure.columns), parent)
        self.setObjectName(f"rateFigure_{figure.name}")
        self.setAccessibleName(figure.title)
        self.figure = figure
        set_font(self, "caption")
        set_font(self.horizontalHeader(), "caption")
        self.setHorizontalHeaderLabels(list(figure.columns))
        self.setItemDelegate(TextDelegate(self))
        self._fill()
        self._arrange()
        signals().theme_changed.connect(self._fit)
        self._fit()

    def _fill(self) -> None:
        """Put texts and intervals into the cells."""
        figure = self.figure
        for place, texts in enumerate(figure.rows):
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.setItem(place, column, cell)
            if figure.drawn >= 0:
                drawn, said = QTableWidgetItem(), texts[figure.drawn - 1]
                drawn.setData(_INTERVAL, figure.intervals[place])
                drawn.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                drawn.setToolTip(said)
                self.setItem(place, figure.drawn, drawn)

    def _arrange(self) -> None:
        """Take away what a table to be typed in has."""
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column in range(len(self.figure.columns)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        if self.figure.drawn >= 0:
            header.setMinimumSectionSize(24)
            header.setSectionResizeMode(
                self.figure.drawn, QHeaderView.ResizeMode.Stretch
            )
            self.setItemDelegateForColumn(
                self.figure.drawn, IntervalDelegate(self.figure, self)
            )

    def _fit(self) -> None:
        """Be as high as the rows are at this text size."""
        height = theme().px(_ROW)
        self.verticalHeader().setDefaultSectionSize(height)
        rows = height * self.rowCount()
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 12)
