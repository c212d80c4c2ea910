"""Where the words of a query stand in a text, in code points of the text itself."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from instrstudio.domain.errors import QuerySyntaxError
from instrstudio.search.analyzer import fold, placed, scan
from instrstudio.search.clauses import Clause, words
from instrstudio.search.flat.near_terms import one_edit
from instrstudio.search.query import parse

Range = tuple[int, int]

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
        first, last = origins[start][0], origins[end - 1][1]
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def mapped(text: str) -> tuple[str, list[Range]]:
    """Fold `text`; return it with the range of `text` behind each folded character.

    Folding works on a letter with its marks at a time, so each such group is folded
    by itself and all that comes out of it stands for the whole group.
    """
    folded: list[str] = []
    origins: list[Range] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins(text[end]):
            continue
        group = fold(text[start:end])
        folded.append(group)
        origins.extend([(start, end)] * len(group))
        start = end
    return "".join(folded), origins


def _joins(character: str) -> bool:
    """Say whether `character` can become one with what stands before it."""
    if character.isascii():
        return False
    first = unicodedata.normalize("NFKD", character)[0]
    if _JAMO_AFTER[0] <= first <= _JAMO_AFTER[1]:
        return True
    return unicodedata.category(first).startswith("M")


def _clauses(query_text: str) -> tuple[Clause, ...]:
    """Return what to look for."""
    try:
        return tuple(parse(query_text, typing=True).said())
    except QuerySyntaxError:
        return tuple(words(query_text, open_end=True))


def _matches(folded: str, clauses: tuple[Clause, ...]) -> Iterator[Range]:
    """Yield the ranges of `folded` that meet one of `clauses`."""
    found = scan(folded)
    at: dict[tuple[str, int], Range] = {}
    where: dict[str, list[int]] = defaultdict(list)
    for (term, place), (_term, start, end) in zip(placed(found), found, strict=True):
        at[term, place] = (start, end)
        where[term].append(place)
    for clause in clauses:
        if len(clause.terms) > 1:
            yield from _phrases(clause, at, where)
            continue
        wanted = clause.terms[0][0]
        for term, start, end in found:
            if term == wanted or (clause.near and _is_near(term, wanted)):
                yield start, end
            elif clause.prefix and term.startswith(wanted):
                yield start, start + len(wanted)


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
