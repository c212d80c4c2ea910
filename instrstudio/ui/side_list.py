"""The list at the left of an area: headings, entries with a count, one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from instrstudio.ui.theme import signals, theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
ITEM = int(Qt.ItemDataRole.UserRole) + 1
_ROW, _TWO_LINES, _HEADING = 32, 52, 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideItem:
    """One row; without a `key` it is a heading that cannot be chosen.

    `count` stands at the right end; `caption` is a second line; `mark` is the name of
    an icon in front of the count (and the role of its colour) that says something is
    wrong, `said` how it is read aloud.
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
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (item.text, item.caption, item.count, item.said)
            return ", ".join(part for part in parts if part)
        return None


class SideDelegate(QStyledItemDelegate):
    """Paints the rows of a side list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading, an entry, or an entry of two lines."""
        item = index.data(ITEM)
        height = _ROW
        if isinstance(item, SideItem):
            height = _HEADING if item.is_heading else height
            height = _TWO_LINES if item.caption else height
        return QSize(option.rect.width(), theme().px(height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one row."""
        item = index.data(ITEM)
        if not isinstance(item, SideItem):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        space = theme().space
        box = option.rect.adjusted(space.group, 1, -space.group, -1)
        if item.is_heading:
            _paint_heading(painter, box.adjusted(space.unit, 0, -space.unit, 0), item)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_ground(painter, option, box, chosen)
            _paint_entry(
                painter, box.adjusted(space.unit, 0, -space.unit, 0), item, chosen
            )
        painter.restore()


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, box: QRect, chosen: bool
) -> None:
    """Fill the ground of a chosen or hovered row and draw the ring of focus."""
    radius = theme().radius("field")
    focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen or hovered:
        painter.setBrush(theme().color("selected" if chosen else "hover"))
        painter.drawRoundedRect(box, radius, radius)
    if focused:
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setColor(theme().color("focus"))
        pen.setWidth(theme().space.hair)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def _paint_heading(painter: QPainter, box: QRect, item: SideItem) -> None:
    """Draw the name of what follows, and its count."""
    painter.setFont(theme().font("caption"))
    painter.setPen(theme().color("text2"))
    low = int(Qt.AlignmentFlag.AlignBottom)
    lowered = box.adjusted(0, 0, 0, -theme().space.tight)
    painter.drawText(lowered, int(Qt.AlignmentFlag.AlignLeft) | low, item.text)
    painter.drawText(lowered, int(Qt.AlignmentFlag.AlignRight) | low, item.count)


def _paint_entry(painter: QPainter, box: QRect, item: SideItem, chosen: bool) -> None:
    """Draw icon, text, caption, mark and count."""
    space, size = theme().space, theme().px(16)
    if item.icon:
        role = "text" if chosen and item.icon_role == "text2" else item.icon_role
        icon = QRect(box.left(), box.center().y() - size // 2 + 1, size, size)
        theme().icon(item.icon, size, role).paint(painter, icon)
        box = box.adjusted(size + space.unit + space.tight, 0, 0, 0)
    box = _paint_end(painter, box, item)
    upper, lower = box, QRect()
    if item.caption:
        middle = box.center().y()
        upper, lower = QRect(box), QRect(box)
        upper.setBottom(middle)
        lower.setTop(middle + 1)
        upper.adjust(0, space.tight, 0, 0)
        lower.adjust(0, 0, 0, -space.tight)
    font = theme().font("strong" if chosen or item.caption else "body", item.language)
    painter.setFont(font)
    painter.setPen(theme().color("text" if chosen or item.caption else "text2"))
    painter.drawText(upper, _LEFT, _fitting(QFontMetrics(font), item.text, upper))
    if item.caption:
        small = theme().font("caption")
        painter.setFont(small)
        painter.setPen(theme().color("text2"))
        text = _fitting(QFontMetrics(small), item.caption, lower)
        painter.drawText(lower, _LEFT, text)


def _paint_end(painter: QPainter, box: QRect, item: SideItem) -> QRect:
    """Draw what stands at the right end; return what is left of `box`."""
    space = theme().space
    if item.count:
        font = theme().font("caption")
        painter.setFont(font)
        painter.setPen(theme().color("text2"))
        painter.drawText(box, _RIGHT, item.count)
        used = QFontMetrics(font).horizontalAdvance(item.count) + space.unit
        box = box.adjusted(0, 0, -used, 0)
    if item.mark:
        size = theme().px(14)
        left = box.right() - size + 1
        icon = QRect(left, box.center().y() - size // 2, size, size)
        role = "danger" if item.mark == "error" else item.mark
        theme().icon(item.mark, size, role).paint(painter, icon)
        box = box.adjusted(0, 0, -size - space.inner, 0)
    return box


def _fitting(metrics: QFontMetrics, text: str, box: QRect) -> str:
    """Return `text` elided at its end to fit."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())


class SideList(QListView):
    """A list of which one entry is chosen; choosing needs no click.

    Signals:
        chosen: The key of the entry that was chosen by hand.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = SideModel(self)
        self._silent = False
        self.setModel(self._model)
        self.setItemDelegate(SideDelegate(self))
        self.setProperty("pane", "window")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        signals().theme_changed.connect(self._on_theme)

    def set_items(self, items: Sequence[SideItem]) -> None:
        """Show other rows; the choice stays if its key is still there."""
        key = self.current_key()
        self._model.set_items(items)
        self.choose(key)

    def items(self) -> tuple[SideItem, ...]:
        """Return the rows."""
        return self._model.items

    def current_key(self) -> str:
        """Return the key of the chosen entry, empty where none is."""
        item = self.currentIndex().data(ITEM)
        return item.key if isinstance(item, SideItem) else ""

    def choose(self, key: str) -> None:
        """Choose the entry with `key` without telling."""
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
        item = current.data(ITEM)
        if isinstance(item, SideItem) and not self._silent:
            self.chosen.emit(item.key)

    @Slot()
    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
