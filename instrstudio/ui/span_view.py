"""Shows a text with the origin of its words, and lets it be edited.

Each span is a fragment of the document whose format carries origin and source, so both
follow edits and undo by themselves. What is typed carries neither and counts as an
edit. Tint and line are painted here: Qt's own underlines restart at every change of
font, and its backgrounds are as tall as the line.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from instrstudio.domain.language import language_of
from instrstudio.domain.span import Origin, Piece, Ref, Span, assemble
from instrstudio.domain.style import STYLE
from instrstudio.ui import words
from instrstudio.ui.span_paint import paint_spans
from instrstudio.ui.theme import signals, theme

ORIGIN = QTextFormat.Property.UserProperty.value
REF = ORIGIN + 1
_SOFT_BREAK = "\u2028"


class SpanView(QTextEdit):
    """A text painted by the origin of its words; as high as its text.

    `edited` comes when the text changed by hand, `fitted` when its height is another.
    `role` is the type role.
    """

    edited = Signal()
    fitted = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        role: str = "instruction",
        editable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._origins: frozenset[Origin] | None = None
        self._colours = True
        self._quiet = False
        self._language = ""
        self._refs: list[Ref] = []
        self._most_lines = 0
        self.setProperty("kind", "span")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_editable(editable)
        self.document().contentsChanged.connect(self._on_contents_changed)
        signals().theme_changed.connect(self.restyle)

    def set_editable(self, editable: bool) -> None:
        """Let the text be typed into, or only read."""
        self.setReadOnly(not editable)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextEditorInteraction if editable else flags.TextSelectableByMouse
        )
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus
        )

    def set_text(self, text: str, spans: Sequence[Span] = ()) -> None:
        """Show `text`, coloured along `spans` (in code points)."""
        self._quiet = True
        self._refs.clear()
        self._language = language_of(text)
        self.setFont(theme().font(self._role, self._language))
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setBlockFormat(self._block_format())
        for piece in _cover(text, spans):
            cursor.insertText(piece.text, self._format(piece.origin, piece.ref))
        cursor.endEditBlock()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._quiet = False
        self._describe()
        self._fit()

    def limit_lines(self, most: int) -> None:
        """Show at most so many lines; 0 shows them all."""
        self._most_lines = most
        self._fit()

    def line_count(self) -> int:
        """Return how many lines the text takes at this width."""
        return round(self.document().size().height() / theme().line(self._role))

    def text(self) -> str:
        """Return the text as it is now."""
        return self.toPlainText()

    def pieces(self) -> list[Piece]:
        """Return the text in pieces of one origin each; typed words are edits."""
        found: list[Piece] = []
        block = self.document().begin()
        while block.isValid():
            if block.blockNumber() > 0:
                # the break belongs to the words before it
                last = found[-1] if found else Piece("", Origin.EDITED)
                found.append(Piece("\n", last.origin, last.ref))
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                origin, ref = self._meaning(fragment.charFormat())
                text = fragment.text().replace(_SOFT_BREAK, "\n")
                found.append(Piece(text, origin, ref))
                iterator += 1
            block = block.next()
        return found

    def spans(self) -> tuple[Span, ...]:
        """Return the spans of the text as it is now."""
        return assemble(self.pieces())[1]

    def mute(self, origins: frozenset[Origin] | None) -> None:
        """Colour only `origins`; None colours all."""
        self._origins = origins
        self.viewport().update()

    def show_colours(self, shown: bool) -> None:
        """Turn the colouring on or off."""
        self._colours = shown
        self.viewport().update()

    def select_origin(self, origin: Origin, ref_id: str | None = None) -> bool:
        """Select the next words of an origin after the cursor; say if there are any."""
        ranges = [
            (start, end)
            for start, end, one, ref in self.ranges()
            if one == origin and (ref_id is None or (ref.id if ref else "") == ref_id)
        ]
        if not ranges:
            return False
        at = self.textCursor().selectionEnd()
        start, end = next((r for r in ranges if r[0] >= at), ranges[0])
        self._select(start, end)
        return True

    def step_origin(self, forward: bool) -> None:
        """Select the next or previous run of one origin."""
        ranges = list(self.ranges())
        if not ranges:
            return
        cursor = self.textCursor()
        if forward:
            later = [r for r in ranges if r[0] >= cursor.selectionEnd()]
            chosen = later[0] if later else ranges[0]
        else:
            earlier = [r for r in ranges if r[1] <= cursor.selectionStart()]
            chosen = earlier[-1] if earlier else ranges[-1]
        self._select(chosen[0], chosen[1])

    def ranges(self) -> Iterator[tuple[int, int, Origin, Ref | None]]:
        """Yield document ranges (in Qt's positions) with their origin and source."""
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                origin, ref = self._meaning(fragment.charFormat())
                start = fragment.position()
                yield start, start + fragment.length(), origin, ref
                iterator += 1
            block = block.next()

    @Slot()
    def restyle(self) -> None:
        """Set fonts and line height after a theme change, keeping the text."""
        if not self.toPlainText():
            return
        text, spans = assemble(self.pieces())
        self.set_text(text, spans)

    # --- formats -----------------------------------------------------------------

    def _format(self, origin: Origin, ref: Ref | None) -> QTextCharFormat:
        """Return the character format that carries an origin and its source."""
        form = QTextCharFormat()
        form.setFont(theme().font(self._role, self._language))
        if origin is Origin.EDITED and ref is None:
            return form
        form.setProperty(ORIGIN, str(origin))
        if ref is not None:
            form.setProperty(REF, self._number(ref))
        if origin is Origin.SLOT:
            form.setForeground(theme().color("slot_line"))
        return form

    def _number(self, ref: Ref) -> int:
        if ref not in self._refs:
            self._refs.append(ref)
        return self._refs.index(ref)

    def _meaning(self, form: QTextCharFormat) -> tuple[Origin, Ref | None]:
        """Read origin and source back from a format."""
        value = form.property(ORIGIN)
        if not value:
            return Origin.EDITED, None
        number = form.property(REF)
        return Origin(value), self._refs[number] if isinstance(number, int) else None

    def _block_format(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        form.setLineHeight(theme().line(self._role), fixed)
        return form

    def _select(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _as_edit(self) -> None:
        """Make what is typed next an edit, not a continuation of its neighbour."""
        self.setCurrentCharFormat(self._format(Origin.EDITED, None))

    # --- events ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type as an edit; Escape and Control Return belong to the card."""
        control = Qt.KeyboardModifier.ControlModifier
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_return and event.modifiers() & control
        ):
            event.ignore()
            return
        if event.text() and not self.isReadOnly():
            self._as_edit()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Commit what an input method composed as an edit."""
        if event.commitString() and not self.isReadOnly():
            self._as_edit()
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Paste plain text as an edit."""
        self._as_edit()
        super().insertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Say on hover where a word comes from."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self.cursorForPosition(self.viewport().mapFrom(self, event.pos()))
            position = at.position()
            for start, end, origin, ref in self.ranges():
                if start <= position < end:
                    QToolTip.showText(event.globalPos(), said_origin(origin, ref), self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list around the text."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tints and lines, then the text over them."""
        if self._colours:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_spans(painter, self.document(), self.ranges(), self._origins)
            painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _on_contents_changed(self) -> None:
        if self._quiet:
            return
        self._fit()
        if not self.isReadOnly():
            self.edited.emit()

    def _fit(self) -> None:
        height = round(self.document().size().height())
        if self._most_lines:
            height = min(height, self._most_lines * theme().line(self._role) + 4)
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(max(height, theme().line(self._role)))
            self.fitted.emit()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        return QSize(400, round(self.document().size().height()))

    def _describe(self) -> None:
        """Tell a screen reader where the words come from."""
        parts = [
            f"{piece.text.strip()}: {said_origin(piece.origin, piece.ref)}"
            for piece in self.pieces()
            if piece.text.strip()
        ]
        self.setAccessibleName(self.toPlainText())
        self.setAccessibleDescription("; ".join(parts))


def said_origin(origin: Origin, ref: Ref | None) -> str:
    """Return where words come from, in a few words."""
    if origin is Origin.RECORD and ref is not None and ref.id:
        return words.translate("from record {id}").format(id=ref.id)
    if ref is not None and ref.kind == STYLE:
        return words.translate("your style")
    said = {
        Origin.TEMPLATE: words.translate("from template"),
        Origin.TASK: words.translate("from your task"),
        Origin.RECORD: words.translate("from the library"),
        Origin.GENERATED: words.translate("generated"),
        Origin.SLOT: words.translate("slot"),
        Origin.EDITED: words.translate("edited by you"),
    }
    return said[origin]


def _cover(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """Cut `text` along `spans`; what none covers is an edit."""
    at = 0
    for span in spans:
        if span.start > at:
            yield Piece(text[at : span.start], Origin.EDITED)
        yield Piece(text[span.start : span.end], span.origin, span.ref)
        at = span.end
    if at < len(text):
        yield Piece(text[at:], Origin.EDITED)
