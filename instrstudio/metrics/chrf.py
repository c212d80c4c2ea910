"""chrF: F-score of character n-grams; fair to Chinese and English alike."""

from collections.abc import Sequence


class ChrF:
    """chrF (Popović 2015) with sacrebleu's defaults: n up to 6, beta 2; [0, 100]."""

    name = "chrf"
    higher_is_better = True
    low = 0.0
    high = 100.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus chrF; ``references[i]`` belong to ``texts[i]``."""
        from sacrebleu.metrics.chrf import CHRF

        most = max((len(own) for own in references), default=0)
        if not most:
            return 0.0
        # sacrebleu wants one list a reference number; a short list repeats its first
        streams = [[own[k] if k < len(own) else own[0] for own in references]
                   for k in range(most)]  # fmt: skip
        return float(CHRF().corpus_score(list(texts), streams).score)


PLUGIN = ChrF()
