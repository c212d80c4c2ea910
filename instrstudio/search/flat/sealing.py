"""Writing a sealed file: named arrays with a checksum for every 64 kB.

Layout: the arrays one after another, each beginning at a multiple of 64 bytes; the
checksums; a directory (JSON: the make of the file and, for each array, its type, place
and checksums); a foot that says where the directory is and what its checksum is. A
file is whole only if its foot is, and the foot is written last.
"""

import json
import os
import struct
import sys
import zlib
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

FORMAT = 2
"""The layout of the file and of the arrays in it; raise it after any change."""

CHUNK = 1 << 16
"""Bytes that one checksum is for."""

FOOT = struct.Struct("<8sQQI")
"""Magic, place, size and checksum of the directory."""

MAGIC = b"INSTFLAT"
ALIGNMENT = 64
_IN_MEMORY = 4 << 20

Array = NDArray[Any]


def label(name: str) -> str:
    """Return what the file `name` says of itself, so that no other is taken for it."""
    return f"{FORMAT} {sys.byteorder} {name}"


class ArrayWriter:
    """Takes one array piece by piece; keeps it on disk once it is big."""

    def __init__(self, dtype: str) -> None:
        self.dtype = np.dtype(dtype)
        self.count = 0
        self.sums: list[int] = []
        self._spool = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._rest = b""

    def append(self, piece: Array) -> None:
        """Add `piece` of shape (n,)."""
        content = np.ascontiguousarray(piece, self.dtype).tobytes()
        self._spool.write(content)
        self.count += len(piece)
        content = self._rest + content
        whole = len(content) // CHUNK * CHUNK
        view = memoryview(content)
        self.sums += [
            zlib.crc32(view[at : at + CHUNK]) for at in range(0, whole, CHUNK)
        ]
        self._rest = content[whole:]

    def pour(self, file: Any) -> None:
        """Copy the array to the end of `file`; nothing can be added after that."""
        if self._rest:
            self.sums.append(zlib.crc32(self._rest))
        self._spool.seek(0)
        copyfileobj(self._spool, file, 1 << 20)
        self.close()

    def close(self) -> None:
        """Drop what was kept."""
        self._spool.close()


class SealedWriter:
    """Collects arrays and writes them into the file `path` at `seal`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._arrays: dict[str, ArrayWriter] = {}

    def array(self, name: str, dtype: str) -> ArrayWriter:
        """Return the writer of a new array."""
        made = self._arrays[name] = ArrayWriter(dtype)
        return made

    def put(self, name: str, array: Array) -> None:
        """Add a whole array of shape (n,)."""
        self.array(name, array.dtype.str).append(array)

    def seal(self, facts: dict[str, int]) -> None:
        """Write the file with small numbers `facts`, and wait until the disk has it."""
        entries: dict[str, list[Any]] = {}
        with self._path.open("wb") as file:
            for name, array in self._arrays.items():
                file.write(bytes(-file.tell() % ALIGNMENT))
                start = file.tell()
                array.pour(file)
                entries[name] = [array.dtype.str, array.count, start]
            for name, array in self._arrays.items():
                file.write(bytes(-file.tell() % ALIGNMENT))
                entries[name].append(file.tell())
                file.write(np.array(array.sums, "<u4").tobytes())
            made: dict[str, Any] = {
                "label": label(self._path.name),
                "arrays": entries,
                "facts": facts,
            }
            sums = b"".join(
                np.array(a.sums, "<u4").tobytes() for a in self._arrays.values()
            )
            made["sums"] = zlib.crc32(sums)
            directory = json.dumps(made).encode()
            place = file.tell()
            file.write(directory)
            file.write(FOOT.pack(MAGIC, place, len(directory), zlib.crc32(directory)))
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Drop what was collected."""
        for array in self._arrays.values():
            array.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        self.close()
        if kind is not None:  # a part of a file would keep a full disk full
            self._path.unlink(missing_ok=True)
