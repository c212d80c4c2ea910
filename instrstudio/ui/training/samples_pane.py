"""What the model writes for development items, coloured by copy or generation.

Of many samples those are shown that carry attention.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.run import Sample
from instrstudio.ui import words
from instrstudio.ui.controls import (
    CaptionLabel,
    GhostButton,
    IconButton,
    Rule,
    SectionLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.span_view import SpanView
from instrstudio.ui.theme import theme
from instrstudio.ui.training.sample_colours import coloured

A_PAGE = 3


class SamplesPane(QWidget):
    """Shows three samples a page, each with what was asked and the reference.

    Signals:
        chosen: The `Sample` whose attention is wanted.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingSamples")
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._samples: tuple[Sample, ...] = ()
        self._step = 0
        self._page = 0
        self._title, self._range = SectionLabel(), CaptionLabel()
        self._before = IconButton("chevron-left")
        self._before.setObjectName("samplesPrevious")
        self._before.clicked.connect(self._on_before)
        self._next = IconButton("chevron-right")
        self._next.setObjectName("samplesNext")
        self._next.clicked.connect(self._on_next)
        self._rows = [_SampleRow(place, self) for place in range(A_PAGE)]
        self._nothing = CaptionLabel()
        self._nothing.setWordWrap(True)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        """Put head and rows in a column that scrolls."""
        space = theme().space
        inner = QWidget()
        inner.setProperty("pane", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._nothing.setContentsMargins(space.pane, space.unit, space.pane, 0)
        column.addWidget(self._nothing)
        for one in self._rows:
            one.wanted.connect(self._on_wanted)
            column.addWidget(one)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        head = row(self._title, 1, self._range, self._before, self._next)
        head.setContentsMargins(space.pane, 0, space.unit, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, space.unit, 1, space.tight)
        box.setSpacing(space.tight)
        box.addLayout(head)
        box.addWidget(scroll, 1)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._before.set_name(self.tr("Previous samples"))
        self._next.set_name(self.tr("Next samples"))
        self._nothing.setText(
            self.tr("What the model writes appears with the next validation.")
        )
        self._show()

    def show_samples(self, samples: Sequence[Sample], step: int) -> None:
        """Show what was written at `step`."""
        looked = tuple(sample for sample in samples if sample.attention)
        self._samples, self._step = looked or tuple(samples), step
        self._page = min(self._page, max(0, (len(self._samples) - 1) // A_PAGE))
        self._show()

    def _show(self) -> None:
        """Show the present page."""
        count = len(self._samples)
        title = self.tr("Samples")
        if count:
            title = self.tr("Samples at step {step}")
        self._title.setText(title.format(step=words.number(self._step)))
        first = self._page * A_PAGE
        shown = self._samples[first : first + A_PAGE]
        text = self.tr("{first} to {last} of {count}")
        self._range.setText(
            text.format(first=first + 1, last=first + len(shown), count=count)
            if count
            else ""
        )
        self._nothing.setVisible(not count)
        for widget in (self._before, self._next):
            widget.setVisible(count > A_PAGE)
        for place, one in enumerate(self._rows):
            one.show_sample(shown[place] if place < len(shown) else None)

    @Slot()
    def _on_before(self) -> None:
        self._turn(-1)

    @Slot()
    def _on_next(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        pages = max(1, -(-len(self._samples) // A_PAGE))
        self._page = (self._page + by) % pages
        self._show()

    @Slot(int)
    def _on_wanted(self, place: int) -> None:
        self.chosen.emit(self._samples[self._page * A_PAGE + place])


class _SampleRow(QWidget):
    """One sample: the task, what was written, the reference."""

    wanted = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._source = ElidedLabel(Qt.TextElideMode.ElideRight)
        self._look = GhostButton(icon="attention")
        self._look.setObjectName(f"sampleAttention{place}")
        self._look.clicked.connect(self._on_look)
        self._view = SpanView(role="sample")
        self._reference = CaptionLabel()
        self._reference.setWordWrap(True)
        self._reference.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self._reference.set_role("second")
        space = theme().space
        column = QVBoxLayout()
        column.setContentsMargins(space.pane, space.tight, space.pane, space.unit)
        column.setSpacing(space.tight)
        head = row(self._source, self._look)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(self._view)
        column.addWidget(self._reference)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Rule())
        box.addLayout(column)

    def show_sample(self, sample: Sample | None) -> None:
        """Show a sample, or nothing."""
        self.setVisible(sample is not None)
        if sample is None:
            return
        self._source.set_full(_shortened(sample.source))
        self._source.setToolTip(sample.source)
        self._look.set_text(self.tr("Attention"))
        self._view.set_text(*coloured(sample))
        reference = coloured(replace(sample, text=sample.reference, copied=()))[0]
        reference = self.tr("Reference: {text}").format(text=reference)
        self._reference.setText(" ".join(reference.split()))

    @Slot()
    def _on_look(self) -> None:
        self.wanted.emit(self._place)


def _shortened(source: str) -> str:
    """Return the beginning of a task on one line, without its marks of parts."""
    plain = re.sub(r"<[a-z_:=]+>", " ", source)
    line = " ".join(plain.split())
    return line if len(line) <= 72 else f"{line[:71]}…"
