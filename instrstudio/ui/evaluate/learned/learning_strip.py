"""How learning preferences goes on, and what came of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from instrstudio.domain.job import Progress
from instrstudio.domain.wording import Message
from instrstudio.ui import words
from instrstudio.ui.controls import BodyLabel, GhostButton, Strip, row
from instrstudio.ui.theme import theme


class LearningStrip(QWidget):
    """A line with a bar while a model learns, then a sentence.

    Signals:
        stopped: Learning is to stop.
    """

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest, self._progress = "", Progress(done=0)
        self._said: tuple[Message | str, ...] = ()
        self._kind = "success"
        self.text, self.bar = BodyLabel(), QProgressBar()
        self.bar.setTextVisible(False)
        self._stop = GhostButton(icon="stop")
        self._stop.setObjectName("learningStop")
        self._stop.clicked.connect(self.stopped)
        self.result = Strip(kind="success")
        self._live = QWidget()
        live = QVBoxLayout(self._live)
        live.setContentsMargins(0, 0, 0, 0)
        live.setSpacing(theme().space.tight)
        live.addLayout(row(self.text, 1, self._stop))
        live.addWidget(self.bar)
        box = QVBoxLayout(self)
        space = theme().space
        box.setContentsMargins(space.page, 0, space.page, space.unit)
        box.addWidget(self._live)
        box.addWidget(self.result)
        self.result.closed.connect(self.hide)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._stop.set_text(self.tr("Stop and keep"))
        self.bar.setAccessibleName(self.tr("Progress of learning"))
        self._say_result()
        self._say()

    def show_progress(
        self, progress: Progress | None, latest: str, *, is_live: bool
    ) -> None:
        """Show how far it is; nothing where it is over."""
        self._live.setVisible(is_live)
        if is_live:
            self.result.hide()
            self.show()
        self._progress, self._latest = progress or Progress(done=0), latest
        self._say()

    def _say(self) -> None:
        done, total = self._progress.done, self._progress.total
        text = self.tr("Learning preferences…")
        if total:
            text = self.tr("Learning preferences: step {done} of {total}").format(
                done=words.number(done), total=words.number(total)
            )
        self.bar.setRange(0, total or 0)
        self.bar.setValue(done)
        self.text.setText(text)
        self.setToolTip(self._latest)

    def show_result(self, said: Sequence[Message | str], kind: str = "success") -> None:
        """Say what came of it; `kind` is that of a `Strip`."""
        self._said, self._kind = tuple(said), kind
        self._say_result()
        self.result.show()
        self.show()

    def _say_result(self) -> None:
        text = " ".join(words.said(one) for one in self._said)
        self.result.set_text(text, self._kind)
