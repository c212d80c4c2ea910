"""One task's first candidate without and with what was learned, side by side."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.difference import Piece, difference
from instrstudio.domain.reaction import UNLEARNED
from instrstudio.domain.task import Task
from instrstudio.services.portrait import Comparison
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    SectionLabel,
    Segments,
    StrongLabel,
    row,
)
from instrstudio.ui.diff_text import AFTER, BEFORE, DiffText
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.sample_tasks import sample_task
from instrstudio.ui.theme import theme

ENGLISH, CHINESE, PRESENT = 0, 1, 2


class Side(QFrame):
    """One of the two candidates."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("pane", "card")
        self._title, self._method = StrongLabel(), CaptionLabel()
        self.text = DiffText("")
        self.note = CaptionLabel()
        self.note.setWordWrap(True)
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(space.group, space.unit, space.group, space.group)
        box.setSpacing(space.inner)
        box.addLayout(row(self._title, 1, self._method))
        box.addWidget(self.text)
        box.addWidget(self.note)
        box.addStretch(1)

    def set_title(self, title: str) -> None:
        """Say which of the two it is."""
        self._title.setText(title)
        self.text.setAccessibleName(title)

    def show_candidate(
        self, candidate: Candidate | None, pieces: tuple[Piece, ...], note: str
    ) -> None:
        """Show a candidate with what the other has not."""
        side = BEFORE if self.objectName() == "usual" else AFTER
        self.text.show_pieces(pieces, side)
        self._method.setText(words.method(candidate.method) if candidate else "")
        self.note.setText(note)
        self.note.setVisible(bool(note))


class ExampleView(QWidget):
    """Chooses a task and shows what learning changes in it.

    Signals:
        wanted: The task to construct for.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present = Task()
        self._found: Comparison | None = None
        self._is_waiting = False
        self._is_chosen = False
        self._problem = ""
        self._title, self.choice = SectionLabel(), Segments()
        self.choice.setObjectName("exampleTasks")
        self._task, self.state = ElidedLabel(), CaptionLabel()
        self.usual, self.own = Side(), Side()
        self.usual.setObjectName("usual")
        self.own.setObjectName("own")
        self.choice.chosen.connect(self._on_chosen)
        space = theme().space
        sides = QHBoxLayout()
        sides.setSpacing(space.group)
        sides.addWidget(self.usual, 1)
        sides.addWidget(self.own, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.unit)
        head = row(self._title, self._task, self.choice)
        head.setStretch(1, 1)
        box.addLayout(head)
        box.addWidget(self.state)
        box.addLayout(sides)
        self.state.setWordWrap(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("For example"))
        self.usual.set_title(self.tr("Without what was learned"))
        self.own.set_title(self.tr("With it"))
        items = [self.tr("English sample"), self.tr("Chinese sample")]
        if self._says_something:
            items.append(self.tr("Your task"))
        self.choice.set_items(items, self.tr("Example"))
        self._show()

    @property
    def _says_something(self) -> bool:
        return bool(self._present.description.strip() or self._present.examples)

    @property
    def task(self) -> Task:
        """The task that is chosen."""
        if self.choice.current() == PRESENT:
            return self._present
        return sample_task("zh" if self.choice.current() == CHINESE else "en")

    def set_present(self, task: Task) -> None:
        """Offer the task at hand."""
        self._present = task
        self.retranslate()

    def prefer(self, language: str) -> None:
        """Show the sample in a language, until another is chosen by hand."""
        if not self._is_chosen:
            self.choice.choose(CHINESE if language == "zh" else ENGLISH)

    @Slot()
    def begin(self) -> None:
        """Say that both are being constructed."""
        self._is_waiting, self._problem = True, ""
        self._show()

    def show_found(self, found: Comparison) -> None:
        """Show both candidates."""
        self._is_waiting, self._problem, self._found = False, "", found
        self._show()

    def warn(self, problem: str) -> None:
        """Say why there is nothing to show."""
        self._is_waiting, self._problem, self._found = False, problem, None
        self._show()

    def _show(self) -> None:
        self._task.set_full(self.task.description)
        self._task.setAccessibleName(self.task.description)
        found = self._found
        for side in (self.usual, self.own):
            side.setVisible(found is not None)
        self.state.setText(self._state())
        if found is None:
            return
        usual, own = found.usual, found.own
        pieces = difference(usual.text if usual else "", own.text if own else "")
        self.usual.show_candidate(usual, pieces, "")
        self.own.show_candidate(own, pieces, _note(own))

    def _state(self) -> str:
        """Say how the example stands."""
        if self._problem:
            return self._problem
        if self._is_waiting:
            return self.tr("Constructing…")
        if self._found is None:
            return ""
        usual, own = self._found.usual, self._found.own
        if usual is None or own is None:
            return self.tr("No method had a candidate for this task.")
        if usual.text == own.text:
            return self.tr("For this task both are the same.")
        return self.tr("The first candidate; what only one of them has is marked.")

    @Slot()
    def _on_chosen(self) -> None:
        self._is_chosen = True
        self._show()
        self.wanted.emit(self.task)


def _note(candidate: Candidate | None) -> str:
    """Return what learning did with a candidate."""
    notes = (
        score.note
        for score in (candidate.scores if candidate else ())
        if score.name == UNLEARNED and score.note is not None
    )
    return next((words.said(note) for note in notes), "")
