"""One crawl of the project: how far it is, its pages, and going on with it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from instrstudio.domain.crawl import (
    ACCEPTED,
    FETCHED,
    FINISHED,
    REJECTED,
    RUNNING,
    SKIPPED,
    WAITING,
    CrawlPage,
    CrawlSummary,
)
from instrstudio.ui import words
from instrstudio.ui.controls import (
    Button,
    CaptionLabel,
    PrimaryButton,
    SectionLabel,
    Segments,
    row,
)
from instrstudio.ui.library.crawl_form import LONGEST, MOST_PAGES, number_box
from instrstudio.ui.library.plain_table import LISTED, PlainTable
from instrstudio.ui.theme import set_font, theme

STATES = (SKIPPED, FETCHED, WAITING)
"""The states of pages, in the order of the tabs."""


class CrawlView(QWidget):
    """Counts and pages of a crawl, why some were skipped, and how to go on.

    Signals:
        resumed: Number of the crawl, and the bounds for its next run.
        review_wanted: Number of the crawl whose passages are to be seen.
    """

    resumed = Signal(int, object)
    review_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crawlView")
        self._crawl: CrawlSummary | None = None
        self._pages: Sequence[CrawlPage] = ()
        self._title, self.facts = SectionLabel(), CaptionLabel()
        self.facts.setObjectName("crawlFacts")
        self.facts.setWordWrap(True)
        self.pages = number_box("resumePages", 1, MOST_PAGES, 1)
        self.minutes = number_box("resumeMinutes", 1, LONGEST, 1)
        self.resume = PrimaryButton(self.tr("Go on"), "play")
        self.resume.setObjectName("crawlResume")
        self.review = Button(icon="list")
        self.review.setObjectName("crawlReview")
        self.tabs = Segments()
        self.table = PlainTable("crawlPages", (0, 2))
        self._more = CaptionLabel()
        self._may_start = True
        self._is_running = False
        self._build()
        self.resume.clicked.connect(self._on_resume)
        self.review.clicked.connect(self._on_review)
        self.tabs.chosen.connect(self._show_pages)

    def _build(self) -> None:
        """Put counts, buttons and pages below each other."""
        space = theme().space
        limits: list[QWidget] = []
        for text, field in (
            (self.tr("Pages at most"), self.pages),
            (self.tr("Minutes at most"), self.minutes),
        ):
            label = CaptionLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text)
            set_font(field, "body")
            limits += [label, field]
        self.table.setAccessibleName(self.tr("Pages"))
        self.table.set_columns(
            [self.tr("Address"), self.tr("Links away"), self.tr("Why not")]
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space.unit)
        box.addWidget(self._title)
        box.addWidget(self.facts)
        box.addLayout(row(*limits, self.resume, 1, self.review))
        box.addLayout(row(self.tabs, 1, self._more))
        box.addWidget(self.table, 1)

    def show_crawl(
        self, crawl: CrawlSummary, pages: Sequence[CrawlPage], *, is_running: bool
    ) -> None:
        """Show a crawl; `is_running` says whether it is the one at work."""
        other = self._crawl is None or self._crawl.id != crawl.id
        ended, self._is_running = self._is_running and not is_running, is_running
        self._crawl, self._pages = crawl, pages
        self._title.setText(words.list_of(list(crawl.plan.seeds)))
        self._title.setToolTip("\n".join(crawl.plan.seeds))
        self.facts.setText(_facts(crawl, is_running))
        if other or ended:
            asked = crawl.asked >= crawl.plan.pages
            extra = crawl.plan.pages if asked else 0
            self.pages.setValue(crawl.plan.pages + extra)
            self.minutes.setValue(max(1, round(crawl.plan.minutes)))
        waiting = crawl.proposals.get(WAITING, 0)
        text = self.tr("Review {count}").format(count=words.number(waiting))
        self.review.set_text(text)
        self.review.setEnabled(waiting > 0)
        self._follow()
        counts = [words.number(crawl.pages.get(state, 0)) for state in STATES]
        names = (self.tr("Skipped"), self.tr("Read"), self.tr("Waiting"))
        named = [f"{name} {count}" for name, count in zip(names, counts, strict=True)]
        self.tabs.set_items(named, self.tr("Pages"))
        self._show_pages(self.tabs.current())

    def allow(self, may_start: bool) -> None:
        """Let the crawl go on, or not while one is at work."""
        self._may_start = may_start
        self._follow()

    def _follow(self) -> None:
        left = self._crawl.pages.get(WAITING, 0) if self._crawl is not None else 0
        for widget in (self.resume, self.pages, self.minutes):
            widget.setEnabled(self._may_start and left > 0)

    @Slot(int)
    def _show_pages(self, tab: int) -> None:
        """List the pages of one state."""
        state = STATES[max(0, tab)]
        some = [page for page in self._pages if page.state == state]
        self.table.setColumnHidden(2, state != SKIPPED)
        self.table.show_rows(
            [
                (page.url, str(page.depth), words.said(page.note))
                for page in some[:LISTED]
            ]
        )
        text = self.tr("the first {count} are listed")
        self._more.setText(text.format(count=LISTED) if len(some) > LISTED else "")

    @Slot()
    def _on_resume(self) -> None:
        if self._crawl is not None:
            minutes = float(self.minutes.value())
            changes = {"pages": self.pages.value(), "minutes": minutes}
            self.resumed.emit(self._crawl.id, changes)

    @Slot()
    def _on_review(self) -> None:
        if self._crawl is not None:
            self.review_wanted.emit(self._crawl.id)


def state_name(crawl: CrawlSummary, is_running: bool) -> str:
    """Return the state of a crawl as it is read; one that was killed is paused."""
    tr = QCoreApplication.translate
    if is_running:
        return tr("CrawlView", "at work")
    if crawl.state == FINISHED:
        return tr("CrawlView", "finished")
    if crawl.state == RUNNING:
        return tr("CrawlView", "broken off")
    return tr("CrawlView", "paused")


def _facts(crawl: CrawlSummary, is_running: bool) -> str:
    """Return how far a crawl is."""
    tr = QCoreApplication.translate
    found = crawl.proposals
    passages = tr("CrawlView", "{waiting} to review, {yes} accepted, {no} rejected")
    return " · ".join(
        [
            state_name(crawl, is_running),
            tr("CrawlView", "begun {when}").format(when=words.ago(crawl.at)),
            passages.format(
                waiting=words.number(found.get(WAITING, 0)),
                yes=words.number(found.get(ACCEPTED, 0)),
                no=words.number(found.get(REJECTED, 0)),
            ),
        ]
    )
