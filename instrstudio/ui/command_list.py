"""The list under the search box: commands, their other names, their keys."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from instrstudio.ui.theme import cast_shadow, theme

_ROW, _EDGE, _GAP = 32, 10, 10
_ACTION = int(Qt.ItemDataRole.UserRole)
_OTHER, _KEYS, _ICON = _ACTION + 1, _ACTION + 2, _ACTION + 3


class CommandDelegate(QStyledItemDelegate):
    """Paints a row: name, the name in the other language, keys at the right."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("selected"))
            painter.drawRoundedRect(option.rect, 6, 6)
        box = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        icon = index.data(_ICON)
        if icon:
            place = QRect(box.left(), box.center().y() - 7, 16, 16)
            theme().icon(icon, 16, "text2").paint(painter, place)
            box.setLeft(box.left() + 16 + _GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(theme().font("strong"))
        painter.setPen(theme().color("text"))
        painter.drawText(box, middle, name)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(name) + _GAP)
        painter.setFont(theme().font("caption", "zh"))
        painter.setPen(theme().color("text3"))
        painter.drawText(box, middle, str(index.data(_OTHER) or ""))
        painter.setFont(theme().font("caption", "en"))
        keys = str(index.data(_KEYS) or "")
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, keys)
        painter.restore()


class CommandList(QFrame):
    """The commands that match, and a last row that searches the library."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("pane", "popover")
        self.setObjectName("commandList")
        self._list = QListWidget()
        self._list.setObjectName("commands")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setProperty("role", "menu")
        self._list.setItemDelegate(CommandDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_clicked)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self._list)
        cast_shadow(self)
        self.hide()

    def fill(self, commands: list[tuple[QAction, str]], search: str) -> None:
        """Show `commands`; `search` is the text of the last row, if any."""
        self._list.clear()
        self._list.setAccessibleName(self.tr("Commands"))
        chinese = theme().language == "zh"
        for action, also in commands:
            item = QListWidgetItem(action.text().rstrip("…"))
            native = QKeySequence.SequenceFormat.NativeText
            item.setData(_KEYS, action.shortcut().toString(native).replace("+", " "))
            item.setData(_OTHER, "" if chinese else also.split(" ")[0])
            item.setData(_ACTION, action)
            self._add(item)
        if search:
            item = QListWidgetItem(search)
            item.setData(_ICON, "search")
            self._add(item)
        self._list.setCurrentRow(0)

    def _add(self, item: QListWidgetItem) -> None:
        item.setSizeHint(QSize(10, theme().px(_ROW)))
        self._list.addItem(item)

    def wanted_height(self) -> int:
        """Return the height that shows every row."""
        return max(1, self._list.count()) * theme().px(_ROW) + 16

    def move_by(self, step: int) -> None:
        """Move the choice, round the ends."""
        count = self._list.count()
        if count:
            self._list.setCurrentRow((self._list.currentRow() + step) % count)

    def choose_current(self) -> None:
        """Choose the row that is marked."""
        item = self._list.currentItem()
        if item is not None:
            self._on_clicked(item)

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ACTION))


def rank(wanted: str, name: str, also: str) -> tuple[int, str] | None:
    """Return how well a command fits, lower is better; None if it does not."""
    title = name.casefold()
    if not wanted or title.startswith(wanted):
        return 0, title
    known = also.casefold().split()
    if any(word.startswith(wanted) for word in known):
        return 1, title
    if any(word.startswith(wanted) for word in title.split()):
        return 2, title
    if wanted in title or wanted in also.casefold().replace(" ", ""):
        return 3, title
    return None
