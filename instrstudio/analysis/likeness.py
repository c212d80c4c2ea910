"""How like two descriptions are: the cosine of their words and pairs of words."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from instrstudio.domain.language import units

_SMALL = frozenset(
    [
        *(
            "a",
            "an",
            "the",
            "of",
            "to",
            "in",
            "into",
            "for",
            "and",
            "or",
            "that",
            "this",
        ),
        *(
            "it",
            "as",
            "with",
            "by",
            "on",
            "from",
            "my",
            "me",
            "your",
            "is",
            "are",
            "be",
        ),
        *("please", "i", "want", "need", "below", "following"),
        *"的了把将对给为成得地和与在请我帮一个篇段下面以这",
    ]
)


def grams(text: str) -> Counter[str]:
    """Return words and neighbouring pairs: pairs carry Chinese words."""
    tokens = units(text)
    pairs = [a + b for a, b in pairwise(tokens)]
    return Counter(tokens + pairs)


def cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    """Return the cosine of two bags, in [0, 1]."""
    dot = sum(count * b[gram] for gram, count in a.items() if gram in b)
    norm = math.hypot(*a.values()) * math.hypot(*b.values()) if a and b else 0.0
    return dot / norm if norm else 0.0


class Exemplars:
    """Texts by name, made ready for asking how like another text is to any of them."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._names = list(texts)
        self._known: dict[str, list[tuple[int, int]]] = {}
        self._norms: list[float] = []
        self._owners: list[str] = []
        for name, own in texts.items():
            for text in own:
                bag = grams(text)
                for gram, count in bag.items():
                    entry = (len(self._owners), count)
                    self._known.setdefault(gram, []).append(entry)
                self._norms.append(math.hypot(*bag.values()))
                self._owners.append(name)

    def nearest(self, bag: Mapping[str, int]) -> dict[str, float]:
        """Return for each name the `cosine` of `bag` with the likest of its texts."""
        dots: dict[int, int] = {}
        for gram, count in bag.items():
            for place, times in self._known.get(gram, ()):
                dots[place] = dots.get(place, 0) + count * times
        found = dict.fromkeys(self._names, 0.0)
        norm = math.hypot(*bag.values())
        for place, dot in dots.items():
            name = self._owners[place]
            found[name] = max(found[name], dot / (norm * self._norms[place]))
        return found


def likeness(a: str, b: str) -> float:
    """Return how like the matter of two descriptions is, in [0, 1].

    Small words say nothing about the matter and do not count.
    """
    return cosine(_matter(a), _matter(b))


def _matter(text: str) -> Counter[str]:
    """Return the words that matter, English ones without their usual endings."""
    tokens = [_stem(unit) for unit in units(text) if unit not in _SMALL]
    pairs = [a + b for a, b in pairwise(tokens)]
    return Counter(tokens + pairs)


def _stem(word: str) -> str:
    """Return the beginning of a long Latin word, which its forms share."""
    return word[:6] if word.isascii() and len(word) > 6 else word.removesuffix("s")
