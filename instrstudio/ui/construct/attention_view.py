"""A sheet with the attention map of one candidate, beside the window."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.ui.attention.heat_map import HeatMap
from instrstudio.ui.controls import CaptionLabel, SectionLabel, row
from instrstudio.ui.theme import theme

_SIZE = (760, 620)


class AttentionView(QDialog):
    """Shows what a model read while it wrote a candidate; made once, shown often."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("attentionView")
        self._rank, self._candidate = 0, Candidate(method="", text="", spans=())
        self._title, self._about = SectionLabel(), CaptionLabel()
        self.map = HeatMap()
        space = theme().space
        head = row(self._title, self._about, 1)
        head.setContentsMargins(space.pane, 0, space.pane, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, space.group, 0, space.unit)
        box.setSpacing(space.inner)
        box.addLayout(head)
        box.addWidget(self.map, 1)
        self.resize(theme().px(_SIZE[0]), theme().px(_SIZE[1]))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setWindowTitle(self.tr("Attention"))
        title = self.tr("Candidate {rank}: what was read for each word")
        self._title.setText(title.format(rank=self._rank))
        about = self.tr("as the model “{name}” wrote it")
        self._about.setText(about.format(name=self._candidate.provenance.checkpoint))
        self.map.retranslate()

    def show_candidate(self, candidate: Candidate, rank: int) -> None:
        """Show the map of `candidate` and come to the front."""
        self._candidate, self._rank = candidate, rank
        self.retranslate()
        self.map.show_alignment(candidate.alignment)
        self.show()
        self.raise_()
        self.activateWindow()
