"""What is judged: the task, one text with questions or two texts, and the keys."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from instrstudio.domain.rating import AUDIT, PAIRWISE, REASONS
from instrstudio.domain.rating_queue import QueueProgress, Turn
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    Chip,
    GhostButton,
    IconButton,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.evaluate.rate.answers import Answers
from instrstudio.ui.evaluate.rate.commands import REASON_KEYS, RateCommands
from instrstudio.ui.evaluate.rate.key_row import KeyRow
from instrstudio.ui.evaluate.rate.question_list import QuestionList
from instrstudio.ui.evaluate.rate.text_card import TextCard
from instrstudio.ui.evaluate.task_view import TaskView
from instrstudio.ui.flow_layout import FlowLayout
from instrstudio.ui.theme import theme

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_K: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_J: 1,
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_PAGE = 0.8


class _Body(QScrollArea):
    """Scrolls, and leaves every key to the view: arrows move between questions."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the key to others."""
        event.ignore()


class RateView(QWidget):
    """Shows one turn, blind: neither method nor source of a text is anywhere.

    Signals:
        answered: The answers to all questions of a text.
        voted: The outcome of a pair, and the reasons.
        taken_back: Nothing of this turn was to be taken back: the one before is meant.
        question_changed: Another question is asked.
    """

    answered = Signal(object)
    voted = Signal(str, object)
    taken_back = Signal()
    question_changed = Signal()

    def __init__(self, commands: RateCommands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._turn: Turn | None = None
        self._rater = ""
        self._progress = QueueProgress(done=0, total=0)
        self.answers = Answers()
        self.task = TaskView()
        self.left, self.right = TextCard("rateLeft"), TextCard("rateRight")
        self.questions = QuestionList()
        self.reasons: dict[str, Chip] = {}
        self._why = CaptionLabel()
        self._why_page = QWidget()
        self.keys = KeyRow(commands)
        self._place, self._state = SectionLabel(), CaptionLabel()
        self.undo = IconButton("undo", shortcut="U")
        self.undo.setObjectName("rateUndo")
        self.skip = GhostButton()
        self.skip.setObjectName("rateSkip")
        self._scroll = _Body()
        self._build()
        self.questions.entered.connect(self.go_to)
        self.undo.clicked.connect(self.take_back)
        self.retranslate()

    def _build(self) -> None:
        """Put what is read into a scroll area, the keys below it."""
        space = theme().space
        self._build_reasons()
        inner = QWidget()
        inner.setProperty("pane", "surface")
        body = QVBoxLayout(inner)
        body.setContentsMargins(space.page, space.group, space.page, space.group)
        body.setSpacing(space.group)
        cards = QHBoxLayout()
        cards.setSpacing(space.group)
        cards.addWidget(self.left, 1)
        cards.addWidget(self.right, 1)
        body.addWidget(self.task)
        body.addLayout(cards)
        body.addWidget(self.questions)
        body.addWidget(self._why_page)
        body.addStretch(1)
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        head = row(self._place, self._state, 1, self.undo, self.skip)
        head.setContentsMargins(space.page, space.unit, space.pane, space.unit)
        foot = row(self.keys)
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

    def _build_reasons(self) -> None:
        """Make a chip of each reason."""
        box = QVBoxLayout(self._why_page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.tight)
        chips = QWidget()
        flow = FlowLayout(chips)
        for reason in REASONS:
            chip = Chip()
            chip.setObjectName(f"rateReason_{reason.name}")
            chip.setCheckable(True)
            chip.toggled.connect(partial(self._show_reason, reason.name))
            self.reasons[reason.name] = chip
            flow.addWidget(chip)
        box.addWidget(self._why)
        box.addWidget(chips)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Texts to judge"))
        self.task.retranslate()
        self._why.setText(self.tr("Why? Letters choose reasons, before the verdict"))
        self.undo.set_name(self.tr("Take back"))
        self.skip.set_text(self.tr("Skip for now"))
        self.skip.setToolTip(self.tr("Come back to this at the end (S)"))
        for name, chip in self.reasons.items():
            self._show_reason(name, chip.isChecked())
        self._follow()

    # --- what it shows -------------------------------------------------------------

    def show_turn(self, turn: Turn, progress: QueueProgress, rater: str) -> None:
        """Show what is to be judged; of the same turn what was answered stays."""
        before, self._turn = self._turn, turn
        same = (
            before is not None
            and not turn.undone
            and (before.key, before.queue.name, self._rater)
            == (turn.key, turn.queue.name, rater)
        )
        self._progress, self._rater = progress, rater
        if not same:
            self.answers = Answers(turn.questions, turn.given, turn.undone)
            for chip in self.reasons.values():
                chip.setChecked(False)
            self.task.show_task(turn.left.task)
            if turn.queue.kind == AUDIT and not self.task.is_open:
                self.task.toggle()  # its questions are about input and output
            self._scroll.verticalScrollBar().setValue(0)
        self.left.set_text(turn.left.text)
        self.right.set_text(turn.right.text if turn.right else "")
        self.right.setVisible(turn.is_pair)
        self.questions.setVisible(not turn.is_pair)
        self._why_page.setVisible(turn.is_pair)
        self._follow()

    def forget(self) -> None:
        """Show another turn as a new one, whatever comes."""
        self._turn = None

    def take_focus(self) -> None:
        """Put the focus where keys act: on the question that is asked."""
        if self._turn is not None and not self._turn.is_pair:
            self._ask()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def kind(self) -> str:
        """The kind of the queue that is shown."""
        return self._turn.queue.kind if self._turn else ""

    def chosen_reasons(self) -> tuple[str, ...]:
        """Return the reasons that were chosen, in their order."""
        return tuple(name for name, chip in self.reasons.items() if chip.isChecked())

    # --- what it hears -------------------------------------------------------------

    @Slot(int)
    def answer(self, value: int) -> None:
        """Answer the question that is asked; after the last one all are told."""
        if not self.answers.answer(value):
            return
        self._follow()
        if self.answers.is_complete:
            self.answered.emit(dict(self.answers.said))
        else:
            self._follow_focus()

    @Slot(str)
    def vote(self, outcome: str) -> None:
        """Judge a pair."""
        if self.kind == PAIRWISE:
            self.voted.emit(outcome, self.chosen_reasons())

    @Slot()
    def take_back(self) -> None:
        """Take the last answer back, of this turn or else of the one before."""
        if self.answers.take_back():
            self._follow()
            self._follow_focus()
        else:
            self.taken_back.emit()

    @Slot(int)
    def go_to(self, place: int) -> None:
        """Ask another question."""
        if place != self.answers.place:
            self.answers.go_to(place)
            self._follow()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z before the window's own undo does: here it means the verdict."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _is_undo(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between questions, scroll, and take back."""
        key = Qt.Key(event.key())
        if _is_undo(event):
            self.take_back()
        elif key in _STEPS and self.answers.questions:
            place = self.answers.place + _STEPS[key]
            self.go_to(min(max(place, 0), len(self.answers.questions) - 1))
            self._follow_focus()
        elif key in _PAGES:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + round(_PAGES[key] * _PAGE * bar.pageStep()))
        else:
            super().keyPressEvent(event)

    # --- following -----------------------------------------------------------------

    def _follow_focus(self) -> None:
        """Move the focus along, where a question or the view itself has it."""
        focused = self.focusWidget()
        if self.hasFocus() or focused in self.questions.rows:
            self._ask()

    def _ask(self) -> None:
        """Put the focus on the question that is asked, where it can be seen."""
        asked = self.questions.rows[self.answers.place]
        asked.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(asked, 0, theme().space.group)

    def _show_reason(self, name: str, is_on: bool) -> None:
        """Say on a chip which key it has and whether it is chosen."""
        chip = self.reasons[name]
        reason = next(one for one in REASONS if one.name == name)
        text = words.said(reason.text)
        chip.set_icon("check" if is_on else "plus")
        chip.set_text(f"{REASON_KEYS[name]}  {text}")
        chip.setAccessibleName(text)

    def _follow(self) -> None:
        """Say where the rater is and what can be answered now."""
        turn = self._turn
        if turn is None:
            return
        number = min(self._progress.done + 1, max(1, self._progress.total))
        place = self.tr("{number} of {total}")
        self._place.setText(
            place.format(
                number=words.number(number), total=words.number(self._progress.total)
            )
        )
        asked = self.answers.current
        self._state.setText(self._asked())
        self.left.set_title(
            self.tr("Left text") if turn.is_pair else self.tr("Instruction")
        )
        self.right.set_title(self.tr("Right text"))
        self.questions.show_questions(
            self.answers.questions, self.answers.all, self.answers.place
        )
        self.keys.show_kind(turn.queue.kind, asked)
        self.question_changed.emit()

    def _asked(self) -> str:
        """Return what is asked, in words."""
        if self.kind == PAIRWISE:
            return self.tr("Which instruction is better for the task?")
        asked = self.answers.current
        return words.said(asked.title) if asked else ""


def _is_undo(event: QKeyEvent) -> bool:
    """Say whether a key is Ctrl+Z, or what the system has in its place."""
    return event.matches(QKeySequence.StandardKey.Undo)
