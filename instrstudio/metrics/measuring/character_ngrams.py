"""chrF and chrF++ by sacrebleu, for a set and for one text; [0, 100]."""

from collections.abc import Sequence
from functools import cache
from typing import Any

WORDS = 2
"""The longest run of words that chrF++ counts besides characters (Popović 2017)."""


def corpus_score(
    texts: Sequence[str], references: Sequence[Sequence[str]], *, words: int = 0
) -> float:
    """Return corpus chrF; `words` = 2 is chrF++; no reference at all gives 0."""
    most = max((len(own) for own in references), default=0)
    if not most:
        return 0.0
    # sacrebleu wants one list a reference number; a short list repeats its first
    streams = [[own[k] if k < len(own) else own[0] for own in references]
               for k in range(most)]  # fmt: skip
    return float(_scorer(words).corpus_score(list(texts), streams).score)


def sentence_score(text: str, references: Sequence[str], *, words: int = 0) -> float:
    """Return chrF of one text against its best reference; without any, 0."""
    if not references:
        return 0.0
    return float(_scorer(words).sentence_score(text, list(references)).score)


@cache
def _scorer(words: int) -> Any:
    """Return the one scorer of this kind; it keeps nothing between calls."""
    from sacrebleu.metrics.chrf import CHRF

    return CHRF(word_order=words)
