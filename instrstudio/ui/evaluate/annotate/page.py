"""The page Annotate: sets, the row at hand, guideline and disagreements."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.annotation import (
    ACCEPT,
    EDIT,
    REJECT,
    SKIP,
    Annotation,
    AnnotationSet,
)
from instrstudio.domain.wording import message
from instrstudio.services.annotating_results import Exported, Finished
from instrstudio.ui.controls import Button, CaptionLabel, EmptyState, PrimaryButton
from instrstudio.ui.evaluate.annotate.adjudication import Adjudication
from instrstudio.ui.evaluate.annotate.commands import PROPOSALS, RowCommands
from instrstudio.ui.evaluate.annotate.desk import Desk
from instrstudio.ui.evaluate.annotate.guide_pane import GuidePane
from instrstudio.ui.evaluate.annotate.questions import Questions
from instrstudio.ui.evaluate.annotate.row_view import RowView
from instrstudio.ui.evaluate.annotate.sets_pane import SetsPane
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.theme import theme

_WIDTHS = (220, 900, 260)
_SMALLEST = (170, 400, 200)


class AnnotatePage(QWidget):
    """Goes through sets of rows; letters are keys while no text field has the focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotatePage")
        self._session = session
        self._drafts: dict[tuple[str, str, int], str] = {}
        self._at: tuple[str, str, int] | None = None
        self._wants_focus = True
        self.desk = Desk(session, self)
        self.sets, self.view = SetsPane(), RowView()
        self.adjudication, self.guide = Adjudication(), GuidePane()
        self.commands = RowCommands(self.view)
        self.ask = Questions(self.desk, self)
        self._first, self._skipped = PrimaryButton(icon="plus"), Button()
        self._back = Button(icon="undo")
        self._first.setObjectName("annotateFirst")
        self._skipped.setObjectName("annotateSkipped")
        self._back.setObjectName("annotateUndoLast")
        self._empty = EmptyState("edit", buttons=(self._first,))
        self._done = EmptyState("ok", buttons=(self._skipped, self._back))
        self._wait = CaptionLabel()
        self._wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._menu = [QAction(self) for _ in range(4)]
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        """Put the three panes side by side."""
        self._empty_page = _centred(self._empty)
        self._done_page = _centred(self._done)
        pages = (self._empty_page, self._wait, self.view, self._done_page)
        for page in (*pages, self.adjudication):
            self.stack.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("annotateSplitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        panes = (self.sets, self.stack, self.guide)
        for pane, smallest in zip(panes, _SMALLEST, strict=True):
            pane.setMinimumWidth(theme().px(smallest))
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([theme().px(width) for width in _WIDTHS])
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.sets.menu.addActions(self._menu)

    def _connect(self) -> None:
        """Join panes, keys and session."""
        deeds = {
            "accept": self.accept,
            "edit": self.view.start_editing,
            "reject": self.reject,
            "skip": self.skip,
            "undo": self.desk.undo,
            "previous": self.go_back,
            "following": self.go_on,
            "samples": self.view.task.toggle,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
            button = getattr(self.view, name, None)
            if button is not None:
                button.clicked.connect(deed)
        for number in range(1, PROPOSALS + 1):
            action = self.commands[f"take_{number}"]
            action.setData(number - 1)
            action.triggered.connect(self._on_take)
        export, verdicts, remove, rename = self._menu
        export.triggered.connect(self.ask.ask_export)
        verdicts.triggered.connect(self.ask.ask_verdicts)
        remove.triggered.connect(self.ask.ask_remove)
        rename.triggered.connect(self.ask.ask_annotators)
        self.sets.chosen.connect(self._on_chosen)
        self.sets.person.clicked.connect(self.ask.ask_person)
        self.sets.finish.clicked.connect(self.desk.finish)
        for button in (self.sets.new, self._first):
            button.clicked.connect(self.ask.ask_new)
        self.ask.leaving.connect(self._keep_draft)
        self._skipped.clicked.connect(self.desk.go_to_skipped)
        self._back.clicked.connect(self.desk.undo)
        self.guide.guideline_written.connect(self._on_guideline)
        self.guide.dispute_chosen.connect(self._on_dispute)
        self.adjudication.settled.connect(self._on_settled)
        self.adjudication.left.connect(self._on_row)
        self.desk.overview_changed.connect(self._on_overview)
        self.desk.row_changed.connect(self._on_row_changed)
        self.desk.proposals_came.connect(self._on_proposals)
        self.desk.finished.connect(self._on_finished)
        self.desk.exported.connect(self._on_exported)
        self._session.project_opened.connect(self._on_project)
        self._session.project_closing.connect(self.guide.flush)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Annotate"))
        self.commands.retranslate()
        for pane in (self.sets, self.view, self.adjudication, self.guide):
            pane.retranslate()
        self._empty.set_text(
            self.tr("Nothing to annotate yet"),
            self.tr(
                "Annotating is writing instructions for rows of your own: each row "
                "has a description or samples, the methods propose a text, and you "
                "accept, edit or reject it by key."
            ),
        )
        self._first.set_text(self.tr("Make a set from a file…"))
        self._back.set_text(self.tr("Undo last verdict"))
        self._wait.setText(self.tr("Reading rows…"))
        texts = (
            self.tr("Export settled rows…"),
            self.tr("Export all verdicts…"),
            self.tr("Remove set…"),
            self.tr("Annotators for each row…"),
        )
        for action, text in zip(self._menu, texts, strict=True):
            action.setText(text)
        self._say_done()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def activated(self) -> None:
        """Read the sets when the page is shown; keys act on the row at once."""
        self._wants_focus = True
        if self._session.is_open:
            self.desk.reload()
        if self.stack.currentWidget() is self.view:
            self._take_focus()

    def _take_focus(self) -> None:
        self._wants_focus = False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def actions(self) -> list[QAction]:
        """Return what the page offers in the menus."""
        listed = self.commands.all()
        return [*listed[: -PROPOSALS or None], *self._menu]

    # --- the row at hand -----------------------------------------------------------

    @Slot()
    def accept(self) -> None:
        """Keep what is in the box and go on."""
        if self.view.is_composing or not self.view.text.strip():
            return
        same = self.view.text == self.view.proposed
        self._judge(ACCEPT if same else EDIT, self.view.text)

    @Slot()
    def reject(self) -> None:
        """Say that no instruction fits the row, and go on."""
        self._judge(REJECT, "")

    @Slot()
    def skip(self) -> None:
        """Leave the row to others, and go on."""
        self._judge(SKIP, "")

    def _judge(self, verdict: str, text: str) -> None:
        row = self.desk.row
        if row is None or self.stack.currentWidget() is not self.view:
            return
        said = Annotation(
            place=row.place,
            annotator="",
            verdict=verdict,
            text=text,
            proposed=self.view.proposed,
            method=self.view.method,
        )
        if self._at is not None:
            self._drafts.pop(self._at, None)
        self._at = None
        self.desk.judge(said)

    @Slot()
    def go_back(self) -> None:
        """Go to the row before."""
        self.desk.go(-1)

    @Slot()
    def go_on(self) -> None:
        """Go to the row behind, judged or not."""
        self.desk.go(1)

    @Slot()
    def _on_take(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.view.take(int(action.data()))

    @Slot()
    def _keep_draft(self) -> None:
        """Remember what was typed for a row that is left without a verdict."""
        if self._at is not None and self.view.is_changed:
            self._drafts[self._at] = self.view.text
        self._at = None

    @property
    def _is_settling(self) -> bool:
        """Whether a disagreement is shown: the rows wait meanwhile."""
        is_shown = self.stack.currentWidget() is self.adjudication
        return is_shown and self.adjudication.place >= 0

    @Slot()
    def _on_row_changed(self) -> None:
        if not self._is_settling:
            self._on_row()

    @Slot()
    def _on_row(self) -> None:
        """Show the row at hand, or that there is none."""
        self._keep_draft()
        self.guide.disputes.choose("")
        row = self.desk.row
        if row is None:
            idle = self._wait if self.desk.is_loading else self._done_page
            self.stack.setCurrentWidget(idle if self.desk.name else self._empty_page)
            self._say_done()
            return
        focused = QApplication.focusWidget()
        is_ours = focused is not None and self.stack.isAncestorOf(focused)
        self._at = (self.desk.name, self.desk.who, row.place)
        total = self.desk.progress.total
        draft = self._drafts.get(self._at)
        self.view.show_row(row, self.desk.mine, total, draft)
        self.stack.setCurrentWidget(self.view)
        if is_ours or focused is None or self._wants_focus:
            self._take_focus()

    @Slot()
    def _on_proposals(self) -> None:
        if self.desk.row is not None:
            self.view.show_proposals(self.desk.row)

    # --- sets ----------------------------------------------------------------------

    @Slot()
    def _on_overview(self) -> None:
        """Show sets, counts and disagreements."""
        desk = self.desk
        self.sets.show_sets(desk.overview.sets, desk.name, desk.who)
        self.guide.show_set(desk.opened or AnnotationSet(name=""), desk.overview)
        has_sets = bool(desk.overview.sets)
        self.sets.setVisible(has_sets)
        self.guide.setVisible(has_sets)
        self.view.show_total(desk.progress.total)
        self._say_done()
        if not self._is_settling and desk.row is None:
            self._on_row()

    def _say_done(self) -> None:
        """Say that nothing is left, and what can still be done."""
        skipped = len(self.desk.overview.skipped)
        self._done.set_text(
            self.tr("Nothing is left for you in this set"),
            self.tr(
                "Settled rows can go into the library, or to a file by the menu of "
                "the set."
            ),
        )
        self._skipped.set_text(
            QCoreApplication.translate(
                "AnnotatePage", "Go to %n skipped rows", "", skipped
            )
        )
        self._skipped.setVisible(skipped > 0)
        self._back.setVisible(self.desk.progress.mine > 0)

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        if name != self.desk.name:
            self._keep_draft()
            self.stack.setCurrentWidget(self._wait)
            self.desk.open(name)
        elif self.stack.currentWidget() is self.adjudication:
            self._on_row()

    @Slot(str)
    def _on_guideline(self, text: str) -> None:
        name = self.guide.shown
        known = (found for found, _p in self.desk.overview.sets if found.name == name)
        found = next(known, None)
        if found is not None:
            self.desk.change(replace(found, guideline=text))

    @Slot(int)
    def _on_dispute(self, place: int) -> None:
        """Show a disagreement."""
        known = (d for d in self.desk.overview.disputes if d.row.place == place)
        found = next(known, None)
        if found is not None:
            self._keep_draft()
            self.adjudication.show_dispute(found)
            self.stack.setCurrentWidget(self.adjudication)
            self.adjudication.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_settled(self, final: Annotation) -> None:
        """Settle a row and show the next disagreement, if there is one."""
        self.desk.judge(final)
        places = [dispute.row.place for dispute in self.desk.overview.disputes]
        left = [place for place in places if place != final.place]
        behind = [place for place in left if place > final.place]
        if left:
            self._on_dispute((behind or left)[0])
        else:
            self._on_row()

    @Slot(object)
    def _on_finished(self, report: Finished) -> None:
        text = message(
            "{added} records added; {known} were there already, {open} rows not "
            "settled.",
            added=report.added,
            known=report.known,
            open=report.open,
        )
        self._session.notice.emit(Notice(text=text, undo=report.added > 0))

    @Slot(object)
    def _on_exported(self, report: Exported) -> None:
        text = message(
            "{count} rows written to {file}.",
            count=report.written,
            file=report.path.name,
        )
        self._session.notice.emit(Notice(text=text))

    @Slot()
    def _on_project(self) -> None:
        self._drafts.clear()
        self._at = None
        self.stack.setCurrentWidget(self._empty_page)
        self.desk.forget()
        if self.isVisible():
            self.desk.reload()


def _centred(state: EmptyState) -> QWidget:
    """Return a page with a state in its middle."""
    page = QWidget()
    box = QVBoxLayout(page)
    box.addStretch(1)
    box.addWidget(state, 0, Qt.AlignmentFlag.AlignHCenter)
    box.addStretch(1)
    return page
