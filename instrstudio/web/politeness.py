"""How long to wait before a host is asked again."""

import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from instrstudio.web.timing import Timing

LONGEST = 120.0
"""Seconds that a crawl waits because a host says “later”; more is left for another run.
"""
_SLICE = 0.5
"""Seconds of waiting after which a crawl looks whether it shall stop."""
_BACK_OFF = (5.0, 20.0, 60.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Event: a crawl waits for `seconds` more before it asks `site` again."""

    site: str
    seconds: float


class Politeness:
    """When each host may be asked next."""

    def __init__(self, timing: Timing, delay: float) -> None:
        self._timing = timing
        self._delay = delay
        self._slower: dict[str, float] = {}
        self._free_at: dict[str, float] = {}

    def slow_down(self, site: str, delay: float) -> None:
        """Keep at least `delay` seconds between two requests to a host, from now on."""
        self._slower[site] = max(delay, self._slower.get(site, 0.0))
        self.pause(site, delay)

    def asked(self, site: str) -> None:
        """Note that a host was asked just now."""
        self.pause(site, max(self._delay, self._slower.get(site, 0.0)))

    def pause(self, site: str, seconds: float) -> None:
        """Leave a host alone for so long from now on."""
        free_at = self._timing.monotonic() + seconds
        self._free_at[site] = max(free_at, self._free_at.get(site, free_at))

    def turn(self, site: str) -> Iterator[Waiting]:
        """Wait until a host may be asked; what is left is told before each slice."""
        free_at = self._free_at.get(site)
        while free_at is not None:
            left = free_at - self._timing.monotonic()
            if left <= 0:
                return
            yield Waiting(site=site, seconds=left)
            self._timing.sleep(min(left, _SLICE))


def retry_after(value: str, timing: Timing) -> float | None:
    """Return the seconds of a ``Retry-After``: a number or a date; None if neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - timing.now()).total_seconds())


def back_off(attempt: int) -> float:
    """Return the seconds to wait after the attempt of this number, from 0 on."""
    return _BACK_OFF[min(attempt, len(_BACK_OFF) - 1)]
