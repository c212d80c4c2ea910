"""Reading a sealed file: arrays mapped into memory, each piece checked at first use.

A flipped byte is noticed before what it belongs to is used, a short file when it is
opened; both raise Whoosh's `CorruptIndexError`. Reading costs no more than mapping
once all is checked, which `verify` does ahead of time.
"""

import json
import mmap
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import CorruptIndexError

from instrstudio.search.flat.sealing import CHUNK, FOOT, MAGIC, Array, label

_AT_A_TIME = 1 << 24
"""Values that are checked before their memory is given back."""


class CheckedArray:
    """An array of shape (n,) in a sealed file."""

    def __init__(self, raw: NDArray[np.uint8], dtype: str, sums: Array) -> None:
        self._raw = raw
        self._values: Array = raw.view(dtype)
        self._sums = sums
        self._width = self._values.itemsize
        self._good = np.zeros(len(sums), np.bool_)
        self._sound = not len(sums)

    def __len__(self) -> int:
        return len(self._values)

    def part(self, start: int, stop: int) -> Array:
        """Return the values [start, stop) as a view."""
        if not self._sound and stop > start:
            first = start * self._width // CHUNK
            last = (stop * self._width - 1) // CHUNK
            self._check(np.arange(first, last + 1))
        return self._values[start:stop]

    def take(self, places: Array) -> Array:
        """Return the values at `places`."""
        if not self._sound and len(places):
            touched = np.zeros(len(self._sums), np.bool_)
            touched[places // np.int64(CHUNK // self._width)] = True
            self._check(np.flatnonzero(touched))
        return self._values[places]

    def whole(self) -> Array:
        """Return all values as a view."""
        return self.part(0, len(self._values))

    def _check(self, chunks: Array) -> None:
        """Compare the checksums of those `chunks` that nobody has looked at."""
        for chunk in chunks[~self._good[chunks]].tolist():
            content = self._raw[chunk * CHUNK : (chunk + 1) * CHUNK]
            if zlib.crc32(content.data) != self._sums[chunk]:
                raise damaged()
            self._good[chunk] = True
        if self._good.all():
            self._sound = True


class SealedFile:
    """An open sealed file: its arrays by name, and its facts.

    Raises:
        CorruptIndexError: It is damaged, or another one than its name says.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            content = _content(file)
        self._content = content
        directory = _directory(content, label(path.name))
        self.facts: dict[str, int] = directory["facts"]
        self.arrays: dict[str, CheckedArray] = {}
        raw = np.frombuffer(content, np.uint8)
        sums = zlib.crc32(b"")
        for name, (dtype, count, start, sums_at) in directory["arrays"].items():
            size = count * np.dtype(dtype).itemsize
            ends = sums_at + -(-size // CHUNK) * 4
            stored = raw[sums_at:ends]
            sums = zlib.crc32(stored.data, sums)
            found = CheckedArray(raw[start : start + size], dtype, stored.view("<u4"))
            self.arrays[name] = found
        if sums != directory["sums"]:
            raise damaged()

    def let_go(self) -> None:
        """Give back the memory of what was read; it is read again when needed."""
        if isinstance(self._content, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._content.madvise(mmap.MADV_DONTNEED)

    def verify(self) -> None:
        """Check everything that was not looked at yet.

        What was read stays in the system's cache, not in this process: who searches
        maps only what is needed.

        Raises:
            CorruptIndexError: Something is damaged.
        """
        for array in self.arrays.values():
            for start in range(0, len(array), _AT_A_TIME):
                array.part(start, min(start + _AT_A_TIME, len(array)))
                self.let_go()


def damaged() -> CorruptIndexError:
    """Return the error for a damaged file."""
    return CorruptIndexError("a checksum does not hold")


def _content(file: Any) -> Any:
    """Return the bytes of a file: mapped, or read if they are few."""
    size = file.seek(0, 2)
    file.seek(0)
    if size <= CHUNK:
        return file.read()
    return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _directory(content: Any, wanted: str) -> dict[str, Any]:
    """Return the directory of a sealed file whose label must be `wanted`."""
    if len(content) < FOOT.size:
        raise damaged()
    magic, place, size, checksum = FOOT.unpack(content[-FOOT.size :])
    if magic != MAGIC or place + size + FOOT.size != len(content):
        raise damaged()
    stored = content[place : place + size]
    if zlib.crc32(stored) != checksum:
        raise damaged()
    directory: dict[str, Any] = json.loads(stored)
    if directory["label"] != wanted:
        raise damaged()
    return directory
