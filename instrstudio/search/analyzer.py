"""Text to terms: the one function behind the index, the query and the highlight.

Folding is NFKC (full-width letters become plain ones) and case folding. Words of
alphabets stay whole; a word with inner joints (``gpt-4``, ``don't``, ``task_type``)
also gives its parts. Scripts written without spaces (Chinese, Japanese, Thai, ...) and
Hangul give overlapping pairs of characters and the last character of each run, so
that every piece of a run is found: two characters or more by their pairs, a single
one as the beginning of a pair. No stop words, no stemming.
"""

import re
import unicodedata
from itertools import pairwise

ANALYZER_VERSION = 1
LONGEST_TERM = 64
"""Characters of a term that count; a pasted key of a thousand letters is cut."""

_PAIRED = (
    "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Han
    "\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"  # kana
    "\uac00-\ud7a3\u1100-\u11ff"  # Hangul
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3"  # Thai ...
)
# Combining marks that belong to the letter before them; `\w` leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u0900-\u0963\u0966-\u096f\u0971-\u0d7f\u1ab0-\u1aff\u1dc0-\u1dff"
)
_PART = rf"[^\W{_PAIRED}]+(?:[{_MARKS}]+[^\W{_PAIRED}]*)*"
_TOKEN = re.compile(rf"([{_PAIRED}]+)|{_PART}(?:[.'-]{_PART})*")
_ASCII = re.compile(r"[a-z0-9_]+(?:[.'-][a-z0-9_]+)*")
_PARTS = re.compile(r"[^._'-]+")
_ODD = re.compile("[\u2019\u02bc\u2010\u2011\u00ad]")
_EVEN = {0x2019: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-", 0x00AD: None}
_SINGLE = re.compile(rf"[{_PAIRED}]")


Token = tuple[str, int, int]
"""A term and the range [start, end) of folded text that it stands for."""


def fold(text: str) -> str:
    """Return `text` in the form in which texts are compared."""
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    text = text.casefold()
    return text.translate(_EVEN) if _ODD.search(text) else text


def scan(folded: str) -> list[Token]:
    """Return the tokens of a folded text, ordered by where they start."""
    found: list[Token] = []
    add = found.append
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if match.group(1) is not None:
            for at in range(start, end - 1):
                add((folded[at : at + 2], at, at + 2))
            add((folded[end - 1], end - 1, end))
            continue
        word = match.group()
        add((word[:LONGEST_TERM], start, end))
        if not word.isalnum():
            _add_parts(found, word, start)
    return found


def _add_parts(found: list[Token], word: str, start: int) -> None:
    """Add the parts of a word that has joints."""
    parts = list(_PARTS.finditer(word))
    if len(parts) > 1:
        for part in parts:
            term = part.group()[:LONGEST_TERM]
            found.append((term, start + part.start(), start + part.end()))


def placed(found: list[Token], first: int = 0) -> list[tuple[str, int]]:
    """Return (term, place) for tokens; places count on from `first`.

    A joined word has the place of its first part, so that ``"gpt 4"`` is found in
    ``gpt-4`` and the other way round.
    """
    places = []
    place, last = first - 1, -1
    for term, start, _end in found:
        if start != last:
            place += 1
            last = start
        places.append((term, place))
    return places


def terms_and_places(folded: str, first: int = 0) -> tuple[list[str], list[int]]:
    """Return the terms of a folded text and their places, as `placed` of `scan` does.

    This is the quicker way, for whole texts, where nobody asks where in it they are.
    """
    if folded.isascii():
        words = _ASCII.findall(folded)
        if max(map(len, words), default=0) <= LONGEST_TERM:
            if "".join(words).isalnum():
                return words, list(range(first, first + len(words)))
            return _with_parts(words, first)
    terms: list[str] = []
    places: list[int] = []
    place = first
    for match in _TOKEN.finditer(folded):
        word, run = match.group(0, 1)
        if run is not None:
            terms += [one + other for one, other in pairwise(run)]
            terms.append(run[-1])
            places += range(place, place + len(run))
            place += len(run)
            continue
        terms.append(word[:LONGEST_TERM])
        places.append(place)
        place += 1
        if not word.isalnum():
            place = _place_parts(word, terms, places, place)
    return terms, places


def _with_parts(words: list[str], place: int) -> tuple[list[str], list[int]]:
    """Return `words` and the parts of those that have joints, with their places."""
    terms: list[str] = []
    places: list[int] = []
    for word in words:
        terms.append(word)
        places.append(place)
        place += 1
        if not word.isalnum():
            place = _place_parts(word, terms, places, place)
    return terms, places


def _place_parts(word: str, terms: list[str], places: list[int], place: int) -> int:
    """Add the parts of a word that has joints; return the next free place."""
    parts = list(_PARTS.finditer(word))
    if len(parts) < 2:
        return place
    for part in parts:
        terms.append(part.group()[:LONGEST_TERM])
        if part.start() == 0:
            places.append(place - 1)
        else:
            places.append(place)
            place += 1
    return place


def tokens(text: str) -> list[str]:
    """Return the terms of any text, in their order."""
    return [term for term, _start, _end in scan(fold(text))]


def is_single(term: str) -> bool:
    """Say whether `term` is one character of a script that is indexed in pairs."""
    return len(term) == 1 and _SINGLE.match(term) is not None


def is_paired(term: str) -> bool:
    """Say whether `term` belongs to a script that is indexed in pairs."""
    return _SINGLE.match(term) is not None
