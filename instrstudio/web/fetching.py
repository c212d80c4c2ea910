"""One request to one host, within limits; redirects are told, not followed."""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from instrstudio import __version__
from instrstudio.domain.crawl import PageRefused
from instrstudio.domain.wording import message
from instrstudio.web.addresses import host_of, is_secure, port_of, site_of, target_of
from instrstudio.web.dialling import Resolve, TimedSocket, dial, resolve
from instrstudio.web.timing import Timing
from instrstudio.web.unpacking import ENCODINGS, Unpacker, too_large

NAME = "InstrStudio"
"""What robots.txt calls us."""
HTML = ("text/html", "application/xhtml+xml", "text/plain")
XML = ("text/xml", "application/xml", "application/gzip", "application/x-gzip")
ANYTHING: tuple[str, ...] = ()

_PIECE = 2**16
_GOOD = 200


class Unreachable(PageRefused):
    """The host did not answer, or not to the end; it may the next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one page: `body` and `unpacked` in bytes, `seconds` for all of it.

    `cut` keeps the beginning of what is larger, in place of refusing it.
    """

    body: int = 2_000_000
    unpacked: int = 4_000_000
    seconds: float = 30.0
    cut: bool = False


PAGE_LIMITS = Limits()
ROBOTS_LIMITS = Limits(body=512_000, unpacked=512_000, cut=True)
SITEMAP_LIMITS = Limits(body=10_000_000, unpacked=20_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a host said: header names are in small letters, `size` bytes travelled.

    A `body` there is only where `status` is 200.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int = 0

    @property
    def location(self) -> str:
        """Where a redirect leads; empty for any other answer."""
        moved = self.status in (301, 302, 303, 307, 308)
        return self.headers.get("location", "") if moved else ""

    @property
    def kind(self) -> str:
        """The type of the content, such as ``text/html``."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the host names, or nothing."""
        _kind, *rest = self.headers.get("content-type", "").split(";")
        for parameter in rest:
            name, _sign, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower()
        return ""


def agent(contact: str) -> str:
    """Return who we are: the program's name and version, and whom to write to."""
    return f"{NAME}/{__version__}" + (f" (+{contact})" if contact else "")


class Fetcher:
    """Asks hosts for pages and says honestly who asks.

    `received` counts the bytes of all bodies, those that were not taken too.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        timing: Timing | None = None,
        names: Resolve = resolve,
    ) -> None:
        self.received = 0
        self._headers = {
            "User-Agent": agent(contact),
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ", ".join(ENCODINGS),
            "Connection": "close",
        }
        self._allow_private = allow_private
        self._timing = timing or Timing()
        self._names = names

    def get(
        self,
        url: str,
        kinds: tuple[str, ...] = ANYTHING,
        limits: Limits = PAGE_LIMITS,
    ) -> Answer:
        """Ask for a normalised address; read the body if it is one of `kinds`.

        Raises:
            PageRefused: It may not be asked for, or what comes is not taken.
            Unreachable: There is no answer.
        """
        end = self._timing.monotonic() + limits.seconds

        def left() -> float:
            return end - self._timing.monotonic()

        host = host_of(url)
        try:
            return self._asked(url, kinds, limits, left)
        except TimeoutError as error:
            raise Unreachable(
                message(
                    "“{host}” did not answer within {seconds} seconds.",
                    host=host,
                    seconds=round(limits.seconds),
                )
            ) from error
        except socket.gaierror as error:
            raise Unreachable(
                message("The host “{host}” is not known.", host=host)
            ) from error
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or error.reason
            raise PageRefused(
                message(
                    "“{host}” cannot show who it is ({reason}).",
                    host=host,
                    reason=reason,
                )
            ) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Unreachable(
                message(
                    "“{host}” cannot be reached ({reason}).", host=host, reason=reason
                )
            ) from error
        except (http.client.HTTPException, ValueError) as error:
            raise Unreachable(
                message("“{host}” broke off or did not speak HTTP.", host=host)
            ) from error

    def _asked(
        self,
        url: str,
        kinds: tuple[str, ...],
        limits: Limits,
        left: Callable[[], float],
    ) -> Answer:
        """Return the answer to one request."""
        raw = self._dialled(url, left)
        try:
            connection = http.client.HTTPConnection(host_of(url), port_of(url))
            connection.sock = cast("socket.socket", TimedSocket(raw, left))
            connection.request(
                "GET",
                target_of(url),
                headers={"Host": site_of(url).partition("//")[2], **self._headers},
            )
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            said = Answer(url=url, status=response.status, headers=headers)
            if said.status != _GOOD:
                return said
            _refuse_kind(said, kinds)
            body, size = _body(self._counted(response), said, limits)
            return Answer(
                url=url, status=said.status, headers=headers, body=body, size=size
            )
        finally:
            raw.close()

    def _counted(self, response: http.client.HTTPResponse) -> Iterator[bytes]:
        """Yield the body as it comes."""
        while piece := response.read1(_PIECE):
            self.received += len(piece)
            yield piece

    def _dialled(self, url: str, left: Callable[[], float]) -> socket.socket:
        """Return a connection, encrypted if it shall be, to a host that was checked."""
        host, allow = host_of(url), self._allow_private
        raw = dial(
            host, port_of(url), allow_private=allow, left=left, names=self._names
        )
        if not is_secure(url):
            return raw
        try:
            raw.settimeout(max(0.001, left()))
            context = ssl.create_default_context()
            return context.wrap_socket(raw, server_hostname=host)
        except BaseException:
            raw.close()
            raise


def _refuse_kind(answer: Answer, kinds: tuple[str, ...]) -> None:
    """Refuse what is not of a kind that was asked for; no kind named: taken."""
    if kinds and answer.kind and answer.kind not in kinds:
        raise PageRefused(
            message(
                "It is no page to read, but “{kind}”.",
                kind=answer.kind[:60],
            )
        )


def _body(pieces: Iterator[bytes], answer: Answer, limits: Limits) -> tuple[bytes, int]:
    """Return the unpacked body, and how many bytes travelled.

    Raises:
        PageRefused: There is more than there may be.
        HTTPException: It broke off.
    """
    promised = answer.headers.get("content-length", "")
    if promised.isascii() and promised.isdigit():
        if int(promised[:18]) > limits.body and not limits.cut:
            raise too_large(limits.body)
    else:
        promised = ""
    unpacker = Unpacker(answer.headers.get("content-encoding", ""), limits.unpacked)
    parts, size = [], 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > limits.body:
                raise too_large(limits.body)
            parts.append(unpacker.feed(piece))
    except PageRefused:
        if not limits.cut:
            raise
    else:
        if promised and size < int(promised):
            raise http.client.IncompleteRead(b"", int(promised) - size)
    return b"".join(parts), size
