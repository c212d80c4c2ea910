"""self-BLEU: how alike the texts of a set are; one phrase for everything scores 100."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from instrstudio.domain.language import units

_ORDERS = 4
Gram = tuple[str, ...]


class SelfBleu:
    """Mean BLEU of each text against all others (Zhu et al. 2018); [0, 100].

    Words are units, so a Chinese character is one; smoothing and length penalty are
    those of sacrebleu with `effective_order`. Instead of comparing all pairs, each
    n-gram keeps the two texts that have it most often: a set of any size takes one
    pass. A single text, or none, has nothing to be like: 0.
    """

    name = "self_bleu"
    higher_is_better = False
    low = 0.0
    high = 100.0

    def variety(self, texts: Sequence[str]) -> float:
        """Return self-BLEU of a set of texts."""
        if len(texts) < 2:
            return 0.0
        words = [units(text) for text in texts]
        grams = [[_grams(own, n) for n in range(1, _ORDERS + 1)] for own in words]
        most = _most(grams)
        lengths = Counter(len(own) for own in words)
        total = 0.0
        for place, own in enumerate(words):
            matches = [
                sum(min(count, _others(most, gram, place)) for gram, count in g.items())
                for g in grams[place]
            ]
            totals = [counted.total() for counted in grams[place]]
            closest = _closest(len(own), lengths)
            total += _bleu(matches, totals, len(own), closest)
        return total / len(texts)


def _grams(words: Sequence[str], n: int) -> Counter[Gram]:
    """Return how often each run of `n` words occurs."""
    return Counter(zip(*(islice(words, i, None) for i in range(n)), strict=False))


Most = dict[Gram, tuple[int, int, int]]
"""By n-gram: its highest count in a text, that text, and the highest elsewhere."""


def _most(grams: Iterable[Sequence[Counter[Gram]]]) -> Most:
    """Return where each n-gram occurs most often."""
    most: Most = {}
    for place, orders in enumerate(grams):
        for counted in orders:
            for gram, count in counted.items():
                best, at, second = most.get(gram, (0, -1, 0))
                if count > best:
                    most[gram] = count, place, best
                elif count > second:
                    most[gram] = best, at, count
    return most


def _others(most: Most, gram: Gram, place: int) -> int:
    """Return how often an n-gram occurs at most in one of the other texts."""
    best, at, second = most[gram]
    return second if at == place else best


def _closest(length: int, lengths: Counter[int]) -> int:
    """Return the length of the other texts that is nearest, the shorter of two."""
    others = (n for n, count in lengths.items() if count > (n == length))
    return min(others, key=lambda n: (abs(n - length), n))


def _bleu(
    matches: Sequence[int], totals: Sequence[int], length: int, closest: int
) -> float:
    """Return BLEU from its counts, with exponential smoothing; [0, 100]."""
    if not any(matches):
        return 0.0
    logs, smooth = [], 1.0
    for match, total in zip(matches, totals, strict=True):
        if not total:
            break
        if not match:
            smooth *= 2
        logs.append(math.log((match or 1 / smooth) / total))
    penalty = min(1.0, math.exp(1 - closest / length))
    return min(100.0, 100 * penalty * math.exp(sum(logs) / len(logs)))


PLUGIN = SelfBleu()
