"""Text files of unknown encoding, read in pieces.

Bytes that are no text in the encoding become lone surrogates, much as in PEP 383, so
that the row they stand in can say that it was mended.
"""

import codecs
import re
from pathlib import Path
from types import TracebackType
from typing import Self

from instrstudio.domain.errors import TransferError
from instrstudio.domain.wording import message

PIECE = 1 << 16
"""Bytes read at a time."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED = re.compile("[\udc80-\udcff]")


class TextFile:
    """A file read as text, piece by piece; closes itself as a context manager.

    Raises:
        TransferError: The file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._size = max(1, _checked(path).stat().st_size)
        self.encoding = encoding_of(path)
        self._decoder = _decoder(self.encoding)
        self._file = path.open("rb")
        self._ended = False

    @property
    def share(self) -> float:
        """How much of the file has been read, in [0, 1]."""
        return min(1.0, self._file.tell() / self._size)

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

    A file that is UTF-8 but for some damage stays UTF-8: it has at least twice as many
    sound characters beyond ASCII as broken bytes. GB 18030 is taken only when the file
    reads better in it.
    """
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head[:2]:
        return "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    broken, sound = _census(path, "utf-8")
    if broken * 2 <= sound or _census(path, "gb18030")[0] >= broken:
        return "utf-8"
    return "gb18030"


def _checked(path: Path) -> Path:
    """Return `path` if it is a file that can be read."""
    if path.is_dir():
        raise TransferError(message("“{path}” is a folder, not a file.", path=path))
    try:
        with path.open("rb"):
            return path
    except FileNotFoundError as error:
        raise TransferError(message("There is no file “{path}”.", path=path)) from error
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be read: {reason}.", path=path, reason=error.strerror
            )
        ) from error


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
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if piece.isascii() and not decoder.getstate()[0]:
                continue
            text = decoder.decode(piece)
            broken += len(_ESCAPED.findall(text))
            beyond += len(text) - len(text.encode("ascii", "ignore"))
    return broken, beyond - broken
