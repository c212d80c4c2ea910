"""What is done with a candidate outside its card: save, copy, look at, reject."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from instrstudio.domain.candidate import Candidate
from instrstudio.domain.changes import Changes
from instrstudio.domain.record import Record
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.ui import words
from instrstudio.ui.construct import requests
from instrstudio.ui.construct.attention_view import AttentionView
from instrstudio.ui.construct.candidate_card import CandidateCard, CardState
from instrstudio.ui.construct.candidate_list import CandidateList
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.session import Notice, Session


class CardDeeds(QObject):
    """Does what cards ask for; `scored` carries a card with new scores."""

    scored = Signal(object)

    def __init__(self, session: Session, cards: CandidateList) -> None:
        super().__init__(cards)
        self._session, self._cards = session, cards
        self._task = Task()
        self._saving: dict[JobHandle, CandidateCard] = {}
        self._scoring: CandidateCard | None = None
        self.construction: int | None = None
        self._view: AttentionView | None = None

    def retranslate(self) -> None:
        """Set the texts of what is open again."""
        if self._view is not None:
            self._view.retranslate()

    def begin(self, task: Task) -> None:
        """Work for the candidates of another task."""
        self._task, self.construction = task, None

    @Slot(object)
    def take(self, card: CandidateCard) -> None:
        """Listen to a new card."""
        card.saved.connect(self._on_save)
        card.copied.connect(self._on_copy)
        card.rejected.connect(self._on_reject)
        card.attention_wanted.connect(self._on_attention)
        card.rescore_wanted.connect(self._on_rescore)
        card.edit_kept.connect(self._on_rescore)
        card.record_wanted.connect(self._session.record_requested)

    @Slot(object)
    def _on_save(self, card: CandidateCard) -> None:
        if card in self._saving.values():
            return
        job = self._session.do(
            requests.saving(
                self._task, card.original, card.candidate, self.construction, card.rank
            ),
            title=message("Save to library"),
        )
        self._saving[job] = card
        job.succeeded.connect(self._on_saved)
        job.finished.connect(self._on_save_over)

    @Slot(object)
    def _on_saved(self, result: tuple[Record, Changes]) -> None:
        record, changes = result
        job = self.sender()
        card = self._saving.get(job) if isinstance(job, JobHandle) else None
        if card is not None and card in self._cards.cards:
            card.set_saved(record.id or 0)
        if changes:
            said = self.tr("Saved as record {id}")
        else:
            said = self.tr("The library already has it: record {id}")
        text = said.format(id=words.number(record.id or 0))
        self._session.notice.emit(Notice(text=text, undo=bool(changes)))

    @Slot()
    def _on_save_over(self) -> None:
        job = self.sender()
        if isinstance(job, JobHandle):
            self._saving.pop(job, None)

    @Slot(object)
    def _on_copy(self, card: CandidateCard) -> None:
        QGuiApplication.clipboard().setText(card.text())
        self._session.notice.emit(Notice(text=self.tr("Instruction copied")))
        if self.construction is not None:
            self._session.do(
                requests.copying(
                    self.construction, card.rank, card.original.text, card.text()
                )
            )

    @Slot(object)
    def _on_attention(self, card: CandidateCard) -> None:
        if self._view is None:
            self._view = AttentionView(self._cards)
        self._view.show_candidate(card.candidate, card.rank)

    @Slot(object)
    def _on_reject(self, card: CandidateCard) -> None:
        rejected = card.state is not CardState.REJECTED
        rank = card.rank
        self._cards.set_rejected(card, rejected)
        if self.construction is not None:
            self._session.do(
                requests.rejection(
                    self.construction,
                    rank,
                    card.original.text,
                    taken_back=not rejected,
                )
            )

    @Slot(object)
    def _on_rescore(self, card: CandidateCard) -> None:
        job = self._session.start(
            requests.rescore(self._task, card.draft()),
            title=message("Score the edit"),
            key="rescore",
            quiet=True,
        )
        self._scoring = card
        job.succeeded.connect(self._on_rescored)

    @Slot(object)
    def _on_rescored(self, candidate: Candidate) -> None:
        card = self._scoring
        if card is not None and card in self._cards.cards:
            card.set_scores(candidate)
            self.scored.emit(card)
