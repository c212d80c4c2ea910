"""TER: how many words, or Chinese characters, have to be edited or moved."""

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from instrstudio.metrics.measuring.edit_distance import edit_distance

_LONG = 6000
"""Pairs of words of two texts above which no moves are looked for."""


class Ter:
    """Translation edit rate (Snover et al. 2006) by sacrebleu; from 0, lower is better.

    Texts are normalised, with sacrebleu's support for Asian scripts: each Chinese
    character and punctuation mark is a word. 100 is as many edits as the reference has
    words; a text that is much too long has more. The search for moves grows with the
    fourth power of the length, so where both texts are long none is looked for.
    """

    name = "ter"
    higher_is_better = False
    low = 0.0
    high = math.inf

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus TER; ``references[i]`` belong to ``texts[i]``."""
        found = [
            _edits(text, tuple(own))
            for text, own in zip(texts, references, strict=True)
        ]
        return _rate(sum(e for e, _length in found), sum(n for _e, n in found))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return TER of each text alone."""
        return [
            _rate(*_edits(text, tuple(own)))
            for text, own in zip(texts, references, strict=True)
        ]


def _rate(edits: float, length: float) -> float:
    """Return edits in percent of words; of no words, 100 for any edit."""
    return 100 * (edits / length if length else float(edits > 0))


@lru_cache(maxsize=20_000)
def _edits(text: str, references: tuple[str, ...]) -> tuple[int, float]:
    """Return the fewest edits to a reference, and the mean length of all of them.

    A text is asked for alone and in its set, hence the cache.
    """
    said = _words(text)
    wanted = [_words(reference) for reference in references] or [[]]
    if max(len(said) * len(own) for own in wanted) > _LONG:
        fewest = min(edit_distance(said, own) for own in wanted)
        return fewest, sum(len(own) for own in wanted) / len(wanted)
    found = _scorer().sentence_score(text, list(references) or [""])
    return int(found.num_edits), float(found.ref_length)


def _words(text: str) -> list[str]:
    """Return the words as sacrebleu counts them here."""
    words: list[str] = _scorer().tokenizer(text.rstrip()).split()
    return words


@cache
def _scorer() -> Any:
    """Return the one scorer; it keeps nothing between calls."""
    from sacrebleu.metrics.ter import TER

    return TER(normalized=True, asian_support=True)


PLUGIN = Ter()
