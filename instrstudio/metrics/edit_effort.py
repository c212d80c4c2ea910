"""Expected edit effort: how much of a text would have to be typed anew."""

from collections.abc import Sequence

from instrstudio.metrics.measuring.best_of import best_of, mean
from instrstudio.metrics.measuring.edit_distance import edit_share


class EditEffort:
    """Mean share of characters to edit to reach the nearest reference; [0, 1].

    The Levenshtein distance in characters over the length of the longer text: 0 is a
    text that can be taken as it is, 1 one of which nothing can be kept.
    """

    name = "edit_effort"
    higher_is_better = False
    low = 0.0
    high = 1.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the mean over texts; ``references[i]`` belong to ``texts[i]``."""
        return mean(self.each(texts, references))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return the effort for each text; without a reference it is 1."""
        return [1 - kept for kept in best_of(_kept, texts, references)]


def _kept(text: str, reference: str) -> float:
    """Return the share of characters that can be kept."""
    return 1 - edit_share(text.strip(), reference.strip())


PLUGIN = EditEffort()
