"""Exact match: is the text, to the letter, what somebody wrote?"""

from collections.abc import Sequence

from instrstudio.metrics.measuring.best_of import best_of, mean


class ExactMatch:
    """The share of texts equal to a reference but for white space around; [0, 1]."""

    name = "exact_match"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the share; ``references[i]`` belong to ``texts[i]``."""
        return mean(self.each(texts, references))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return 1 for each text that is equal to a reference, else 0."""
        return best_of(_equal, texts, references)


def _equal(text: str, reference: str) -> float:
    """Compare two texts."""
    return float(text.strip() == reference.strip())


PLUGIN = ExactMatch()
