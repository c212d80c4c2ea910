"""One candidate as a card: read, select, edit, save, reject."""

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.span import Origin
from instrstudio.ui import words
from instrstudio.ui.construct.card_actions import CardActions
from instrstudio.ui.construct.card_head import RANK_WIDTH, CardHead
from instrstudio.ui.controls import CaptionLabel, GhostButton
from instrstudio.ui.span_view import SpanView
from instrstudio.ui.theme import set_icon, theme

RESCORE_MS = 300
FOLD_LINES = 12
TEXT_WIDTH = 760
_RING = 3
_LEFT = RANK_WIDTH + 8


class CardState(StrEnum):
    """What a person did with a candidate."""

    OPEN = "open"
    SAVED = "saved"
    REJECTED = "rejected"


class CandidateCard(QFrame):
    """Shows one candidate; typing makes the typed words edits.

    `rescore_wanted` comes when typing rests, `edit_kept` when an edit is kept.
    """

    selected = Signal(object)
    rescore_wanted = Signal(object)
    edit_kept = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    rejected = Signal(object)
    attention_wanted = Signal(object)
    record_wanted = Signal(int)

    def __init__(self, candidate: Candidate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("candidateCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.original = self.candidate = candidate
        self.state, self.record_id = CardState.OPEN, 0
        self._rank, self._count = 1, 1
        self._is_selected = self._is_editing = self._is_hovered = False
        self._is_unfolded = False
        self.head, self.view = CardHead(), SpanView()
        self.actions_ = CardActions()
        self._note_icon, self._note = QLabel(), CaptionLabel()
        self._open, self._more = GhostButton(), GhostButton()
        self._open.setObjectName("openRecord")
        self._more.setObjectName("unfoldCandidate")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RESCORE_MS)
        self._lay_out()
        self._connect()
        self.view.set_text(candidate.text, candidate.spans)
        self.retranslate()

    def _lay_out(self) -> None:
        self.view.setMaximumWidth(TEXT_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(14 + _RING, 9 + _RING, 14 + _RING, 10 + _RING)
        box.setSpacing(theme().space.inner)
        box.addWidget(self.head)
        body = QVBoxLayout()
        body.setContentsMargins(_LEFT, 0, 0, 0)
        body.setSpacing(theme().space.tight)
        body.addWidget(self.view)
        body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        note = QHBoxLayout()
        note.setSpacing(theme().space.unit)
        for widget in (self._note_icon, self._note, self._open):
            note.addWidget(widget)
        note.addStretch(1)
        body.addLayout(note)
        body.addWidget(self.actions_)
        box.addLayout(body)

    def _connect(self) -> None:
        actions = self.actions_
        actions.save_pressed.connect(self.save)
        actions.copy_pressed.connect(self.copy)
        actions.edit_pressed.connect(self.start_editing)
        actions.attention_pressed.connect(self.look)
        actions.offer_attention(self.candidate.alignment is not None)
        actions.reject_pressed.connect(self.reject)
        actions.keep_pressed.connect(self.keep_edit)
        actions.revert_pressed.connect(self.revert)
        self.view.edited.connect(self._on_edited)
        self.view.fitted.connect(self._show_more)
        self._timer.timeout.connect(self._on_rest)
        self._open.clicked.connect(self._on_open)
        self._more.clicked.connect(self._on_unfold)

    # --- what it shows -----------------------------------------------------------

    @property
    def is_selected(self) -> bool:
        """Whether the card is the selected one."""
        return self._is_selected

    @property
    def is_editing(self) -> bool:
        """Whether the text is being edited."""
        return self._is_editing

    @property
    def rank(self) -> int:
        """The place of the card, 1 is the best."""
        return self._rank

    def text(self) -> str:
        """Return the text as it is shown."""
        return self.view.text()

    def set_place(self, rank: int, count: int) -> None:
        """Say which card of how many it is."""
        if (rank, count) != (self._rank, self._count):
            self._rank, self._count = rank, count
            self.refresh()

    def set_selected(self, selected: bool) -> None:
        """Show the card as the selected one or not."""
        if selected != self._is_selected:
            self._is_selected = selected
            self.refresh()

    def set_scores(self, candidate: Candidate) -> None:
        """Take the scores that an edit got; the place stays."""
        self.candidate = replace(
            self.candidate, scores=candidate.scores, score=candidate.score
        )
        self.refresh()

    def set_ranked(self, candidate: Candidate) -> None:
        """Take the scores that the whole list gives; an edit keeps its own."""
        untouched = self.candidate.text == self.original.text
        self.original = replace(self.original, score=candidate.score)
        if untouched:
            self.candidate = self.original
        self.refresh()

    def set_saved(self, record_id: int) -> None:
        """Show that the candidate is a record now."""
        self.state, self.record_id = CardState.SAVED, record_id
        self.refresh()

    def set_rejected(self, rejected: bool) -> None:
        """Fold the card to its head, or unfold it."""
        self.state = CardState.REJECTED if rejected else CardState.OPEN
        self.refresh()

    def retranslate(self) -> None:
        """Set every text again."""
        self.actions_.retranslate()
        self._open.set_text(self.tr("Open"))
        self.refresh()

    def refresh(self) -> None:
        """Show state, scores and place."""
        rejected = self.state is CardState.REJECTED
        change = self.candidate.score - self.original.score
        self.head.show_rank(self._rank, selected=self._is_selected)
        self.head.show_candidate(self.candidate, change)
        self.view.setVisible(not rejected)
        self.actions_.setVisible(self._is_selected and not rejected)
        self.actions_.show_editing(self._is_editing)
        self.actions_.show_saved(self.state is CardState.SAVED)
        self._show_note(rejected=rejected)
        self._fold()
        self._name()
        self.update()

    def _show_note(self, *, rejected: bool) -> None:
        text, icon, role = self._note_of()
        self._note.setText(text)
        self._note.set_role("warning" if role == "warning" else "cap")
        set_icon(self._note_icon, icon, 14, role)
        for widget in (self._note, self._note_icon):
            widget.setVisible(bool(text) and not rejected)
        self._open.setVisible(self.state is CardState.SAVED)

    def _note_of(self) -> tuple[str, str, str]:
        """Return what the line under the text says, its icon and its colour."""
        if self.state is CardState.SAVED:
            number = words.number(self.record_id)
            return self.tr("Saved as record {id}").format(id=number), "ok", "success"
        for score in self.candidate.scores:
            if score.note is not None and score.value < 0.35:
                return words.said(score.note), "warning", "warning"
        return "", "info", "text3"

    def _fold(self) -> None:
        """Show at most twelve lines until all are asked for."""
        whole = self._is_unfolded or self._is_editing
        self.view.limit_lines(0 if whole else FOLD_LINES)
        self._show_more()

    @Slot()
    def _show_more(self) -> None:
        """Offer the rest of a text that is folded."""
        lines = self.view.line_count()
        whole = self._is_unfolded or self._is_editing
        rejected = self.state is CardState.REJECTED
        self._more.setVisible(lines > FOLD_LINES and not whole and not rejected)
        self._more.set_text(self.tr("Show all {count} lines").format(count=lines))

    def _name(self) -> None:
        """Say aloud what the card is."""
        said = self.tr("Candidate {rank} of {count}, {method}, score {score}").format(
            rank=self._rank,
            count=self._count,
            method=words.method(self.candidate.method),
            score=f"{self.candidate.score:.2f}",
        )
        states = {
            CardState.SAVED: self.tr("saved"),
            CardState.REJECTED: self.tr("rejected"),
        }
        parts = [said]
        if self._is_editing:
            parts.append(self.tr("editing, Escape reverts"))
        elif self._is_selected:
            parts.append(self.tr("selected"))
        if self.state in states:
            parts.append(states[self.state])
        self.setAccessibleName(", ".join(parts))
        self.setAccessibleDescription(self.text())

    # --- what is done with it ----------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Ask for the card to be saved, with its edit if there is one."""
        if self.state is not CardState.SAVED:
            if self._is_editing:
                self.keep_edit()
            self.saved.emit(self)

    @Slot()
    def copy(self) -> None:
        """Ask for the text to be copied."""
        self.copied.emit(self)

    @Slot()
    def look(self) -> None:
        """Ask for the attention map, if there is one."""
        if self.candidate.alignment is not None:
            self.attention_wanted.emit(self)

    @Slot()
    def reject(self) -> None:
        """Ask for the card to be put last, or to be taken back."""
        self.rejected.emit(self)

    @Slot()
    def start_editing(self) -> None:
        """Let the text be typed into."""
        if self._is_editing or self.state is CardState.REJECTED:
            return
        self.selected.emit(self)
        self._is_editing = True
        self.view.set_editable(True)
        self.refresh()
        self.view.setFocus()

    @Slot()
    def keep_edit(self) -> None:
        """Make what was typed the candidate's text."""
        if not self._is_editing:
            return
        text, spans = self.view.text(), self.view.spans()
        changed = text != self.candidate.text
        self._stop_editing()
        if changed and text.strip():
            self.candidate = replace(self.candidate, text=text, spans=spans)
            if self.state is CardState.SAVED:
                self.state = CardState.OPEN
            self.edit_kept.emit(self)
        else:
            self.view.set_text(self.candidate.text, self.candidate.spans)
        self.refresh()

    @Slot()
    def revert(self) -> None:
        """Put back the text and scores from before the edit."""
        if not self._is_editing:
            return
        self._timer.stop()
        self._stop_editing()
        self.view.set_text(self.candidate.text, self.candidate.spans)
        self.rescore_wanted.emit(self)
        self.refresh()

    def _stop_editing(self) -> None:
        self._is_editing = False
        self.view.set_editable(False)
        self.setFocus()

    def draft(self) -> Candidate:
        """Return the candidate with the text that is shown now."""
        return replace(self.candidate, text=self.view.text(), spans=self.view.spans())

    def colour(self, shown: bool, origins: frozenset[Origin] | None) -> None:
        """Turn colouring on or off, or mute all other origins."""
        self.view.show_colours(shown)
        self.view.mute(origins)

    @Slot()
    def _on_edited(self) -> None:
        if self._is_editing:
            self._timer.start()

    @Slot()
    def _on_rest(self) -> None:
        self.rescore_wanted.emit(self)

    @Slot()
    def _on_open(self) -> None:
        self.record_wanted.emit(self.record_id)

    @Slot()
    def _on_unfold(self) -> None:
        self._is_unfolded = True
        self._fold()

    # --- events ------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the card."""
        self.selected.emit(self)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the card."""
        self.start_editing()
        super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the card that gets the focus."""
        super().focusInEvent(event)
        self.selected.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Revert with Escape, keep with Control Return."""
        if self._is_editing and event.key() == Qt.Key.Key_Escape:
            self.revert()
        elif self._is_editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_edit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Follow the mouse over the card."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._is_hovered = event.type() == QEvent.Type.HoverEnter
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, border, and outside it the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme().radius("card")
        outer = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(theme().color("focus"), 2))
            painter.drawRoundedRect(
                outer.adjusted(1, 1, -1, -1), radius + _RING, radius + _RING
            )
        box = outer.adjusted(_RING + 0.5, _RING + 0.5, -_RING - 0.5, -_RING - 0.5)
        painter.setPen(QPen(theme().color("ink" if self._is_selected else "border"), 1))
        painter.setBrush(theme().color("surface"))
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
