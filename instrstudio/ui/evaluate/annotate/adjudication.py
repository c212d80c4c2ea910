"""A row on which annotators contradict each other: both texts, and the final one."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.annotation import EDIT, KEEPING, REJECT, Annotation
from instrstudio.services.annotating_results import Dispute
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    GhostButton,
    PrimaryButton,
    ProseEdit,
    Rule,
    SectionLabel,
    StrongLabel,
    row,
)
from instrstudio.ui.evaluate.annotate.marked_text import MarkedText
from instrstudio.ui.evaluate.task_view import TaskView
from instrstudio.ui.theme import theme

_LINES = (2, 8)
_SETTLING = ("Ctrl+Return", "Ctrl+Enter")
_KEYS = 9


class Adjudication(QWidget):
    """Shows what each annotator says; a number takes a text into the final box.

    Signals:
        settled: The final `Annotation`.
        left: Nothing is to be settled now.
    """

    settled = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateAdjudication")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dispute: Dispute | None = None
        self._taken: Annotation | None = None
        self._title, self._about = SectionLabel(), CaptionLabel()
        self.task = TaskView()
        self._said: list[QWidget] = []
        self._name = CaptionLabel()
        self.box = ProseEdit(role="instruction", lines=_LINES)
        self.box.setObjectName("adjudicationBox")
        self.settle, self.reject = PrimaryButton(icon="check"), Button(icon="close")
        self.back = GhostButton(icon="chevron-left")
        self.settle.setObjectName("adjudicationSettle")
        self.reject.setObjectName("adjudicationReject")
        self.back.setObjectName("adjudicationBack")
        self._texts = QVBoxLayout()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put task and texts into a scroll area, the buttons below."""
        space = theme().space
        inner = QWidget()
        inner.setProperty("pane", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(space.page, space.group, space.page, space.group)
        body.setSpacing(space.group)
        body.addWidget(self.task)
        self._texts.setSpacing(space.group)
        body.addLayout(self._texts)
        final = QVBoxLayout()
        final.setSpacing(space.tight)
        final.addWidget(self._name)
        final.addWidget(self.box)
        body.addLayout(final)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        head = row(self._title, self._about, 1)
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        self._title.setMinimumHeight(theme().px(26))
        foot = row(self.settle, self.reject, 1, self.back)
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

    def _connect(self) -> None:
        """Join buttons and keys."""
        self.settle.clicked.connect(self._on_settle)
        self.reject.clicked.connect(self._on_reject)
        self.back.clicked.connect(self.left)
        self.box.edited.connect(self._follow)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in _SETTLING:
            shortcut = QShortcut(QKeySequence(keys), self, context=within)
            shortcut.activated.connect(self._on_settle)
        for place in range(_KEYS):
            shortcut = QShortcut(QKeySequence(str(place + 1)), self, context=within)
            shortcut.activated.connect(partial(self.take, place))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Settle a disagreement"))
        self._title.setText(self.tr("Settle a disagreement"))
        self._name.setText(self.tr("Final instruction"))
        self.box.setAccessibleName(self.tr("Final instruction"))
        self.box.setPlaceholderText(self.tr("Take a text above, or write one"))
        self.settle.set_text(self.tr("Settle"))
        self.settle.setToolTip(self.tr("Settle (Ctrl+Enter)"))
        self.reject.set_text(self.tr("Reject row"))
        self.reject.setToolTip(self.tr("No instruction fits this row"))
        self.back.set_text(self.tr("Back to the rows"))
        self.task.retranslate()
        if self._dispute is not None:
            text = self.box.text()
            self.show_dispute(self._dispute)
            self.box.set_text(text)
        self._follow()

    def show_dispute(self, dispute: Dispute) -> None:
        """Show a row with what each says of it; the final box begins with the first."""
        self._dispute, self._taken = dispute, None
        about = self.tr("Row {number}")
        self._about.setText(about.format(number=dispute.row.place + 1))
        self.task.show_task(dispute.row.task)
        for old in self._said:
            self._texts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._said = [self._one(place) for place in range(len(dispute.said))]
        for widget in self._said:
            self._texts.addWidget(widget)
        self.box.set_text("")
        self._follow()

    @property
    def place(self) -> int:
        """The place of the row that is shown, -1 where none is."""
        return self._dispute.row.place if self._dispute else -1

    def _one(self, place: int) -> QWidget:
        """Build what one annotator says."""
        said = self._all[place]
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        name = StrongLabel(said.annotator)
        if said.verdict not in KEEPING:
            note = CaptionLabel(self.tr("rejected this row"))
            box.addLayout(row(name, note, 1))
            return holder
        take = GhostButton(self.tr("Take this ({number})").format(number=place + 1))
        take.setObjectName(f"take{place + 1}")
        read = self.tr("Take the text of {annotator}")
        take.setAccessibleName(read.format(annotator=said.annotator))
        take.clicked.connect(partial(self.take, place))
        box.addLayout(row(name, 1, take))
        text = MarkedText()
        text.setAccessibleName(
            self.tr("Text of {annotator}").format(annotator=said.annotator)
        )
        others = (a.text for a in self._all if a is not said and a.text)
        text.show_text(said.text, next(others, ""))
        box.addWidget(text)
        return holder

    @property
    def _all(self) -> tuple[Annotation, ...]:
        return self._dispute.said if self._dispute else ()

    @Slot(int)
    def take(self, place: int) -> None:
        """Put what one annotator wrote into the final box."""
        if place < len(self._all) and self._all[place].text:
            self._taken = self._all[place]
            self.box.set_text(self._taken.text)
            self._follow()

    @Slot()
    def _on_settle(self) -> None:
        if self._dispute is None or not self.box.text().strip():
            return
        taken = self._taken
        self._tell(EDIT, self.box.text(), taken)

    @Slot()
    def _on_reject(self) -> None:
        if self._dispute is not None:
            self._tell(REJECT, "", None)

    def _tell(self, verdict: str, text: str, taken: Annotation | None) -> None:
        """Say how the row is settled."""
        final = Annotation(
            place=self.place,
            annotator="",
            verdict=verdict,
            text=text,
            proposed=taken.text if taken else "",
            method=taken.method if taken else "",
            is_final=True,
        )
        self._dispute = None
        self.settled.emit(final)

    @Slot()
    def _follow(self) -> None:
        self.settle.setEnabled(bool(self.box.text().strip()))
