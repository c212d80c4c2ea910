"""The questions about a text, below each other; one of them is asked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.rating import AUDIT_QUESTIONS, Question
from instrstudio.ui import words
from instrstudio.ui.controls import CaptionLabel, StrongLabel, column, row
from instrstudio.ui.theme import theme

_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class QuestionRow(QWidget):
    """One question with its answer; who comes to it by Tab is asked it.

    Signals:
        entered: Its place.
    """

    entered = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"rateQuestion{place + 1}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._place = place
        self._is_asked = False
        self._title, self._text = StrongLabel(), CaptionLabel()
        self._text.setWordWrap(True)
        self._answer = StrongLabel()
        space = theme().space
        line = row(spacing=space.group)
        line.setContentsMargins(space.group, space.inner, space.group, space.inner)
        line.addLayout(column(self._title, self._text, spacing=0), 1)
        line.addWidget(self._answer)
        self.setLayout(line)

    def show_question(self, asked: Question, answer: str, *, is_asked: bool) -> None:
        """Show a question, its answer, and whether it is the one that is asked."""
        self._is_asked = is_asked
        self._title.setText(words.said(asked.title))
        self._text.setText(words.said(asked.text))
        self._answer.setText(answer)
        told = answer or self.tr("not answered")
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()} {told}")
        self.update()

    def answer(self) -> str:
        """Return the answer that is shown."""
        return self._answer.text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the question that is asked, if a person came here by Tab.

        Qt itself gives the focus back to where it was when the view is shown again.
        """
        if event.reason() in _BY_TAB:
            self.entered.emit(self._place)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the ring."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Become the question that is asked."""
        self.entered.emit(self._place)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground of the one that is asked; a ring shows the focus."""
        if not self._is_asked and not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme().color("selected" if self._is_asked else "surface"))
        pen = QPen(theme().color("focus"), 2)
        painter.setPen(pen if self.hasFocus() else Qt.PenStyle.NoPen)
        radius = theme().radius("field")
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius
        )
        painter.end()


class QuestionList(QWidget):
    """All questions of a text.

    Signals:
        entered: The place of a question that was gone to.
    """

    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[QuestionRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().space.hair)

    def show_questions(
        self, questions: Sequence[Question], answers: Mapping[str, float], place: int
    ) -> None:
        """Show questions with their answers; the one at `place` is asked."""
        while len(self.rows) < len(questions):
            line = QuestionRow(len(self.rows))
            line.entered.connect(self.entered)
            self.rows.append(line)
            self._box.addWidget(line)
        for at, line in enumerate(self.rows):
            line.setVisible(at < len(questions))
        for at, (line, asked) in enumerate(zip(self.rows, questions, strict=False)):
            value = answers.get(asked.criterion)
            line.show_question(asked, _shown(asked, value), is_asked=at == place)


def _shown(asked: Question, value: float | None) -> str:
    """Return an answer as it is shown: a word of an audit, a number of a scale."""
    if value is None:
        return ""
    if asked in AUDIT_QUESTIONS:
        return words.said(asked.anchors[round(value) - asked.lowest])
    return f"{value:g}"
