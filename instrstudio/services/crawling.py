"""Reads pages of the web politely and puts up for review what is like an instruction.

Nothing here enters the library: see `crawling_review`. Each page is one transaction
with the addresses and passages found on it, so that a crawl that was cancelled or
killed goes on where it was, and asks for no page again whose content it has.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from instrstudio.domain.crawl import (
    FETCHED,
    FINISHED,
    PAUSED,
    RUNNING,
    SITEMAP,
    SKIPPED,
    WAITING,
    CrawlPage,
    CrawlPlan,
    CrawlReport,
    CrawlSummary,
    PageFetched,
    PageRefused,
    PageSkipped,
    PassageProposed,
    Proposal,
    TryLater,
)
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.record import Record
from instrstudio.domain.wording import Message, message
from instrstudio.services.crawling_records import record_of
from instrstudio.services.workspace import Workspace
from instrstudio.web import frontier, passages
from instrstudio.web.addresses import site_of
from instrstudio.web.dialling import Resolve, resolve
from instrstudio.web.fetching import HTML, SITEMAP_LIMITS, XML, Answer, Fetcher
from instrstudio.web.politeness import Waiting
from instrstudio.web.text import read
from instrstudio.web.timing import Timing
from instrstudio.web.visiting import Visitor

CrawlEvent = Progress | PageFetched | PageSkipped | PassageProposed
Crawling = Job[CrawlEvent, CrawlReport]

CONTACT = "crawl.contact"
"""The project's setting of whom a host may write to."""
_NO_CHANGES: Mapping[str, Any] = {}

FoundT = TypeVar("FoundT")


def crawl(
    workspace: Workspace,
    plan: CrawlPlan,
    timing: Timing | None = None,
    names: Resolve = resolve,
) -> Crawling:
    """Begin a crawl; yields what becomes of each page and what is put up for review.

    Cancelled, it is paused and reports what it has. `timing` and `names` stand in for
    the clock and the name service.

    Raises:
        InvalidInput: The plan cannot be followed, or an address is none that is
            crawled; nothing was begun.
    """
    checked = _with_contact(workspace, plan).checked()
    try:
        pages = frontier.beginnings(checked)
    except PageRefused as error:
        raise InvalidInput(error.message) from error
    settled = replace(checked, seeds=tuple(page.url for page in pages))
    crawls = workspace.store.crawls
    with workspace.store.atomic():
        number = crawls.begin(settled)
        crawls.add_pages(number, pages)
    return (yield from _Run(workspace, number, settled, timing, names).run())


def resume(
    workspace: Workspace,
    number: int,
    changes: Mapping[str, Any] = _NO_CHANGES,
    timing: Timing | None = None,
    names: Resolve = resolve,
) -> Crawling:
    """Go on with a crawl; `changes` are other values of its plan, such as ``pages``.

    Raises:
        NotFound: There is no such crawl.
        InvalidInput: The changed plan cannot be followed.
    """
    old = workspace.store.crawls.get(number).plan
    if set(changes) & {"seeds", "same_site"}:
        raise InvalidInput(message("A crawl goes on where it began: start a new one."))
    plan = CrawlPlan.from_mapping({**old.as_dict(), **changes}).checked()
    return (yield from _Run(workspace, number, plan, timing, names).run())


def crawls(workspace: Workspace) -> list[CrawlSummary]:
    """Return all crawls of the project with their counts, the oldest first."""
    return workspace.store.crawls.all()


def pages(
    workspace: Workspace, number: int, state: str = "", most: int = -1
) -> list[CrawlPage]:
    """Return the addresses of a crawl and what became of each.

    Of one `state` or all; the first `most`, if that is not negative.

    Raises:
        NotFound: There is no such crawl.
    """
    crawls = workspace.store.crawls
    return crawls.pages(crawls.get(number).id, state, most)


def contact(workspace: Workspace) -> str:
    """Return whom a host may write to, as the project knows it; empty for nobody."""
    return str(workspace.store.settings.get(CONTACT, ""))


def _with_contact(workspace: Workspace, plan: CrawlPlan) -> CrawlPlan:
    """Return the plan with the project's contact, or keep that of the plan there."""
    settings = workspace.store.settings
    if not plan.contact:
        return replace(plan, contact=contact(workspace))
    settings.put(CONTACT, plan.checked().contact)
    return plan


class _Ended(Exception):
    """A bound of the plan is reached."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a page: what it leads to and what was found."""

    title: str = ""
    leads: tuple[CrawlPage, ...] = ()
    records: tuple[tuple[str, Record], ...] = ()


class _Run:
    """One run of a crawl."""

    def __init__(
        self,
        workspace: Workspace,
        number: int,
        plan: CrawlPlan,
        timing: Timing | None,
        names: Resolve,
    ) -> None:
        self._store = workspace.store
        self._crawls = workspace.store.crawls
        self._number, self._plan = number, plan
        self._timing = timing or Timing()
        self._fetcher = Fetcher(
            contact=plan.contact,
            allow_private=plan.allow_private,
            timing=self._timing,
            names=names,
        )
        self._visitor = Visitor(self._fetcher, self._timing, plan.delay)
        self._end = self._timing.monotonic() + 60 * plan.minutes
        self._put_off: dict[str, Message | str] = {}
        self._fetched = self._skipped = self._proposed = 0

    def run(self) -> Crawling:
        """Read pages until there are none, a bound is reached, or it is cancelled."""
        state = FINISHED
        ended: Message | str = message("All pages in reach were looked at.")
        self._crawls.change(self._number, self._plan, RUNNING)
        try:
            yield from self._find_sitemaps()
            while (page := self._next()) is not None:
                yield from self._page(page)
        except _Ended as end:
            state, ended = PAUSED, end.said
        except Cancelled:
            state, ended = PAUSED, message("The crawl was stopped.")
        else:
            if self._put_off:
                state, ended = PAUSED, next(iter(self._put_off.values()))
        self._crawls.change(self._number, self._plan, state)
        return CrawlReport(
            crawl=self._number,
            fetched=self._fetched,
            skipped=self._skipped,
            proposed=self._proposed,
            waiting=self._crawls.get(self._number).pages.get(WAITING, 0),
            state=state,
            ended=ended,
        )

    def _next(self) -> CrawlPage | None:
        """Return the page to read next, None when there is none left.

        Raises:
            _Ended: No more may be read.
        """
        page = self._crawls.next_page(
            self._number, tuple(f"{site}/" for site in self._put_off)
        )
        if page is None:
            return None
        so_far = self._crawls.get(self._number)
        is_counted = page.kind != SITEMAP and page.hops == 0
        if is_counted and so_far.asked >= self._plan.pages:
            raise _Ended(
                message("The bound of {count} pages is reached.", count=so_far.asked)
            )
        if so_far.size >= self._plan.bytes:
            raise _Ended(
                message(
                    "The bound of {count} bytes is reached.",
                    count=f"{self._plan.bytes:,}",
                )
            )
        self._look_at_the_clock()
        return page

    def _look_at_the_clock(self) -> None:
        """End the run if its time is over."""
        if self._timing.monotonic() >= self._end:
            raise _Ended(
                message(
                    "The bound of {count} minutes is reached.", count=self._plan.minutes
                )
            )

    def _find_sitemaps(self) -> Job[CrawlEvent, None]:
        """Add the sitemaps of all beginnings, once in a crawl, if they are wanted."""
        known = self._crawls.pages(self._number)
        if not self._plan.sitemap or any(page.kind == SITEMAP for page in known):
            return
        for site in dict.fromkeys(map(site_of, self._plan.seeds)):
            try:
                rules = yield from self._patiently(self._visitor.rules(site))
            except PageRefused:
                continue  # the first page of the site will say so
            self._crawls.add_pages(
                self._number, frontier.sitemaps_of(site, rules.sitemaps)
            )

    def _page(self, page: CrawlPage) -> Job[CrawlEvent, None]:
        """Read one page and keep what comes of it."""
        yield self._progress(message("Reading “{url}”…", url=page.url))
        before = self._visitor.requests, self._fetcher.received
        try:
            became = yield from self._read(page)
        except TryLater as error:
            self._put_off[site_of(page.url)] = error.message
            yield PageSkipped(url=page.url, depth=page.depth, why=error.message)
            return
        except PageRefused as error:
            self._keep(page, SKIPPED, before, note=error.message)
            self._skipped += 1
            yield PageSkipped(url=page.url, depth=page.depth, why=error.message)
            return
        proposals = self._keep(page, FETCHED, before, became=became)
        self._fetched += 1
        self._proposed += len(proposals)
        yield PageFetched(
            url=page.url,
            depth=page.depth,
            title=became.title,
            found=len(proposals),
            links=len(became.leads),
        )
        for proposal in proposals:
            yield PassageProposed(proposal=proposal)

    def _keep(
        self,
        page: CrawlPage,
        state: str,
        before: tuple[int, int],
        *,
        note: Message | str = "",
        became: _Read | None = None,
    ) -> list[Proposal]:
        """Keep what became of a page; return what is new for review."""
        done = replace(
            page,
            state=state,
            note=note,
            requests=self._visitor.requests - before[0],
            size=self._fetcher.received - before[1],
        )
        with self._store.atomic():
            self._crawls.put_page(self._number, done)
            if became is None:
                return []
            self._crawls.add_pages(self._number, became.leads)
            return self._proposals(became)

    def _proposals(self, became: _Read) -> list[Proposal]:
        """Put up what is neither in the library nor was put up before."""
        hashes = [record.content_hash for _kind, record in became.records]
        known = self._store.records.hashes_known(hashes)
        made = (
            self._crawls.propose(self._number, kind, record)
            for content, (kind, record) in zip(hashes, became.records, strict=True)
            if content not in known
        )
        return [proposal for proposal in made if proposal is not None]

    def _read(self, page: CrawlPage) -> Job[CrawlEvent, _Read]:
        """Return what a page says.

        Raises:
            PageRefused: It is not read; says why.
        """
        answer = yield from self._patiently(self._visit(page))
        if answer.location:
            self._go_on(page, answer.location)
        if answer.status != 200:
            raise PageRefused(
                message("The site answered with {status}.", status=answer.status)
            )
        if page.kind == SITEMAP:
            return _Read(
                leads=frontier.listed(
                    self._plan, page, answer.body, SITEMAP_LIMITS.unpacked
                )
            )
        text = read(
            answer.body,
            answer.charset,
            page.url,
            answer.headers.get("x-robots-tag", ""),
            answer.kind,
        )
        today = self._timing.now().date().isoformat()
        found = () if text.no_index else passages.found(text)
        return _Read(
            title=text.title,
            leads=frontier.followed(self._plan, page, text),
            records=tuple((p.kind, record_of(p, text, page.url, today)) for p in found),
        )

    def _visit(self, page: CrawlPage) -> Generator[Waiting, None, Answer]:
        """Return the visit to a page."""
        if page.kind == SITEMAP:
            return self._visitor.visit(page.url, (*XML, *HTML), SITEMAP_LIMITS)
        return self._visitor.visit(page.url, HTML)

    def _go_on(self, page: CrawlPage, location: str) -> None:
        """Have the page that a redirect leads to read later, unless it is known.

        Raises:
            PageRefused: Always: this page itself is not read.
        """
        target = frontier.redirected(self._plan, page, location)
        if self._crawls.find_page(self._number, target.url) is not None:
            raise PageRefused(
                message("It leads to “{url}”, which is known.", url=target.url)
            )
        self._crawls.add_pages(self._number, [target])
        raise PageRefused(message("It leads on to “{url}”.", url=target.url))

    def _patiently(
        self, work: Generator[Waiting, None, FoundT]
    ) -> Job[CrawlEvent, FoundT]:
        """Do what may have to wait for its turn, and tell of the waiting.

        Raises:
            _Ended: The time of the run is over.
        """
        while True:
            try:
                waiting = next(work)
            except StopIteration as end:
                found: FoundT = end.value
                return found
            self._look_at_the_clock()
            yield self._progress(
                message(
                    "Waiting {seconds} s before asking “{site}”…",
                    seconds=round(waiting.seconds, 1),
                    site=waiting.site,
                )
            )

    def _progress(self, said: Message) -> Progress:
        """Return how far the crawl is, in pages."""
        return Progress(done=self._fetched, total=self._plan.pages, message=said)
