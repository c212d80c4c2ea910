"""One run: its numbers, curves, samples, attention and checkpoints."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.run import Run, RunState, Sample
from instrstudio.ui import words
from instrstudio.ui.controls import Button, PanelHead, Strip
from instrstudio.ui.theme import set_font, set_state, theme
from instrstudio.ui.training import run_words
from instrstudio.ui.training.attention_map import AttentionMap
from instrstudio.ui.training.checkpoints_pane import CheckpointsPane
from instrstudio.ui.training.curve_plot import CurvePlot
from instrstudio.ui.training.desk import Models
from instrstudio.ui.training.run_log import RunLog
from instrstudio.ui.training.samples_pane import SamplesPane
from instrstudio.ui.training.tiles import Tiles

_STACKED = 860
"""Narrower than this, attention stands below the curves."""
_WIDTHS, _HEIGHTS = (540, 556), (350, 300)
_LOWEST = (256, 130, 260)
"""The least height of curves, samples and attention."""


class RunView(QWidget):
    """Shows one run and lets it be stopped or taken up again.

    Signals:
        stop_wanted: The run is to stop and keep what it has.
        resume_wanted: The run is to go on.
    """

    stop_wanted = Signal()
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._live = self._stopping = False
        self._chip = QLabel()
        self._chip.setProperty("role", "state")
        self._chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_font(self._chip, "caption")
        self.stop = Button(icon="stop")
        self.stop.setObjectName("runStop")
        self.stop.clicked.connect(self.stop_wanted)
        self.resume = Button(icon="play")
        self.resume.setObjectName("runResume")
        self.resume.clicked.connect(self.resume_wanted)
        self._head = PanelHead(actions=(self._chip, self.resume, self.stop))
        self._strip = Strip()
        self._strip.hide()
        self._say: Callable[[], str] = str
        self.tiles = Tiles()
        self.curve = CurvePlot()
        self.samples = SamplesPane()
        self.attention = AttentionMap()
        self.checkpoints = CheckpointsPane()
        self.samples.chosen.connect(self.attention.show_sample)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put head and tiles above two columns of cards."""
        space = theme().space
        gap = space.group
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._columns.setObjectName("trainingColumns")
        left, right = QSplitter(Qt.Orientation.Vertical), QWidget()
        left.setObjectName("trainingCurves")
        left.addWidget(self.curve)
        left.addWidget(self.samples)
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(gap)
        stack.addWidget(self.attention, 1)
        stack.addWidget(self.checkpoints)
        self._columns.addWidget(left)
        self._columns.addWidget(right)
        self._columns.setStretchFactor(0, 1)
        self._columns.setStretchFactor(1, 1)
        self._columns.setSizes([theme().px(width) for width in _WIDTHS])
        left.setSizes([theme().px(height) for height in _HEIGHTS])
        for splitter in (self._columns, left):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(gap)
            splitter.setProperty("kind", "gap")
        column = QVBoxLayout()
        column.setContentsMargins(space.page, 0, space.page, space.pane)
        column.setSpacing(gap)
        column.addWidget(self._strip)
        column.addWidget(self.tiles)
        column.addWidget(self._scrolled(), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addLayout(column, 1)

    def _scrolled(self) -> QScrollArea:
        """Return the columns; where they would be too low to read, they scroll."""
        for part, height in zip(
            (self.curve, self.samples, self.attention), _LOWEST, strict=True
        ):
            part.setMinimumHeight(theme().px(height))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._columns)
        return area

    def retranslate(self) -> None:
        """Set all texts again."""
        self.stop.set_text(self.tr("Stop and keep"))
        self.resume.set_text(self.tr("Resume"))
        parts = (
            self.tiles,
            self.curve,
            self.samples,
            self.attention,
            self.checkpoints,
        )
        for part in parts:
            part.retranslate()
        if not self._strip.isHidden():
            self.warn(self._say)
        self._show_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put attention below the curves where it is narrow."""
        narrow = event.size().width() < theme().px(_STACKED)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._columns.orientation() != wanted:
            self._columns.setOrientation(wanted)
        super().resizeEvent(event)

    def show_run(self, run: Run | None, *, live: bool, stopping: bool) -> None:
        """Show which run it is and how it stands."""
        self._run, self._live, self._stopping = run, live, stopping
        if run is not None and run.state is RunState.FAILED and not live:
            self.warn(lambda: words.said(run.message) or self.tr("The run failed."))
        elif live:
            self._strip.hide()
        self._show_head()

    @Slot(str)
    def show_preparation(self, text: str) -> None:
        """Say what is done before the run begins."""
        if self._run is None:
            self._head.set_text(self.tr("Starting…"), text)

    def warn(self, say: Callable[[], str]) -> None:
        """Say what went wrong; curves and checkpoints stay.

        `say` is asked anew in another language.
        """
        self._say = say
        kept = self.tr("Curves and checkpoints are kept.")
        self._strip.set_text(f"{say()} {kept}", "error")
        self._strip.show()

    def calm(self) -> None:
        """Hide what was said about another run."""
        self._strip.hide()

    def show_log(self, log: RunLog, *, live: bool) -> None:
        """Show numbers and curves."""
        self.tiles.show_log(log, live)
        self.curve.show_log(log)

    def show_samples(self, samples: tuple[Sample, ...], step: int) -> None:
        """Show what the model wrote at `step`, and where it looked."""
        self.samples.show_samples(samples, step)
        self.attention.show_samples(samples)

    def show_models(self, models: Models) -> None:
        """Show the checkpoints."""
        self.checkpoints.show_models(models, self._run.name if self._run else "")

    def _show_head(self) -> None:
        """Name the run and say how it stands."""
        run = self._run
        self.stop.setVisible(self._live)
        self.stop.setEnabled(not self._stopping)
        unfinished = run is not None and run.state is not RunState.DONE
        self.resume.setVisible(unfinished and not self._live)
        if run is None:
            self._head.set_text(self.tr("Starting…") if self._live else "", "")
            self._chip.setVisible(self._live)
            self._chip.setText(self.tr("Preparing data"))
            set_state(self._chip, "state", "")
            return
        self._head.set_text(run.name, "")
        state = RunState.RUNNING if self._live else run.state
        text = run_words.state_name(state)
        if self._stopping:
            text = self.tr("Stopping…")
        self._chip.setText(text)
        self._chip.show()
        set_state(self._chip, "state", run_words.LOOKS[state])
