"""A segment of the index, as Whoosh's table of contents keeps it.

The table is pickled; the segment in it carries a checksum of its own state, so that a
flipped byte cannot bring a deleted document back.
"""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from whoosh.codec.base import Segment

from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealed import SealedFile, damaged
from instrstudio.search.flat.sealing import Array

EXTENSION = ".flat"
FIELDS = {"text": True, "facet": False}
"""The fields with postings: do they have positions?"""


class FlatSegment(Segment):
    """How many documents there are and which of them are deleted.

    Whoosh asks the segment for its codec; `codec` says which that is, when imported.
    """

    codec_class: ClassVar[Callable[[], Any]]

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)  # type: ignore[no-untyped-call]
        self._documents = 0
        self._deleted: set[int] = set()

    def codec(self, **_options: Any) -> Any:
        """Return the codec that reads the segment."""
        return type(self).codec_class()

    def path(self, folder: Path) -> Path:
        """Return the file of the segment."""
        return folder / str(self.make_filename(EXTENSION))  # type: ignore[no-untyped-call]

    def name_of(self) -> str:
        """Return the name of the segment."""
        return str(self.segment_id())  # type: ignore[no-untyped-call]

    def set_doc_count(self, doccount: int) -> None:
        """Note the number of documents."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> set[int]:
        """Return the deleted documents."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return docnum in self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or bring it back."""
        if delete:
            self._deleted.add(docnum)
        else:
            self._deleted.discard(docnum)

    def alive(self) -> Array | None:
        """Return which documents live, shape (documents,); None: all of them."""
        if not self._deleted:
            return None
        alive = np.ones(self._documents, np.bool_)
        alive[np.fromiter(self._deleted, np.int64, len(self._deleted))] = False
        return alive

    def __getstate__(self) -> dict[str, Any]:
        deleted = np.fromiter(
            sorted(self._deleted), "<u4", len(self._deleted)
        ).tobytes()
        state = (self.indexname, self.segid, self._documents, deleted)
        return {"state": state, "sum": zlib.crc32(repr(state).encode())}

    def __setstate__(self, stored: dict[str, Any]) -> None:
        state = stored["state"]
        if zlib.crc32(repr(state).encode()) != stored["sum"]:
            raise damaged()
        self.indexname, self.segid, self._documents, deleted = state
        self.compound = False
        self._deleted = set(np.frombuffer(deleted, "<u4").tolist())


class SegmentArrays:
    """The file of a segment, open.

    `ids`: the record of each document, shape (documents,) of int64. `lengths`: length
    bytes, shape (documents,). `total_length`: tokens of all documents.

    Raises:
        CorruptIndexError: It is damaged.
    """

    def __init__(self, folder: Path, segment: FlatSegment) -> None:
        self.file = SealedFile(segment.path(folder))
        self.ids: Array = self.file.arrays["id"].whole()
        self.lengths: Array = self.file.arrays["length"].whole()
        self.total_length = self.file.facts["total_length"]
        if len(self.ids) != segment.doc_count_all():
            raise damaged()
        self.fields = {field: FieldPostings(self.file, field) for field in FIELDS}
