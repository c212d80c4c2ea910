"""Kinds of query that Whoosh lacks; two of them rank as if they were one term.

`Beginning`: any word that starts so, as often as its most frequent one. `Places`: words
at given distances, as often as they stand so. They score by BM25 with the number of
living documents that match. `Unranked`: anything, with the score 0, as filters are.
`matcher` is the slow way, over Whoosh's own matchers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from whoosh.matching.mcore import ListMatcher
from whoosh.query.qcore import Query
from whoosh.scoring import bm25

from instrstudio.search.collector.scoring import K1, B, idf
from instrstudio.search.flat.field_writer import MOST
from instrstudio.search.flat.inversion import LAST_PLACE

Found = Mapping[int, int]
"""Documents, each with a frequency."""


class Pseudo(Query):
    """A query that ranks as one term of the field `fieldname`."""

    fieldname: str
    boost: float

    def found(self, reader: Any) -> Found:
        """Return the living documents of `reader` that match."""
        raise NotImplementedError

    def field(self) -> str:
        """Return the name of the field."""
        return self.fieldname

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents match at most."""
        return int(ixreader.doc_count())

    def estimate_min_size(self, ixreader: Any) -> int:
        """Return how many documents match at least."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher over `found`, with its scores."""
        parent, reader = searcher.get_parent(), searcher.reader()
        found = self.found(reader)
        every = found if parent is searcher else self.found(parent.reader())
        weight = idf(len(every), parent.doc_count_all()) * self.boost
        average = parent.avg_field_length(self.fieldname) or 1
        docs = sorted(found)
        scores = [
            bm25(
                weight,
                min(found[doc], MOST),
                reader.doc_field_length(doc, self.fieldname),
                average,
                B,
                K1,
            )
            for doc in docs
        ]
        return ListMatcher(docs, scores)  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Beginning(Pseudo):
    """The beginning of a word."""

    fieldname: str
    text: str
    boost: float = 1.0

    def found(self, reader: Any) -> Found:
        """Return the living documents that have such a word."""
        found: dict[int, int] = {}
        for term in reader.expand_prefix(self.fieldname, self.text):
            for doc, matcher in _walk(reader.postings(self.fieldname, term)):
                found[doc] = max(found.get(doc, 0), int(matcher.weight()))
        return found


@dataclass(frozen=True)
class Places(Pseudo):
    """Words with their places relative to each other.

    `open_end`: the last is the beginning of a word.
    """

    fieldname: str
    words: tuple[tuple[str, int], ...]
    open_end: bool = False
    boost: float = 1.0

    def found(self, reader: Any) -> Found:
        """Return the living documents in which the words stand so."""
        starts: set[tuple[int, int]] | None = None
        for number, (word, place) in enumerate(self.words):
            terms: list[Any] = [word]
            if self.open_end and number == len(self.words) - 1:
                terms = list(reader.expand_prefix(self.fieldname, word))
            these = set(self._starts(reader, terms, place))
            starts = these if starts is None else starts & these
        found: dict[int, int] = {}
        for doc, _start in starts or ():
            found[doc] = found.get(doc, 0) + 1
        return found

    def _starts(
        self, reader: Any, terms: list[Any], place: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the document and the place where all would have to begin."""
        for term in terms:
            if (self.fieldname, term) not in reader:
                continue
            for doc, matcher in _walk(reader.postings(self.fieldname, term)):
                for at in matcher.value_as("positions"):
                    if at != LAST_PLACE:
                        yield doc, at - place


@dataclass(frozen=True)
class Unranked(Query):
    """What `child` matches, with the score 0."""

    child: Any

    def estimate_size(self, ixreader: Any) -> int:
        """Return how many documents match at most."""
        return int(ixreader.doc_count())

    def estimate_min_size(self, ixreader: Any) -> int:
        """Return how many documents match at least."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher over the same documents."""
        docs = list(self.child.matcher(searcher).all_ids())
        return ListMatcher(docs, [0.0] * len(docs))  # type: ignore[no-untyped-call]


def _walk(matcher: Any) -> Iterator[tuple[int, Any]]:
    """Yield each document with the matcher that stands on it."""
    while matcher.is_active():
        yield matcher.id(), matcher
        matcher.next()
