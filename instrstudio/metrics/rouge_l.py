"""ROUGE-L: the longest common subsequence of words, or of Chinese characters."""

from collections.abc import Sequence

from instrstudio.domain.language import units


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
        best = [
            max((_f1(units(text), units(reference)) for reference in own), default=0.0)
            for text, own in zip(texts, references, strict=True)
        ]
        return sum(best) / len(best) if best else 0.0


def _f1(text: list[str], reference: list[str]) -> float:
    """Return the F1 of two sequences of words."""
    if not text or not reference:
        return float(text == reference)
    common = _common_subsequence(text, reference)
    return 2 * common / (len(text) + len(reference))


def _common_subsequence(a: list[str], b: list[str]) -> int:
    """Return the length of the longest common subsequence, in one row of memory."""
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for j, other in enumerate(b, 1):
            above = row[j]
            row[j] = diagonal + 1 if word == other else max(above, row[j - 1])
            diagonal = above
    return row[-1]


PLUGIN = RougeL()
