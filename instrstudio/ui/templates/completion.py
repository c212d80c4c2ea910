"""The list of names that opens while a slot, a filter or a tag is typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from instrstudio.ui.theme import theme

if TYPE_CHECKING:
    from instrstudio.ui.templates.code_editor import CodeEditor

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ENTRY = int(Qt.ItemDataRole.UserRole) + 1
_SLOT = re.compile(r"\{\{-?\s*(\w*)$")
_FILTER = re.compile(r"\|\s*(\w*)$")
_TAG = re.compile(r"\{%-?\s*(\w*)$")
_NAME_IN_TAG = re.compile(r"\{%-?\s*(?:if|elif|for\s+\w+\s+in)\s+(?:not\s+)?(\w*)$")
_KEYS = Qt.Key
_ROWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A name to complete; `label` says what it is, `kind` of what sort."""

    name: str
    label: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """All names that can be completed."""

    slots: tuple[Entry, ...] = ()
    filters: tuple[Entry, ...] = ()
    tags: tuple[Entry, ...] = ()


def wanted(words: Words, before: str) -> tuple[str, list[Entry]]:
    """Return the beginning typed at the end of `before`, and the entries that fit."""
    inside = before.rfind("{{") > before.rfind("}}")
    inside_tag = before.rfind("{%") > before.rfind("%}")
    patterns = [(_SLOT, words.slots), (_NAME_IN_TAG, words.slots), (_TAG, words.tags)]
    if inside or inside_tag:
        patterns.append((_FILTER, words.filters))
    for pattern, entries in patterns:
        found = pattern.search(before)
        if found:
            typed = found.group(1)
            return typed, [e for e in entries if e.name.startswith(typed)]
    return "", []


class Completion(QObject):
    """Opens under the cursor of its editor and never takes the focus."""

    def __init__(self, editor: "CodeEditor") -> None:
        super().__init__(editor)
        self._editor = editor
        self._words = Words()
        self._typed = ""
        self._model = _Entries(self)
        self._view = QListView(editor)
        self._view.setObjectName("templateCompletion")
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setProperty("pane", "popover")
        self._view.setModel(self._model)
        self._view.setItemDelegate(_EntryDelegate(self._view))
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._take)
        self._view.hide()

    def set_words(self, words: Words) -> None:
        """Offer these names from now on."""
        self._words = words
        # names come anew with each language
        self._view.setAccessibleName(self.tr("Names that fit"))

    def is_open(self) -> bool:
        """Say whether the list is shown."""
        return self._view.isVisible()

    def entries(self) -> list[Entry]:
        """Return the entries that are offered now."""
        return list(self._model.entries)

    def close(self) -> None:
        """Hide the list."""
        self._view.hide()

    def follow(self) -> None:
        """Open, narrow or close after a key, as the text before the cursor says."""
        self._open(asked=False)

    def ask(self) -> None:
        """Open because the user asked for it, also where nothing is typed yet."""
        self._open(asked=True)

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key for the list; True when it was."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == _KEYS.Key_Space:
            self.ask()
            return True
        if not self.is_open():
            return False
        key = event.key()
        if key in (_KEYS.Key_Up, _KEYS.Key_Down):
            self._move(1 if key == _KEYS.Key_Down else -1)
        elif key in (_KEYS.Key_Return, _KEYS.Key_Enter, _KEYS.Key_Tab):
            self._take(self._view.currentIndex())
        elif key == _KEYS.Key_Escape:
            self.close()
        else:
            return False
        return True

    def _open(self, *, asked: bool) -> None:
        """Show what fits the text before the cursor."""
        if self._editor.composing():
            self.close()
            return
        cursor = self._editor.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        typed, entries = wanted(self._words, before)
        if entries and entries[0].name == typed and len(entries) == 1:
            entries = []
        if not entries and asked and not typed and "{{" not in before:
            entries = list(self._words.slots)
        self._typed = typed
        self._model.show(entries)
        if not entries:
            self.close()
            return
        self._view.setCurrentIndex(self._model.index(0))
        self._place(len(entries))
        self._view.show()
        self._view.raise_()

    def _place(self, count: int) -> None:
        """Put the list under the cursor, or above it where there is no room."""
        editor = self._editor
        shown = min(count, _ROWS_SHOWN)
        row = self._view.sizeHintForRow(0)
        frame = 2 * theme().space.inner
        width = min(theme().px(340), editor.width() - frame)
        height = shown * row + frame
        box = editor.cursorRect().translated(editor.viewport().pos())
        left = min(box.left(), editor.width() - width - theme().space.inner)
        top = box.bottom() + theme().space.tight
        if top + height > editor.height():
            top = max(0, box.top() - height - theme().space.tight)
        self._view.setGeometry(QRect(left, top, width, height))

    def _move(self, by: int) -> None:
        """Go to the next or previous entry, around the ends."""
        count = self._model.rowCount()
        row = (self._view.currentIndex().row() + by) % max(1, count)
        self._view.setCurrentIndex(self._model.index(row))

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        """Put the chosen name in place of what was typed of it."""
        entry = index.data(_ENTRY)
        self.close()
        if not isinstance(entry, Entry):
            return
        cursor = self._editor.textCursor()
        keep = QTextCursor.MoveMode.KeepAnchor
        back = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(back, keep, len(self._typed))
        line = cursor.block().text()
        before = line[: cursor.selectionStart() - cursor.block().position()]
        in_slot = before.rfind("{{") > before.rfind("}}")
        lead = "" if in_slot or before.rfind("{%") > before.rfind("%}") else "{{ "
        after = line[cursor.selectionEnd() - cursor.block().position() :]
        closes = (in_slot or lead) and "}}" not in after.split("{{")[0]
        space = " " if before.endswith("{{") else ""
        cursor.insertText(f"{lead}{space}{entry.name}{' }}' if closes else ''}")
        self._editor.setTextCursor(cursor)


class _Entries(QAbstractListModel):
    """The entries that fit."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Offer others."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = 0) -> object:
        """Return an entry's name, the entry, or how it is read aloud."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.label}"
        return entry if role == _ENTRY else None


class _EntryDelegate(QStyledItemDelegate):
    """Paints a name, what it stands for, and its kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        del option, index
        return QSize(theme().px(200), theme().px(28))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw one row."""
        entry = index.data(_ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        box: QRect = option.rect
        gap = theme().space.unit
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("selected"))
            radius = theme().radius("field")
            hair = theme().space.hair
            painter.drawRoundedRect(box.adjusted(hair, 0, -hair, 0), radius, radius)
        inner = box.adjusted(gap, 0, -gap, 0)
        painter.setFont(theme().font("code"))
        painter.setPen(theme().color("slot_line"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, entry.name)
        used = QFontMetrics(theme().font("code")).horizontalAdvance(entry.name) + gap
        painter.setFont(theme().font("caption"))
        painter.setPen(theme().color("text2"))
        label = "  ".join(part for part in (entry.label, entry.kind) if part)
        room = inner.adjusted(used, 0, 0, 0)
        metrics = QFontMetrics(theme().font("caption"))
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, label)
        painter.restore()
