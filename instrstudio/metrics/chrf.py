"""chrF: F-score of character n-grams; fair to Chinese and English alike."""

from collections.abc import Sequence

from instrstudio.metrics.measuring import character_ngrams


class ChrF:
    """chrF (Popović 2015) with sacrebleu's defaults: n up to 6, beta 2; [0, 100]."""

    name = "chrf"
    higher_is_better = True
    low = 0.0
    high = 100.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus chrF; ``references[i]`` belong to ``texts[i]``."""
        return character_ngrams.corpus_score(texts, references)

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return chrF of each text alone."""
        return [
            sentence(text, own) for text, own in zip(texts, references, strict=True)
        ]


def sentence(text: str, references: Sequence[str]) -> float:
    """Return chrF of one text against its best reference, in [0, 100]."""
    return character_ngrams.sentence_score(text, references)


PLUGIN = ChrF()
