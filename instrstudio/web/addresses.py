"""Addresses in one form, so that a page has one: RFC 3986, section 6.2.2."""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from instrstudio.domain.crawl import PageRefused
from instrstudio.domain.wording import message

SCHEMES = ("http", "https")
LONGEST = 2_000
"""Characters of an address; a longer one is made by a machine for machines."""

_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_STRAY = re.compile(r"%(?![0-9a-fA-F]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SAFE = "%/:@!$&'()*+,;=~?-._"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_TRACKING = re.compile(r"(?:utm_\w+|gclid|fbclid|spm)(?:=|$)")
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")


def normalised(url: str, base: str = "") -> str:
    """Return an address, relative to `base`, in the one form that a crawl uses.

    No fragment, no default port, no dots in the path, no tracking parameters; letters
    outside ASCII are escaped, host names in IDNA.

    Raises:
        PageRefused: It is no address of the web, or not of a kind that is fetched.
    """
    text = _CONTROLS.sub("", url).strip()
    try:
        parts = urlsplit(urljoin(base, text))
        port = parts.port
    except ValueError as error:
        raise _no_address(url) from error
    if parts.scheme not in SCHEMES:
        raise PageRefused(
            message(
                "“{url}” is not crawled: only http and https addresses are.",
                url=_shown(url),
            )
        )
    if parts.username is not None or parts.password is not None:
        raise PageRefused(
            message(
                "“{url}” is not crawled: it names a user or a password.",
                url=_shown(url),
            )
        )
    host = _host(parts, url)
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path = escaped(_without_dots(parts.path)) or "/"
    query = "&".join(p for p in parts.query.split("&") if not _TRACKING.match(p))
    whole = urlunsplit((parts.scheme, place, path, escaped(query), ""))
    if len(whole) > LONGEST:
        raise PageRefused(
            message(
                "An address of {length} characters is not crawled: “{url}”.",
                length=len(whole),
                url=_shown(whole),
            )
        )
    return whole


def site_of(url: str) -> str:
    """Return scheme, host and port of a normalised address: whom to be polite to."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def is_same_site(url: str, other: str) -> bool:
    """Say whether two normalised addresses are of one site, with or without ``www``."""
    one, two = (urlsplit(each).netloc.removeprefix("www.") for each in (url, other))
    return one == two


def target_of(url: str) -> str:
    """Return the path with the query: what a server is asked for."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def host_of(url: str) -> str:
    """Return the name of the host."""
    return urlsplit(url).hostname or ""


def port_of(url: str) -> int:
    """Return the port that is connected to."""
    parts = urlsplit(url)
    return parts.port or _PORTS[parts.scheme]


def is_secure(url: str) -> bool:
    """Say whether the connection is encrypted."""
    return url.startswith("https://")


def escaped(text: str) -> str:
    """Return a path or query with one spelling of every escape."""
    known = _ESCAPE.sub(_one_spelling, _STRAY.sub("%25", text))
    return quote(known, safe=_SAFE, errors="replace")


def _one_spelling(found: re.Match[str]) -> str:
    """Return a letter that needs no escape as itself, any other in capitals."""
    letter = chr(int(found[1], 16))
    return letter if _UNRESERVED.fullmatch(letter) else found[0].upper()


def _host(parts: SplitResult, url: str) -> str:
    """Return the host's name as the name service knows it."""
    name = (parts.hostname or "").rstrip(".")
    if ":" in name:
        name = f"[{name}]"
    try:
        host = name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _no_address(url) from error
    if not _HOST.fullmatch(host.lower()):
        raise _no_address(url)
    return host.lower()


def _without_dots(path: str) -> str:
    """Return a path without ``.`` and ``..``."""
    kept: list[str] = []
    steps = path.split("/")
    for step in steps:
        if step == "..":
            if len(kept) > 1:
                kept.pop()
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", "..") and kept[-1] != "":
        kept.append("")
    return "/".join(kept)


def _no_address(url: str) -> PageRefused:
    """Return the error for what is no address."""
    return PageRefused(
        message("“{url}” is not the address of a page.", url=_shown(url))
    )


def _shown(url: str) -> str:
    """Return an address short enough for a sentence."""
    return url if len(url) <= 120 else url[:119] + "…"
