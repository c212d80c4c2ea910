"""Text fields with even lines, whatever the script."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from instrstudio.domain.language import language_of
from instrstudio.ui.theme import signals, theme

_FRAME = 14


class ProseEdit(QTextEdit):
    """A field for wrapped text: plain text, fixed line height, Tab leaves it.

    `edited` comes when the text is other than before. With `lines` as (2, 6) the field
    is two lines high and grows to six with its text.
    """

    edited = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        role: str = "body",
        lines: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._lines = role, lines
        self._text = ""
        self._language = ""
        self.setProperty("kind", "field")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text_changed)
        signals().theme_changed.connect(self.restyle)
        self.restyle()

    def set_text(self, text: str) -> None:
        """Show `text` from its start, without telling."""
        if text == self.toPlainText():
            return
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self._text = text
        self.restyle()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    @Slot()
    def restyle(self) -> None:
        """Set font and line height again."""
        self._language = language_of(self.toPlainText() or self.placeholderText())
        self.setFont(theme().font(self._role, self._language))
        self._set_line_height()
        self._fit()

    def _set_line_height(self) -> None:
        """Give every block the fixed height, leaving undo alone."""
        form = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        form.setLineHeight(theme().line(self._role), fixed)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        blocked = self.blockSignals(True)
        cursor.joinPreviousEditBlock()
        cursor.mergeBlockFormat(form)
        cursor.endEditBlock()
        self.blockSignals(blocked)

    @Slot()
    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text == self._text:
            return
        self._text = text
        if language_of(text) != self._language:
            self._language = language_of(text)
            self.setFont(theme().font(self._role, self._language))
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        """Grow with the text between the given numbers of lines."""
        if self._lines is None:
            return
        line = theme().line(self._role)
        shown = round(self.document().size().height() - 4)
        low, high = (line * count for count in self._lines)
        self.setFixedHeight(min(max(shown, low), high) + _FRAME + 4)

    def resizeEvent(self, event: object) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt gives a QResizeEvent
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed: the layout gives what is free."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Allow two lines at the least."""
        return QSize(80, 2 * theme().line(self._role) + _FRAME)
