"""The terms of a field in ascending order of their bytes, and where their postings lie.

Postings lie in the order of terms, so that a term is one slice of them and so is the
beginning of a word. Three arrays for T terms: `blob` (all bytes), `ends` (T, where each
term ends in the blob), `first` (T + 1, where the postings of each begin).
"""

from bisect import bisect_left
from collections.abc import Iterator

from instrstudio.search.flat.sealed import CheckedArray
from instrstudio.search.flat.sealing import Array

Range = tuple[int, int]

_STEP = 256
"""Terms from one signpost to the next; they are searched first."""

_REMEMBERED = 10_000
"""Places of terms that are remembered, since scores ask for them again and again."""


class TermList:
    """The terms of a field; each has a number in [0, T)."""

    def __init__(
        self, blob: CheckedArray, ends: CheckedArray, first: CheckedArray
    ) -> None:
        self._blob = memoryview(blob.whole().data)
        self._ends = ends.whole()
        self._first = first.whole()
        self._end_of = memoryview(self._ends.data)  # gives plain numbers, quicker
        self._signposts: list[bytes] = []
        self._numbers: dict[bytes, int] = {}

    def __len__(self) -> int:
        return len(self._ends)

    def term(self, number: int) -> bytes:
        """Return the bytes of the term `number`."""
        start = self._end_of[number - 1] if number else 0
        return bytes(self._blob[start : self._end_of[number]])

    def all(self) -> list[bytes]:
        """Return all terms."""
        return list(self.between(0, len(self)))

    def between(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the terms with numbers in [start, stop)."""
        at = int(self._ends[start - 1]) if start else 0
        for end in self._ends[start:stop].tolist():
            yield bytes(self._blob[at:end])
            at = end

    def number(self, term: bytes) -> int | None:
        """Return the number of `term`; None: there is no such term."""
        at = self.at_least(term)
        return at if at < len(self) and self.term(at) == term else None

    def at_least(self, term: bytes) -> int:
        """Return the number of the first term that is not less than `term`."""
        known = self._numbers.get(term)
        if known is not None:
            return known
        if not self._signposts:
            self._signposts = [self.term(at) for at in range(0, len(self), _STEP)]
        post = bisect_left(self._signposts, term)
        last = min(post * _STEP, len(self))
        found = bisect_left(range(last), term, max(last - _STEP, 0), key=self.term)
        if len(self._numbers) >= _REMEMBERED:
            self._numbers.clear()
        self._numbers[term] = found
        return found

    def starting(self, prefix: bytes) -> Range:
        """Return the numbers [start, stop) of the terms that start with `prefix`."""
        after = _after(prefix)
        stop = len(self) if after is None else self.at_least(after)
        return self.at_least(prefix), stop

    def postings(self, start: int, stop: int) -> Range:
        """Return where the postings of the terms [start, stop) lie."""
        return int(self._first[start]), int(self._first[stop])

    def frequencies(self, start: int, stop: int) -> Array:
        """Return in how many documents each of the terms [start, stop) is."""
        return self._first[start + 1 : stop + 1] - self._first[start:stop]

    def lengths(self, start: int, stop: int) -> tuple[Array, Array]:
        """Return where the terms [start, stop) begin in the blob, and their bytes."""
        ends = self._ends[start:stop].astype("i8")
        starts = ends.copy()
        starts[1:] = ends[:-1]
        if len(starts):
            starts[0] = int(self._ends[start - 1]) if start else 0
        return starts, ends - starts

    @property
    def blob(self) -> memoryview:
        """The bytes of all terms."""
        return self._blob


def _after(prefix: bytes) -> bytes | None:
    """Return the least string above all that start with `prefix`, if there is one."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1]) if kept else None
