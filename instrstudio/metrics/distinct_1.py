"""distinct-1: how many of the words of a set are different ones."""

from collections.abc import Sequence

from instrstudio.metrics.measuring.distinct import distinct


class Distinct1:
    """The share of different words in a set (Li et al. 2016); [0, 1]."""

    name = "distinct_1"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def variety(self, texts: Sequence[str]) -> float:
        """Return the share for a set of texts; compare sets of one size."""
        return distinct(texts, 1)


PLUGIN = Distinct1()
