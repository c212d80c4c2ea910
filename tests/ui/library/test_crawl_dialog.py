"""A crawl is begun, watched, stopped and gone on with from the window."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from loopback_site import FAQ, HOW_TO, Site, page, serving
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.crawl import (
    PAUSED,
    WAITING,
    CrawlPlan,
    CrawlReport,
    CrawlSummary,
)
from instrstudio.domain.job import Job
from instrstudio.services import aside, crawling, crawling_review
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.crawl_dialog import REVIEW, CrawlDialog
from instrstudio.ui.library.crawl_runs import CrawlRuns
from instrstudio.ui.library.crawl_view import CrawlView
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.library.plain_table import PlainTable
from instrstudio.ui.main_window import MainWindow
from instrstudio.ui.session import Notice, Session

WAIT_MS = 20_000


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site of three pages; it is crawled in the thread, by a clock of its own."""
    with serving() as site:
        links = "<p><a href='/howto'>How</a> <a href='/gone'>Gone</a></p>"
        site.put("/", page(f"<p>All about writing news in short.</p>{links}"))
        site.put("/howto", HOW_TO)
        site.put("/faq", FAQ)

        def crawl(workspace: Workspace, plan: CrawlPlan) -> Job[Any, CrawlReport]:
            return crawling.crawl(workspace, plan, site.clock.timing)

        def resume(
            workspace: Workspace, number: int, changes: Mapping[str, Any]
        ) -> Job[Any, CrawlReport]:
            return crawling.resume(workspace, number, changes, site.clock.timing)

        monkeypatch.setattr(aside, "crawl", crawl)
        monkeypatch.setattr(aside, "resume_crawl", resume)
        yield site


@pytest.fixture
def runs(session: Session) -> CrawlRuns:
    return CrawlRuns(session, session)


@pytest.fixture
def open_dialog(
    session: Session, runs: CrawlRuns, qtbot: QtBot
) -> Callable[[], CrawlDialog]:
    def build() -> CrawlDialog:
        dialog = CrawlDialog(session, runs)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=WAIT_MS)
        return dialog

    return build


@pytest.fixture
def dialog(open_dialog: Callable[[], CrawlDialog]) -> CrawlDialog:
    return open_dialog()


def button(dialog: CrawlDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def facts(dialog: CrawlDialog) -> str:
    label = dialog.findChild(QLabel, "crawlFacts")
    assert isinstance(label, QLabel)
    return label.text()


def rows(table: PlainTable) -> list[list[str]]:
    cells = [
        [table.item(row, column) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[cell.text() if cell else "" for cell in row] for row in cells]


def crawl(
    dialog: CrawlDialog, site: Site, qtbot: QtBot, *paths: str, delay: float = 0.0
) -> None:
    """Fill the form in, start, and wait until it is over and shown."""
    form = dialog.form
    form.addresses.setPlainText("\n".join(site.url + path for path in paths))
    form.private.setChecked(True)
    form.delay.setValue(delay)
    with qtbot.waitSignal(dialog._runs.ended, timeout=WAIT_MS):
        button(dialog, "crawlStart").click()
    session = dialog._session
    qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=WAIT_MS)


def test_the_form_says_what_a_crawl_may_do(dialog: CrawlDialog) -> None:
    form = dialog.form
    assert not button(dialog, "crawlStart").isEnabled()
    form.addresses.setPlainText("example.org/a\n\n http://b.test \n")
    assert button(dialog, "crawlStart").isEnabled()
    form.distance.setValue(3)
    form.pages.setValue(7)
    form.minutes.setValue(9)
    form.delay.setValue(2.5)
    form.same_site.setChecked(False)
    form.sitemap.setChecked(True)
    form.contact.setText("me@example.org")
    assert form.plan() == CrawlPlan(
        seeds=("https://example.org/a", "http://b.test"),
        depth=3,
        pages=7,
        minutes=9.0,
        delay=2.5,
        same_site=False,
        sitemap=True,
        contact="me@example.org",
    )


def test_usual_bounds_are_those_of_a_plan(dialog: CrawlDialog) -> None:
    QTest.keyClicks(dialog.form.addresses, "https://e.test")
    assert dialog.form.plan() == CrawlPlan(seeds=("https://e.test",))


def test_a_crawl_is_shown_with_why_pages_were_skipped(
    dialog: CrawlDialog, site: Site, library: Workspace, qtbot: QtBot
) -> None:
    crawl(dialog, site, qtbot, "/")
    assert dialog.list.current_key() == "1"
    assert facts(dialog).startswith("finished")
    table = dialog.view.table
    assert [f"{site.url}/gone", "1", "The site answered with 404."] in rows(table)
    dialog.view.tabs.choose(1)
    dialog.view.tabs.chosen.emit(1)
    assert [row[0] for row in rows(table)] == [f"{site.url}/", f"{site.url}/howto"]
    assert "Passages to review: 1" in dialog.told.text()
    assert library.store.records.count() == 3  # nothing has entered it
    assert dialog.form.addresses.text() == ""
    assert not button(dialog, "crawlResume").isEnabled()


def test_what_a_crawl_found_waits_in_the_review(
    dialog: CrawlDialog, site: Site, library: Workspace, qtbot: QtBot
) -> None:
    crawl(dialog, site, qtbot, "/faq")
    found = [one.id for one in crawling_review.proposals(library)]
    assert len(found) == 2
    button(dialog, "crawlReview").click()
    assert dialog.tabs.current() == REVIEW
    assert dialog.review.crawl.currentData() == 1
    assert dialog.review.shown() == found
    assert dialog.tabs.findChild(QPushButton, "segment1").text() == "Review 2"  # type: ignore[union-attr]


def test_a_bounded_crawl_goes_on_with_more_pages(
    dialog: CrawlDialog, site: Site, qtbot: QtBot
) -> None:
    dialog.form.pages.setValue(1)
    crawl(dialog, site, qtbot, "/")
    assert facts(dialog).startswith("paused")
    assert dialog.view.pages.value() == 2  # as many again
    dialog.view.pages.setValue(50)
    with qtbot.waitSignal(dialog._runs.ended, timeout=WAIT_MS):
        button(dialog, "crawlResume").click()
    qtbot.waitUntil(lambda: not dialog._session.lanes.jobs, timeout=WAIT_MS)
    assert facts(dialog).startswith("finished")
    assert site.times("/") == 1


def test_a_crawl_can_be_stopped_and_is_paused(
    dialog: CrawlDialog,
    site: Site,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped, pause = Event(), site.clock.sleep

    def sleep(seconds: float) -> None:
        """Let the second page wait its turn until the crawl is stopped."""
        assert not site.times("/") or stopped.wait(WAIT_MS / 1000)
        pause(seconds)

    def stop() -> None:
        if dialog._runs.fetched and not stopped.is_set():
            button(dialog, "crawlStop").click()
            stopped.set()

    monkeypatch.setattr(site.clock, "sleep", sleep)
    dialog._runs.changed.connect(stop)
    crawl(dialog, site, qtbot, "/", "/faq", "/howto", delay=10.0)
    qtbot.waitUntil(lambda: button(dialog, "crawlResume").isEnabled(), timeout=WAIT_MS)
    assert facts(dialog).startswith("paused")
    assert "The crawl was stopped." in dialog.told.text()


def test_while_one_crawls_no_other_begins(
    dialog: CrawlDialog, site: Site, qtbot: QtBot
) -> None:
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        dialog.form.addresses.set_text("https://e.test")
        dialog.form._follow()
        seen.append((dialog._progress.isVisible(), dialog.form.start.isEnabled()))

    runs = dialog._runs
    runs.start(CrawlPlan(seeds=(f"{site.url}/",), delay=0.0, allow_private=True))
    look()
    first = runs.job
    runs.start(CrawlPlan(seeds=("https://e.test",)))
    assert runs.job is first
    qtbot.waitUntil(lambda: not runs.is_running, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not dialog._session.lanes.jobs, timeout=WAIT_MS)
    look()
    assert seen == [(True, False), (False, True)]


def test_an_address_that_is_none_is_a_sentence_and_stays(
    dialog: CrawlDialog, site: Site, library: Workspace, qtbot: QtBot
) -> None:
    QTest.keyClicks(dialog.form.addresses, "ftp://e.test/")
    with qtbot.waitSignal(dialog._runs.failed, timeout=WAIT_MS):
        button(dialog, "crawlStart").click()
    assert "ftp" in dialog.told.text()
    assert dialog.form.addresses.text() == "ftp://e.test/"
    assert crawling.crawls(library) == []


def test_enter_in_the_form_starts_and_elsewhere_does_nothing(
    dialog: CrawlDialog, site: Site, qtbot: QtBot
) -> None:
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.form.contact.setFocus()
    QTest.keyClick(dialog.form.contact, Qt.Key.Key_Return)  # no address yet
    assert not dialog._runs.is_running
    dialog.form.addresses.set_text(f"{site.url}/howto")
    dialog.form._follow()
    dialog.form.private.setChecked(True)
    dialog.form.contact.setText("me@e.test")
    with qtbot.waitSignal(dialog._runs.ended, timeout=WAIT_MS):
        QTest.keyClick(dialog.form.contact, Qt.Key.Key_Return)
    assert "me@e.test" in site.agents[-1]
    dialog.show_page(REVIEW)
    QTest.keyClick(dialog.review.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.tabs.current() == REVIEW


def test_the_end_of_a_crawl_nobody_watches_is_told(
    open_dialog: Callable[[], CrawlDialog],
    runs: CrawlRuns,
    session: Session,
    site: Site,
    qtbot: QtBot,
) -> None:
    dialog = open_dialog()
    notices: list[Notice] = []
    session.notice.connect(notices.append)
    runs.start(CrawlPlan(seeds=(f"{site.url}/faq",), delay=0.0, allow_private=True))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(notices), timeout=WAIT_MS)
    assert "Passages to review: 2" in str(notices[0].text)
    assert notices[0].on_action is not None
    with qtbot.waitSignal(runs.review_wanted, timeout=WAIT_MS):
        notices[0].on_action()
    qtbot.waitUntil(lambda: not session.lanes.jobs, timeout=WAIT_MS)
    again = open_dialog()
    assert [item.key for item in again.list.items()] == ["new", "1"]


def test_the_contact_is_remembered(
    open_dialog: Callable[[], CrawlDialog], site: Site, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    dialog.form.contact.setText("me@e.test")
    crawl(dialog, site, qtbot, "/howto")
    dialog.reject()
    assert open_dialog().form.contact.text() == "me@e.test"


@pytest.mark.parametrize("words", ["Crawl", "抓取", "zqwy", "zhuaqu"])
def test_the_palette_opens_it(
    window: MainWindow, session: Session, words: str, qtbot: QtBot
) -> None:
    found = [action for action, _also in window.top.search.matches(words)]
    assert window.actions_["crawl"] in found
    window.actions_["crawl"].trigger()
    panel = window.findChild(LibraryPanel)
    assert isinstance(panel, LibraryPanel)
    dialog = panel.findChild(CrawlDialog)
    assert isinstance(dialog, CrawlDialog)
    assert not panel.deeds.crawls.is_running
    dialog.reject()
    assert not panel.deeds.crawls.is_watched


def test_bounds_of_a_crawl_that_was_watched_are_raised_when_it_ends(
    qtbot: QtBot,
) -> None:
    view = CrawlView()
    qtbot.addWidget(view)
    plan = CrawlPlan(seeds=("https://e.test",), pages=5)
    crawl = CrawlSummary(
        id=1, plan=plan, state=PAUSED, at="2026-11-26T10:00:00", pages={WAITING: 2}
    )
    view.show_crawl(crawl, (), is_running=True)
    assert view.pages.value() == 5
    view.show_crawl(replace(crawl, asked=5), (), is_running=False)
    assert view.pages.value() == 10
    view.pages.setValue(77)
    view.show_crawl(replace(crawl, asked=5), (), is_running=False)
    assert view.pages.value() == 77  # what was typed stays
