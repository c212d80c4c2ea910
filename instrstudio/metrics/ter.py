"""TER: how many words, or Chinese characters, have to be edited or moved."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from instrstudio.metrics.measuring.reference_streams import streams


class Ter:
    """Translation edit rate (Snover et al. 2006) by sacrebleu; from 0, lower is better.

    Texts are normalised, with sacrebleu's support for Asian scripts: each Chinese
    character and punctuation mark is a word. 100 is as many edits as the reference has
    words; a text that is much too long has more.
    """

    name = "ter"
    higher_is_better = False
    low = 0.0
    high = math.inf

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus TER; ``references[i]`` belong to ``texts[i]``."""
        if not texts:
            return 0.0
        return float(_scorer().corpus_score(list(texts), streams(references)).score)

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return TER of each text alone."""
        return [
            float(_scorer().sentence_score(text, list(own) or [""]).score)
            for text, own in zip(texts, references, strict=True)
        ]


@cache
def _scorer() -> Any:
    """Return the one scorer; it keeps nothing between calls."""
    from sacrebleu.metrics.ter import TER

    return TER(normalized=True, asian_support=True)


PLUGIN = Ter()
