"""A real site on loopback, and a clock that never sleeps."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from instrstudio.web.timing import Timing

Body = bytes | Callable[[BaseHTTPRequestHandler], None]
START = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class Clock:
    """Time that passes when somebody sleeps, and a little whenever it is asked for."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def timing(self) -> Timing:
        return Timing(
            monotonic=lambda: self.seconds,
            sleep=self.sleep,
            now=lambda: START + timedelta(seconds=self.seconds),
        )


@dataclass
class Said:
    """One answer of the site."""

    body: Body = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Pages by path; `asked` lists the paths and when they were asked for."""

    url: str = ""
    pages: dict[str, list[Said]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)

    def put(
        self,
        path: str,
        body: str | Body = b"",
        status: int = 200,
        kind: str = "text/html",
        **headers: str,
    ) -> None:
        """Have a path answered so; several times: one answer after the other."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": kind} if kind else {}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        said = Said(data, status, named)
        self.pages.setdefault(path, []).append(said)

    def times(self, path: str) -> int:
        return self.asked.count(path)


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on a port of its own."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.at.append(site.clock.seconds)
            site.agents.append(self.headers.get("User-Agent", ""))
            waiting = site.pages.get(self.path)
            if not waiting:
                said = Said(status=404)
            else:
                said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if callable(said.body):
                said.body(self)
                return
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in said.headers:
                self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            with suppress(OSError):  # the client may have seen enough
                self.wfile.write(said.body)

        def log_message(self, *_what: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(inner: str, title: str = "A page", head: str = "") -> str:
    """Return a page with a main text long enough to be one."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/nav'>Navigation</a></nav><article><h1>{title}</h1>"
        "<p>This page tells what people who work with texts ask most of the time.</p>"
        f"{inner}</article></body></html>"
    )


HOW_TO = page(
    "<ol><li>Read the article twice.</li><li>Write down who did what.</li>"
    "<li>Keep it to three sentences.</li></ol>",
    "How to summarise a news article",
    '<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">',
)
FAQ = page(
    "<h2>Can I leave the names out?</h2><p>No, names are what readers look for.</p>"
    "<h2>What about long texts?</h2><p>Split them and sum up each part.</p>",
    "Questions",
)
CHINESE = (
    "<html><head><title>如何写好新闻摘要</title></head><body><article>"
    "<h1>如何写好新闻摘要</h1><ol><li>先通读全文，找出时间和地点。</li>"
    "<li>用自己的话写出要点。</li><li>检查数字是否正确。</li></ol>"
    "<h2>摘要可以有多长？</h2><p>一般不超过一百个字，重要的事情放在最前面。</p>"
    "<p>这是一个关于写作的网页，介绍怎样把文章写得简短而准确，适合编辑和学生阅读。</p>"
    "</article></body></html>"
)
