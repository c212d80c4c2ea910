"""The flat segment as Whoosh sees it: any query of Whoosh runs on these postings.

This is the exact, slower way; the collector reads the same arrays directly.
"""

from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec, PerDocumentReader

from instrstudio.search.flat.near_terms import NearTerms
from instrstudio.search.flat.segment import FlatSegment, SegmentArrays
from instrstudio.search.flat.whoosh_terms import LENGTHS, FlatTerms


class FlatCodec(Codec):
    """Reads flat segments; they are written by `writer.FlatWriter`."""

    length_stats = False

    def __init__(self, arrays: SegmentArrays | None = None) -> None:
        self._arrays = arrays  # of the segment that is read, if it is open already

    def per_document_writer(self, storage: Any, segment: Any) -> Any:
        """Return a writer that has nothing to do."""
        return _Idle()

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """Return a writer that has nothing to do."""
        return _Idle()

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> Any:
        """Refuse: postings are written by whole fields."""
        raise NotImplementedError

    def postings_reader(self, *_given: Any, **_options: Any) -> Any:
        """Refuse: `FlatTerms.matcher` reads postings."""
        raise NotImplementedError

    def new_segment(self, storage: Any, indexname: str) -> FlatSegment:
        """Return an empty segment."""
        return FlatSegment(indexname)

    def automata(self, storage: Any, segment: Any) -> NearTerms:
        """Return what finds the terms near a word."""
        return NearTerms()

    def terms_reader(self, storage: Any, segment: FlatSegment) -> FlatTerms:
        """Return the reader of terms and postings."""
        return FlatTerms(self._open(storage, segment))

    def per_document_reader(
        self, storage: Any, segment: FlatSegment
    ) -> "FlatDocuments":
        """Return the reader of what is kept for each document."""
        return FlatDocuments(self._open(storage, segment), segment)

    def _open(self, storage: Any, segment: FlatSegment) -> SegmentArrays:
        """Return the arrays of `segment`."""
        return self._arrays or SegmentArrays(Path(storage.folder), segment)


class _Idle:
    """Stands where Whoosh wants a writer."""

    is_closed = False

    def close(self) -> None:
        """Note that it is closed."""
        self.is_closed = True


class FlatDocuments(PerDocumentReader):
    """Lengths and deletions."""

    def __init__(self, arrays: SegmentArrays, segment: FlatSegment) -> None:
        self._arrays = arrays
        self._segment = segment

    def doc_count(self) -> int:
        """Return how many documents live."""
        return self.doc_count_all() - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """Return how many documents there are, deleted ones included."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any document is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Say whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        """Return the deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """Say that there are no columns."""
        return False

    def has_column(self, fieldname: str) -> bool:
        """Say that there are no columns."""
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return the record that a document is of."""
        return {"id": int(self._arrays.ids[docnum])}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of the text of a document."""
        return int(LENGTHS[self._arrays.lengths[docnum]])

    def field_length(self, fieldname: str) -> int:
        """Return the length of all texts together."""
        return self._arrays.total_length if fieldname == "text" else 0

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest text."""
        return int(LENGTHS[self._arrays.lengths].min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest text."""
        return int(LENGTHS[self._arrays.lengths].max(initial=0))


FlatSegment.codec_class = FlatCodec
