"""Cues: patterns that speak for a task type, and which of them can be in a text.

A description holds few of hundreds of cues, and searching a pattern that disregards
case tries it at every letter. So each cue knows texts of which one must stand where it
is found; looking for all of them at once is far quicker and finds the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

_CASELESS = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"})
"""Letters that `re.IGNORECASE` takes for i, s and k beyond what `str.lower` does."""

_HEAD = 3
"""Letters of a needed text that are looked up first."""
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")
_SPECIAL = frozenset(".^$|()[]{}?*+\\")
_ESCAPES = frozenset("AbBdDsSwWZ")
"""What stands behind a backslash for a place or for a kind of character."""


def folded(text: str) -> str:
    """Return `text` in lower case, with i, s and k for what passes for them."""
    return text.lower() if text.isascii() else text.translate(_CASELESS).lower()


class Cues:
    """The cues of several types, each a pattern that disregards case with a weight."""

    def __init__(
        self, types: Mapping[str, Iterable[tuple[re.Pattern[str], float]]]
    ) -> None:
        self._cues = [(n, p, weight) for n, cues in types.items() for p, weight in cues]
        self._always: list[int] = []
        self._by_head: dict[str, dict[str, list[int]]] = {}
        for place, (_name, pattern, _weight) in enumerate(self._cues):
            texts = needed(pattern.pattern)
            if not texts:
                self._always.append(place)
            for text in texts:
                alike = self._by_head.setdefault(text[:_HEAD], {})
                alike.setdefault(text, []).append(place)
        self._sizes = sorted({len(head) for head in self._by_head})

    def matches(self, text: str) -> Iterator[tuple[str, float, re.Match[str]]]:
        """Yield type, weight and first match of every cue in `text`, as they come."""
        for place in self._possible(folded(text)):
            name, pattern, weight = self._cues[place]
            match = pattern.search(text)
            if match:
                yield name, weight, match

    def _possible(self, text: str) -> list[int]:
        """Return the places, in order, of cues that can be found in a folded text."""
        found = set(self._always)
        for size in self._sizes:
            pieces = {text[i : i + size] for i in range(len(text) - size + 1)}
            for head in self._by_head.keys() & pieces:
                for needed_text, places in self._by_head[head].items():
                    if needed_text in text:
                        found.update(places)
        return sorted(found)


def needed(pattern: str) -> tuple[str, ...]:
    """Return texts of which every match of `pattern` holds one; none: not known.

    Knows what cues are written with; what else there is in regular expressions is
    taken for a place where anything may stand.
    """
    reader = _Reader(pattern)
    found = reader.alternatives()
    return tuple(sorted(found)) if reader.is_sure else ()


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._is_odd = False

    @property
    def is_sure(self) -> bool:
        """Whether all was read and understood: the rest is left to those who know."""
        return self._at >= len(self._pattern) and not self._is_odd

    def alternatives(self) -> frozenset[str]:
        """Read up to the end or the bracket that closes; one text for each branch."""
        branches = [self._branch()]
        while self._next() == "|":
            self._at += 1
            branches.append(self._branch())
        return frozenset().union(*branches) if all(branches) else frozenset()

    def _branch(self) -> frozenset[str]:
        """Read one alternative and return the best that it tells."""
        found = list(self._parts())
        return max(found, key=_worth, default=frozenset())

    def _parts(self) -> Iterator[frozenset[str]]:
        """Yield what each stretch of plain letters and each group tells."""
        run = ""
        while (character := self._next()) not in ("", "|", ")"):
            group, letter = frozenset[str](), ""
            if character == "(":
                group = self._group()
            else:
                letter = self._letter()
            optional, repeated = self._quantified()
            if letter and not optional:
                run += letter
            if not letter or optional or repeated:
                if run:
                    yield frozenset((run,))
                run = ""
            if group and not optional:
                yield group
        if run:
            yield frozenset((run,))

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _letter(self) -> str:
        """Read one element; return it in lower case if it is a letter that counts."""
        character = self._next()
        self._at += 1
        if character == "[":
            self._past_set()
            return ""
        if character == "\\":
            character = self._next()
            self._at += 1
            if character.isalnum():
                self._is_odd |= character not in _ESCAPES
                return ""
        elif character in _SPECIAL:
            return ""
        caseless = character.lower() == character.upper()
        return character.lower() if character.isascii() or caseless else ""

    def _past_set(self) -> None:
        """Go past a set of characters; a bracket in front does not close it."""
        self._at += self._next() == "^"
        self._at += self._next() == "]"
        while self._next() not in ("", "]"):
            self._at += 2 if self._next() == "\\" else 1
        self._at += 1

    def _group(self) -> frozenset[str]:
        """Read a group; one that only looks around tells nothing."""
        self._at += 1
        looks = False
        if self._next() == "?":
            looks = not self._pattern.startswith("?:", self._at)
            self._at += 2
            if looks and self._next() in "=!":  # of (?<= and (?<!
                self._at += 1
        found = self.alternatives()
        self._at += 1
        return frozenset() if looks else found

    def _quantified(self) -> tuple[bool, bool]:
        """Read a quantifier; say whether it allows nothing, and if there is one."""
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return False, False
        self._at = match.end()
        self._at += self._next() == "?"
        least = match.group(1)
        optional = match.group() in ("?", "*") or least in ("", "0")
        return optional, True


def _worth(texts: frozenset[str]) -> tuple[int, int]:
    """Return how much texts tell: the shortest is the weakest, few are better."""
    return min(map(len, texts), default=0), -len(texts)
