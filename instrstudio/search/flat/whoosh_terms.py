"""Terms and postings of a flat segment as Whoosh's matchers read them."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealing import Array
from instrstudio.search.flat.segment import SegmentArrays
from instrstudio.search.flat.terms import TermList

Term = tuple[str, bytes]

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.int64)
"""The length that each length byte stands for."""


class FlatTerms(TermsReader):
    """Terms and postings."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self.arrays = arrays

    def __contains__(self, term: Term) -> bool:
        return self._number(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """Return the fields."""
        return self.arrays.fields.keys()

    def terms(self) -> Iterator[Term]:
        """Yield all terms of all fields."""
        for field in sorted(self.arrays.fields):
            yield from self.terms_from(field, b"", alone=True)

    def terms_from(
        self, field: str, prefix: bytes, alone: bool = False
    ) -> Iterator[Term]:
        """Yield the terms from `prefix` on, of this field and those after it."""
        for name in sorted(self.arrays.fields):
            if name < field or (alone and name != field):
                continue
            terms = self.arrays.fields[name].terms
            start = terms.at_least(prefix) if name == field else 0
            for term in terms.between(start, len(terms)):
                yield name, term

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield all terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield the terms from `prefix` on with what is known of them."""
        found = self.terms_from(field, prefix)
        return ((term, self.term_info(*term)) for term in found)

    def cursor(self, field: str, fieldobj: Any) -> "FlatCursor":
        """Return a cursor on the terms of a field."""
        return FlatCursor(self.arrays.fields[field], fieldobj)

    def term_info(self, field: str, text: bytes) -> TermInfo:
        """Return what is known of a term.

        Raises:
            TermNotFound: There is no such term.
        """
        number = self._number(field, text)
        if number is None:
            raise TermNotFound(f"No term {field}:{text!r}")
        return _info(self.arrays.fields[field], number)

    def frequency(self, field: str, text: bytes) -> float:
        """Return how often a term occurs in all documents."""
        known = self._number(field, text) is not None
        return float(self.term_info(field, text).weight()) if known else 0.0

    def doc_frequency(self, field: str, text: bytes) -> int:
        """Return in how many documents a term occurs."""
        postings = self.arrays.fields.get(field)
        start, stop = (0, 0) if postings is None else postings.slice_of(text)
        return stop - start

    def matcher(self, field: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Return a matcher over the postings of a term."""
        info = self.term_info(field, text)
        postings = self.arrays.fields[field]
        start, stop = postings.slice_of(text)
        weights = postings.codes(start, stop) >> 8
        return ListMatcher(  # type: ignore[no-untyped-call]
            postings.docs(start, stop).tolist(),
            weights.astype(float).tolist(),
            _Values(postings, start, stop),
            format_,
            scorer=scorer,
            term=(field, text),
            terminfo=info,
        )

    def _number(self, field: str, text: bytes) -> int | None:
        """Return the number of a term; None: there is no such term."""
        postings = self.arrays.fields.get(field)
        return None if postings is None else postings.terms.number(text)


class FlatCursor(FieldCursor):
    """Walks over the terms of a field."""

    def __init__(self, postings: FieldPostings, fieldobj: Any) -> None:
        self._postings = postings
        self._fieldobj = fieldobj
        self._at = 0

    @property
    def terms(self) -> TermList:
        """The terms it walks over."""
        return self._postings.terms

    def first(self) -> str | None:
        """Go to the first term and return it."""
        self._at = 0
        return self.text()

    def find(self, term: Any) -> str | None:
        """Go to the first term that is not less than `term` and return it."""
        if not isinstance(term, bytes):
            term = self._fieldobj.to_bytes(term)
        self._at = self._postings.terms.at_least(term)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term and return it."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the term; None: it was the last."""
        if not self.is_valid():
            return None
        return str(self._fieldobj.from_bytes(self._postings.terms.term(self._at)))

    def term_info(self) -> TermInfo | None:
        """Return what is known of the term."""
        return _info(self._postings, self._at) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Say whether there is a term."""
        return self._at < len(self._postings.terms)


class _Values:
    """The positions of postings, encoded when Whoosh asks for one."""

    def __init__(self, postings: FieldPostings, start: int, stop: int) -> None:
        self._postings = postings
        self._start = start
        self._size = stop - start

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, at: int) -> bytes:
        if not self._postings.placed:
            return b""
        found = self._postings.positions(np.array([self._start + at]))
        return found.values.astype("<u2").tobytes()


def _info(postings: FieldPostings, number: int) -> TermInfo:
    """Return what is known of the term `number`."""
    start, stop = postings.terms.postings(number, number + 1)
    docs = postings.docs(start, stop)
    codes = postings.codes(start, stop)
    lengths: Array = LENGTHS[codes & 0xFF]
    counts = (codes >> 8).astype(np.int64)
    return TermInfo(  # type: ignore[no-untyped-call]  # whoosh's is untyped
        weight=float(counts.sum()),
        df=stop - start,
        minlength=int(lengths.min()),
        maxlength=int(lengths.max()),
        maxweight=float(counts.max()),
        minid=int(docs[0]),
        maxid=int(docs[-1]),
    )
