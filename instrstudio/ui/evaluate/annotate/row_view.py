"""The row at hand: task, box, proposals, and what can be said of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.annotation import KEEPING, Annotation, AnnotationRow
from instrstudio.domain.candidate import Candidate
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    IconButton,
    PrimaryButton,
    ProseEdit,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.evaluate.annotate.proposal_list import ProposalList
from instrstudio.ui.evaluate.task_view import TaskView
from instrstudio.ui.theme import theme

_LINES = (3, 9)


class RowView(QWidget):
    """Shows one row; its buttons are pressed for by the page's keys too.

    Signals:
        edited: The text in the box changed by hand.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: AnnotationRow | None = None
        self._mine: Annotation | None = None
        self._total = 0
        self.proposed, self.method = "", ""
        self.task, self.proposals = TaskView(), ProposalList()
        self.box = ProseEdit(role="instruction", lines=_LINES)
        self.box.setObjectName("annotateBox")
        self._place, self._state = SectionLabel(), CaptionLabel()
        self._name, self._hint = CaptionLabel(), CaptionLabel()
        self.previous = IconButton("chevron-left", shortcut="[")
        self.following = IconButton("chevron-right", shortcut="]")
        self.accept, self.edit = PrimaryButton(icon="check"), Button(icon="edit")
        self.reject, self.skip = Button(icon="close"), Button()
        self.undo = IconButton("undo", shortcut="U")
        self._name_parts()
        self._build()
        self.box.edited.connect(self._on_edited)
        leave = QShortcut(QKeySequence("Esc"), self.box)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self._leave_box)
        self.proposals.chosen.connect(self.take)
        self.retranslate()

    def _name_parts(self) -> None:
        """Give the buttons names to be found by."""
        for name in ("previous", "following", "accept", "edit", "reject", "skip"):
            getattr(self, name).setObjectName(f"annotate_{name}_button")
        self.undo.setObjectName("annotate_undo_button")

    def _build(self) -> None:
        """Put what is read into a scroll area, the verdicts below it."""
        space = theme().space
        inner = QWidget()
        inner.setProperty("pane", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(space.page, space.group, space.page, space.group)
        body.setSpacing(space.group)
        body.addWidget(self.task)
        field = QVBoxLayout()
        field.setSpacing(space.tight)
        field.addLayout(row(self._name, 1, self._hint))
        field.addWidget(self.box)
        body.addLayout(field)
        body.addWidget(self.proposals)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        head = row(
            self._place, self._state, 1, self.undo, self.previous, self.following
        )
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        foot = row(self.accept, self.edit, self.reject, self.skip, 1)
        foot.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(Rule())
        box.addWidget(scroll, 1)
        box.addWidget(Rule())
        box.addLayout(foot)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Row to annotate"))
        self.task.retranslate()
        self.proposals.retranslate()
        self._name.setText(self.tr("Instruction"))
        self.box.setAccessibleName(self.tr("Instruction"))
        self.box.setPlaceholderText(self.tr("Write the instruction for this row"))
        self.previous.set_name(self.tr("Previous row"))
        self.following.set_name(self.tr("Next row"))
        self.undo.set_name(self.tr("Undo last verdict"))
        for button, text, key in (
            (self.edit, self.tr("Edit"), "E"),
            (self.reject, self.tr("Reject"), "R"),
            (self.skip, self.tr("Skip"), "S"),
        ):
            button.set_text(text)
            button.setToolTip(f"{text} ({key})")
        self.reject.setToolTip(self.tr("No instruction fits this row (R)"))
        self.skip.setToolTip(self.tr("Leave this row to others (S)"))
        self._follow()

    # --- what it shows -------------------------------------------------------------

    def show_row(
        self,
        shown: AnnotationRow,
        mine: Annotation | None,
        total: int,
        draft: str | None = None,
    ) -> None:
        """Show a row; the box begins with draft, own text or best proposal."""
        self._row, self._mine, self._total = shown, mine, total
        self.proposed, self.method = "", ""
        self.task.show_task(shown.task)
        self.proposals.show_candidates(
            self._candidates, waiting=shown.proposals is None
        )
        if mine is not None and mine.verdict in KEEPING:
            self.proposed, self.method = mine.proposed, mine.method
            self.box.set_text(mine.text)
        else:
            self._fill()
        if draft is not None:
            self.box.set_text(draft)
        self._follow()

    def show_total(self, total: int) -> None:
        """Say of how many rows it is one."""
        self._total = total
        self._follow()

    def show_proposals(self, shown: AnnotationRow) -> None:
        """Show proposals that came late; what was typed meanwhile stays."""
        untouched = self.text == self.proposed
        self._row = shown
        self.proposals.show_candidates(self._candidates)
        if untouched and self._mine is None:
            self._fill()
        self._follow()

    def _fill(self) -> None:
        """Put the best proposal into the box."""
        best = self._candidates[0] if self._candidates else None
        self.proposed = best.text if best else ""
        self.method = best.method if best else ""
        self.box.set_text(self.proposed)

    @property
    def _candidates(self) -> Sequence[Candidate]:
        offered = self._row.proposals if self._row else None
        return offered.candidates if offered else ()

    @property
    def text(self) -> str:
        """The text in the box."""
        return self.box.text()

    @property
    def is_changed(self) -> bool:
        """Whether the box holds something that is neither noted nor proposed."""
        noted = self._mine.text if self._mine else self.proposed
        return self.text not in (noted, self.proposed)

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work in the box."""
        layout = self.box.textCursor().block().layout()
        return bool(layout.preeditAreaText())

    @Slot(int)
    def take(self, place: int) -> None:
        """Put a proposal into the box."""
        if place < len(self._candidates):
            candidate = self._candidates[place]
            self.proposed, self.method = candidate.text, candidate.method
            self.box.set_text(candidate.text)
            self._on_edited()

    @Slot()
    def start_editing(self) -> None:
        """Put the cursor to the end of the box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.box.setTextCursor(cursor)

    @Slot()
    def _leave_box(self) -> None:
        """Leave the box, so that letters are keys again."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """Say what the buttons do now."""
        changed = bool(self.proposed) and self.text != self.proposed
        text = self.tr("Keep edit") if changed else self.tr("Accept")
        self.accept.set_text(text)
        tip = self.tr("{name} and go on (Enter, Ctrl+Enter)").format(name=text)
        self.accept.setToolTip(tip)
        self.accept.setEnabled(bool(self.text.strip()))
        self._hint.setText(self.tr("Esc leaves the box, Ctrl+Enter goes on"))
        shown = self._row
        if shown is None:
            return
        place = self.tr("Row {number} of {total}")
        self._place.setText(place.format(number=shown.place + 1, total=self._total))
        self._state.setText(self._said())
        self.previous.setEnabled(shown.place > 0)
        self.following.setEnabled(shown.place + 1 < self._total)

    def _said(self) -> str:
        """Return what the annotator has said of the row."""
        texts = {
            "accept": self.tr("You accepted a proposal"),
            "edit": self.tr("You wrote this text"),
            "reject": self.tr("You rejected this row"),
            "skip": self.tr("You skipped this row"),
        }
        return texts[self._mine.verdict] if self._mine else ""
