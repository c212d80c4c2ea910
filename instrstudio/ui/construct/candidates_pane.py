"""The middle of the area: head, legend, strips, and the cards."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.candidate import Candidate, Construction, Draft, MethodFailed
from instrstudio.ui import words
from instrstudio.ui.construct.candidate_list import CandidateList
from instrstudio.ui.construct.legend import Legend
from instrstudio.ui.construct.working_card import WorkingCard
from instrstudio.ui.controls import (
    Button,
    EmptyState,
    GhostButton,
    IconButton,
    PanelHead,
    Strip,
)
from instrstudio.ui.theme import theme

_EDGE = 17
"""Where cards begin and end: the ring of focus stands outside of them."""


class CandidatesPane(QWidget):
    """Shows how a construction goes and what it gave."""

    again_wanted = Signal()
    sample_wanted = Signal()
    import_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("candidatesPane")
        self._failures: list[MethodFailed] = []
        self._took = 0.0
        self._working = self._constructed = False
        self._fault = ""
        self.head, self.legend = PanelHead(), Legend()
        self._evidence = IconButton("info")
        self._evidence.setObjectName("toggleEvidence")
        self._stop = GhostButton(icon="stop")
        self._stop.setObjectName("cancelConstruct")
        self._stop.hide()
        self.head.add(self._stop)
        self.head.add(self._evidence)
        self.failed, self._outdated = Strip(), Strip(kind="info")
        self.failed.setObjectName("methodFailed")
        self._outdated.setObjectName("outdated")
        self.cards, self.working = CandidateList(), WorkingCard()
        self.working.hide()
        self._try, self._import = Button(), GhostButton()
        self._try.setObjectName("trySample")
        self._import.setObjectName("importTasks")
        self._empty = EmptyState("construct", buttons=(self._try, self._import))
        self._none = EmptyState("search")
        self._colours = True
        self._lay_out()
        self._connect()
        self.reset()
        self.retranslate()

    def _lay_out(self) -> None:
        space = theme().space
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(space.page, 0, space.page, space.unit)
        column.setSpacing(space.unit)
        for part in (self.legend, self._outdated, self.failed):
            column.addWidget(part)
        column.addWidget(self._empty)
        column.addWidget(self._none)
        box.addWidget(parts)
        box.addWidget(self.cards)
        below = QVBoxLayout()  # in sight however long the list is
        below.setContentsMargins(_EDGE, 0, _EDGE, space.unit)
        below.addWidget(self.working)
        box.addLayout(below)
        box.addStretch(1)

    def _connect(self) -> None:
        self.legend.shown.connect(self.cards.mute)
        self.legend.shown.connect(self.working.view.mute)
        self._outdated.acted.connect(self.again_wanted)
        self._try.clicked.connect(self.sample_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._stop.clicked.connect(self.cancel_wanted)
        self._evidence.clicked.connect(self.cards.evidence_toggled)
        self.cards.provenance_toggled.connect(self.toggle_colours)
        self.cards.cancel_wanted.connect(self.cancel_wanted)

    def retranslate(self) -> None:
        """Set every text again."""
        self.setAccessibleName(self.tr("Candidates"))
        self._evidence.set_name(self.tr("Show or hide the evidence (I)"))
        self._stop.set_text(self.tr("Stop"))
        self._try.set_text(self.tr("Try a sample task"))
        self._import.set_text(self.tr("Open the library"))
        self._empty.set_text(
            self.tr("Describe a task to begin"),
            self.tr(
                "Write what the instruction should make a model do, or give an input "
                "with its output. Ctrl Enter constructs."
            ),
        )
        self._outdated.set_text(
            self.tr("These candidates were constructed for an earlier task."),
            "info",
            self.tr("Construct again"),
        )
        self.legend.retranslate()
        self.cards.retranslate()
        self.working.retranslate()
        self._show()

    # --- the course of a construction --------------------------------------------

    def reset(self) -> None:
        """Show that nothing has been constructed yet."""
        self._failures, self._fault = [], ""
        self._working = self._constructed = False
        self.cards.clear()
        self._outdated.hide()
        self._show()

    def begin(self) -> None:
        """Show that methods are at work."""
        self.reset()
        self._working = self._constructed = True
        self.cards.verticalScrollBar().setValue(0)
        self._show()
        self.show_method("")

    def add(self, candidate: Candidate) -> None:
        """Put a candidate into its place; it takes that of its method's draft."""
        self._drop_draft(candidate.method)
        self.cards.add(candidate)
        self._show()

    def add_failure(self, failure: MethodFailed) -> None:
        """Name a method that could not answer."""
        self._drop_draft(failure.method)
        self._failures.append(failure)
        self._show()

    def show_method(self, method: str) -> None:
        """Say which method is at work."""
        self.working.setVisible(self._working)
        self.working.show_method(method)

    def show_draft(self, draft: Draft) -> None:
        """Show what a method has written so far, below the list: no card moves."""
        if self._working:
            self.working.show_draft(draft)

    def _drop_draft(self, method: str) -> None:
        """Show a method at work without its draft, which has become something else."""
        draft = self.working.draft
        if draft is not None and draft.method == method:
            self.show_method(method)

    def finish(self, construction: Construction, seconds: float) -> None:
        """Show the whole answer."""
        self.cards.rank(construction.candidates)
        self._failures = list(construction.failures)
        self._took = seconds
        self.stop()
        said = self.head.caption.text()
        event = QAccessibleAnnouncementEvent(self, f"{self.tr('Candidates')} {said}")
        QAccessible.updateAccessibility(event)

    def stop(self) -> None:
        """Show that nothing is at work any more."""
        self._working = False
        self.show_method("")
        self._show()

    def fail(self, text: str) -> None:
        """Show why nothing could be constructed."""
        self._fault = text
        self.stop()

    def show_outdated(self, outdated: bool) -> None:
        """Say that the form has another task now."""
        self._outdated.setVisible(outdated and bool(self.cards.cards))

    @Slot()
    def toggle_colours(self) -> None:
        """Turn colouring by origin on or off."""
        self._colours = not self._colours
        self.cards.show_colours(self._colours)
        self.working.view.show_colours(self._colours)
        self._show()

    # --- what is shown -----------------------------------------------------------

    def _show(self) -> None:
        count = len(self.cards.cards)
        self.head.set_text(self.tr("Candidates"), self._caption(count))
        self.legend.setVisible(bool(count) and self._colours)
        self._stop.setVisible(self._working)
        nothing = self._constructed and not self._working and not count
        self._empty.setVisible(not self._constructed)
        self._none.setVisible(nothing)
        self.cards.setVisible(bool(count))
        if nothing:
            self._none.set_text(self.tr("No candidate"), self._reasons())
        self._show_failures(shown=not nothing)

    def _caption(self, count: int) -> str:
        if not count or self._working:
            return str(count) if count else ""
        return f"{words.number(count)} · {words.seconds(self._took)}"

    def _reasons(self) -> str:
        """Return which method had nothing and why."""
        reasons = [self._fault] if self._fault else []
        reasons += [self._said(failure) for failure in self._failures]
        return "\n".join(reasons) or self.tr("No method had an answer for this task.")

    def _show_failures(self, *, shown: bool) -> None:
        if self._failures and shown:
            said = " ".join(self._said(failure) for failure in self._failures)
            self.failed.set_text(said, "warning")
            self.failed.show()
        elif self._fault and shown:
            self.failed.set_text(self._fault, "error")
            self.failed.show()
        else:
            self.failed.hide()

    def _said(self, failure: MethodFailed) -> str:
        method = words.method(failure.method)
        return self.tr("{method}: {reason}").format(
            method=method, reason=words.said(failure.message)
        )
