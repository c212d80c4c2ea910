"""Normalised match: the same words, however they are set."""

import unicodedata
from collections.abc import Sequence

from instrstudio.domain.language import units
from instrstudio.metrics.measuring.best_of import best_of, mean


class NormalisedMatch:
    """The share of texts with the words of a reference; [0, 1].

    Width and form of characters (NFKC), case, punctuation and white space play no part.
    """

    name = "normalised_match"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the share; ``references[i]`` belong to ``texts[i]``."""
        return mean(self.each(texts, references))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return 1 for each text that says the same as a reference, else 0."""
        return best_of(_same, texts, references)


def _same(text: str, reference: str) -> float:
    """Compare two texts; of texts without words the signs count."""
    said, wanted = units(text), units(reference)
    if said or wanted:
        return float(said == wanted)
    return float(_signs(text) == _signs(reference))


def _signs(text: str) -> str:
    """Return the signs of a text without words."""
    return "".join(unicodedata.normalize("NFKC", text).split())


PLUGIN = NormalisedMatch()
