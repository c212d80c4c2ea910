"""chrF++: chrF with single words and pairs of words; a Chinese character is a word."""

import re
from collections.abc import Sequence

from instrstudio.domain.language import CJK_CHARACTER
from instrstudio.metrics.measuring import character_ngrams

# the full-width marks that sacrebleu, which knows ASCII only, leaves on a word
_STANDS_ALONE = re.compile(
    rf"{CJK_CHARACTER.pattern}"
    r"|[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
)


class ChrFPlusPlus:
    """chrF++ (Popović 2017): characters up to 6, words up to 2, beta 2; [0, 100].

    sacrebleu finds words by their spaces, so a Chinese sentence would be one word.
    Here Chinese characters and full-width punctuation are spaced out first and count
    as words each. Texts without them score as with sacrebleu; the part of the score
    that counts characters is the same either way, since it skips spaces.
    """

    name = "chrf_plus_plus"
    higher_is_better = True
    low = 0.0
    high = 100.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus chrF++; ``references[i]`` belong to ``texts[i]``."""
        return character_ngrams.corpus_score(
            [_spaced(text) for text in texts],
            [[_spaced(reference) for reference in own] for own in references],
            words=character_ngrams.WORDS,
        )

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return chrF++ of each text alone."""
        return [
            sentence(text, own) for text, own in zip(texts, references, strict=True)
        ]


def sentence(text: str, references: Sequence[str]) -> float:
    """Return chrF++ of one text against its best reference, in [0, 100]."""
    return character_ngrams.sentence_score(
        _spaced(text),
        [_spaced(reference) for reference in references],
        words=character_ngrams.WORDS,
    )


def _spaced(text: str) -> str:
    """Put spaces around what is a word without them."""
    return _STANDS_ALONE.sub(r" \g<0> ", text)


PLUGIN = ChrFPlusPlus()
