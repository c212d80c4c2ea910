"""BLEU by sacrebleu, with the tokenizer that each text's language needs."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from instrstudio.domain.language import CJK_CHARACTER
from instrstudio.metrics.measuring.reference_streams import streams


class Bleu:
    """BLEU (Papineni et al. 2002) up to 4-grams; [0, 100].

    Where a text or a reference of it holds Chinese characters, both are cut by
    sacrebleu's tokenizer `zh`, else by `13a`: to `13a` a Chinese sentence is one word,
    and two equal ones score 0. Orders that a text is too short for are left out
    (sacrebleu's `effective_order`), so short equal texts are best too; for a set of
    usual length that changes nothing.
    """

    name = "bleu"
    higher_is_better = True
    low = 0.0
    high = 100.0

    def score(self, texts: Sequence[str], references: Sequence[Sequence[str]]) -> float:
        """Return corpus BLEU; ``references[i]`` belong to ``texts[i]``."""
        if not any(references):
            return 0.0
        said, wanted = _cut(texts, references)
        score = float(_scorer().corpus_score(said, streams(wanted)).score)
        return min(score, self.high)  # equal texts are above it by a rounding

    def each(
        self, texts: Sequence[str], references: Sequence[Sequence[str]]
    ) -> Sequence[float]:
        """Return BLEU of each text alone, smoothed as sacrebleu does (Chen 2014)."""
        said, wanted = _cut(texts, references)
        return [
            min(float(_scorer().sentence_score(text, own).score), self.high)
            if own
            else 0.0
            for text, own in zip(said, wanted, strict=True)
        ]


def _cut(
    texts: Sequence[str], references: Sequence[Sequence[str]]
) -> tuple[list[str], list[list[str]]]:
    """Return texts and references with spaces between their tokens."""
    said, wanted = [], []
    for text, own in zip(texts, references, strict=True):
        cut = _tokenizer(any(CJK_CHARACTER.search(one) for one in (text, *own)))
        said.append(cut(text.rstrip()))
        wanted.append([cut(one.rstrip()) for one in own])
    return said, wanted


@cache
def _tokenizer(chinese: bool) -> Any:
    """Return sacrebleu's tokenizer for texts with Chinese in them, or without."""
    from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a
    from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

    kind: Any = TokenizerZh if chinese else Tokenizer13a
    return kind()


@cache
def _scorer() -> Any:
    """Return the one scorer; it keeps nothing between calls."""
    from sacrebleu.metrics.bleu import BLEU

    # the texts are cut already, which sacrebleu would warn about
    return BLEU(tokenize="none", effective_order=True, force=True)


PLUGIN = Bleu()
