"""The one door through which files come in: packed with gzip or as they are."""

import gzip
import zlib
from pathlib import Path
from typing import IO

from instrstudio.domain.errors import TransferError
from instrstudio.domain.wording import message

_GZIP = b"\x1f\x8b"


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
