"""How the rows of a side list look: headings, folds, entries and filters."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from instrstudio.ui.side_item import ITEM, Index, SideItem
from instrstudio.ui.theme import theme

_ROW, _TWO_LINES, _HEADING = 32, 52, 30
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SideDelegate(QStyledItemDelegate):
    """Paints the rows of a side list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.chosen_key = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading, an entry, or an entry of two lines."""
        item = index.data(ITEM)
        height = _ROW
        if isinstance(item, SideItem):
            is_name = item.is_heading or item.is_open is not None
            height = _HEADING if is_name else height
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
        inner = box.adjusted(space.unit, 0, -space.unit, 0)
        if item.is_heading:
            _paint_heading(painter, inner, item)
        else:
            chosen = item.key == self.chosen_key
            _paint_ground(painter, option, box, chosen)
            if item.is_open is not None:
                _paint_fold(painter, inner, item)
            else:
                _paint_entry(painter, inner, item, chosen)
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


def _paint_fold(painter: QPainter, box: QRect, item: SideItem) -> None:
    """Draw the name of what can be folded away, and which way it is."""
    size = theme().px(14)
    icon = QRect(box.left(), box.center().y() - size // 2 + 1, size, size)
    name = "chevron-down" if item.is_open else "chevron-right"
    theme().icon(name, size, "text2").paint(painter, icon)
    painter.setFont(theme().font("caption"))
    painter.setPen(theme().color("text2"))
    text = box.adjusted(size + theme().space.inner, 0, 0, 0)
    painter.drawText(text, _LEFT, item.text)


def _paint_entry(painter: QPainter, box: QRect, item: SideItem, chosen: bool) -> None:
    """Draw icon, text, caption, mark and count."""
    space, size = theme().space, theme().px(16)
    name = item.icon
    if item.is_on is not None:
        name, chosen = "check" if item.is_on else "", item.is_on
    if name:
        role = "text" if chosen and item.icon_role == "text2" else item.icon_role
        icon = QRect(box.left(), box.center().y() - size // 2 + 1, size, size)
        theme().icon(name, size, role).paint(painter, icon)
    if name or item.is_on is not None:
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
