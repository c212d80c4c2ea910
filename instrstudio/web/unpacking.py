"""Compressed bodies, bit by bit, so that a bomb is noticed before it goes off."""

import zlib

from instrstudio.domain.crawl import PageRefused
from instrstudio.domain.wording import message

ENCODINGS = ("gzip", "deflate")
"""What is asked for; anything else that a host sends is refused."""

GZIP_START = b"\x1f\x8b"
_GZIP = 16 + zlib.MAX_WBITS
_STEP = 2**18


class Unpacker:
    """Takes the pieces of a body and gives what is in them, up to `limit` bytes."""

    def __init__(self, encoding: str, limit: int) -> None:
        named = encoding.strip().lower().removeprefix("x-")
        if named not in ("", "identity", *ENCODINGS):
            raise PageRefused(
                message(
                    "The page is packed in a way that is not read (“{encoding}”).",
                    encoding=named[:40],
                )
            )
        self._named = named if named in ENCODINGS else ""
        self._limit = limit
        self._got = 0
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> bytes:
        """Return what a piece of the body holds.

        Raises:
            PageRefused: That would be more than the limit, or is not packed as said.
        """
        if not self._named:
            return self._counted(data)
        if self._stream is None:
            if not data:
                return b""
            self._stream = self._opened(data)
        out: list[bytes] = []
        try:
            while data and not self._stream.eof:
                out.append(self._counted(self._stream.decompress(data, _STEP)))
                data = self._stream.unconsumed_tail
        except zlib.error as error:
            raise PageRefused(message("The page is packed wrongly.")) from error
        return b"".join(out)

    def _opened(self, data: bytes) -> "zlib._Decompress":
        """Return the stream; some hosts send bare deflate, others with its frame."""
        if self._named == "gzip":
            return zlib.decompressobj(_GZIP)
        framed = data[0] & 0x0F == 8 and (len(data) < 2 or _is_frame(data))
        return zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)

    def _counted(self, data: bytes) -> bytes:
        """Return bytes, having counted them."""
        self._got += len(data)
        if self._got > self._limit:
            raise too_large(self._limit)
        return data


def _is_frame(data: bytes) -> bool:
    """Say whether two bytes begin a zlib stream (RFC 1950)."""
    return (data[0] * 256 + data[1]) % 31 == 0


def gunzipped(body: bytes, limit: int) -> bytes:
    """Return what a ``.gz`` file holds; a body that is none comes back as it is.

    Raises:
        PageRefused: It holds more than `limit` bytes, or is broken.
    """
    return Unpacker("gzip" if body.startswith(GZIP_START) else "", limit).feed(body)


def too_large(limit: int) -> PageRefused:
    """Return the error for what holds more than it may."""
    return PageRefused(
        message("The page is larger than {limit} bytes.", limit=f"{limit:,}")
    )
