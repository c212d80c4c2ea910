"""Where the words of a query stand in a text, in code points of the text itself."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.search.analyzer import (
    LONGEST_TERM,
    Token,
    fold,
    is_paired,
    placed,
    scan,
)
from instrstudio.search.clauses import Clause, words
from instrstudio.search.flat.near_terms import one_edit
from instrstudio.search.query import parse

Range = tuple[int, int]

PLAIN = (
    "\x00-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u3000-\u3003\u3008-\u3011"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
)
"""Characters that fold into one each and join nothing: most of two languages."""

_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_CLEAR = frozenset(' \n\t,;:!?()[]{}"/，。、；：！？“”《》')
"""What is never part of a word."""

_ODD = re.compile(rf"[^{PLAIN}]+")
_JAMO_AFTER = ("\u1160", "\u11ff")  # vowels and finals, which join the letter before


def ranges(text: str, query_text: str) -> list[Range]:
    """Return the ranges [start, end) of `text` that the words of a query match.

    The last word of the query also matches as the beginning of a word. Ranges are
    ascending and apart. A query that cannot be read is taken as plain words.
    """
    clauses = _clauses(query_text)
    if not clauses or not text:
        return []
    folded, origins = mapped(text)
    merged: list[Range] = []
    for start, end in sorted(_matches(folded, clauses)):
        first, last = origins.of(start)[0], origins.of(end - 1)[1]
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


class Origins:
    """Where in a text the characters of its folded form come from.

    Pieces of the folded form that begin at `starts` come from the ranges `sources`:
    character by character where the two are of one length, as a whole otherwise.
    """

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._sources: list[tuple[int, int, bool]] = []
        self._length = 0

    def add(self, size: int, source: Range, *, plain: bool) -> None:
        """Say that the next `size` characters come from the range `source`."""
        if size:
            self._starts.append(self._length)
            self._sources.append((*source, plain))
            self._length += size

    def of(self, at: int) -> Range:
        """Return the range of the text behind the folded character `at`."""
        piece = bisect_right(self._starts, at) - 1
        start, end, plain = self._sources[piece]
        if plain:
            start += at - self._starts[piece]
            return start, start + 1
        return start, end


def mapped(text: str) -> tuple[str, Origins]:
    """Fold `text`; return it with the range of `text` behind each folded character.

    Folding works on a letter with its marks at a time, so each such group is folded
    by itself and all that comes out of it stands for the whole group. Most characters
    are plain: they become one other each, whatever stands beside them.
    """
    folded: list[str] = []
    origins = Origins()

    def add(start: int, end: int, *, plain: bool) -> None:
        piece = fold(text[start:end])
        folded.append(piece)
        origins.add(len(piece), (start, end), plain=plain)

    done = 0
    for odd in _ODD.finditer(text):
        start = odd.start()
        if start > done and _joins(text[start]):
            start -= 1
        add(done, start, plain=True)
        for end in range(start + 1, odd.end() + 1):
            if end == odd.end() or not _joins(text[end]):
                add(start, end, plain=False)
                start = end
        done = odd.end()
    add(done, len(text), plain=True)
    return "".join(folded), origins


def _joins(character: str) -> bool:
    """Say whether `character` can become one with what stands before it."""
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    if _JAMO_AFTER[0] <= first <= _JAMO_AFTER[1]:
        return True
    return unicodedata.category(first).startswith("M")


@lru_cache(maxsize=8)
def _clauses(query_text: str) -> tuple[Clause, ...]:
    """Return what to look for."""
    try:
        return tuple(parse(query_text, typing=True).said())
    except QuerySyntaxError:
        return tuple(words(query_text, open_end=True))


def _matches(folded: str, clauses: tuple[Clause, ...]) -> Iterator[Range]:
    """Yield the ranges of `folded` that meet one of `clauses`."""
    phrases = [clause for clause in clauses if len(clause.terms) > 1]
    for clause in clauses:
        if len(clause.terms) == 1:
            yield from _words(folded, clause)
    if not phrases:
        return
    found = scan(folded)
    at: dict[tuple[str, int], Range] = {}
    where: dict[str, list[int]] = defaultdict(list)
    for (term, place), (_term, start, end) in zip(placed(found), found, strict=True):
        at[term, place] = (start, end)
        where[term].append(place)
    for clause in phrases:
        yield from _phrases(clause, at, where)


def _words(folded: str, clause: Clause) -> Iterator[Range]:
    """Yield the ranges of the words that meet the only term of `clause`."""
    wanted = clause.terms[0][0]
    if is_paired(wanted) and (len(wanted) > 1 or clause.prefix):
        at = folded.find(wanted)
        while at >= 0:
            yield at, at + len(wanted)
            at = folded.find(wanted, at + 1)
        return
    if clause.near:
        found: Iterator[Token] = iter(scan(folded))
    else:
        found = _around(folded, wanted, begun=clause.prefix)
    for term, start, end in found:
        if term == wanted or (clause.near and _is_near(term, wanted)):
            yield start, end
        elif clause.prefix and term.startswith(wanted):
            yield start, start + len(wanted)


def _around(folded: str, wanted: str, *, begun: bool) -> Iterator[Token]:
    """Yield the tokens of `scan` that are `wanted` or begin so, and a few others.

    Most are told by the characters beside them. Where that will not do, what is written
    together with `wanted` is scanned.
    """
    simple = wanted.isalnum() and len(wanted) < LONGEST_TERM
    at = folded.find(wanted)
    while at >= 0:
        last = at + len(wanted)
        before, after = folded[at - 1 : at] or " ", folded[last : last + 1] or " "
        if simple and before in _WORD:
            pass
        elif simple and before in _CLEAR and (begun or after in _CLEAR):
            yield wanted, at, last
        else:
            first, last = _reach(folded, at, last)
            for term, start, end in scan(folded[first:last]):
                yield term, first + start, first + end
        at = folded.find(wanted, last)


def _reach(folded: str, first: int, last: int) -> Range:
    """Return the range that is written together with [first, last)."""
    paired = is_paired(folded[first])
    while first and not _apart(folded[first - 1]):
        first -= 1
    while last < len(folded) and not _apart(folded[last]):
        last += 1
    while paired and last < len(folded) and is_paired(folded[last]):
        last += 1
    return first, last


def _apart(character: str) -> bool:
    """Say whether no word of an alphabet can reach over `character`."""
    if character.isascii():
        return character.isspace()
    return character.isspace() or is_paired(character)


def _is_near(term: str, wanted: str) -> bool:
    """Say whether a word is one letter off, the first letter being right."""
    return term[:1] == wanted[:1] and one_edit(term, wanted)


def _phrases(
    clause: Clause, at: dict[tuple[str, int], Range], where: dict[str, list[int]]
) -> Iterator[Range]:
    """Yield the ranges at which all terms of a phrase stand in their places."""
    (first, first_place), *others = clause.terms
    if clause.prefix:
        others = others[:-1]
    for place in where.get(first, ()):
        shift = place - first_place
        rest = [at.get((term, shift + other)) for term, other in others]
        stands = [found for found in rest if found is not None]
        if len(stands) == len(others):
            start, end = at[first, place]
            yield start, max([end, *(found[1] for found in stands)])
