"""Whoosh's files: the few calls that open and make them.

Whoosh has types for some of its functions only; what it returns is `Any` to us.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex, LockError
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from instrstudio.search.codec import LibraryCodec
from instrstudio.search.folder import busy
from instrstudio.search.schema import schema

_MEMORY_MB = 512
_TOC_SUFFIX = ".toc"


class _Storage(FileStorage):
    """Whoosh's storage; leaves no file open when a damaged one cannot be read."""

    def __init__(self, path: str) -> None:
        super().__init__(path)  # type: ignore[no-untyped-call]
        self._given: list[StructFile] = []

    def open_file(self, name: str, **options: Any) -> StructFile:
        """Open a file; a table of contents is read at once."""
        if name.endswith(_TOC_SUFFIX):
            content = (Path(self.folder) / name).read_bytes()
            return StructFile(BytesIO(content), name=name)
        opened: StructFile = super().open_file(  # type: ignore[no-untyped-call]
            name, **options
        )
        self._given.append(opened)
        return opened

    def give_up(self) -> None:
        """Close what is still open after a failure."""
        for opened in self._given:
            if not opened.is_closed:
                opened.close()
        self.keep()

    def keep(self) -> None:
        """Leave it to those that asked for files to close them."""
        self._given.clear()


def make_index(build: Path) -> None:
    """Make an empty index in the folder `build`."""
    storage = _Storage(str(build))
    FileIndex.create(storage, schema())  # type: ignore[no-untyped-call]


def open_writer(build: Path) -> Any:
    """Return a Whoosh writer.

    Raises:
        IndexBusy: Another one writes.
    """
    index = FileIndex(_Storage(str(build)), schema())  # type: ignore[no-untyped-call]
    try:
        return SegmentWriter(  # type: ignore[no-untyped-call]
            index, codec=LibraryCodec(), limitmb=_MEMORY_MB
        )
    except LockError as error:
        raise busy() from error


def open_storage(build: Path) -> _Storage:
    """Return the storage of `build`."""
    return _Storage(str(build))


def open_index(storage: _Storage) -> Any:
    """Return the Whoosh index in `storage`."""
    return FileIndex(storage, schema())  # type: ignore[no-untyped-call]


def segments(index: Any) -> tuple[int, Sequence[Any]]:
    """Return the generation and the segments of the last commit."""
    contents: Any = TOC.read(  # type: ignore[no-untyped-call]
        index.storage, index.indexname, schema=schema()
    )
    return contents.generation, contents.segments


def merge_into(writer: Any, segment: Any) -> None:
    """Write the living documents of `segment` once more, with `writer`."""
    reader = SegmentReader(writer.storage, writer.schema, segment)
    writer.add_reader(reader)
    reader.close()
