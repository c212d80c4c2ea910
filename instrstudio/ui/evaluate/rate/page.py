"""The page Rate: queues, what is judged or what it adds up to, guideline."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.rating_results import QueueResults
from instrstudio.domain.wording import message
from instrstudio.ui.controls import Button, CaptionLabel, EmptyState, PrimaryButton
from instrstudio.ui.evaluate.rate.commands import (
    OUTCOME_KEYS,
    QUESTIONS,
    SCALE,
    RateCommands,
)
from instrstudio.ui.evaluate.rate.desk import Desk
from instrstudio.ui.evaluate.rate.questions import Questions
from instrstudio.ui.evaluate.rate.queues_pane import QueuesPane
from instrstudio.ui.evaluate.rate.rate_guide import RateGuide
from instrstudio.ui.evaluate.rate.rate_view import RateView
from instrstudio.ui.evaluate.rate.results_view import ResultsView
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

_WIDTHS = (220, 900, 260)
_SMALLEST = (170, 400, 200)


class RatePage(QWidget):
    """Goes through queues of texts by key; letters act while no field has the focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ratePage")
        self._session = session
        self._wants_focus = True
        self.desk = Desk(session, self)
        self.commands = RateCommands(self)
        self.queues, self.view = QueuesPane(), RateView(self.commands)
        self.results, self.guide = ResultsView(), RateGuide()
        self.ask = Questions(self.desk, session, self)
        self._first, self._look = PrimaryButton(icon="plus"), PrimaryButton()
        self._back = Button(icon="undo")
        self._first.setObjectName("rateFirst")
        self._look.setObjectName("rateLook")
        self._back.setObjectName("rateUndoLast")
        self._empty = EmptyState("star", buttons=(self._first,))
        self._done = EmptyState("ok", buttons=(self._look, self._back))
        self._wait = CaptionLabel()
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._menu = [QAction(self) for _ in range(4)]
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the three panes side by side."""
        self._empty_page, self._done_page = _centred(self._empty), _centred(self._done)
        pages = (self._empty_page, self._wait, self.view, self._done_page)
        for page in (*pages, self.results):
            self.stack.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("rateSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        panes = (self.queues, self.stack, self.guide)
        for pane, smallest in zip(panes, _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.queues.menu.addActions(self._menu)

    def _connect(self) -> None:
        """Join panes, keys and session."""
        self._connect_keys()
        self.queues.new.clicked.connect(self.ask.ask_new)
        self._first.clicked.connect(self.ask.ask_new)
        for button in (self.guide.results, self._look, self.results.back):
            button.clicked.connect(self.turn_over)
        export, export_all, merge, remove = self._menu
        export.triggered.connect(self.ask.ask_export)
        export_all.triggered.connect(self.ask.ask_export_all)
        merge.triggered.connect(self.ask.ask_merge)
        remove.triggered.connect(self.ask.ask_remove)
        self.results.export.clicked.connect(self.ask.ask_export)
        self.queues.person.clicked.connect(self.ask.ask_person)
        self.queues.chosen.connect(self._on_chosen)
        self.ask.answered.connect(self._take_focus)
        self._back.clicked.connect(self.desk.undo)
        self.view.skip.clicked.connect(self.desk.skip)
        self.view.answered.connect(self.desk.answer)
        self.view.voted.connect(self.desk.vote)
        self.view.taken_back.connect(self.desk.undo)
        self.view.question_changed.connect(self._on_question)
        self.desk.overview_changed.connect(self._on_overview)
        self.desk.turn_changed.connect(self._on_turn)
        self.desk.results_came.connect(self._on_results)
        self.desk.results_failed.connect(self._on_turn_back)
        self.desk.nothing_to_undo.connect(self._on_nothing)
        self._session.project_opened.connect(self._on_project)
        self._session.profile_changed.connect(self._on_profile)

    def _connect_keys(self) -> None:
        """Join the keys with what they do."""
        keys = self.commands
        keys["undo"].triggered.connect(self.take_back)
        keys["skip"].triggered.connect(self.desk.skip)
        keys["samples"].triggered.connect(self.view.task.toggle)
        keys["results"].triggered.connect(self.turn_over)
        keys["person"].triggered.connect(self.ask.ask_person)
        keys["new"].triggered.connect(self.ask.ask_new)
        keys["previous"].triggered.connect(partial(self._on_step, -1))
        keys["next"].triggered.connect(partial(self._on_step, 1))
        keys["yes"].triggered.connect(partial(self._on_answer, 1))
        keys["no"].triggered.connect(partial(self._on_answer, 0))
        for number in range(1, QUESTIONS + 1):
            deed = partial(self._on_question_key, number - 1)
            keys[f"question_{number}"].triggered.connect(deed)
        for number in range(1, SCALE + 1):
            deed = partial(self._on_answer, number)
            keys[f"scale_{number}"].triggered.connect(deed)
        for outcome in OUTCOME_KEYS:
            deed = partial(self._on_vote, outcome)
            keys[f"vote_{outcome}"].triggered.connect(deed)
        for name, chip in self.view.reasons.items():
            keys[f"reason_{name}"].triggered.connect(chip.toggle)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Rate"))
        self.commands.retranslate()
        for pane in (self.queues, self.view, self.results, self.guide):
            pane.retranslate()
        self._empty.set_text(
            self.tr("Nothing to rate yet"),
            self.tr(
                "People rate instructions by key without knowing who wrote them: "
                "blind pairs, scales or a quick audit. Several raters, agreement and "
                "a ranking with intervals come of it."
            ),
        )
        self._first.set_text(self.tr("New queue…"))
        self._done.set_text(
            self.tr("You have judged everything in this queue"),
            self.tr("Others can rate it too: P changes the rater."),
        )
        self._look.set_text(self.tr("Results"))
        self._back.set_text(self.tr("Undo last verdict"))
        self._wait.setText(self.tr("Reading queues…"))
        texts = (
            self.tr("Export verdicts of this queue…"),
            self.tr("Export all verdicts…"),
            self.tr("Merge another copy of this project…"),
            self.tr("Remove queue…"),
        )
        for action, text in zip(self._menu, texts, strict=True):
            action.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read the queues when the page is shown; keys act at once."""
        self._wants_focus = True
        if self._session.is_open:
            self.desk.reload()

    def actions(self) -> list[QAction]:
        """Return what the page offers in the menus."""
        shown = [action for action in self.commands.all() if action.isVisible()]
        return [*shown, *self._menu]

    # --- judging -------------------------------------------------------------------

    @property
    def _is_judging(self) -> bool:
        """Whether keys may judge: a turn is shown and none is being kept."""
        shown = self.stack.currentWidget() is self.view
        return shown and not self.desk.is_busy

    def _on_answer(self, value: int) -> None:
        if self._is_judging:
            self.view.answer(value)

    def _on_question_key(self, place: int) -> None:
        if self._is_judging and place < len(self.view.answers.questions):
            self.view.go_to(place)
            self.view.take_focus()

    def _on_vote(self, outcome: str) -> None:
        if self._is_judging:
            self.view.vote(outcome)

    @Slot()
    def take_back(self) -> None:
        """Take the last answer or verdict back."""
        if self.stack.currentWidget() is self.view:
            if not self.desk.is_busy:
                self.view.take_back()
        elif self.stack.currentWidget() is self._done_page:
            self.desk.undo()

    @Slot()
    def _on_nothing(self) -> None:
        text = message("There is no verdict of yours to take back here.")
        self._session.notice.emit(Notice(text=text, kind="info"))

    # --- looking -------------------------------------------------------------------

    @Slot()
    def turn_over(self) -> None:
        """Show results instead of what is judged, or the other way round."""
        if self.stack.currentWidget() is self.results:
            self._on_turn_back()
        elif self.desk.name:
            self.results.show_results(None)
            self.stack.setCurrentWidget(self.results)
            self.guide.hide()  # tables need the room, and nothing is judged here
            self.commands.enable("")
            self.results.setFocus(Qt.FocusReason.OtherFocusReason)
            self.desk.count()

    @Slot()
    def _on_turn_back(self) -> None:
        self._wants_focus = True
        self.stack.setCurrentWidget(self._wait)
        self._on_turn()

    @Slot(object)
    def _on_results(self, found: QueueResults) -> None:
        if self.stack.currentWidget() is self.results:
            self.results.show_results(found)

    @Slot()
    def _on_turn(self) -> None:
        """Show the turn at hand, or that there is none."""
        if self.stack.currentWidget() is self.results:
            return
        self.guide.setVisible(bool(self.desk.name))
        desk, turn = self.desk, self.desk.turn
        if turn is None:
            idle = self._wait if desk.is_busy else self._done_page
            self.stack.setCurrentWidget(idle if desk.name else self._empty_page)
            self.view.forget()
            self.commands.enable("")
            return
        focused = QApplication.focusWidget()
        is_ours = focused is None or self.stack.isAncestorOf(focused)
        self.view.show_turn(turn, desk.progress, desk.who)
        self.commands.enable(turn.queue.kind)
        self.stack.setCurrentWidget(self.view)
        if is_ours or self._wants_focus:
            self._take_focus()

    @Slot()
    def _take_focus(self) -> None:
        """Put the focus to where keys act."""
        self._wants_focus = False
        if self.stack.currentWidget() is self.view:
            self.view.take_focus()
        else:
            shown = self.stack.currentWidget() or self
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_question(self) -> None:
        asked = self.view.answers.current
        self.guide.show_asked(self.view.kind, asked)

    # --- queues --------------------------------------------------------------------

    @Slot()
    def _on_overview(self) -> None:
        """Show queues and counts."""
        desk = self.desk
        self.queues.show_queues(desk.queues, desk.name, desk.who)
        self.guide.show_progress(desk.progress)
        self.queues.setVisible(bool(desk.queues))
        if self.stack.currentWidget() is self.results:
            if desk.name:
                desk.count()
            else:
                self.stack.setCurrentWidget(self._empty_page)

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        if name != self.desk.name:
            self.stack.setCurrentWidget(self._wait)
            self.desk.open(name)

    def _on_step(self, places: int) -> None:
        name = self.desk.beside(places)
        if name:
            self._wants_focus = True
            self._on_chosen(name)

    @Slot(str)
    def _on_profile(self, _name: str) -> None:
        if self.desk.name:
            self.desk.rate_as("")

    @Slot()
    def _on_project(self) -> None:
        self.stack.setCurrentWidget(self._empty_page)
        self.desk.forget()
        if self.isVisible():
            self.desk.reload()


def _centred(state: EmptyState) -> QWidget:
    """Return a page with a state in its middle."""
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    box = QVBoxLayout(page)
    box.addStretch(1)
    box.addWidget(state, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addStretch(1)
    return page
