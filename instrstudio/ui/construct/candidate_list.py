"""The ranked candidates: cards that stream into their final place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.span import Origin
from instrstudio.ui.construct.candidate_card import CandidateCard, CardState

_LAID_OUT_MS = 50
"""Qt lays out new cards in several turns; after this long it is done."""


class CandidateList(QScrollArea):
    """Cards in the order of their scores; rejected ones stand last."""

    card_selected = Signal(object)
    card_added = Signal(object)
    provenance_toggled = Signal()
    evidence_toggled = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("candidateList")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._fit_margin)
        self.verticalScrollBar().rangeChanged.connect(self._keep)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(17, 0, 11, 16)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._cards: list[CandidateCard] = []
        self._current: CandidateCard | None = None
        self._colours = True
        self._origins: frozenset[Origin] | None = None
        self._picked_by_hand = False
        self._lay = QCursor.pos()
        self._held: tuple[CandidateCard, int] | None = None
        self.retranslate()

    def sizeHint(self) -> QSize:
        """Return the size of all cards: what follows stands right after them."""
        return self._content.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Take more or less room when there are other cards."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    @Slot()
    def _fit_margin(self) -> None:
        """Keep the cards' right edge in line, with or without a scroll bar."""
        bar = self.verticalScrollBar()
        shown = bar.maximum() > bar.minimum()
        self._column.setContentsMargins(17, 0, 17 - (bar.width() if shown else 0), 16)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Candidates"))
        for card in self._cards:
            card.retranslate()

    @property
    def cards(self) -> tuple[CandidateCard, ...]:
        """The cards from the best to the last."""
        return tuple(self._cards)

    @property
    def current(self) -> CandidateCard | None:
        """The selected card."""
        return self._current

    def clear(self) -> None:
        """Take every card away."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._current = None
        self._picked_by_hand = False
        self._lay, self._held = QCursor.pos(), None
        self.card_selected.emit(None)

    def add(self, candidate: Candidate) -> CandidateCard:
        """Put a candidate into its place; what is being read keeps its height."""
        card = CandidateCard(candidate)
        card.colour(self._colours, self._origins)
        card.selected.connect(self._on_selected)
        place = next(
            (
                at
                for at, other in enumerate(self._cards)
                if other.original.score < candidate.score
                or other.state is CardState.REJECTED
            ),
            len(self._cards),
        )
        self._insert(card, place)
        self.card_added.emit(card)
        if not self._picked_by_hand:
            self._select(self._cards[0])
        return card

    def rank(self, candidates: Sequence[Candidate]) -> None:
        """Give every card its final score and place; make those that are missing.

        What came first was scored before there was anything to compare it with.
        """
        known = {card.original.text: card for card in self._cards}
        for candidate in candidates:
            if candidate.text in known:
                known[candidate.text].set_ranked(candidate)
            else:
                self.add(candidate)
        self._reorder()

    def _reorder(self) -> None:
        """Bring the cards into the order of their scores."""
        order = sorted(
            self._cards,
            key=lambda card: (card.state is CardState.REJECTED, -card.original.score),
        )
        if order == self._cards:
            return
        self._hold(self._anchor())
        for place, card in enumerate(order):
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)
        self._cards = order
        self._number()
        if not self._picked_by_hand:
            self._select(order[0])

    def _insert(self, card: CandidateCard, place: int) -> None:
        self._hold(self._anchor())
        self._cards.insert(place, card)
        self._column.insertWidget(place, card)
        card.show()
        self._number()

    def _hold(self, card: CandidateCard | None) -> None:
        """Keep a card where it is on the screen until Qt has laid everything out."""
        if card is not None and self._held is None:
            self._held = card, card.y() - self.verticalScrollBar().value()
            QTimer.singleShot(_LAID_OUT_MS, self, self._release)

    @Slot()
    def _keep(self) -> None:
        """Scroll to where the card that is held stands still."""
        if self._held is not None:
            card, height = self._held
            self.verticalScrollBar().setValue(card.y() - height)

    @Slot()
    def _release(self) -> None:
        """Let go of the card that was held."""
        self._keep()
        self._held = None

    def _anchor(self) -> CandidateCard | None:
        """Return the card that must not move: under the mouse, or read further down.

        A mouse that lies where it lay when the first card came points at nothing.
        """
        pointing = QCursor.pos() != self._lay
        under = (card for card in self._cards if pointing and card.underMouse())
        read = self._picked_by_hand and bool(self.verticalScrollBar().value())
        return next(under, self._current if read else None)

    def _number(self) -> None:
        count = len(self._cards)
        for place, card in enumerate(self._cards):
            card.set_place(place + 1, count)

    def set_rejected(self, card: CandidateCard, rejected: bool) -> None:
        """Fold a card and put it last, or take it back into its place."""
        card.set_rejected(rejected)
        self._cards.remove(card)
        self._column.removeWidget(card)
        place = len(self._cards)
        if not rejected:
            score = card.original.score
            place = sum(
                other.original.score >= score and other.state is not CardState.REJECTED
                for other in self._cards
            )
        self._insert(card, place)

    def show_colours(self, shown: bool) -> None:
        """Turn the colouring of every card on or off."""
        self._colours = shown
        self._colour()

    def mute(self, origins: frozenset[Origin] | None) -> None:
        """Colour only these origins; None colours all."""
        self._origins = origins
        self._colour()

    def _colour(self) -> None:
        for card in self._cards:
            card.colour(self._colours, self._origins)

    @Slot(object)
    def _on_selected(self, card: CandidateCard) -> None:
        self._picked_by_hand = True
        self._select(card)

    def _select(self, card: CandidateCard) -> None:
        if card is self._current:
            return
        if self._current is not None:
            self._current.set_selected(False)
        self._current = card
        card.set_selected(True)
        self.card_selected.emit(card)

    def step(self, by: int) -> None:
        """Select the next or previous card and bring it into sight."""
        if not self._cards:
            return
        at = self._cards.index(self._current) if self._current in self._cards else -1
        card = self._cards[min(max(at + by, 0), len(self._cards) - 1)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self._on_selected(card)
        self.ensureWidgetVisible(card, 0, 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the selected card; letters reach this only outside text fields."""
        keys = Qt.Key
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = event.key()
        moves = {keys.Key_J: 1, keys.Key_Down: 1, keys.Key_K: -1, keys.Key_Up: -1}
        if alt and key in (keys.Key_Down, keys.Key_Up) and self._current is not None:
            self._current.view.step_origin(key == keys.Key_Down)
        elif key in moves:
            self.step(moves[keys(key)])
        elif not self._act(key):
            super().keyPressEvent(event)

    def _act(self, key: int) -> bool:
        """Do what a letter means; say whether it means anything."""
        keys, card = Qt.Key, self._current
        general = {
            keys.Key_P: self.provenance_toggled.emit,
            keys.Key_I: self.evidence_toggled.emit,
            keys.Key_Escape: self.cancel_wanted.emit,
        }
        if key in general:
            general[keys(key)]()
            return True
        if card is None:
            return False
        rejected = card.state is CardState.REJECTED
        deeds = {
            keys.Key_E: card.start_editing,
            keys.Key_Return: card.start_editing,
            keys.Key_S: card.save,
            keys.Key_C: card.copy,
            keys.Key_R: None if rejected else card.reject,
            keys.Key_U: card.reject if rejected else None,
        }
        deed = deeds.get(keys(key)) if key in deeds else None
        if deed is not None:
            deed()
        return deed is not None
