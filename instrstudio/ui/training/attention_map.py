"""Where the model looked while it wrote the samples, one sample at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.candidate import Alignment
from instrstudio.domain.run import Sample
from instrstudio.ui.attention.heat_map import HeatMap
from instrstudio.ui.controls import CaptionLabel, IconButton, SectionLabel, row
from instrstudio.ui.theme import theme


def alignment_of(sample: Sample) -> Alignment:
    """Return where the model looked while it wrote a sample."""
    return Alignment(
        source=sample.source,
        text=sample.text,
        source_tokens=sample.source_tokens,
        target_tokens=sample.target_tokens,
        attention=sample.attention,
        copied=sample.copied,
    )


class AttentionMap(QWidget):
    """A card with the heat map of one sample and buttons to the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attentionMap")
        self.setProperty("pane", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._samples: tuple[Sample, ...] = ()
        self._place = 0
        self._title, self._number = SectionLabel(), CaptionLabel()
        self._before = IconButton("chevron-left")
        self._before.setObjectName("attentionPrevious")
        self._before.clicked.connect(self._on_before)
        self._next = IconButton("chevron-right")
        self._next.setObjectName("attentionNext")
        self._next.clicked.connect(self._on_next)
        self.map = HeatMap()
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(1, space.group, 1, space.unit)
        box.setSpacing(space.inner)
        head = row(self._title, self._number, 1, self._before, self._next)
        head.setContentsMargins(space.pane, 0, space.unit, 0)
        box.addLayout(head)
        box.addWidget(self.map, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Attention"))
        self.map.set_nothing(
            self.tr("Where the model looks appears with the next validation.")
        )
        self._before.set_name(self.tr("Previous sample"))
        self._next.set_name(self.tr("Next sample"))
        self.map.retranslate()
        self._show()

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Show the attention of other samples."""
        self._samples = tuple(s for s in samples if s.attention and s.attention[0])
        self._place = min(self._place, max(0, len(self._samples) - 1))
        self._show()

    def show_sample(self, sample: Sample) -> None:
        """Show one of the samples."""
        if sample in self._samples:
            self._place = self._samples.index(sample)
            self._show()

    @property
    def sample(self) -> Sample | None:
        """The sample that is shown."""
        return self._samples[self._place] if self._samples else None

    @Slot()
    def _on_before(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        if self._samples:
            self._place = (self._place + by) % len(self._samples)
            self._show()

    def _show(self) -> None:
        """Show the chosen sample."""
        sample = self.sample
        for widget in (self._before, self._next):
            widget.setEnabled(sample is not None)
        self.map.show_alignment(alignment_of(sample) if sample else None)
        text = self.tr("sample {number} of {count}")
        text = text.format(number=self._place + 1, count=len(self._samples))
        self._number.setText(text if sample else "")
