"""``crawl`` from an address to the library."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback_site import FAQ, HOW_TO, Site, serving

Run = Callable[..., Any]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.put("/", HOW_TO)
        site.put("/faq", FAQ)
        yield site


def crawled(run: Run, site: Site, *options: str) -> str:
    ended = run(
        "crawl",
        f"{site.url}/",
        f"{site.url}/faq",
        "--allow-private",
        "--depth=0",
        "--delay=0",
        *options,
    )
    assert ended.status == 0, ended.err
    return str(ended.out)


def test_from_a_page_to_the_library(run: Run, site: Site, project: Path) -> None:
    said = crawled(run, site)
    assert "Crawl 1: 2 pages read, 0 skipped, 3 proposed." in said
    assert "#1 howto: How to summarise a news article" in said
    assert run("info", "--json").json["records"] == 0

    listed = run("crawl", "--review").out
    assert "CC-BY-SA-4.0" in listed
    assert "no licence named" in listed
    shown = run("crawl", "--review", "--json").json["proposals"]
    assert [one["id"] for one in shown] == [1, 2, 3]
    assert shown[0]["like"] is None

    assert "Accepted 1 proposal" in run("crawl", "--accept", "1", "--text", "Sum").out
    assert run("crawl", "--reject", "2", "--json").json == {"rejected": [2]}
    assert run("crawl", "--accept", "all", "--json").json["accepted"] == [3]
    assert run("crawl", "--review").out == "Nothing waits for review.\n"
    assert run("info", "--json").json["records"] == 2
    assert "1 proposal waits again" in run("crawl", "--take-back").out
    assert "Undone: Accept 1 from the web" in run("undo").out
    waiting = run("crawl", "--review", "--json").json["proposals"]
    assert [one["id"] for one in waiting] == [1, 3]
    (found,) = run("crawl", "--list", "--json").json["crawls"]
    assert (found["state"], found["pages"]) == ("finished", {"fetched": 2})


def test_going_on(run: Run, site: Site, project: Path) -> None:
    assert "go on with --resume 1" in crawled(run, site, "--pages=1")
    assert "bound of 1 pages" in run("crawl", "--resume", 1).out
    done = run("crawl", "--resume", 1, "--pages", 5, "--json").json
    assert (done["fetched"], done["state"]) == (1, "finished")
    assert site.times("/") == site.times("/faq") == 1
    assert "fetched" in run("crawl", "--why", 1).out
    pages = run("crawl", "--why", 1, "--json").json["pages"]
    assert [page["state"] for page in pages] == ["fetched", "fetched"]


def test_what_is_refused_is_said(run: Run, site: Site, project: Path) -> None:
    private = run("crawl", site.url)
    assert "in a private network" in private.out
    assert site.asked == []
    ended = run("crawl", "ftp://e.test/")
    assert ended.status == 1
    assert "only http and https" in ended.err
    assert run("crawl", "--resume", 9).status == 1
    assert run("crawl", "--accept", "x").status == 1
    assert run("crawl", "--accept", "4").status == 1
    assert run("crawl", "--reject", "all").status == 1
    assert run("crawl", "http://e.test/", "--depth=-1").status == 1
    assert run("crawl").status == 2
    assert run("crawl", "http://e.test/", "--review").status == 2
    assert run("crawl", "--resume", 1, "--any-site").status == 2
    assert run("crawl", "--accept", "1,2", "--text", "x").status == 2
    assert run("crawl", "--take-back").status == 1


def test_a_killed_crawl_goes_on(run: Run, site: Site, project: Path) -> None:
    """Only the page that was in flight, whose text is lost, is asked for again."""
    inside, over = threading.Event(), threading.Event()

    def hold(handler: Any) -> None:
        inside.set()
        over.wait(60)
        handler.close_connection = True

    site.put("/held", hold)
    site.put("/held", FAQ)
    urls = [f"{site.url}{path}" for path in ("/", "/held", "/faq")]
    options = ["--allow-private", "--depth=0", "--delay=0"]
    command = [sys.executable, "-m", "instrstudio", "crawl", *urls, *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        assert inside.wait(60)
        process.kill()
    over.set()
    asked = site.asked.copy()
    assert run("crawl", "--list", "--json").json["crawls"][0]["state"] == "running"
    done = run("crawl", "--resume", 1, "--json").json
    assert (done["fetched"], done["state"]) == (2, "finished")
    assert asked == ["/robots.txt", "/", "/held"]
    assert site.asked[3:] == ["/robots.txt", "/held", "/faq"]
