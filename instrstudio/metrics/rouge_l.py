"""ROUGE-L: the longest common subsequence of words, or of Chinese characters."""

from collections.abc import Sequence

from instrstudio.domain.language import units
from instrstudio.metrics.measuring.best_of import best_of, mean


class RougeL:
    """Mean F1 of the longest common subsequence (Lin 2004), best reference; [0, 1].

    A Chinese character counts as a word: the usual package takes a Chinese sentence
    for no word at all and finds two equal ones unlike.
    """

    name = "rouge_l"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the mean over texts; ``references[i]`` belong to ``texts[i]``."""
        return mean(self.each(texts, references))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return ROUGE-L of each text."""
        return best_of(f1, texts, references)


def f1(text: str, reference: str) -> float:
    """Return ROUGE-L of one pair, in [0, 1]; two texts without words are alike."""
    a, b = units(text), units(reference)
    if not a or not b:
        return float(a == b)
    return 2 * common_subsequence(a, b) / (len(a) + len(b))


def common_subsequence(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence.

    A whole row of the table is one integer (Hyyrö 2004, “Bit-parallel LCS-length
    computation revisited”): bit i of `row` is 0 where the length grows at ``a[i]``, and
    the carry of the addition moves those places on. ``len(b)`` steps of a few
    operations on ``len(a)`` bits each.
    """
    places: dict[str, int] = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        here = row & places.get(word, 0)
        # bits above the row are carries that have run out of it
        row = (row + here | row - here) & full
    return len(a) - row.bit_count()


PLUGIN = RougeL()
