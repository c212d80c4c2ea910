"""Runs of words, counted: ROUGE-n; a Chinese character is a word."""

from collections import Counter

from instrstudio.domain.language import units


def ngrams(text: str, n: int) -> Counter[tuple[str, ...]]:
    """Return how often each run of `n` units stands in `text`."""
    words = units(text)
    return Counter(zip(*(words[i:] for i in range(n)), strict=False))


def f1(text: str, reference: str, n: int) -> float:
    """Return ROUGE-n (Lin 2004) as F1 of one pair, in [0, 1].

    Two texts that are too short for a single run of `n` score 1 if their units are
    the same: equal texts are alike, however short.
    """
    said, wanted = ngrams(text, n), ngrams(reference, n)
    total = said.total() + wanted.total()
    if not total:
        return float(units(text) == units(reference))
    return 2 * (said & wanted).total() / total
