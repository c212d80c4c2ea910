"""The one door through which files come in: packed with gzip or as they are."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from instrstudio.domain.errors import TransferError
from instrstudio.domain.wording import message

_GZIP = b"\x1f\x8b"
_PIECE = 1 << 20
LARGEST = 1 << 32
"""Bytes that what is packed may unpack to, where it must be read in any order."""


class Opened:
    """The bytes of a file, unpacked where they are packed with gzip.

    Raises:
        TransferError: The file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        _check(path)
        self._path = path
        self._raw = path.open("rb")
        self._size = max(1, path.stat().st_size)
        self.is_packed = self._raw.read(2) == _GZIP
        self._raw.seek(0)
        self._file: IO[bytes] = self._raw
        if self.is_packed:
            self._file = gzip.GzipFile(fileobj=self._raw, mode="rb")  # type: ignore[assignment]

    @property
    def share(self) -> float:
        """How much of the file has been read, in [0, 1]."""
        return min(1.0, self._raw.tell() / self._size)

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes; none only at the end.

        Raises:
            TransferError: The packed file is damaged or cut off.
        """
        try:
            return self._file.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise TransferError(
                message(
                    "“{file}” is packed with gzip and damaged ({reason}): "
                    "get the whole file again.",
                    file=self._path.name,
                    reason=str(error).rstrip("."),
                )
            ) from error

    def close(self) -> None:
        """Close the file."""
        if self._file is not self._raw:
            self._file.close()
        self._raw.close()


@contextmanager
def seekable(path: Path, beginning: bytes) -> Iterator[Path | IO[bytes]]:
    """Give a file that can be read in any order: `path`, or what is packed in it.

    Nothing is unpacked that does not start with the bytes `beginning`.

    Raises:
        TransferError: The file cannot be opened, or what is packed in it is something
            else, damaged or absurdly large.
    """
    opened = Opened(path)
    try:
        if not opened.is_packed:
            yield path
            return
        piece = opened.read(len(beginning))
        if piece != beginning:
            raise TransferError(
                message("What is packed in “{file}” is something else.", file=path.name)
            )
        with TemporaryFile() as file:
            while piece:
                if file.tell() + len(piece) > LARGEST:
                    raise TransferError(
                        message("“{file}” unpacks to more than 4 GB.", file=path.name)
                    )
                file.write(piece)
                piece = opened.read(_PIECE)
            file.seek(0)
            yield file
    finally:
        opened.close()


def plain_suffix(path: Path) -> str:
    """Return the suffix in lower case, that of the packed file where it is ``.gz``."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == ".gz" else suffix


def plain_stem(path: Path) -> str:
    """Return the name without its suffix, and without a ``.gz`` after it."""
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def _check(path: Path) -> None:
    """See that `path` is a file that can be read."""
    if path.is_dir():
        raise TransferError(message("“{path}” is a folder, not a file.", path=path))
    try:
        with path.open("rb"):
            return
    except FileNotFoundError as error:
        raise TransferError(message("There is no file “{path}”.", path=path)) from error
    except OSError as error:
        raise TransferError(
            message(
                "“{path}” cannot be read: {reason}.", path=path, reason=error.strerror
            )
        ) from error
