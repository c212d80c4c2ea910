"""What raters keep to, and how far they are."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.rating import AUDIT, LIKERT, PAIRWISE, Question
from instrstudio.domain.rating_queue import QueueProgress
from instrstudio.ui import words
from instrstudio.ui.controls import (
    BodyLabel,
    Button,
    CaptionLabel,
    SectionLabel,
    StrongLabel,
)
from instrstudio.ui.evaluate.rate.naming import lines
from instrstudio.ui.theme import theme


class RateGuide(QWidget):
    """Guideline of the kind, words of the answers, keys, progress of everybody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rateGuide")
        self._kind = ""
        self._asked: Question | None = None
        self._progress = QueueProgress(done=0, total=0)
        self._titles = SectionLabel(), SectionLabel(), SectionLabel()
        self.rule, self.keys, self.counts = BodyLabel(), CaptionLabel(), CaptionLabel()
        self.asked, self.anchors = StrongLabel(), CaptionLabel()
        self.bar = QProgressBar()
        self.bar.setObjectName("rateProgress")
        self.bar.setTextVisible(False)
        self.results = Button(icon="evaluate")
        self.results.setObjectName("rateResults")
        for label in (self.rule, self.asked, self.anchors, self.keys, self.counts):
            label.setWordWrap(True)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put the parts below each other."""
        space = theme().space
        first, second, third = self._titles
        box = QVBoxLayout(self)
        box.setContentsMargins(space.pane, space.group, space.pane, space.group)
        box.setSpacing(space.inner)
        for widget in (first, self.rule, self.asked, self.anchors):
            box.addWidget(widget)
        box.addSpacing(space.group)
        box.addWidget(second)
        box.addWidget(self.keys)
        box.addSpacing(space.group)
        box.addWidget(third)
        box.addWidget(self.bar)
        box.addWidget(self.counts)
        box.addSpacing(space.unit)
        box.addWidget(self.results)
        box.addStretch(1)
        self.setProperty("pane", "window")

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Guideline and progress"))
        texts = self.tr("Guideline"), self.tr("Keys"), self.tr("Progress")
        for label, text in zip(self._titles, texts, strict=True):
            label.setText(text)
        self.bar.setAccessibleName(self.tr("Judged"))
        self.results.set_text(self.tr("Results"))
        self.results.setToolTip(self.tr("What the verdicts say so far (R)"))
        self.show_asked(self._kind, self._asked)
        self.show_progress(self._progress)

    def show_asked(self, kind: str, asked: Question | None) -> None:
        """Show the guideline of a kind and the question that is asked."""
        self._kind, self._asked = kind, asked
        self.rule.setText(self._guideline())
        self.keys.setText(self._help())
        self.asked.setText(words.said(asked.text) if asked else "")
        numbered = (
            f"{value}  {words.said(anchor)}"
            for value, anchor in zip(asked.values, asked.anchors, strict=True)
        ) if asked and kind == LIKERT else ()  # fmt: skip
        self.anchors.setText("\n".join(numbered))
        self.asked.setVisible(asked is not None)
        self.anchors.setVisible(bool(self.anchors.text()))

    def show_progress(self, progress: QueueProgress) -> None:
        """Show how far everybody is."""
        self._progress = progress
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(progress.done)
        done = self.tr("You: {done} of {total}").format(
            done=words.number(progress.done), total=words.number(progress.total)
        )
        everybody = [
            f"{rater}: {words.number(count)}"
            for rater, count in progress.by_rater.items()
        ]
        self.counts.setText(lines([done, *everybody]))

    def _guideline(self) -> str:
        texts = {
            AUDIT: self.tr(
                "Answer each question with yes or no. Judge the text, not the method "
                "you think wrote it."
            ),
            LIKERT: self.tr(
                "Give 1 to 5 for each criterion by its words, one criterion at a time."
            ),
            PAIRWISE: self.tr(
                "Choose the instruction you would rather send for this task. Length "
                "and side do not count."
            ),
        }
        return texts.get(self._kind, "")

    def _help(self) -> str:
        texts = {
            AUDIT: self.tr("Y yes, N no, 1 to 4 choose the question."),
            LIKERT: self.tr("1 to 5 answer; Tab and the arrows choose the criterion."),
            PAIRWISE: self.tr(
                "1 or ← left, 2 or → right, 3 or T tie, 4 or B both bad. Letters "
                "choose reasons."
            ),
        }
        general = self.tr(
            "U or Ctrl+Z takes back, S skips, O shows samples, P changes the rater, "
            "[ and ] change the queue."
        )
        return lines([texts.get(self._kind, ""), general])
