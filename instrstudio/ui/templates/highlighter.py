"""Colours a pattern while it is typed, one line at a time."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from instrstudio.templates import syntax
from instrstudio.ui.theme import signals, theme

_ROLES = {
    syntax.DELIMITER: "text2",
    syntax.KEYWORD: "record_line",
    syntax.NAME: "slot_line",
    syntax.FILTER: "template_line",
    syntax.STRING: "generated_line",
    syntax.NUMBER: "generated_line",
    syntax.OPERATOR: "text2",
    syntax.REMARK: "text3",
}


class Highlighter(QSyntaxHighlighter):
    """Gives the tokens of Jinja their colours; plain text keeps its own."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self._make_formats()
        signals().theme_changed.connect(self._on_theme)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; its end state starts the next."""
        state = max(self.previousBlockState(), syntax.TEXT)
        tokens, after = syntax.tokens(text, state)
        for start, length, kind in tokens:
            if text.isascii() or not any(ord(c) > 0xFFFF for c in text):
                self.setFormat(start, length, self._formats[kind])
            else:
                left = _units(text[:start])
                width = _units(text[start : start + length])
                self.setFormat(left, width, self._formats[kind])
        self.setCurrentBlockState(after)

    def _make_formats(self) -> None:
        """Make the formats in the theme's colours."""
        for kind, role in _ROLES.items():
            form = QTextCharFormat()
            form.setForeground(theme().color(role))
            self._formats[kind] = form

    @Slot()
    def _on_theme(self) -> None:
        self._make_formats()
        self.rehighlight()


def _units(text: str) -> int:
    """Return the length of `text` as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
