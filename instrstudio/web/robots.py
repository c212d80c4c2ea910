"""The rules of a robots.txt, as RFC 9309 has them.

What Crawl-delay and Sitemap say stands outside that document and is followed as well.
"""

import re
from dataclasses import dataclass, field

from instrstudio.web.addresses import escaped

MOST_BYTES = 512_000
"""So much of a file is read: RFC 9309 asks for at least 500 kibibytes."""

_LINE = re.compile(r"^\s*([A-Za-z-]+)\s*:\s*(.*?)\s*$")
_RULES = ("allow", "disallow")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")


@dataclass(slots=True)
class _Group:
    """Rules for the agents that are named before them."""

    agents: list[str] = field(default_factory=list)
    rules: list[tuple[str, bool]] = field(default_factory=list)
    delay: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one agent may fetch of a host: (pattern, allowed) in `rules`.

    `delay` is in seconds; `sitemaps` are addresses as they stand there.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()

    def allows(self, target: str) -> bool:
        """Say whether a path with its query may be fetched.

        The longest pattern that fits decides, and `Allow` between two of one length.
        """
        if target == "/robots.txt":
            return True
        best, verdict = -1, True
        for pattern, allowed in self.rules:
            length = len(pattern)
            is_better = length > best or (length == best and allowed)
            if is_better and _fits(pattern, target):
                best, verdict = length, allowed
        return verdict


EVERYTHING = Rules()
"""What may be fetched where there is no robots.txt (any status from 400 to 499)."""


def parse(text: str, agent: str) -> Rules:
    """Return the rules for the product `agent`; lines that are no rules are ignored."""
    groups, sitemaps = _read(text)
    ours = [g for g in groups if agent.lower() in g.agents]
    chosen = ours or [g for g in groups if "*" in g.agents]
    delays = [group.delay for group in chosen if group.delay is not None]
    return Rules(
        rules=tuple(rule for group in chosen for rule in group.rules),
        delay=max(delays, default=0.0),
        sitemaps=tuple(sitemaps),
    )


def _read(text: str) -> tuple[list[_Group], list[str]]:
    """Return all groups and sitemaps."""
    groups: list[_Group] = []
    sitemaps: list[str] = []
    naming = False
    for line in text.removeprefix("\ufeff").splitlines():
        found = _LINE.match(line.partition("#")[0])
        if found is None:
            continue
        key, value = found[1].lower(), found[2]
        if key == "user-agent":
            if not naming:
                groups.append(_Group())
            naming = True
            groups[-1].agents.append(_product(value))
        elif key == "sitemap":
            sitemaps.append(line.partition(":")[2].strip())
        elif groups and key in _RULES:
            naming = False
            if value:
                groups[-1].rules.append((escaped(value), key == "allow"))
        elif groups and key == "crawl-delay":
            naming = False
            if _NUMBER.fullmatch(value):
                groups[-1].delay = float(value)
    return groups, sitemaps


def _product(value: str) -> str:
    """Return the product of an agent's name: “Name/1.0” is “name”."""
    found = re.match(r"[A-Za-z_-]+", value)
    return found[0].lower() if found else value.strip()


def _fits(pattern: str, target: str) -> bool:
    """Say whether a pattern with ``*`` and a last ``$`` fits a target.

    Each piece is looked for once after the one before it: no pattern is slow.
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    if not rest:
        return not ends or len(target) == len(first)
    at = len(first)
    for piece in rest[:-1]:
        found = target.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    last = rest[-1]
    if ends:
        return len(target) - len(last) >= at and target.endswith(last)
    return target.find(last, at) >= 0
