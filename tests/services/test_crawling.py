"""Crawls of a real site on loopback: polite, bounded, resumable."""

import gzip
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from loopback_site import CHINESE, FAQ, HOW_TO, START, Said, Site, page, serving

from instrstudio.domain.crawl import (
    FINISHED,
    PAUSED,
    CrawlPlan,
    CrawlReport,
    PageFetched,
    PageSkipped,
    PassageProposed,
)
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.services import crawling
from instrstudio.services.workspace import Workspace
from instrstudio.web import dialling


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def plan(site: Site, *paths: str, **given: Any) -> CrawlPlan:
    seeds = tuple(site.url + path for path in paths or ("/",))
    return CrawlPlan(**{"seeds": seeds, "allow_private": True, "delay": 0.0, **given})


def crawled(
    workspace: Workspace, site: Site, *paths: str, **given: Any
) -> tuple[CrawlReport, list[Any]]:
    events: list[Any] = []
    job = crawling.crawl(workspace, plan(site, *paths, **given), site.clock.timing)
    return run(job, events.append), events


def why(events: list[Any], path: str) -> str:
    return next(
        str(e.why) for e in events if isinstance(e, PageSkipped) and path in e.url
    )


def links(*paths: str) -> str:
    return page("".join(f"<p><a href='{path}'>Link {path}</a></p>" for path in paths))


def test_passages_are_proposed_and_nothing_enters_the_library(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", HOW_TO)
    report, events = crawled(empty_workspace, site)
    (proposed,) = [e.proposal for e in events if isinstance(e, PassageProposed)]
    record = proposed.record
    assert record.instruction == "How to summarise a news article"
    assert record.examples[0].output.endswith("3. Keep it to three sentences.")
    assert record.licence == "CC-BY-SA-4.0"
    assert record.source.url == f"{site.url}/"
    assert record.source.retrieved == START.date().isoformat()
    assert record.extra["page_title"] == "How to summarise a news article"
    assert (report.fetched, report.proposed, report.state) == (1, 1, FINISHED)
    assert empty_workspace.store.records.count() == 0
    assert site.agents[-1].startswith("InstrStudio/")


def test_known_and_seen_passages_are_not_proposed_again(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", FAQ)
    first, events = crawled(empty_workspace, site)
    assert first.proposed == 2
    again, _events = crawled(empty_workspace, site)
    assert again.proposed == 0
    record = next(e.proposal.record for e in events if isinstance(e, PassageProposed))
    site.put("/more", FAQ.replace("long texts", "short texts"))
    known = Record(instruction="What about short texts?", examples=record.examples[:0])
    empty_workspace.store.records.insert([known], label="x")
    third, _events = crawled(empty_workspace, site, "/more")
    assert third.proposed == 1  # its answer makes it another record


def test_robots_are_followed_and_said(empty_workspace: Workspace, site: Site) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n",
        kind="text/plain",
    )
    site.put("/", links("/a", "/private/b"))
    site.put("/a", page("<p>Text.</p>"))
    report, events = crawled(empty_workspace, site)
    assert "robots.txt" in why(events, "/private/b")
    assert site.times("/private/b") == 0
    assert (report.fetched, site.times("/robots.txt")) == (2, 1)
    # /nav is asked for as well; seven seconds lie between any two requests
    gaps = [b - a for a, b in zip(site.at, site.at[1:], strict=False)]
    assert len(gaps) == 3
    assert all(gap == pytest.approx(7, abs=0.01) for gap in gaps)


def test_robots_that_cannot_be_read_forbid_everything(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/robots.txt", status=500)
    site.put("/", page("<p>Text.</p>"))
    report, events = crawled(empty_workspace, site)
    assert "robots.txt cannot be read" in why(events, "/")
    assert (site.times("/"), report.waiting, report.state) == (0, 1, PAUSED)
    assert site.times("/robots.txt") == 3
    assert site.clock.seconds >= 25

    site.pages["/robots.txt"][0].status = 404
    done = run(crawling.resume(empty_workspace, report.crawl, {}, site.clock.timing))
    assert (done.fetched, done.state) == (1, FINISHED)


def test_delay_depth_and_site(empty_workspace: Workspace, site: Site) -> None:
    site.put("/", links("/1", "http://other.invalid/x", "mailto:a@b.c"))
    site.put("/1", links("/2"))
    site.put("/2", links("/3"))
    site.put("/nav", page("<p>Nav.</p>"))
    report, events = crawled(empty_workspace, site, depth=2, delay=3.0)
    fetched = [e.url.rpartition("/")[2] for e in events if isinstance(e, PageFetched)]
    assert fetched == ["", "nav", "1", "2"]  # breadth first, /3 is too deep
    assert report.waiting == 0
    assert not any("other.invalid" in e.url for e in events if hasattr(e, "url"))
    gaps = [b - a for a, b in zip(site.at, site.at[1:], strict=False)]
    assert all(gap == pytest.approx(3, abs=0.01) for gap in gaps)


def test_redirects_are_followed_once_and_loops_end(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", links("/a", "/self", "/out", "/far0"))
    site.put("/nav", status=404)
    site.put("/a", status=302, Location="/b")
    site.put("/b", status=302, Location="/a")
    site.put("/self", status=301, Location="/self#x")
    site.put("/out", status=302, Location="http://example.org/")
    for hop in range(9):
        site.put(f"/far{hop}", status=302, Location=f"/far{hop + 1}")
    report, events = crawled(empty_workspace, site, depth=1)
    assert "leads on to" in why(events, "/a")
    assert "is known" in why(events, "/b")
    assert "to itself" in why(events, "/self")
    assert "another site" in why(events, "/out")
    assert "more than 5 redirects" in why(events, "/far5")
    assert "answered with 404" in why(events, "/nav")
    assert (site.times("/a"), site.times("/b"), site.times("/far6")) == (1, 1, 0)
    assert report.state == FINISHED


def test_private_addresses_are_refused_on_redirects_too(
    empty_workspace: Workspace, site: Site
) -> None:
    port = int(site.url.rpartition(":")[2])

    def names(host: str, _port: int) -> list[tuple[Any, ...]]:
        address = {"inside.test": "10.0.0.1"}.get(host, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    job = crawling.crawl(
        empty_workspace,
        CrawlPlan(seeds=(site.url, "http://inside.test/")),
        site.clock.timing,
        names,
    )
    events: list[Any] = []
    run(job, events.append)
    assert "private network (127.0.0.1)" in why(events, "127.0.0.1")
    assert "private network (10.0.0.1)" in why(events, "inside.test")
    assert site.asked == []


def test_a_redirect_into_a_private_network_is_refused(
    empty_workspace: Workspace, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.url.rpartition(":")[2])
    monkeypatch.setattr(dialling, "is_public", lambda address: address == "127.0.0.1")

    def names(host: str, _port: int) -> list[tuple[Any, ...]]:
        address = "127.0.0.1" if host == "outside.test" else "169.254.169.254"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    site.put("/", status=302, Location="http://inside.test/secret")
    wish = CrawlPlan(seeds=("http://outside.test/",), same_site=False, delay=0.0)
    events: list[Any] = []
    job = crawling.crawl(empty_workspace, wish, site.clock.timing, names)
    report = run(job, events.append)
    assert "private network (169.254.169.254)" in why(events, "inside.test")
    assert (site.asked, report.fetched) == (["/robots.txt", "/"], 0)


def test_robots_that_are_redirected(empty_workspace: Workspace, site: Site) -> None:
    site.put("/robots.txt", status=301, Location="/rules")
    site.put("/rules", "User-agent: *\nDisallow: /\n", kind="text/plain")
    site.put("/", HOW_TO)
    _report, events = crawled(empty_workspace, site)
    assert "does not allow" in why(events, "/")
    site.pages["/rules"][0] = Said(status=302, headers={"Location": "/rules"})
    report, _events = crawled(empty_workspace, site)
    assert report.fetched == 1  # no rules are found, after five redirects
    assert site.times("/rules") == 1 + 5


def test_a_crawl_loads_no_reader_before_it_reads() -> None:
    code = (
        "import sys, instrstudio.services.crawling, instrstudio.cli.crawl;"
        "print({'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_a_busy_site_is_asked_again_when_it_says(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", status=429, Retry_After="40")
    site.put("/", status=503, Retry_After="Thu, 26 Nov 2026 12:01:30 GMT")
    site.put("/", page("<p>At last.</p>"))
    report, _events = crawled(empty_workspace, site, depth=0)
    assert report.fetched == 1
    assert site.asked == ["/robots.txt", "/", "/", "/"]
    assert site.at[1:] == [pytest.approx(at, abs=0.01) for at in (0, 40, 90)]


def test_a_site_that_asks_for_an_hour_is_left_for_another_run(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", status=429, Retry_After="3600")
    site.put("/", HOW_TO)
    report, events = crawled(empty_workspace, site)
    assert "come back in 3600 seconds" in why(events, "/")
    assert (report.state, report.waiting, site.times("/")) == (PAUSED, 1, 1)
    done = run(crawling.resume(empty_workspace, report.crawl, {}, site.clock.timing))
    assert done.proposed == 1


def test_huge_pages_bombs_and_other_kinds_are_refused(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", links("/huge", "/endless", "/bomb", "/br", "/picture", "/cut"))
    site.put("/huge", b"x", Content_Length="99999999999")
    site.put("/bomb", gzip.compress(b"<p>" * 20_000_000), Content_Encoding="gzip")
    site.put("/br", b"zzz", Content_Encoding="br")
    site.put("/picture", b"PNG", kind="image/png")
    site.put("/cut", b"<p>half", Content_Length="70")

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"<p>more</p>" * 5000)
        except OSError:
            handler.close_connection = True

    site.put("/endless", endless)
    _report, events = crawled(empty_workspace, site, depth=1)
    assert "larger than 2,000,000 bytes" in why(events, "/huge")
    assert "larger than 2,000,000 bytes" in why(events, "/endless")
    assert "larger than 4,000,000 bytes" in why(events, "/bomb")
    assert "“br”" in why(events, "/br")
    assert "image/png" in why(events, "/picture")
    assert "broke off" in why(events, "/cut")


def test_broken_pages_are_read(empty_workspace: Workspace, site: Site) -> None:
    site.put(
        "/",
        "<html><body><h1>How to cut bread</h1><p>It is easy, once you know "
        "it.<ol><li>Take a knife<li>Hold the bread<li>Cut</b></table></body",
    )
    site.put("/empty", "", kind="text/html")
    site.put("/nul", b"\x00\xff\xfe<p>\x00</p>" * 20)
    report, events = crawled(empty_workspace, site, "/", "/empty", "/nul", depth=0)
    titles = [e.proposal.record.instruction for e in events if hasattr(e, "proposal")]
    assert "How to cut bread" in titles
    assert "empty" in why(events, "/empty")
    assert report.fetched == 2


def test_gb18030_without_a_declared_charset(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", CHINESE.encode("gb18030"))
    _report, events = crawled(empty_workspace, site)
    found = [e.proposal for e in events if isinstance(e, PassageProposed)]
    assert [one.record.instruction for one in found] == [
        "如何写好新闻摘要",
        "摘要可以有多长？",
    ]
    assert [one.kind for one in found] == ["howto", "faq"]
    assert {one.record.language for one in found} == {"zh"}


def test_sitemaps_with_an_index_and_gz(empty_workspace: Workspace, site: Site) -> None:
    site.put("/robots.txt", f"Sitemap: {site.url}/index.xml\n", kind="text/plain")
    index = f"<sitemapindex><sitemap><loc>{site.url}/m.xml.gz</loc></sitemap>"
    site.put("/index.xml", index + "</sitemapindex>", kind="application/xml")
    urls = "".join(
        f"<url><loc>{at}</loc></url>"
        for at in (f"{site.url}/deep/one", "https://elsewhere.invalid/", "ftp://x/y")
    )
    data = gzip.compress(f'<?xml version="1.0"?><urlset>{urls}</urlset>'.encode())
    site.put("/m.xml.gz", data, kind="application/x-gzip")
    site.put("/", page("<p>Text.</p>"))
    site.put("/deep/one", HOW_TO)
    report, events = crawled(empty_workspace, site, sitemap=True, depth=0)
    assert report.proposed == 1
    assert [e.url for e in events if isinstance(e, PageFetched)][-1].endswith("/one")
    assert not any("elsewhere" in e.url for e in events if hasattr(e, "url"))


def test_bounds_pause_and_a_resume_goes_on(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", links(*(f"/{n}" for n in range(6))))
    for n in range(6):
        site.put(f"/{n}", page(f"<p>Page {n}.</p>"))
    site.put("/nav", page("<p>Nav.</p>"))
    report, _events = crawled(empty_workspace, site, pages=3)
    assert "bound of 3 pages" in str(report.ended)
    assert (report.fetched, report.waiting) == (3, 5)
    clock = site.clock.timing
    more = run(crawling.resume(empty_workspace, report.crawl, {"pages": 5}, clock))
    assert (more.fetched, more.state) == (2, PAUSED)
    rest = {"pages": 50, "bytes": 1}
    small = run(crawling.resume(empty_workspace, report.crawl, rest, clock))
    assert "bound of 1 bytes" in str(small.ended)
    late = {"pages": 50, "bytes": 10**9, "minutes": 0.0}
    assert "minutes" in str(
        run(crawling.resume(empty_workspace, report.crawl, late, clock)).ended
    )
    last = run(crawling.resume(empty_workspace, report.crawl, {"minutes": 5.0}, clock))
    assert (last.fetched, last.state, last.waiting) == (3, FINISHED, 0)
    asked = [path for path in site.asked if path != "/robots.txt"]
    assert len(asked) == len(set(asked)) == 8


@pytest.mark.parametrize("way", ["cancel", "kill"])
def test_nothing_is_fetched_twice_after_a_stop(
    empty_workspace: Workspace, site: Site, way: str
) -> None:
    site.put("/", links("/a", "/b"))
    for path in ("/a", "/b", "/nav"):
        site.put(path, FAQ)
    job = crawling.crawl(empty_workspace, plan(site), site.clock.timing)
    for event in job:
        if isinstance(event, PageFetched) and event.url.endswith("/a"):
            break
    if way == "cancel":
        with pytest.raises(StopIteration) as ended:
            job.throw(Cancelled())
        assert ended.value.value.state == PAUSED
    else:
        job.close()  # what a killed process leaves: only what was committed
    (summary,) = crawling.crawls(empty_workspace)
    assert summary.state == (PAUSED if way == "cancel" else "running")
    report = run(crawling.resume(empty_workspace, summary.id, {}, site.clock.timing))
    assert (report.fetched, report.state) == (1, FINISHED)
    asked = [path for path in site.asked if path != "/robots.txt"]
    assert sorted(asked) == ["/", "/a", "/b", "/nav"]
    assert {p.state for p in crawling.pages(empty_workspace, 1)} == {"fetched"}


def test_the_wait_for_a_turn_can_be_cancelled(
    empty_workspace: Workspace, site: Site
) -> None:
    site.put("/", links("/a"))
    job = crawling.crawl(empty_workspace, plan(site, delay=50.0), site.clock.timing)
    waits = 0
    for event in job:
        waits += "Waiting" in str(getattr(event, "message", ""))
        if waits == 3:
            break
    with pytest.raises(StopIteration):
        job.throw(Cancelled())
    assert max(site.clock.slept) <= 0.5


def test_authors_may_ask_not_to_be_read(empty_workspace: Workspace, site: Site) -> None:
    meta = '<meta name="robots" content="noindex, nofollow">'
    site.put(
        "/",
        page(
            "<p><a href='/x'>x</a></p><h2>Is it so?</h2><p>It is so, yes.</p>",
            head=meta,
        ),
    )
    site.put("/header", FAQ, X_Robots_Tag="noindex")
    report, _events = crawled(empty_workspace, site, "/", "/header")
    assert (report.proposed, report.fetched) == (0, 2)
    assert "/x" not in site.asked


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://user:secret@example.org/", "user or a password"),
        ("http:///nothing", "not the address"),
        ("http://a b/", "not the address"),
        ("http://x:99999/", "not the address"),
    ],
)
def test_other_addresses_are_refused_before_anything_begins(
    empty_workspace: Workspace, url: str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        run(crawling.crawl(empty_workspace, CrawlPlan(seeds=(url,))))
    assert crawling.crawls(empty_workspace) == []


def test_plans_that_make_no_sense_are_refused(empty_workspace: Workspace) -> None:
    wrong: list[dict[str, Any]] = [
        {"seeds": ()},
        {"depth": -1},
        {"pages": 0},
        {"delay": float("inf")},
        {"minutes": float("nan")},
        {"contact": "a\r\nEvil: yes"},
        {"contact": "邮箱"},
    ]
    for given in wrong:
        with pytest.raises(InvalidInput):
            CrawlPlan(**{"seeds": ("http://a.test/",), **given}).checked()
    with pytest.raises(NotFound):
        run(crawling.resume(empty_workspace, 7))


def test_the_contact_is_told_and_kept(empty_workspace: Workspace, site: Site) -> None:
    site.put("/", page("<p>Text.</p>"))
    crawled(empty_workspace, site, contact="mailto:me@example.org")
    assert site.agents[-1].endswith("(+mailto:me@example.org)")
    crawled(empty_workspace, site)
    assert site.agents[-1].endswith("(+mailto:me@example.org)")
