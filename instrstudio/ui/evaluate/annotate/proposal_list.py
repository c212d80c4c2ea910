"""The proposals for a row, numbered; a number puts one into the box."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.language import language_of
from instrstudio.ui import words
from instrstudio.ui.controls import BodyLabel, Button, CaptionLabel, SectionLabel
from instrstudio.ui.theme import set_font, set_icon, theme

MOST = 9
"""So many have a key."""

_ICONS = {
    "template": ("templates", "template_line"),
    "retrieval": ("library", "record_line"),
    "generation": ("training", "generated_line"),
}
_OTHER = ("construct", "text2")
_NUMBER_WIDTH = 36


class ProposalList(QWidget):
    """Shows what the methods proposed, best first.

    Signals:
        chosen: The place of a proposal, from 0.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotateProposals")
        self._candidates: Sequence[Candidate] = ()
        self._is_waiting = False
        self._title, self._note = SectionLabel(), CaptionLabel()
        self._rows: list[QWidget] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().space.unit)
        self._box.addWidget(self._title)
        self._box.addWidget(self._note)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again."""
        self._title.setText(self.tr("Proposals"))
        self.show_candidates(self._candidates, waiting=self._is_waiting)

    def show_candidates(
        self, candidates: Sequence[Candidate], *, waiting: bool = False
    ) -> None:
        """Show these, or that they are still being made."""
        self._candidates, self._is_waiting = tuple(candidates[:MOST]), waiting
        for old in self._rows:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(n, c) for n, c in enumerate(self._candidates)]
        for widget in self._rows:
            self._box.addWidget(widget)
        text = self.tr("The methods are being asked…")
        if not waiting:
            text = self.tr("No method has a proposal for this row.")
        self._note.setText(text)
        self._note.setVisible(waiting or not self._candidates)

    def _row(self, place: int, candidate: Candidate) -> QWidget:
        """Build one line: number, method, text."""
        number = Button(str(place + 1))
        number.setObjectName(f"proposal{place + 1}")
        number.setFixedWidth(theme().px(_NUMBER_WIDTH))
        method = words.method(candidate.method)
        name = self.tr("Put proposal {number} into the box: {method}, {text}")
        number.setAccessibleName(
            name.format(number=place + 1, method=method, text=candidate.text)
        )
        tip = self.tr("Put into the box ({number})").format(number=place + 1)
        number.setToolTip(tip)
        number.clicked.connect(partial(self.chosen.emit, place))
        icon, text = QLabel(), BodyLabel(candidate.text)
        set_icon(icon, *_icon(candidate.method))
        icon.setToolTip(method)
        set_font(text, "body", language_of(candidate.text))
        text.setWordWrap(True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme().space.unit)
        top = Qt.AlignmentFlag.AlignTop
        box.addWidget(number, 0, top)
        box.addWidget(icon, 0, top)
        icon.setFixedHeight(number.sizeHint().height())
        text.setContentsMargins(0, theme().space.tight, 0, 0)
        box.addWidget(text, 1)
        return line


def _icon(method: str) -> tuple[str, int, str]:
    """Return name, size and colour role of a method's icon."""
    name, role = _ICONS.get(method, _OTHER)
    return name, 16, role
