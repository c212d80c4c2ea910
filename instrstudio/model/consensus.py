"""Which of several texts the others agree with most: minimum Bayes risk.

A model's likeliest text is often an odd one; the text that is most like all that the
model finds plausible is better (Kumar and Byrne 2004; Eikema and Aziz 2020, arXiv
2005.10283). Likeness is the F-score of character n-grams of chrF (Popović 2015), which
needs no words and so serves Chinese as well; spaces do not count.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 6
_RECALL = 2.0

Matrix = NDArray[np.float64]
Numbers = NDArray[np.int64]


def agreement(texts: Sequence[str]) -> list[float]:
    """Return for each text its mean likeness to all others, in [0, 1].

    A text that comes twice counts twice, as evidence. The only text has 0.
    """
    if len(texts) < 2:
        return [0.0 for _ in texts]
    bare = ["".join(text.split()) for text in texts]
    distinct = {text: number for number, text in enumerate(dict.fromkeys(bare))}
    own = np.array([distinct[text] for text in bare])
    alike = likeness(list(distinct))
    times = np.bincount(own)
    # A text's likeness to itself is no evidence.
    sums = alike @ times - alike.diagonal()
    means: list[float] = (sums[own] / (len(texts) - 1)).tolist()
    return means


def likeness(texts: Sequence[str]) -> Matrix:
    """Return the chrF of each text (rows) against each as its reference (columns).

    Precision and recall are averaged over the n for which both texts have n-grams, as
    sacreBLEU does; recall weighs twice.
    """
    count = len(texts)
    precision, recall = np.zeros((count, count)), np.zeros((count, count))
    orders = np.zeros((count, count))
    for common, sizes in _shared(["".join(text.split()) for text in texts]):
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


def _shared(texts: Sequence[str]) -> Iterator[tuple[Matrix, Matrix]]:
    """Yield for each n how many n-grams texts share (texts, texts) and have (texts,).

    An n-gram is numbered by its first n - 1 characters, as one, and its last.
    """
    joined = "".join(texts).encode("utf-32-le", "surrogatepass")
    _, letters = np.unique(np.frombuffer(joined, dtype="<u4"), return_inverse=True)
    lengths = np.array([len(text) for text in texts])
    owner = np.repeat(np.arange(len(texts)), lengths)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))
    grams, places = letters, np.arange(len(letters))
    for n in range(1, _LONGEST + 1):
        if n > 1:
            inside = left[places] >= n
            places = places[inside]
            longer = grams[inside] * (len(letters) + 1) + letters[places + n - 1]
            _, grams = np.unique(longer, return_inverse=True)
        yield _counted(owner[places], grams, len(texts))


def _counted(owner: Numbers, grams: Numbers, texts: int) -> tuple[Matrix, Matrix]:
    """Return how many n-grams texts share (texts, texts) and have (texts,).

    Args:
        owner: The text of each n-gram, (n-grams,).
        grams: Their numbers, (n-grams,).
        texts: How many texts there are.
    """
    width = int(grams.max(initial=0)) + 1
    counts = np.bincount(owner * width + grams, minlength=texts * width)
    counts = counts.reshape(texts, width)
    sizes = counts.sum(axis=1)
    # What only one text has, no two share.
    several = counts[:, np.count_nonzero(counts, axis=0) > 1]
    common = np.array([np.minimum(several, own).sum(axis=1) for own in several])
    np.fill_diagonal(common, sizes)
    return common.astype(np.float64), sizes.astype(np.float64)
