"""Which of several texts the others agree with most: minimum Bayes risk.

A model's likeliest text is often an odd one; the text that is most like all that the
model finds plausible is better (Kumar and Byrne 2004; Eikema and Aziz 2020, arXiv
2005.10283). Likeness is the F-score of character n-grams of chrF (Popović 2015), which
needs no words and so serves Chinese as well; spaces do not count.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 6
_RECALL = 2.0

Matrix = NDArray[np.float64]


def agreement(texts: Sequence[str]) -> list[float]:
    """Return for each text its mean likeness to all others, in [0, 1].

    A text that comes twice counts twice, as evidence. The only text has 0.
    """
    if len(texts) < 2:
        return [0.0 for _ in texts]
    alike = likeness(texts)
    np.fill_diagonal(alike, 0.0)
    means: list[float] = (alike.sum(axis=1) / (len(texts) - 1)).tolist()
    return means


def likeness(texts: Sequence[str]) -> Matrix:
    """Return the chrF of each text (rows) against each as its reference (columns).

    Precision and recall are averaged over the n for which both texts have n-grams, as
    sacreBLEU does; recall weighs twice.
    """
    bare = ["".join(text.split()) for text in texts]
    count = len(bare)
    precision, recall = np.zeros((count, count)), np.zeros((count, count))
    orders = np.zeros((count, count))
    for n in range(1, _LONGEST + 1):
        common, sizes = _common(bare, n)
        has = (sizes[:, None] > 0) & (sizes[None, :] > 0)
        orders += has
        precision += common / np.maximum(sizes, 1)[:, None]
        recall += common / np.maximum(sizes, 1)[None, :]
    precision /= np.maximum(orders, 1)
    recall /= np.maximum(orders, 1)
    weight = _RECALL**2
    divisor = weight * precision + recall
    return np.divide(
        (1 + weight) * precision * recall,
        divisor,
        out=np.zeros_like(divisor),
        where=divisor > 0,
    )


def _common(texts: Sequence[str], n: int) -> tuple[Matrix, Matrix]:
    """Return how many n-grams texts share (texts, texts) and have (texts,)."""
    numbers: dict[str, int] = {}
    rows = [
        [
            numbers.setdefault(text[at : at + n], len(numbers))
            for at in range(len(text) - n + 1)
        ]
        for text in texts
    ]
    counts = np.zeros((len(texts), max(1, len(numbers))), dtype=np.int32)
    for row, own in enumerate(rows):
        counts[row] = np.bincount(own, minlength=counts.shape[1]) if own else 0
    common = np.array([np.minimum(counts, own).sum(axis=1) for own in counts])
    return common.astype(np.float64), counts.sum(axis=1).astype(np.float64)
