"""The editor of a template's pattern: gutter, current line, braces and squiggles."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from instrstudio.domain.template import Problem
from instrstudio.ui.templates.braces import partner_of
from instrstudio.ui.templates.completion import Completion
from instrstudio.ui.templates.gutter import Gutter
from instrstudio.ui.theme import set_font, signals, theme

GUTTER_WIDTH = 56
_MATCHED = 5_000
"""Characters around the cursor in which a brace's partner is looked for."""


class CodeEditor(QPlainTextEdit):
    """A plain text editor for Jinja patterns.

    Tab leaves the field, Ctrl Tab inserts a tab.

    Signals:
        place_changed: The cursor's line and column, counted from 1.
    """

    place_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateEditor")
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setProperty("kind", "code")
        set_font(self, "code")
        self._gutter = Gutter(self)
        self._problems: tuple[Problem, ...] = ()
        self.completion = Completion(self)
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._show_place)
        signals().theme_changed.connect(self._dress)
        self._show_place()

    def gutter_width(self) -> int:
        """Return the width of the strip with the line numbers."""
        return theme().px(GUTTER_WIDTH)

    def composing(self) -> bool:
        """Say whether an input method holds text that is not committed yet."""
        layout = self.textCursor().block().layout()
        return bool(layout.preeditAreaText())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Draw squiggles under `problems` and their marks in the gutter."""
        self._problems = tuple(problems)
        severities: dict[int, str] = {}
        for problem in problems:
            if severities.get(problem.line) != "error":
                severities[problem.line] = problem.severity
        self._gutter.show_problems(severities)
        self._show_marks()

    def problem_cursor(self, problem: Problem) -> QTextCursor:
        """Return a cursor over the text of `problem`."""
        block = self.document().findBlockByNumber(max(0, problem.line - 1))
        cursor = QTextCursor(block if block.isValid() else self.document().lastBlock())
        text = cursor.block().text()
        start = _utf16(text, problem.column - 1)
        end = max(start, _utf16(text, problem.end_column - 1))
        if end == start and start < len_utf16(text):
            end = start + 1
        cursor.setPosition(cursor.block().position() + start)
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.setPosition(cursor.block().position() + end, keep)
        return cursor

    def mend(self, problem: Problem) -> None:
        """Put the fix of `problem` in its place, as one step of undo."""
        if problem.fix is None:
            return
        cursor = self.problem_cursor(problem)
        cursor.insertText(problem.fix)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, problem: Problem) -> None:
        """Put the cursor where `problem` begins."""
        cursor = self.problem_cursor(problem)
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_problem(self) -> Problem | None:
        """Return the first problem after the cursor, or the very first."""
        here = self.textCursor().position()
        places = [(self.problem_cursor(p).selectionStart(), p) for p in self._problems]
        after = [pair for pair in places if pair[0] > here] or places
        return min(after, key=lambda pair: pair[0])[1] if after else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the completion its keys first; Ctrl Tab inserts a tab."""
        if self.completion.take_key(event):
            return
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Tab:
            self.insertPlainText("\t")
            return
        super().keyPressEvent(event)
        if event.text() and not control:
            self.completion.follow()

    def event(self, event: QEvent) -> bool:
        """Keep Tab for the completion while it is open."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.completion.is_open()
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the completion with the focus."""
        self.completion.close()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as tall as the text."""
        super().resizeEvent(event)
        ring = theme().space.hair
        box = self.rect().adjusted(ring, ring, -ring, -ring)
        self._gutter.setGeometry(
            QRect(box.left(), box.top(), self.gutter_width(), box.height())
        )

    @Slot(QRect, int)
    def _scroll_gutter(self, box: QRect, dy: int) -> None:
        """Move the gutter with the text."""
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, box.y(), self._gutter.width(), box.height())

    @Slot()
    def _show_place(self) -> None:
        """Say where the cursor is and mark its line."""
        cursor = self.textCursor()
        self.place_changed.emit(cursor.blockNumber() + 1, cursor.positionInBlock() + 1)
        self._show_marks()
        self._gutter.update()

    @Slot()
    def _dress(self) -> None:
        """Take over the new theme."""
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)
        self._show_marks()
        self._gutter.update()

    def _show_marks(self) -> None:
        """Set the current line, the matched braces and the squiggles."""
        line = QTextEdit.ExtraSelection()
        line.format.setBackground(theme().color("window"))
        line.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        cursor = self.textCursor()
        cursor.clearSelection()
        line.cursor = cursor
        marks = [line, *self._brace_marks()]
        for problem in self._problems:
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            role = "danger" if problem.severity == "error" else "warning"
            form.setUnderlineColor(theme().color(role))
            marks.append(_mark(self.problem_cursor(problem), form))
        self.setExtraSelections(marks)

    def _brace_marks(self) -> list[QTextEdit.ExtraSelection]:
        """Return marks for the delimiter at the cursor and its partner."""
        here = self.textCursor().position()
        start = max(0, here - _MATCHED)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        end = min(here + _MATCHED, self.document().characterCount() - 1)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        if len(text) != end - start:  # characters beyond the BMP: offsets differ
            return []
        form = QTextCharFormat()
        form.setBackground(theme().color("selected"))
        marks = []
        for left, right in partner_of(text, here - start):
            cursor.setPosition(start + left)
            cursor.setPosition(start + right, QTextCursor.MoveMode.KeepAnchor)
            marks.append(_mark(QTextCursor(cursor), form))
        return marks


def _mark(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """Make one extra selection."""
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format = form
    return mark


def len_utf16(text: str) -> int:
    """Return the length of `text` in the units that Qt counts."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def _utf16(text: str, column: int) -> int:
    """Return the Qt offset of the code point at `column`, counted from 0."""
    return len_utf16(text[: max(0, column)])
