"""ROUGE-1: the single words, or Chinese characters, that two texts share."""

from collections.abc import Sequence

from instrstudio.metrics.measuring import word_ngrams
from instrstudio.metrics.measuring.best_of import best_of, mean


class Rouge1:
    """Mean F1 of single words (Lin 2004), best reference; [0, 1].

    A Chinese character counts as a word: the usual package takes a Chinese sentence
    for no word at all and finds two equal ones unlike.
    """

    name = "rouge_1"
    higher_is_better = True
    low = 0.0
    high = 1.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return the mean over texts; ``references[i]`` belong to ``texts[i]``."""
        return mean(self.each(texts, references))

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return ROUGE-1 of each text."""
        return best_of(f1, texts, references)


def f1(text: str, reference: str) -> float:
    """Return ROUGE-1 of one pair, in [0, 1]."""
    return word_ngrams.f1(text, reference, 1)


PLUGIN = Rouge1()
