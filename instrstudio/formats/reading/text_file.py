"""Text files of unknown encoding, read in pieces.

Bytes that are no text in the encoding become lone surrogates, much as in PEP 383, so
that the row they stand in can say that it was mended.
"""

import codecs
import re
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from instrstudio.formats.reading.opening import Opened

PIECE = 1 << 16
"""Bytes read at a time."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096
_PACKED = (b"PAR1", b"PK\x03\x04", b"SQLite format 3", b"\x89PNG", b"%PDF")
"""How well-known files begin that are no text."""
_ESCAPED = re.compile("[\udc80-\udcff]")


class TextFile:
    """A file read as text, piece by piece; closes itself as a context manager.

    Raises:
        TransferError: The file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.encoding = encoding_of(path)
        self._decoder = _decoder(self.encoding)
        self._file = Opened(path)
        self._ended = False

    @property
    def share(self) -> float:
        """How much of the file has been read, in [0, 1]."""
        return self._file.share

    def read(self, size: int = PIECE) -> str:
        """Return about `size` bytes as text; empty only at the end."""
        text = ""
        while not text and not self._ended:
            piece = self._file.read(size)
            self._ended = not piece
            text = self._decoder.decode(piece, self._ended)
        return text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._file.close()


def encoding_of(path: Path) -> str:
    """Guess the encoding: a byte order mark, else UTF-8, else GB 18030.

    UTF-16 without a mark is known by the zeros in every other byte of its beginning.
    A file that is UTF-8 but for some damage stays UTF-8: it has at least twice as many
    sound characters beyond ASCII as broken bytes. GB 18030 is taken only when the file
    reads better in it.

    Raises:
        TransferError: The file cannot be opened or unpacked.
    """
    head = _head(path)  # says what is wrong with a place that is no file
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _wide(head)
    return wide or _guess(path, stamp_of(path))


def is_text(path: Path) -> bool:
    """Say whether the beginning of the file can be text: it holds few zero bytes.

    Raises:
        TransferError: The file cannot be opened or unpacked.
    """
    head = _head(path)
    if head.startswith(_PACKED):
        return False
    marked = any(head.startswith(mark) for mark, _ in _MARKS)
    return marked or bool(_wide(head)) or head.count(0) * 50 <= len(head)


def stamp_of(path: Path) -> tuple[int, int, int]:
    """Return what changes when the file does: for remembering what was found in it."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _head(path: Path) -> bytes:
    """Return the first bytes."""
    file = Opened(path)
    try:
        return file.read(_HEAD)
    finally:
        file.close()


def _wide(head: bytes) -> str:
    """Return the encoding of two-byte characters that the zeros tell; or nothing."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even == odd:
        return ""
    few, many = min(even, odd), max(even, odd)
    is_wide = b"\0" in head[:2] or (many >= len(head) / 20 and few <= many / 20)
    if not is_wide:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


@lru_cache(maxsize=64)
def _guess(path: Path, _stamp: tuple[int, int, int]) -> str:
    """Read the whole file to tell UTF-8 from GB 18030; once for a file."""
    broken, sound = _census(path, "utf-8")
    if broken * 2 <= sound or _census(path, "gb18030")[0] >= broken:
        return "utf-8"
    return "gb18030"


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Turn each byte that is no text into a lone surrogate."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udc80" * (error.end - error.start), error.end


# surrogateescape itself refuses the two-byte units of UTF-16
codecs.register_error("instrstudio.escape", _escape)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Return a decoder that never fails."""
    return codecs.getincrementaldecoder(encoding)("instrstudio.escape")


def _census(path: Path, encoding: str) -> tuple[int, int]:
    """Count the broken bytes, and the sound characters beyond ASCII.

    A character cut off by the end of the file does not count as broken.
    """
    decoder, broken, beyond = _decoder(encoding), 0, 0
    file = Opened(path)
    try:
        while piece := file.read(PIECE):
            if piece.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(piece)
            broken += len(_ESCAPED.findall(text))
            beyond += len(text) - len(text.encode("ascii", "ignore"))
    finally:
        file.close()
    return broken, beyond - broken
