"""Crawls: begun, watched, gone on with, and what they found reviewed."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from instrstudio.domain.crawl import WAITING, CrawlPage, CrawlReport, CrawlSummary
from instrstudio.domain.job import Job
from instrstudio.services.workspace import Workspace
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    GhostButton,
    Segments,
    Strip,
    TitleLabel,
    row,
)
from instrstudio.ui.elided_label import ElidedLabel
from instrstudio.ui.errors import sentence
from instrstudio.ui.jobs import JobHandle
from instrstudio.ui.library.crawl_form import CrawlForm
from instrstudio.ui.library.crawl_runs import CrawlRuns, summary
from instrstudio.ui.library.crawl_view import STATES, CrawlView, state_name
from instrstudio.ui.library.plain_table import LISTED
from instrstudio.ui.library.proposal_review import ProposalReview, crawl_name
from instrstudio.ui.session import Session
from instrstudio.ui.side_list import SideItem, SideList
from instrstudio.ui.theme import theme

_WIDTH, _HEIGHT, _LEFT = 980, 640, 240
CRAWLS, REVIEW = range(2)
"""The pages of the dialog."""
_NEW = "new"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Read = tuple[list[CrawlSummary], int, list[CrawlPage], str]


class CrawlDialog(QDialog):
    """A form and earlier crawls on one page, the review on the other.

    Signals:
        read: The crawls, and the pages of the chosen one, were read.
    """

    read = Signal()

    def __init__(
        self, session: Session, runs: CrawlRuns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("crawlDialog")
        self.setWindowTitle(self.tr("Crawl the web"))
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self._session, self._runs = session, runs
        self._crawls: dict[str, CrawlSummary] = {}
        self._reading: JobHandle | None = None
        self._waiting = 0
        self._wanted = ""
        self._goes_to_run = False
        self._seen = 0
        self.tabs = Segments()
        self._bar, self._line = QProgressBar(), ElidedLabel()
        self._line.setObjectName("crawlLine")
        self._stop = Button(self.tr("Stop"), "stop")
        self._stop.setObjectName("crawlStop")
        self._progress = QWidget()
        self.told = Strip(parent=self)
        self.told.hide()
        self.list = SideList()
        self.list.setObjectName("crawlList")
        self.form, self.view = CrawlForm(), CrawlView()
        self.review = ProposalReview(session)
        self._right, self._stack = QStackedWidget(), QStackedWidget()
        self._close = GhostButton(self.tr("Close"))
        self._close.setObjectName("crawlClose")
        self._build()
        self._connect()
        self._runs.is_watched = True
        self._name_tabs()
        self._show_run()
        self.list.set_items(self._items())
        self.show_crawl(_NEW)
        self.reload()
        self.review.desk.reload()
        self.form.addresses.setFocus()

    def _build(self) -> None:
        """Put tabs and progress above, the two pages below."""
        space = theme().space
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Crawl"))
        self.list.setAccessibleName(self.tr("Crawls"))
        self.list.setFixedWidth(theme().px(_LEFT))
        line = row(self._line, self._stop)
        line.setStretch(0, 1)
        held = QVBoxLayout(self._progress)
        held.setContentsMargins(0, 0, 0, 0)
        held.setSpacing(space.tight)
        held.addLayout(line)
        held.addWidget(self._bar)
        for part in (self.form, self.view):
            self._right.addWidget(part)
        page = QWidget()
        middle = QHBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(space.page)
        middle.addWidget(self.list)
        middle.addWidget(self._right, 1)
        self._stack.addWidget(page)
        self._stack.addWidget(self.review)
        box = QVBoxLayout(self)
        box.setContentsMargins(space.page, space.page, space.page, space.page)
        box.setSpacing(space.group)
        title = TitleLabel(self.tr("Crawl the web"))
        box.addLayout(row(title, 1, self.tabs))
        box.addWidget(self._progress)
        box.addWidget(self.told)
        box.addWidget(self._stack, 1)
        box.addLayout(row(1, self._close))

    def _connect(self) -> None:
        """Join the parts with the crawl at work."""
        self.tabs.chosen.connect(self.show_page)
        self.list.chosen.connect(self._on_chosen)
        self.form.confirmed.connect(self._on_start)
        self.view.resumed.connect(self._on_resume)
        self.view.review_wanted.connect(self.show_review)
        self.review.counted.connect(self._on_counted)
        self.review.desk.settled.connect(self.reload)
        self.told.acted.connect(self.show_review)
        self._stop.clicked.connect(self._runs.stop)
        self._close.clicked.connect(self.reject)
        self._runs.changed.connect(self._show_run)
        self._runs.proposed.connect(self.review.desk.add)
        self._runs.ended.connect(self._on_ended)
        self._runs.failed.connect(self._on_failed)

    def _name_tabs(self) -> None:
        """Name the pages, the review with how many wait."""
        text = self.tr("Review {count}").format(count=words.number(self._waiting))
        self.tabs.set_items([self.tr("Crawls"), text], self.tr("Page"))

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Show a page: `CRAWLS` or `REVIEW`."""
        self.tabs.choose(page)
        self._stack.setCurrentIndex(page)
        if page == REVIEW:
            self.told.hide()
            self.review.focus()

    @Slot()
    @Slot(int)
    def show_review(self, number: int = 0) -> None:
        """Show what one crawl found, or all (0)."""
        self.show_page(REVIEW)
        self.review.show_crawl(number)

    # --- crawls ----------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read the crawls, and the pages of the one that is shown."""
        key = self._wanted or self.list.current_key()
        number = int(key) if key.isdigit() else 0
        self._reading = self._session.start(
            lambda workspace: _read(workspace, number),
            title=self.tr("Read crawls"),
            key="crawls",
            quiet=True,
        )
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)

    @Slot(object)
    def _on_read(self, found: Read) -> None:
        """List the crawls, and show the chosen one."""
        crawls, number, pages, contact = found
        self._crawls = {str(one.id): one for one in reversed(crawls)}
        self.list.set_items(self._items())
        if self._wanted in self._crawls:
            self.list.choose(self._wanted)
        self._wanted = ""
        if self._goes_to_run and str(self._at_work()) in self._crawls:
            self._goes_to_run = False
            self.show_crawl(str(self._at_work()))
        self.review.set_crawls(
            [(one.id, crawl_name(one.id, _host(one))) for one in reversed(crawls)]
        )
        chosen = self._crawls.get(self.list.current_key())
        if chosen is not None and chosen.id == number:
            running = chosen.id == self._at_work()
            self.view.show_crawl(chosen, pages, is_running=running)
            self._right.setCurrentWidget(self.view)
        if not self.form.contact.text():
            self.form.contact.setText(contact)
        self.read.emit()

    def _at_work(self) -> int:
        """Return the number of the crawl at work: one begun just now is the newest."""
        if not self._runs.is_running:
            return 0
        return self._runs.number or max(
            (c.id for c in self._crawls.values()), default=0
        )

    def _items(self) -> list[SideItem]:
        """Return the rows of the list, the form first."""
        at_work = self._at_work()
        return [
            SideItem(key=_NEW, text=self.tr("New crawl"), icon="plus"),
            *(
                SideItem(
                    key=key,
                    text=_host(one),
                    caption=f"{state_name(one, one.id == at_work)} · "
                    f"{words.ago(one.at)}",
                    count=words.number(one.proposals.get(WAITING, 0)),
                )
                for key, one in self._crawls.items()
            ),
        ]

    def show_crawl(self, key: str) -> None:
        """Show the form, or the crawl with this number."""
        self.list.choose(key)
        self._on_chosen(key)

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        if key == _NEW:
            self._right.setCurrentWidget(self.form)
        else:
            self.reload()

    # --- the crawl at work -----------------------------------------------------------

    @Slot(object)
    def _on_start(self, plan: Any) -> None:
        self.told.hide()
        self._goes_to_run = True
        self._runs.start(plan)

    @Slot(int, object)
    def _on_resume(self, number: int, changes: dict[str, Any]) -> None:
        self.told.hide()
        self._goes_to_run = True
        self._runs.resume(number, changes)

    @Slot()
    def _show_run(self) -> None:
        """Show how far the crawl at work is."""
        running = self._runs.is_running
        self._progress.setVisible(running)
        self.form.allow(not running)
        self.view.allow(not running)
        if not running:
            return
        self._line.set_full(self._runs.line())
        progress = self._runs.job.progress if self._runs.job is not None else None
        self._bar.setRange(0, (progress.total or 0) if progress is not None else 0)
        self._bar.setValue(progress.done if progress is not None else 0)
        done = self._runs.fetched + self._runs.skipped
        is_idle = self._reading is None or self._reading.is_over
        if (
            progress is not None
            and is_idle
            and (self._goes_to_run or done > self._seen)
        ):
            self._seen = done
            self.reload()

    @Slot(object)
    def _on_ended(self, report: CrawlReport) -> None:
        """Say what was found, and show the crawl."""
        kind, action = (
            ("success", self.tr("Review")) if report.proposed else ("info", "")
        )
        self.told.set_text(summary(report), kind, action)
        self.told.show()
        self._goes_to_run, self._seen = False, 0
        self.form.addresses.set_text("")
        self._wanted = str(report.crawl)
        self.reload()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._goes_to_run = False
        self.told.set_text(sentence(error), "error")
        self.told.show()

    @Slot(int)
    def _on_counted(self, waiting: int) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self._name_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start the crawl with Enter in the form; no other button is ever meant."""
        is_button = isinstance(self.focusWidget(), QPushButton)
        if event.key() not in _ENTER or is_button:
            super().keyPressEvent(event)
        elif self.form.isVisible():
            self.form.start.click()

    def done(self, result: int) -> None:
        """Leave the crawl at work; its end is told by a notice."""
        self._runs.is_watched = False
        self.review.desk.stop()
        if self._reading is not None and not self._reading.is_over:
            self._reading.drop()
        super().done(result)


def _host(crawl: CrawlSummary) -> str:
    """Return the hosts of a crawl in a line."""
    hosts = (QUrl(seed).authority() for seed in crawl.plan.seeds)
    return words.list_of(list(dict.fromkeys(hosts)))


def _read(workspace: Workspace, number: int) -> Job[Any, Read]:
    """Read all crawls, the pages of one, and the project's contact."""
    from instrstudio.services import crawling

    yield from _nothing()
    pages = [
        page
        for state in STATES
        if number
        for page in crawling.pages(workspace, number, state, LISTED + 1)
    ]
    return crawling.crawls(workspace), number, pages, crawling.contact(workspace)


def _nothing() -> Iterator[Any]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
