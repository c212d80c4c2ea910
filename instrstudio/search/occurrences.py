"""Where the words of a query stand in a few documents, read from their postings.

The words of a query in their order are its `slots`. Postings also say how long the
title of a document is, if a word of the query is in it (`document.TITLED`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from instrstudio.search.analyzer import is_paired, terms_and_places
from instrstudio.search.clauses import Choice, Clause, Clauses
from instrstudio.search.collector.leaf import TEXT, Leaf
from instrstudio.search.document import LONGEST_TITLE, TITLED
from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealing import Array

MOST_SLOTS = 12
"""Words that are looked at; of a long query the first ones."""

_SCANNED = 100_000
"""Postings of the beginning of a word that are read through, in all segments."""

_COMMONEST = 16
"""Where there are more, so many of its words are looked up, the commonest ones."""


class Slot(NamedTuple):
    """A word of the query: any of `words`, each with whether it is only begun.

    `step`: how many places after the slot before it, where the two are neighbours.
    """

    words: tuple[tuple[str, bool], ...]
    step: int


def slots(clauses: Clauses) -> list[Slot]:
    """Return the words that `clauses` want, in the order in which they were said."""
    found: list[Slot] = []
    last = ""
    for words, inner in islice(_wanted(clauses), MOST_SLOTS):
        found.append(Slot(words, inner or _step(last, words[0][0])))
        last = words[0][0]
    return found


def _wanted(clauses: Clauses) -> Iterator[tuple[tuple[tuple[str, bool], ...], int]]:
    """Yield alternatives, and the distance from the word before within a phrase."""
    for part in clauses.required:
        if isinstance(part, Choice):
            chosen = Clauses((part,)).said()
            words = tuple((c.terms[0][0], _begun(c, 0)) for c in chosen)
            if words:
                yield words, 0
            continue
        before: int | None = None
        for at, (term, place) in enumerate(part.terms):
            yield ((term, _begun(part, at)),), 0 if before is None else place - before
            before = place


def _begun(clause: Clause, at: int) -> bool:
    """Say whether the term `at` of `clause` is only the beginning of one."""
    return clause.prefix and at == len(clause.terms) - 1


def _step(last: str, term: str) -> int:
    """Return the distance of `term` from `last` where they are neighbours."""
    if not last:
        return 1
    if is_paired(last):
        return 1 if is_paired(term) and last[-1] == term[0] else 2
    return max(terms_and_places(last)[1], default=0) + 1


class Occurrences(NamedTuple):
    """Places of slots in documents.

    Of each posting (p,): `row`, which document; `slot`; `whole`, whether the word is
    the one asked for and not only begun like it; `first`, its first place; `title`, how
    many places the title has, 0 where the word is not in it. Of each place (n,):
    `owner`, the posting, and `place`. Of each slot: `frequency`, how many postings it
    has in all documents.
    """

    row: Array
    slot: Array
    whole: Array
    first: Array
    title: Array
    owner: Array
    place: Array
    frequency: Array


def occurrences(
    leaves: Sequence[Leaf], where: Array, docs: Array, wanted: Sequence[Slot]
) -> Occurrences:
    """Look up `wanted` in documents: `docs` (n,) of the segments numbered `where`."""
    frequency = np.zeros(len(wanted), np.int64)
    scanned = _SCANNED // max(len(leaves), 1)
    pieces = []
    for number, leaf in enumerate(leaves):
        rows = np.flatnonzero(where == number)
        rows = rows[np.argsort(docs[rows])]
        reader = _Reader(leaf, docs[rows].astype(np.uint32), scanned)
        for slot, one in enumerate(wanted):
            for word, begun in one.words:
                frequency[slot] += reader.read(slot, word.encode(), begun=begun)
        if len(rows):
            pieces.append(reader.found(rows))
    row, slots_, whole, first, title, counts, place = (
        np.concatenate(arrays) for arrays in zip(*pieces, strict=True)
    )
    owner = np.repeat(np.arange(len(row)), counts)
    known = np.flatnonzero(place < TITLED)
    owner, place = owner[known], place[known]
    return Occurrences(row, slots_, whole, first, title, owner, place, frequency)


class _Reader:
    """Gathers postings of words in the documents `docs` (ascending) of a segment."""

    def __init__(self, leaf: Leaf, docs: Array, scanned: int) -> None:
        self._size = leaf.size
        self._postings: FieldPostings = leaf.field(TEXT)
        self._docs = docs
        self._scanned = scanned
        self._numbers: list[Array] = []
        self._at: list[Array] = []
        self._of: list[tuple[int, bool]] = []

    def read(self, slot: int, word: bytes, *, begun: bool) -> int:
        """Look up `word`, or all words `begun` so; return how many postings it has."""
        terms = self._postings.terms
        first, last = terms.starting(word) if begun else (0, 0)
        if not begun:
            number = terms.number(word)
            if number is None:
                return 0
            first, last = number, number + 1
        if first == last:
            return 0
        start, stop = terms.postings(first, last)
        if not len(self._docs):
            return stop - start
        if not begun or terms.term(first) == word:
            self._term(first, slot, whole=True)
            first += 1
        if first < last:
            self._beginnings(first, last, slot)
        return stop - start

    def found(self, rows: Array) -> tuple[Array, ...]:
        """Return row, slot, whole, first, title and count of postings, and places."""
        number = np.concatenate([np.zeros(0, np.int64), *self._numbers])
        sizes = [len(numbers) for numbers in self._numbers]
        at = np.concatenate([np.zeros(0, np.int64), *self._at])
        slot = np.repeat(np.array([of[0] for of in self._of], np.int64), sizes)
        whole = np.repeat(np.array([of[1] for of in self._of], np.bool_), sizes)
        places, counts = self._postings.positions(number)
        starts = np.cumsum(counts) - counts
        title = np.zeros(len(number), np.int64)
        if len(number):
            marks = np.where(places <= TITLED + LONGEST_TITLE, places - TITLED, 0)
            title = np.maximum(np.maximum.reduceat(marks, starts), 0)
        return rows[at], slot, whole, places[starts], title, counts, places

    def _add(self, numbers: Array, at: Array, slot: int, *, whole: bool) -> None:
        """Take postings, which are of the documents at the places `at`."""
        self._numbers.append(numbers)
        self._at.append(at)
        self._of.append((slot, whole))

    def _term(self, term: int, slot: int, *, whole: bool) -> None:
        """Take the postings of one term."""
        start, stop = self._postings.terms.postings(term, term + 1)
        docs = self._postings.docs(start, stop)
        at = np.searchsorted(docs, self._docs)
        at[at == len(docs)] = 0
        found = np.flatnonzero(docs[at] == self._docs)
        self._add(at[found] + start, found, slot, whole=whole)

    def _beginnings(self, first: int, last: int, slot: int) -> None:
        """Take the postings of the terms [first, last), or of the commonest of them."""
        terms = self._postings.terms
        start, stop = terms.postings(first, last)
        if stop - start > self._scanned:
            sizes = terms.frequencies(first, last)
            cut = max(len(sizes) - _COMMONEST, 0)
            most = np.argpartition(sizes, cut)[cut:]
            for number in (most + first).tolist():
                self._term(number, slot, whole=False)
            return
        docs = self._postings.docs(start, stop)
        wanted = np.zeros(self._size, np.bool_)
        wanted[self._docs] = True
        found = np.flatnonzero(wanted[docs])
        at = np.searchsorted(self._docs, docs[found])
        self._add(found + start, at, slot, whole=False)
