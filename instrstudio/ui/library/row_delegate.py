"""Paints the rows of the table: one line of instruction with its matches and tags."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from instrstudio.domain.record import Record
from instrstudio.ui import words
from instrstudio.ui.library import facts
from instrstudio.ui.library.elision import elided, one_line
from instrstudio.ui.library.stars import paint_rating, paint_stars
from instrstudio.ui.library.table_model import (
    INSTRUCTION,
    LANGUAGE,
    MARK,
    METHOD,
    MODIFIED,
    RATING,
    RECORD_ROLE,
    STARS_ROLE,
)
from instrstudio.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
Highlights = Callable[[str, str], Sequence[tuple[int, int]]]
ROW = 36
BOX = 15
_CACHED = 600
_READ = 400
"""Characters of an instruction that are looked at for one line of it."""
_TAGS_SHARE = 0.42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a row; `query_text` decides what is highlighted.

    Above the row `similar_from` stands a line, and the row says that it is similar.
    """

    def __init__(self, highlights: Highlights, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._highlights = highlights
        self._ranges: OrderedDict[tuple[str, str], list[tuple[int, int]]]
        self._ranges = OrderedDict()
        self.query_text = ""
        self.similar_from: int | None = None
        self.hovered_row = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del index
        return QSize(option.rect.width(), theme().px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.sibling(index.row(), MARK)
        is_marked = row.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        self._ground(painter, option, index, is_marked)
        record = index.data(RECORD_ROLE)
        box = option.rect.adjusted(theme().space.unit, 0, -theme().space.unit, 0)
        if index.column() == MARK:
            _paint_box(painter, option.rect, is_marked)
        elif not isinstance(record, Record):
            _paint_placeholder(painter, box, index.column())
        elif index.column() == RATING:
            self._rating(painter, box, index)
        elif index.column() == INSTRUCTION:
            if index.row() == self.similar_from:
                box = self._similar(painter, box)
            self._instruction(painter, box, record, is_marked)
        else:
            _paint_fact(painter, box, record, index.column())
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        is_marked: bool,
    ) -> None:
        """Fill the cell, draw the line under it and the bar of the current row."""
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        role = "surface"
        if is_marked or current:
            role = "selected" if current else "hover"
        elif index.row() == self.hovered_row:
            role = "hover"
        painter.fillRect(option.rect, theme().color(role))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme().color("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if index.row() == self.similar_from:
            painter.setPen(theme().color("control"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if current and index.column() == MARK:
            bar = QRect(option.rect)
            bar.setWidth(theme().space.hair)
            painter.fillRect(bar, theme().color("ink"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _instruction(
        self, painter: QPainter, box: QRect, record: Record, on_selected: bool
    ) -> None:
        """Draw the line of text with its matches, and the tags at the right end."""
        right = _paint_tags(painter, box, record.tags, on_selected)
        room = QRect(box)
        room.setRight(right)
        font = theme().font("body", record.language)
        metrics = QFontMetrics(font)
        text = one_line(record.instruction[:_READ])
        shown, matches = elided(
            text, self.ranges(text), room.width(), metrics.horizontalAdvance
        )
        painter.setFont(font)
        _paint_matches(painter, room, shown, matches, metrics)
        painter.setPen(theme().color("text"))
        painter.drawText(room, int(_LEFT | Qt.TextFlag.TextSingleLine), shown)

    def _similar(self, painter: QPainter, box: QRect) -> QRect:
        """Say that similar rows begin here; return the room that is left."""
        text, font = self.tr("Similar"), theme().font("caption")
        _paint_text(painter, box, text, font)
        width = QFontMetrics(font).horizontalAdvance(text)
        return box.adjusted(width + theme().space.unit, 0, 0, 0)

    def _rating(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Draw the rating; under the pointer, the stars that can be pressed."""
        stars = float(index.data(STARS_ROLE) or 0)
        if index.row() == self.hovered_row:
            paint_stars(painter, box, stars)
        elif stars:
            paint_rating(painter, box, stars, theme().font("caption"))

    def ranges(self, text: str) -> list[tuple[int, int]]:
        """Return the matches of the query in `text`, remembered for a while."""
        if not self.query_text.strip():
            return []
        key = (self.query_text, text)
        found = self._ranges.get(key)
        if found is None:
            found = list(self._highlights(text, self.query_text))
            self._ranges[key] = found
            while len(self._ranges) > _CACHED:
                self._ranges.popitem(last=False)
        return found


def _paint_matches(
    painter: QPainter,
    room: QRect,
    shown: str,
    matches: Sequence[tuple[int, int]],
    metrics: QFontMetrics,
) -> None:
    """Draw the ground of the matches."""
    hair = theme().space.hair
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("match"))
    height = metrics.height() + hair
    for start, end in matches:
        left = room.left() + metrics.horizontalAdvance(shown[:start])
        width = metrics.horizontalAdvance(shown[:end]) + room.left() - left
        top = room.top() + (room.height() - height) // 2
        painter.drawRoundedRect(left, top, width, height, 3, 3)


def _paint_tags(
    painter: QPainter, box: QRect, tags: Sequence[str], on_selected: bool
) -> int:
    """Draw tags from the right as far as there is room; return where they begin."""
    font = theme().font("caption")
    metrics = QFontMetrics(font)
    space = theme().space
    height = theme().px(22)
    right, limit = box.right(), box.right() - int(box.width() * _TAGS_SHARE)
    painter.setFont(font)
    for tag in reversed(tags[:3]):
        width = metrics.horizontalAdvance(tag) + 2 * space.inner
        if right - width < limit:
            continue
        chip = QRect(
            right - width, box.top() + (box.height() - height) // 2, width, height
        )
        _paint_chip(painter, chip, tag, on_selected)
        right -= width + space.tight
    return right - space.group if right < box.right() else box.right()


def _paint_chip(painter: QPainter, chip: QRect, tag: str, on_selected: bool) -> None:
    """Draw one tag."""
    painter.setPen(QPen(theme().color("border")))
    painter.setBrush(theme().color("surface" if on_selected else "sunken"))
    radius = theme().radius("chip")
    painter.drawRoundedRect(
        chip.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
    )
    painter.setPen(theme().color("text2"))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), tag)


def _paint_box(painter: QPainter, box: QRect, is_marked: bool) -> None:
    """Draw the check box of a row."""
    side = theme().px(BOX)
    square = QRect(0, 0, side, side)
    square.moveCenter(box.center())
    square.translate(theme().space.hair, 0)
    outline: QColor = theme().color("ink" if is_marked else "control")
    painter.setPen(QPen(outline))
    painter.setBrush(outline if is_marked else theme().color("surface"))
    radius = theme().radius("chip") - 1
    painter.drawRoundedRect(
        square.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
    )
    if is_marked:
        inset = theme().space.hair
        tick = square.adjusted(inset, inset, -inset, -inset)
        theme().icon("check", side, "on_ink").paint(painter, tick)


def _paint_placeholder(painter: QPainter, box: QRect, column: int) -> None:
    """Draw a bar where a record is not here yet."""
    share = 0.7 if column == INSTRUCTION else 0.6
    height = theme().space.unit
    bar = QRect(box.left(), 0, int(box.width() * share), height)
    bar.moveTop(box.top() + (box.height() - height) // 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("hover"))
    painter.drawRoundedRect(bar, height / 2, height / 2)


def _paint_fact(painter: QPainter, box: QRect, record: Record, column: int) -> None:
    """Draw language, origin or time."""
    text, font = "", theme().font("caption")
    if column == LANGUAGE:
        text = facts.language_name(record.language)
        font = theme().font("caption", record.language)
    elif column == METHOD:
        name, role = facts.origin_icon(record)
        size = theme().px(14)
        icon = QRect(box.left(), box.center().y() - size // 2 + 1, size, size)
        theme().icon(name, size, role).paint(painter, icon)
        box = box.adjusted(size + theme().space.inner, 0, 0, 0)
        text = facts.origin_name(record)
    elif column == MODIFIED:
        text = words.ago(record.updated)
    _paint_text(painter, box, text, font)


def _paint_text(painter: QPainter, box: QRect, text: str, font: QFont) -> None:
    """Draw one quiet line, elided at its end."""
    painter.setFont(font)
    painter.setPen(theme().color("text2"))
    elide = Qt.TextElideMode.ElideRight
    shown = QFontMetrics(font).elidedText(text, elide, box.width())
    painter.drawText(box, int(_LEFT), shown)
