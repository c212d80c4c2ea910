"""Compressed bodies within their limit."""

import gzip
import zlib

import pytest

from instrstudio.domain.crawl import PageRefused
from instrstudio.web.unpacking import Unpacker, gunzipped

TEXT = b"a page of some length " * 2000


def fed(data: bytes, encoding: str, limit: int = 10**6, step: int = 7) -> bytes:
    unpacker = Unpacker(encoding, limit)
    pieces = (data[at : at + step] for at in range(0, len(data), step))
    return b"".join(unpacker.feed(piece) for piece in pieces)


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),
    ],
)
def test_bodies_come_out_whole(encoding: str, data: bytes) -> None:
    assert fed(data, encoding) == TEXT
    with pytest.raises(PageRefused, match="larger than 9,999 bytes"):
        fed(data, encoding, limit=9_999)


def test_what_is_packed_wrongly_is_refused() -> None:
    with pytest.raises(PageRefused, match="wrongly"):
        fed(b"no gzip at all", "gzip")
    for encoding in ("br", "zstd", "gzip, gzip"):
        with pytest.raises(PageRefused, match="not read"):
            Unpacker(encoding, 9)


def test_a_bomb_is_noticed_early() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    unpacker = Unpacker("gzip", 300_000)
    with pytest.raises(PageRefused):
        unpacker.feed(bomb)
    assert gunzipped(b"plain", 9) == b"plain"
    with pytest.raises(PageRefused):
        gunzipped(bomb, 300_000)
