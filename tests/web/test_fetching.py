"""One request: honest, within its time, and told in sentences when it fails."""

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from loopback_site import START, Clock, Site, serving

from instrstudio import __version__
from instrstudio.domain.crawl import PageRefused
from instrstudio.web.fetching import Fetcher, Limits, Unreachable, agent
from instrstudio.web.politeness import Politeness, retry_after
from instrstudio.web.timing import Timing


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def fetcher(**given: Any) -> Fetcher:
    return Fetcher(**{"allow_private": True, **given})


def test_a_page_with_its_headers(site: Site) -> None:
    site.put("/a?b=c", "<p>中</p>", kind="Text/HTML; Charset='GBK'")
    asking = fetcher()
    answer = asking.get(f"{site.url}/a?b=c")
    assert (answer.status, answer.kind, answer.charset) == (200, "text/html", "gbk")
    assert (answer.body.decode(), answer.size) == ("<p>中</p>", 10)
    assert asking.received == 10
    assert asking.get(f"{site.url}/none").status == 404


def test_who_asks() -> None:
    assert agent("") == f"InstrStudio/{__version__}"
    assert agent("a@b.c").endswith(" (+a@b.c)")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_host_that_drips_runs_out_of_time(site: Site, part: str) -> None:
    clock = Clock()

    def drip(handler: Any) -> None:
        begun = b"\r\n" if part == "body" else b"X-Long: "
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + begun)
        try:
            while True:
                handler.wfile.write(b"x")
                clock.seconds += 1
        except OSError:
            handler.close_connection = True

    site.put("/", drip)
    limits = Limits(seconds=20, body=10**9, unpacked=10**9)
    with pytest.raises(Unreachable, match="did not answer within 20 seconds"):
        fetcher(timing=clock.timing).get(f"{site.url}/", limits=limits)


def test_a_host_that_says_nothing_is_left(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        before = time.monotonic()
        with pytest.raises(Unreachable, match="did not answer"):
            fetcher().get(f"http://127.0.0.1:{port}/", limits=Limits(seconds=0.05))
        assert time.monotonic() - before < 5
    with pytest.raises(Unreachable, match="cannot be reached"):
        fetcher().get(f"http://127.0.0.1:{port}/")


def test_other_ends_are_sentences(site: Site) -> None:
    def nonsense(handler: Any) -> None:
        handler.wfile.write(b"this is not HTTP\r\n\r\n")
        handler.close_connection = True

    def unknown(_host: str, _port: int) -> list[tuple[Any, ...]]:
        raise socket.gaierror(-2, "Name or service not known")

    site.put("/", nonsense)
    with pytest.raises(Unreachable, match="did not speak HTTP"):
        fetcher().get(f"{site.url}/")
    with pytest.raises(Unreachable, match=r"“no\.test” is not known"):
        fetcher(names=unknown).get("http://no.test/")
    with pytest.raises(PageRefused, match="cannot show who it is"):
        fetcher().get(site.url.replace("http:", "https:") + "/")


def test_the_address_that_was_looked_at_is_connected_to(site: Site) -> None:
    """A name answered differently the second time gains nothing."""
    answers = iter(["203.0.113.9", "127.0.0.1"])
    asked: list[str] = []

    def names(host: str, port: int) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    with pytest.raises(PageRefused, match="private network"):
        # 203.0.113.0/24 is for documentation, so private as well
        fetcher(allow_private=False, names=names).get("http://rebinds.test/")
    assert asked == ["rebinds.test"]
    site.put("/", "x")
    fetcher(names=names).get(f"http://rebinds.test:{site.url.rpartition(':')[2]}/")
    assert asked == ["rebinds.test"] * 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Thu, 26 Nov 2026 12:02:00 GMT", 120.0),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("Thu, 26 Nov 2026 12:02:00 -0000", 120.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, Clock().timing) == seconds


def test_each_host_has_its_own_turn() -> None:
    clock = Clock()
    polite = Politeness(clock.timing, 3.0)
    polite.asked("a")
    assert list(polite.turn("b")) == []
    polite.slow_down("a", 10.0)
    told = [waiting.seconds for waiting in polite.turn("a")]
    assert told[0] == 10.0
    assert sum(clock.slept) == pytest.approx(10.0)
    polite.pause("a", 30.0)
    polite.pause("a", 1.0)
    assert next(polite.turn("a")).seconds == 30.0


def test_the_clock_of_everyday() -> None:
    timing = Timing()
    assert timing.now().tzinfo is UTC
    assert timing.now() > datetime(2026, 1, 1, tzinfo=UTC)
    assert Clock().timing.now() == START
