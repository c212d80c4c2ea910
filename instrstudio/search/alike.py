"""Which of some texts say nearly what one before them says, by how they begin.

A text is the set of triples of characters in its beginning, hashed into a row of bits;
two rows are as like as the share of their bits that they have in common.
"""

from collections.abc import Sequence

import numpy as np

from instrstudio.search.analyzer import fold
from instrstudio.search.flat.sealing import Array

ALIKE = 0.7
"""The share from which on two texts are nearly the same."""

REPEATED = 0.75
"""What the score of such a text is multiplied by."""

_BEGINNING = 160
_BITS = 1024
_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35], np.uint32)


def repeats(texts: Sequence[str]) -> list[bool]:
    """Return for each text whether one before it, itself no repetition, is like it."""
    if not texts:
        return []
    bits = _bits(texts)
    sizes = bits.sum(1)
    common = bits @ bits.T
    alike = common >= ALIKE * np.maximum(sizes[:, None] + sizes - common, 1)
    repeated = np.zeros(len(texts), np.bool_)
    for number in np.flatnonzero(np.tril(alike, -1).any(1)).tolist():
        repeated[number] = bool((alike[number, :number] & ~repeated[:number]).any())
    found: list[bool] = repeated.tolist()
    return found


def _bits(texts: Sequence[str]) -> Array:
    """Return a row of bits for each text, shape (n, `_BITS`) of float32."""
    begun = [
        " ".join(fold(text[: 2 * _BEGINNING]).split())[:_BEGINNING] for text in texts
    ]
    padded = "".join(f"\0\0{text}\0\0" for text in begun)
    letters = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32)
    size = len(letters) - 2
    hashed = np.zeros(size, np.uint32)
    for at, multiplier in enumerate(_MULTIPLIERS):
        hashed += letters[at : at + size] * multiplier
        hashed ^= hashed >> np.uint32(15)
    rows = np.repeat(np.arange(len(begun)), [len(text) + 4 for text in begun])[:size]
    bits = np.zeros((len(texts), _BITS), np.float32)
    bits[rows, hashed % _BITS] = 1
    return bits
