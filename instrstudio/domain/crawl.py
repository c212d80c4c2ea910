"""A crawl: what it may do, what became of its pages, what it found for review."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from instrstudio.domain.errors import InstrStudioError, InvalidInput
from instrstudio.domain.record import Record
from instrstudio.domain.wording import Message, message

WAITING, FETCHED, SKIPPED = "waiting", "fetched", "skipped"
"""States of a page; what is `SKIPPED` says why."""
PAGE, SITEMAP = "page", "sitemap"
"""What an address leads to."""
RUNNING, PAUSED, FINISHED = "running", "paused", "finished"
"""States of a crawl; one that was killed stays `RUNNING` until it goes on."""
ACCEPTED, REJECTED = "accepted", "rejected"
"""States of a proposal, besides `WAITING`."""
HOW_TO, STEPS, FAQ = "howto", "steps", "faq"
"""Kinds of passages: a how-to title with its text, orders in a list, a question."""

_LEAST: Mapping[str, float] = {
    "depth": 0,
    "delay": 0.0,
    "pages": 1,
    "bytes": 1,
    "minutes": 0.0,
}
_CONTACT = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,198}")


class PageRefused(InstrStudioError):
    """A page is not fetched, or what came is not taken; says why."""


class TryLater(PageRefused):
    """The host asks to wait `seconds`, longer than a crawl waits."""

    def __init__(self, message: Message | str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """Where a crawl begins and what it may do.

    `depth` counts links from the `seeds`; `delay` is in seconds between two requests
    to one host, which a host may lengthen. `pages` and `bytes` bound the whole crawl,
    `minutes` each of its runs. `contact` (an address of mail or a page) is told to
    every host.
    """

    seeds: tuple[str, ...] = ()
    depth: int = 2
    delay: float = 1.0
    pages: int = 100
    bytes: int = 100_000_000
    minutes: float = 30.0
    same_site: bool = True
    sitemap: bool = False
    allow_private: bool = False
    contact: str = ""

    def checked(self) -> "CrawlPlan":
        """Return the plan if it can be followed.

        Raises:
            InvalidInput: There is no address, a bound makes no sense, or the contact
                cannot be sent.
        """
        if not self.seeds:
            raise InvalidInput(message("Name an address to begin with."))
        for name, least in _LEAST.items():
            value = getattr(self, name)
            if not least <= value < float("inf"):
                raise InvalidInput(
                    message(
                        "A crawl cannot have {value} as “{name}”: "
                        "it must be {least} or more.",
                        name=name,
                        value=value,
                        least=least,
                    )
                )
        if self.contact and not _CONTACT.fullmatch(self.contact):
            raise InvalidInput(
                message(
                    "The contact “{contact}” cannot be sent: "
                    "use up to 200 plain letters, digits and signs.",
                    contact=self.contact,
                )
            )
        return self

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return asdict(self) | {"seeds": list(self.seeds)}

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> "CrawlPlan":
        """Read the JSON form; unknown keys are left aside."""
        known = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        plan = cls(**known)
        return replace(plan, seeds=tuple(plan.seeds))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPage:
    """An address of a crawl and what became of it.

    `hops` counts the redirects that led here, `requests` how often a host was asked
    for it and `size` the bytes that came. `note` says why it was skipped.
    """

    url: str
    kind: str = PAGE
    depth: int = 0
    hops: int = 0
    state: str = WAITING
    note: Message | str = ""
    requests: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A record that was found on a page and waits for, or has had, its review."""

    id: int
    crawl: int
    kind: str
    state: str
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSummary:
    """A crawl with counts of its pages and proposals by state.

    `at` is when it began (ISO 8601, UTC). `asked` pages count towards the plan's
    `pages`, with its redirects as one, `size` bytes towards its `bytes`.
    """

    id: int
    plan: CrawlPlan
    state: str
    at: str
    pages: Mapping[str, int] = field(default_factory=dict)
    proposals: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFetched:
    """Event: a page was read; `found` passages of it are new, `links` are followed."""

    url: str
    depth: int
    title: str
    found: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSkipped:
    """Event: a page was not read, for the reason `why`."""

    url: str
    depth: int
    why: Message | str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageProposed:
    """Event: a passage was put up for review; nothing is in the library."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlReport:
    """What a run of a crawl did; `ended` says why it stopped.

    `waiting` addresses are left for another run.
    """

    crawl: int
    fetched: int
    skipped: int
    proposed: int
    waiting: int
    state: str
    ended: Message | str
