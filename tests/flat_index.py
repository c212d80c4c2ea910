"""A small index made with the flat writer, for the tests of codec and collector."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from instrstudio.search.collector.corpus import Corpus
from instrstudio.search.collector.leaf import Leaf
from instrstudio.search.files import make_index, open_index, segments
from instrstudio.search.flat.writer import FlatWriter
from instrstudio.search.schema import schema

Words = Sequence[str]


class FlatIndex:
    """Documents are lists of words; the record's id counts from 0."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        make_index(folder)
        self._index = open_index(folder)
        self._next = 0

    def add(self, documents: Sequence[Words]) -> None:
        """Add a segment; the first word of a document is its facet as well."""
        writer: Any = FlatWriter(self._index)
        for words in documents:
            places = list(range(len(words)))
            writer.add(self._next, (words, places), len(words), list(words[:1]))
            self._next += 1
        writer.commit(merge=False)

    def delete(self, documents: Sequence[int]) -> None:
        """Delete documents by their numbers in the whole index."""
        writer: Any = FlatWriter(self._index)
        for document in documents:
            writer.delete_document(document)
        writer.commit(merge=False)

    def merge(self) -> None:
        """Make one segment of all."""

        def all_in_one(writer: Any, found: Any) -> list[Any]:
            made = writer.merged(found) if found else None
            return [] if made is None else [made]

        writer: Any = FlatWriter(self._index)
        writer.commit(mergetype=all_in_one)

    def corpus(self) -> Corpus:
        """Open what is committed."""
        _, found = segments(self._index)
        leaves = [Leaf(self.folder, segment) for segment in found]
        for leaf, segment in zip(leaves, found, strict=True):
            leaf.set_deleted(segment)
        return Corpus(leaves, schema())

    @property
    def files(self) -> list[Path]:
        """The files of the segments."""
        return sorted(self.folder.glob("*.flat"))
