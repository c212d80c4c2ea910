"""The head of a card: rank, method, source, change of score, bar, score."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.ui import words
from instrstudio.ui.construct.method_choice import ICONS, OTHER_ICON
from instrstudio.ui.controls import CaptionLabel, ScoreBar, SectionLabel, StrongLabel
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.theme import set_font, set_icon, theme

RANK_WIDTH = 18


class CardHead(QWidget):
    """One line that says what a candidate is and how good it looks."""

    def __init__(self) -> None:
        super().__init__()
        self._rank, self._icon = SectionLabel(), QLabel()
        self._rank.setFixedWidth(RANK_WIDTH)
        self._method, self._source = StrongLabel(), ElidedLabel()
        self._change, self._bar = CaptionLabel(), ScoreBar()
        self._score = SectionLabel()
        set_font(self._method, "strong")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.inner)
        for widget in (self._rank, self._icon, self._method):
            box.addWidget(widget)
        box.addWidget(self._source, 1)
        for number in (self._change, self._bar, self._score):
            box.addWidget(number)
        box.setSpacing(theme().space.unit)

    def show_candidate(self, candidate: Candidate, change: float = 0.0) -> None:
        """Show method, source and score; `change` is what an edit did to the score."""
        icon, role = ICONS.get(candidate.method, OTHER_ICON)
        set_icon(self._icon, icon, 16, role)
        self._method.setText(words.method(candidate.method))
        self._source.set_full(source_of(candidate))
        self._score.setText(f"{candidate.score:.2f}")
        self._bar.set_value(candidate.score, self._bar_role())
        shown = round(change, 2)
        self._change.setText(f"{shown:+.2f}" if shown else "")
        self._change.set_role("success" if shown > 0 else "danger")
        self._change.setVisible(bool(shown))

    def show_rank(self, rank: int, *, selected: bool) -> None:
        """Show the place; that of the selected card is stronger."""
        self._rank.setText(str(rank))
        self._rank.set_role("strong" if selected else "cap")
        self._selected = selected
        self._bar.set_role(self._bar_role())

    _selected = False

    def _bar_role(self) -> str:
        return "ink" if self._selected else "text2"


def source_of(candidate: Candidate) -> str:
    """Return in one line what a candidate was made from."""
    provenance = candidate.provenance
    if provenance.records:
        ids = " + ".join(str(record) for record in provenance.records)
        return words.translate("Records {ids}").format(ids=ids)
    return provenance.source
