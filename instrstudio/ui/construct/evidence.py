"""Explains the selected candidate: its checks, its words, its text filled in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate, Score
from instrstudio.domain.language import language_of
from instrstudio.domain.reaction import UNLEARNED
from instrstudio.domain.task import Task
from instrstudio.ui import words
from instrstudio.ui.construct.candidate_card import CandidateCard
from instrstudio.ui.construct.origin_list import OriginList
from instrstudio.ui.construct.origins import filled, shares_of
from instrstudio.ui.controls import (
    BodyLabel,
    CaptionLabel,
    GhostButton,
    Rule,
    ScoreBar,
    SectionLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.theme import set_font, set_icon, theme

GOOD = 0.7
_BAR_WIDTH = 54


def _mark(score: Score) -> tuple[str, str]:
    """Return icon and colour of a check; what was before learning is neither."""
    if score.name == UNLEARNED:
        return "history", "text2"
    return ("ok", "success") if score.value >= GOOD else ("warning", "warning")


class CheckRow(QWidget):
    """One check: icon, name, bar, value, and under them what was found."""

    def __init__(self, score: Score) -> None:
        super().__init__()
        icon, role = _mark(score)
        mark = QLabel()
        set_icon(mark, icon, 14, role)
        bar = ScoreBar(score.value)
        bar.setFixedWidth(_BAR_WIDTH)
        value = CaptionLabel(f"{score.value:.2f}")
        name = ElidedLabel(Qt.TextElideMode.ElideRight)
        name.set_role("strong")
        name.set_full(words.check(score.name))
        note = words.said(score.note) if score.note is not None else ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        line = row(mark, name, bar, value)
        line.setStretch(1, 1)
        box.addLayout(line)
        if note:
            said = CaptionLabel(note)
            said.setWordWrap(True)
            said.setContentsMargins(22, 0, 0, 2)
            box.addWidget(said)
        self.setAccessibleName(f"{words.check(score.name)} {score.value:.2f} {note}")


def _place(score: Score) -> tuple[bool, float]:
    """Return where a check stands: what learning did first, then what counts most."""
    return score.name != UNLEARNED, -score.value * score.weight


class EvidencePane(QScrollArea):
    """The pane at the right of the candidates."""

    origin_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("evidence")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._card: CandidateCard | None = None
        self._task = Task()
        self._filled_text = ""
        self._build()
        self.retranslate()

    def _build(self) -> None:
        space = theme().space
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(space.pane, 0, space.pane, space.pane)
        self._column.setSpacing(space.unit)
        self._why, self._score = SectionLabel(), SectionLabel()
        self._checks = QVBoxLayout()
        self._checks.setSpacing(space.inner)
        self._words, self.origins = SectionLabel(), OriginList()
        self._sample = SectionLabel()
        self._filled = BodyLabel()
        self._filled.setWordWrap(True)
        self._filled.setProperty("pane", "sunken")
        self._filled.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )
        self._filled.setContentsMargins(12, 10, 12, 10)
        self._filled.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._copy = GhostButton(icon="copy")
        self._copy.setObjectName("copyFilled")
        self._empty = CaptionLabel()
        self._empty.setWordWrap(True)
        self._rules = [Rule(), Rule()]
        self._column.addWidget(self._empty)
        self._column.addLayout(row(self._why, 1, self._score))
        self._column.addLayout(self._checks)
        self._separate(self._rules[0])
        self._column.addWidget(self._words)
        self._column.addWidget(self.origins)
        self._separate(self._rules[1])
        self._column.addWidget(self._sample)
        self._column.addWidget(self._filled)
        self._column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(content)
        self.origins.chosen.connect(self.origin_chosen)
        self._copy.clicked.connect(self._on_copy)

    def _separate(self, rule: Rule) -> None:
        self._column.addSpacing(theme().space.tight)
        self._column.addWidget(rule)
        self._column.addSpacing(theme().space.tight)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Evidence"))
        self._words.setText(self.tr("Where the words come from"))
        self._sample.setText(self.tr("With the sample filled in"))
        self._copy.set_text(self.tr("Copy the filled text"))
        self._empty.setText(
            self.tr("Select a candidate to see why it stands where it stands.")
        )
        self._show()

    def show_card(self, card: CandidateCard | None, task: Task) -> None:
        """Explain another card."""
        self._card, self._task = card, task
        self._show()

    def refresh(self) -> None:
        """Explain the card anew, after an edit."""
        self._show()

    def _show(self) -> None:
        card = self._card
        self._empty.setVisible(card is None)
        for widget in (self._why, self._score, self._words, self.origins, *self._rules):
            widget.setVisible(card is not None)
        self._clear_checks()
        if card is None:
            self._show_filled("")
            return
        candidate = card.draft()
        self._show_checks(candidate, card.rank)
        self.origins.show_shares(
            shares_of(card.view.pieces()), candidate, language_of(candidate.text)
        )
        self._show_filled(filled(candidate, self._task))

    def _show_checks(self, candidate: Candidate, rank: int) -> None:
        if rank == 1:
            self._why.setText(self.tr("Why it ranks first"))
        else:
            self._why.setText(self.tr("Why it ranks {rank}").format(rank=rank))
        self._score.setText(f"{candidate.score:.2f}")
        for score in sorted(candidate.scores, key=_place):
            self._checks.addWidget(CheckRow(score))

    def _clear_checks(self) -> None:
        while self._checks.count():
            item = self._checks.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show_filled(self, text: str) -> None:
        self._filled_text = text
        shown = text if len(text) <= 400 else text[:400] + "…"
        set_font(self._filled, "body", language_of(shown))
        self._filled.setText(shown)
        for widget in (self._sample, self._filled, self._copy):
            widget.setVisible(bool(text))
        self._rules[1].setVisible(bool(text))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._filled_text)
