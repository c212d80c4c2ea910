"""Whoosh's files: the few calls that open and make them.

A table of contents gets a checksum at its end, so that nothing damaged is unpickled and
no segment is forgotten by a flipped byte. Whoosh has types for some of its functions
only; what it returns is `Any` to us.
"""

import os
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex, LockError

from instrstudio.search.flat.sealed import damaged
from instrstudio.search.flat.segment import FlatSegment
from instrstudio.search.flat.writer import FlatWriter
from instrstudio.search.folder import busy
from instrstudio.search.schema import schema

_TOC_SUFFIX = ".toc"
_SUM_BYTES = 4


class _Storage(FileStorage):
    """Whoosh's storage; a table of contents is read at once and replaced safely."""

    def open_file(self, name: str, **options: Any) -> StructFile:
        """Open a file; a table of contents is closed before it is read.

        Raises:
            CorruptIndexError: The table's checksum does not hold.
        """
        if name.endswith(_TOC_SUFFIX):
            stored = (Path(self.folder) / name).read_bytes()
            content, checksum = stored[:-_SUM_BYTES], stored[-_SUM_BYTES:]
            if _sum_of(content) != checksum:
                raise damaged()
            return StructFile(BytesIO(content), name=name)
        opened: StructFile = super().open_file(  # type: ignore[no-untyped-call]
            name, **options
        )
        return opened

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file once the disk has it, and wait until the disk has the name."""
        with (Path(self.folder) / oldname).open("rb+") as file:
            if newname.endswith(_TOC_SUFFIX):
                file.write(_sum_of(file.read()))
                file.flush()
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe)  # type: ignore[no-untyped-call]
        synchronise(Path(self.folder))


def _sum_of(content: bytes) -> bytes:
    """Return the checksum of a table of contents."""
    return zlib.crc32(content).to_bytes(_SUM_BYTES, "little")


def synchronise(folder: Path) -> None:
    """Wait until the disk has the names in `folder`, where the system can say so."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_index(build: Path) -> None:
    """Make an empty index in the folder `build`."""
    storage = _Storage(str(build))  # type: ignore[no-untyped-call]
    FileIndex.create(storage, schema())  # type: ignore[no-untyped-call]


def open_writer(build: Path) -> FlatWriter:
    """Return a writer.

    Raises:
        IndexBusy: Another one writes.
    """
    try:
        return FlatWriter(open_index(build))
    except LockError as error:
        raise busy() from error


def open_index(build: Path) -> Any:
    """Return the Whoosh index in the folder `build`."""
    storage = _Storage(str(build))  # type: ignore[no-untyped-call]
    return FileIndex(storage, schema())  # type: ignore[no-untyped-call]


def segments(index: Any) -> tuple[int, Sequence[FlatSegment]]:
    """Return the generation and the segments of the last commit."""
    contents: Any = TOC.read(  # type: ignore[no-untyped-call]
        index.storage, index.indexname, schema=schema()
    )
    return contents.generation, contents.segments
