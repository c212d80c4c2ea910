"""Addresses in order, notes that can be translated, proposals kept whole."""

from dataclasses import replace

import pytest

from instrstudio.domain.crawl import (
    FETCHED,
    PAUSED,
    SITEMAP,
    SKIPPED,
    CrawlPage,
    CrawlPlan,
)
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.wording import message
from instrstudio.storage.store import Store

PLAN = CrawlPlan(seeds=("https://e.test/",), contact="a@b.c", same_site=False)


def test_pages_come_breadth_first_and_once(store: Store) -> None:
    crawl = store.crawls.begin(PLAN)
    far = [CrawlPage(url=f"https://e.test/{n}", depth=1) for n in (3, 1, 2)]
    assert store.crawls.add_pages(crawl, far) == 3
    near = CrawlPage(url="https://e.test/", kind=SITEMAP)
    assert store.crawls.add_pages(crawl, [far[0], near]) == 1
    seen = []
    while (page := store.crawls.next_page(crawl)) is not None:
        seen.append(page.url[15:])
        store.crawls.put_page(crawl, replace(page, state=FETCHED, requests=2, size=9))
    assert seen == ["", "3", "1", "2"]
    summary = store.crawls.get(crawl)
    assert (summary.asked, summary.size) == (3, 36)  # a sitemap is no page
    assert summary.pages == {FETCHED: 4}


def test_hosts_are_passed_over_and_notes_kept(store: Store) -> None:
    crawl = store.crawls.begin(PLAN)
    urls = ("http://a_b/1", "http://axb/2")
    store.crawls.add_pages(crawl, [CrawlPage(url=url) for url in urls])
    found = store.crawls.next_page(crawl, ("http://a_b/",))
    assert found is not None
    assert found.url == urls[1]
    said = message("It leads to “{url}”.", url="x")
    store.crawls.put_page(crawl, replace(found, state=SKIPPED, note=said))
    (page,) = store.crawls.pages(crawl, SKIPPED)
    assert (page.note, str(page.note)) == (said, "It leads to “x”.")
    assert store.crawls.find_page(crawl, "http://none/") is None


def test_a_crawl_keeps_its_plan_and_state(store: Store) -> None:
    crawl = store.crawls.begin(PLAN)
    assert store.crawls.get(crawl).plan == PLAN
    store.crawls.change(crawl, replace(PLAN, pages=7), PAUSED)
    (found,) = store.crawls.all()
    assert (found.plan.pages, found.state) == (7, PAUSED)
    with pytest.raises(NotFound):
        store.crawls.get(99)


def test_a_proposal_is_kept_whole_and_once(store: Store) -> None:
    record = Record(
        instruction="Do it",
        examples=(Example(input="a", output="b"),),
        constraints=("c",),
        history=(("u", "v"),),
        source=Source(kind="crawl", name="n", url="u", retrieved="2026-11-26"),
        licence="MIT",
        extra={"page_title": "标题"},
    )
    one, other = store.crawls.begin(PLAN), store.crawls.begin(PLAN)
    assert store.crawls.propose(one, "faq", record) is not None
    assert store.crawls.propose(other, "faq", record) is None
    (found,) = store.crawls.proposals()
    assert (found.record, found.crawl, found.kind) == (record, one, "faq")
    assert store.crawls.proposals(other) == []
    assert store.crawls.proposals_of([5, found.id]) == [found]
