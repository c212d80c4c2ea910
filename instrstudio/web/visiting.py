"""One page fetched the polite way: rules first, then one's turn, then again later."""

from collections.abc import Generator

from instrstudio.domain.crawl import PageRefused, TryLater
from instrstudio.domain.wording import message
from instrstudio.web import robots
from instrstudio.web.addresses import normalised, site_of, target_of
from instrstudio.web.fetching import (
    ANYTHING,
    NAME,
    PAGE_LIMITS,
    ROBOTS_LIMITS,
    Answer,
    Fetcher,
    Limits,
    Unreachable,
)
from instrstudio.web.politeness import (
    LONGEST,
    Politeness,
    Waiting,
    back_off,
    retry_after,
)
from instrstudio.web.timing import Timing

ATTEMPTS = 3
"""How often a busy host is asked for one page."""
REDIRECTS = 5
_TOO_MANY, _BUSY = 429, (500, 502, 503, 504)
_FRESH = 24 * 3600.0
"""Seconds for which a robots.txt counts: RFC 9309, section 2.4."""


class Visitor:
    """Visits pages; `requests` counts how often a host was asked, for whatever."""

    def __init__(self, fetcher: Fetcher, timing: Timing, delay: float) -> None:
        self.requests = 0
        self._fetcher = fetcher
        self._timing = timing
        self._politeness = Politeness(timing, delay)
        self._rules: dict[str, tuple[float, robots.Rules]] = {}

    def visit(
        self,
        url: str,
        kinds: tuple[str, ...] = ANYTHING,
        limits: Limits = PAGE_LIMITS,
    ) -> Generator[Waiting, None, Answer]:
        """Fetch a normalised address once its host may be asked.

        Raises:
            PageRefused: The host does not want it, or what comes is not taken.
            TryLater: The host wants to be left alone for longer than we wait.
        """
        rules = yield from self.rules(site_of(url))
        if not rules.allows(target_of(url)):
            raise PageRefused(message("The site's robots.txt does not allow it."))
        return (yield from self._asked(url, kinds, limits))

    def rules(self, site: str) -> Generator[Waiting, None, robots.Rules]:
        """Return the rules of a host, asking for them once a day.

        Raises:
            PageRefused: The host may not be asked for anything.
            TryLater: The rules cannot be read at present, so nothing may be fetched.
        """
        known = self._rules.get(site)
        now = self._timing.monotonic()
        if known is not None and now - known[0] < _FRESH:
            return known[1]
        found = yield from self._read_rules(site)
        self._rules[site] = (now, found)
        self._politeness.slow_down(site, found.delay)
        return found

    def _read_rules(self, site: str) -> Generator[Waiting, None, robots.Rules]:
        """Fetch a robots.txt, through a few redirects."""
        url = f"{site}/robots.txt"
        for _hop in range(REDIRECTS + 1):
            try:
                answer = yield from self._asked(url, ANYTHING, ROBOTS_LIMITS)
            except Unreachable as error:
                raise TryLater(error.message, 0.0) from error
            if answer.location:
                try:
                    url = normalised(answer.location, url)
                except PageRefused:
                    return robots.EVERYTHING
                continue
            if answer.status == 200:
                text = answer.body.decode("utf-8", "replace")
                return robots.parse(text, NAME)
            if answer.status >= 500:
                raise TryLater(
                    message(
                        "The site's robots.txt cannot be read at present ({status}), "
                        "so nothing is fetched there.",
                        status=answer.status,
                    ),
                    0.0,
                )
            return robots.EVERYTHING
        return robots.EVERYTHING

    def _asked(
        self, url: str, kinds: tuple[str, ...], limits: Limits
    ) -> Generator[Waiting, None, Answer]:
        """Ask a host in its turn, and again when it says that it is busy."""
        site = site_of(url)
        for attempt in range(ATTEMPTS):
            yield from self._politeness.turn(site)
            is_last = attempt == ATTEMPTS - 1
            self.requests += 1
            try:
                answer = self._fetcher.get(url, kinds, limits)
            except Unreachable:
                self._politeness.asked(site)
                if is_last:
                    raise
                self._politeness.pause(site, back_off(attempt))
                continue
            self._politeness.asked(site)
            if answer.status != _TOO_MANY and answer.status not in _BUSY:
                return answer
            wait = self._wish(answer, attempt)
            if wait > LONGEST or (is_last and answer.status in (_TOO_MANY, 503)):
                raise _later(wait)
            if is_last:
                return answer
            self._politeness.pause(site, wait)
        raise AssertionError("the last attempt returns or raises")

    def _wish(self, answer: Answer, attempt: int) -> float:
        """Return how long a busy host wants to be left alone."""
        said = retry_after(answer.headers.get("retry-after", ""), self._timing)
        return back_off(attempt) if said is None else said


def _later(seconds: float) -> TryLater:
    """Return the error for a host that wants to be left alone."""
    return TryLater(
        message(
            "The site asks to come back in {seconds} seconds.",
            seconds=max(1, round(seconds)),
        ),
        seconds,
    )
