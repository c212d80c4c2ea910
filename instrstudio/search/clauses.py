"""What a query means: conditions on the text and filters, without any Whoosh.

Conditions nest: a `Choice` holds several `Clauses`, one of which must hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from instrstudio.search.analyzer import fold, is_paired, is_single, placed, scan
from instrstudio.search.document import facet

SHORTEST_NEAR = 3
"""Letters of a word that may be misspelt; with fewer nearly all words are near."""

_NEXT, _LAST = "\0", "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on the text.

    `terms` with their places relative to each other; one term is a word, more are a
    phrase. `prefix`: the last term is only the beginning of one. `near`: the word may
    be one letter off.
    """

    terms: tuple[tuple[str, int], ...]
    prefix: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Filter terms of which a record must have one: ranges [first, second)."""

    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Several queries of which one must hold."""

    parts: tuple["Clauses", ...]

    @property
    def has_words(self) -> bool:
        """Whether any of them says something of the text."""
        return any(part.has_words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Clauses:
    """A query as it was understood; all `required` and `filters` must hold."""

    required: tuple[Clause | Choice, ...] = ()
    excluded: tuple[Clause | Choice, ...] = ()
    filters: tuple[Filter | Choice, ...] = ()
    excluded_filters: tuple[Filter | Choice, ...] = ()

    def __bool__(self) -> bool:
        words = self.required or self.excluded
        return bool(words or self.filters or self.excluded_filters)

    @property
    def has_words(self) -> bool:
        """Whether it says something of the text."""
        return bool(self.required or self.excluded)

    def said(self) -> Iterator[Clause]:
        """Yield all conditions that want something in the text."""
        for part in self.required:
            if isinstance(part, Clause):
                yield part
            else:
                for other in part.parts:
                    yield from other.said()


def exactly(kind: str, value: str) -> Filter:
    """Return the filter for records with just this `value`."""
    term = facet(kind, value)
    return Filter(((term, term + _NEXT),))


def starting(kind: str, value: str) -> Filter:
    """Return the filter for records with a value that starts with `value`."""
    term = facet(kind, value)
    return Filter(((term, term + _LAST),))


def words(text: str, open_end: bool = False, near: bool = False) -> list[Clause]:
    """Return a clause for every word of `text`; a joined word is one clause.

    With `open_end` the last word is the beginning of one; `near`, it may be one letter
    off, if it is long enough and of a script with letters.
    """
    clauses: list[Clause] = []
    covered = 0
    folded = fold(text)
    for term, _start, end in scan(folded):
        if end <= covered:  # the last character of a run, a part of a joined word
            continue
        covered = end
        at_end, paired = end == len(folded), is_paired(term)
        if near and at_end and not paired and len(term) >= SHORTEST_NEAR:
            clauses.append(Clause(((term, 0),), near=True))
            continue
        begun = open_end and at_end and not paired
        clauses.append(Clause(((term, 0),), begun or is_single(term)))
    return clauses


def phrase(text: str) -> Clause:
    """Return a clause for the words of `text` next to each other."""
    tokens = scan(fold(text))
    terms = placed(tokens)
    if not terms:
        return Clause(())
    if is_single(terms[-1][0]):
        run_goes_on = len(tokens) > 1 and tokens[-2][2] == tokens[-1][2]
        if run_goes_on:
            terms.pop()
        else:
            return Clause(tuple(terms), prefix=True)
    return Clause(tuple(terms))
