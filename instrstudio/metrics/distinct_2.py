"""distinct-2: how many of the pairs of words of a set are different ones."""

from collections.abc import Sequence

from instrstudio.metrics.measuring.distinct import distinct


class Distinct2:
    """The share of different pairs of words in a set (Li et al. 2016); [0, 1]."""

    name = "distinct_2"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def variety(self, texts: Sequence[str]) -> float:
        """Return the share for a set of texts; compare sets of one size."""
        return distinct(texts, 2)


PLUGIN = Distinct2()
