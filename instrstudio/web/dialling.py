"""Connections to hosts, to none inside the user's own network unless allowed.

The address that is connected to is the one that was looked at: a name that is asked for
twice may be answered differently the second time (DNS rebinding).
"""

import io
import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Any

from instrstudio.domain.crawl import PageRefused
from instrstudio.domain.wording import message

Resolve = Callable[[str, int], Sequence[tuple[Any, ...]]]
"""Names to addresses: host and port to what `socket.getaddrinfo` returns."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> Sequence[tuple[Any, ...]]:
    """Ask the system for the addresses of a host."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet.

    Addresses of IPv6 that carry one of IPv4 are as public as that one.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address within one of IPv6, if it is made so."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    number = int(address)
    if address in _NAT64 or number >> 32 == 0:
        return ipaddress.IPv4Address(number & 0xFFFF_FFFF)
    return None


def dial(
    host: str,
    port: int,
    *,
    allow_private: bool,
    left: Callable[[], float],
    names: Resolve = resolve,
) -> socket.socket:
    """Return a connection to a host; `left` says how many seconds there are.

    Raises:
        PageRefused: All its addresses are within a private network.
        OSError: It cannot be reached.
    """
    found = names(host, port)
    public = [one for one in found if allow_private or is_public(str(one[4][0]))]
    if found and not public:
        raise PageRefused(
            message(
                "“{host}” is in a private network ({address}), "
                "where nothing is crawled unless that is allowed.",
                host=host,
                address=str(found[0][4][0]),
            )
        )
    failure: OSError = OSError("no address")
    for family, kind, protocol, _name, address in public:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(max(0.001, left()))
            connection.connect(address)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


class TimedSocket:
    """A connection that ends when no seconds are left, however slowly bytes drip.

    It has what `http.client` asks of a socket. That closes it while there is still a
    body to read; whoever dialled hangs up.
    """

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection = connection
        self._left = left

    def sendall(self, data: bytes) -> None:
        """Send all bytes."""
        self._connection.settimeout(max(0.001, self._left()))
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what the host sends as a file."""
        return io.BufferedReader(_TimedReader(self._connection, self._left))

    def close(self) -> None:
        """Leave the connection to whoever dialled."""


class _TimedReader(io.RawIOBase):
    """The bytes of a connection, as long as there is time."""

    def __init__(self, connection: socket.socket, left: Callable[[], float]) -> None:
        self._connection = connection
        self._left = left

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes.

        Raises:
            TimeoutError: There is no time left.
        """
        left = self._left()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)
