"""All open segments together: what scores need to know of the whole index."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader, MultiReader, SegmentReader
from whoosh.searching import Searcher

from instrstudio.search.collector.leaf import TEXT, Leaf
from instrstudio.search.collector.scoring import LibraryBM25, idf, table
from instrstudio.search.flat.codec import FlatCodec
from instrstudio.search.flat.sealing import Array


def average_length(leaves: Sequence[Leaf]) -> float:
    """Return the mean token count of a document."""
    documents = sum(leaf.size for leaf in leaves)
    return sum(leaf.arrays.total_length for leaf in leaves) / max(documents, 1)


class Corpus:
    """The segments of one state of the index, in Whoosh's order."""

    def __init__(self, leaves: Sequence[Leaf], schema: Any) -> None:
        self.leaves = leaves
        self.schema = schema
        self.documents = sum(leaf.size for leaf in leaves)
        self._idf: dict[tuple[str, bytes], float] = {}

    @cached_property
    def average(self) -> float:
        """The mean token count of a document."""
        return average_length(self.leaves)

    @cached_property
    def table(self) -> Array:
        """BM25 without idf for every code, shape (65536,)."""
        return table(self.average)

    def idf(self, field: str, term: bytes) -> float:
        """Return the weight of a term; 1 in a field that has no scores."""
        if field != TEXT:
            return 1.0
        known = self._idf.get((field, term))
        if known is None:
            frequency = sum(leaf.frequency(term, field) for leaf in self.leaves)
            known = self._idf[field, term] = idf(frequency, self.documents)
        return known

    @cached_property
    def searcher(self) -> Any:
        """Whoosh's searcher over the same arrays."""
        readers: list[IndexReader] = [
            SegmentReader(
                FileStorage(str(Path())),  # type: ignore[no-untyped-call]
                self.schema,
                leaf.segment,
                codec=FlatCodec(leaf.arrays),
            )
            for leaf in self.leaves
        ]
        reader = readers[0] if len(readers) == 1 else MultiReader(readers)
        return Searcher(reader, weighting=LibraryBM25())

    def searcher_of(self, leaf: Leaf) -> Any:
        """Return Whoosh's searcher of one segment."""
        parts = self.searcher.subsearchers
        if parts is None or len(self.leaves) == 1:
            return self.searcher
        return parts[list(self.leaves).index(leaf)][0]
