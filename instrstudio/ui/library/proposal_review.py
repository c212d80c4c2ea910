"""The review of what crawls found: one proposal after the other, by key."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.crawl import FAQ, HOW_TO, STEPS
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    EmptyState,
    PrimaryButton,
    Strip,
    row,
)
from instrstudio.ui.errors import sentence
from instrstudio.ui.library.proposal_view import ProposalView, kind_name
from instrstudio.ui.library.review_commands import ReviewCommands
from instrstudio.ui.library.review_desk import Likes, ReviewDesk
from instrstudio.ui.session import Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import set_font, theme

_LEFT = 300


class ProposalReview(QWidget):
    """Proposals at the left, the one at hand at the right, decisions by key.

    Signals:
        counted: How many wait.
    """

    counted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposalReview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.desk = ReviewDesk(session, self)
        self._at = 0
        self.crawl, self._kind, self._fresh = QComboBox(), QComboBox(), QCheckBox()
        self.all = Button()
        self.all.setObjectName("reviewAll")
        self.confirm = Strip(parent=self)
        self.confirm.hide()
        self.wrong = Strip(kind="error", parent=self)
        self.wrong.hide()
        self.list, self.view = SideList(), ProposalView()
        self.list.setObjectName("reviewList")
        self.said = CaptionLabel()
        self.said.setObjectName("reviewSaid")
        self._empty, self._stack = EmptyState("check"), QStackedWidget()
        self.commands = ReviewCommands(self)
        self.buttons = {
            "accept": PrimaryButton(icon="check"),
            "reject": Button(icon="close"),
            "edit": Button(icon="edit"),
            "undo": Button(icon="undo"),
        }
        self._name_parts()
        self._build()
        self._connect()

    def _name_parts(self) -> None:
        """Say what everything is."""
        for name, button in self.buttons.items():
            button.setObjectName(f"review{name.capitalize()}")
            action = self.commands[name]
            key = action.shortcuts()[0].toString()
            button.set_text(f"{action.text()}  {key}")
            button.setAccessibleName(action.text())
        self.crawl.setObjectName("reviewCrawl")
        self.crawl.setAccessibleName(self.tr("Crawl"))
        self.crawl.addItem(self.tr("All crawls"), 0)
        shrink = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.crawl.setSizeAdjustPolicy(shrink)
        self.crawl.setMinimumContentsLength(18)
        self._kind.setObjectName("reviewKind")
        self._kind.setAccessibleName(self.tr("Kind"))
        self._kind.addItem(self.tr("All kinds"), "")
        for kind in (HOW_TO, STEPS, FAQ):
            self._kind.addItem(kind_name(kind), kind)
        self._fresh.setObjectName("reviewFresh")
        self._fresh.setText(self.tr("Hide what the library nearly has"))
        self.list.setAccessibleName(self.tr("Proposals"))
        self._empty.set_text(
            self.tr("Nothing waits for review"),
            self.tr(
                "What a crawl finds is listed here. Accept it, edit it or turn it "
                "down; only what you accept enters the library."
            ),
        )
        for widget in (self.crawl, self._kind, self._fresh):
            set_font(widget, "body")

    def _build(self) -> None:
        """Put filters above, the list at the left, keys below."""
        space = theme().space
        self.list.setFixedWidth(theme().px(_LEFT))
        holder = QWidget()
        held = QVBoxLayout(holder)
        held.addStretch(1)
        held.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        held.addStretch(2)
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(space.page)
        middle.addWidget(self.list)
        middle.addWidget(self.view, 1)
        self._stack.addWidget(holder)
        self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.group)
        box.addLayout(row(self.crawl, self._kind, self._fresh, 1, self.all))
        box.addWidget(self.confirm)
        box.addWidget(self.wrong)
        box.addWidget(self._stack, 1)
        box.addLayout(row(*self.buttons.values(), 1, self.said))

    def _connect(self) -> None:
        """Join keys, buttons and list."""
        deeds = {
            "accept": self.accept,
            "reject": self.reject,
            "edit": self.edit,
            "undo": self.desk.take_back,
            "next": self.go_on,
            "previous": self.go_back,
        }
        for name, deed in deeds.items():
            self.commands[name].triggered.connect(deed)
        for name, button in self.buttons.items():
            button.clicked.connect(self.commands[name].trigger)
        self.crawl.activated.connect(self.show_list)
        self._kind.activated.connect(self.show_list)
        self._fresh.toggled.connect(self.show_list)
        self.list.chosen.connect(self._show)
        self.view.edited.connect(self._on_edited)
        self.view.left.connect(self.focus)
        self.all.clicked.connect(self.ask_all)
        self.desk.changed.connect(self.show_list)
        self.desk.liked.connect(self._on_liked)
        self.desk.returned.connect(self._on_returned)
        self.desk.failed.connect(self._on_failed)
        self.confirm.acted.connect(self.accept_all)

    # --- what waits ------------------------------------------------------------------

    def set_crawls(self, crawls: Sequence[tuple[int, str]]) -> None:
        """Offer these crawls, by number and name, to choose from."""
        chosen = self.crawl.currentData()
        self.crawl.clear()
        self.crawl.addItem(self.tr("All crawls"), 0)
        for number, name in crawls:
            self.crawl.addItem(name, number)
        self.crawl.setCurrentIndex(max(0, self.crawl.findData(chosen)))

    def show_crawl(self, number: int) -> None:
        """List what one crawl found, or all (0)."""
        self.crawl.setCurrentIndex(max(0, self.crawl.findData(number)))
        self.show_list()

    def shown(self) -> list[int]:
        """Return the numbers of the proposals that pass the filters."""
        crawl, kind = self.crawl.currentData(), self._kind.currentData()
        return [
            one.id
            for one in self.desk.waiting.values()
            if (not crawl or one.crawl == crawl)
            and (not kind or one.kind == kind)
            and not (self._fresh.isChecked() and self.desk.likes.get(one.id))
        ]

    @property
    def current(self) -> int:
        """The number of the proposal at hand, 0 where there is none."""
        return int(self.list.current_key() or 0)

    @Slot()
    def show_list(self) -> None:
        """List what passes the filters; where the choice is gone, the next is taken."""
        numbers = self.shown()
        before = self._at
        self.list.set_items([self._item(one) for one in numbers])
        self.confirm.hide()
        text = self.tr("Accept all {count} shown…")
        self.all.set_text(text.format(count=words.number(len(numbers))))
        self.all.setEnabled(bool(numbers))
        for name in ("accept", "reject", "edit"):
            self.buttons[name].setEnabled(bool(numbers))
        self._stack.setCurrentIndex(1 if numbers else 0)
        if before not in numbers:
            later = (one for one in numbers if one > before)
            self._show(str(next(later, numbers[-1] if numbers else "")))
        self._say()
        self.counted.emit(len(self.desk.waiting))

    def _item(self, number: int) -> SideItem:
        """Return the row of a proposal."""
        match, record = self.desk.likes.get(number), self.desk.record(number)
        kind = kind_name(self.desk.waiting[number].kind)
        return SideItem(
            key=str(number),
            text=record.shown_title,
            caption=f"{kind} · {record.source.name}",
            count=f"{int(100 * match.similarity)} %" if match else "",
            mark="warning" if match else "",
            said=self.tr("nearly in the library") if match else "",
            language=record.language,
        )

    @Slot(str)
    def _show(self, key: str) -> None:
        """Show the proposal with this number."""
        self.list.choose(key)
        self._at = int(key or 0)
        one = self.desk.waiting.get(self._at)
        if one is not None:
            self.view.show_proposal(one, self.desk.record(one.id))
            self.view.show_like(self.desk.likes.get(one.id))

    def _say(self) -> None:
        """Count what was decided since the review was opened."""
        text = self.tr("{yes} accepted · {no} rejected · {left} wait")
        self.said.setText(
            text.format(
                yes=words.number(self.desk.accepted),
                no=words.number(self.desk.rejected),
                left=words.number(len(self.desk.waiting)),
            )
        )

    @Slot(object)
    def _on_liked(self, news: Likes) -> None:
        """Mark what the library nearly has."""
        if any(news.values()):
            self.show_list()
        if self.current in news:
            self.view.show_like(news[self.current])

    @Slot()
    def focus(self) -> None:
        """Let the letters be keys."""
        has_list = self._stack.currentIndex() == 1
        keeper = self.list if has_list else self
        keeper.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def go_on(self) -> None:
        """Go to the next proposal."""
        self._move(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the proposal before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        numbers = self.shown()
        if self.current in numbers:
            place = numbers.index(self.current) + step
            self._show(str(numbers[max(0, min(place, len(numbers) - 1))]))

    # --- decisions -------------------------------------------------------------------

    @Slot()
    def _on_edited(self) -> None:
        """Keep what was typed for the proposal at hand."""
        record = self.view.record()
        if self.current and record is not None:
            self.desk.edits[self.current] = record

    @Slot()
    def edit(self) -> None:
        """Put the cursor into the instruction."""
        if self.current:
            self.view.instruction.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def accept(self) -> None:
        """Put the proposal at hand into the library, as it was edited."""
        self._accept([self.current])

    @Slot()
    def ask_all(self) -> None:
        """Say how many would be accepted, before any is."""
        numbers = self.shown()
        alike = sum(bool(self.desk.likes.get(one)) for one in numbers)
        text = self.tr(
            "Proposals to accept: {count} · nearly in the library already: {alike}"
        )
        self.confirm.set_text(
            text.format(count=words.number(len(numbers)), alike=words.number(alike)),
            "info",
            self.tr("Accept {count}").format(count=words.number(len(numbers))),
        )
        self.confirm.show()
        button = self.confirm.findChild(QPushButton, "stripAction")
        if isinstance(button, QPushButton):
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def accept_all(self) -> None:
        """Put all that is shown into the library, as one step."""
        self._accept(self.shown())

    def _accept(self, numbers: Sequence[int]) -> None:
        edited = (self.desk.edits.get(one) for one in numbers)
        if any(one and not one.instruction.strip() for one in edited):
            self._warn(self.tr("The instruction is empty: write one."))
        elif self.desk.accept(numbers):
            self._settle()

    @Slot()
    def reject(self) -> None:
        """Turn the proposal at hand down."""
        if self.desk.reject([self.current]):
            self._settle()

    def _settle(self) -> None:
        """Go on with the next proposal."""
        self.wrong.hide()
        self.focus()

    @Slot(int)
    def _on_returned(self, number: int) -> None:
        """Show what waits again."""
        self._show(str(number))
        self._settle()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._warn(sentence(error))

    def _warn(self, text: str) -> None:
        """Say in a line what cannot be."""
        self.wrong.set_text(text, "error")
        self.wrong.show()


def crawl_name(number: int, host: str) -> str:
    """Return the name of a crawl in lists."""
    text = QCoreApplication.translate("ProposalReview", "Crawl {number}: {host}")
    return text.format(number=number, host=host)
