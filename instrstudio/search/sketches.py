"""Which of many records are nearly the same: MinHash, bands, and the exact answer.

A text is the set of its words and neighbouring pairs of words; a Chinese character is
a word. Two sets are as like as the share of their elements they have in common
(Jaccard). MinHash keeps, for each of many hash functions, the smallest value of a set:
two sets agree in a share of them that is their likeness (Broder, "On the resemblance
and containment of documents", 1997). Records that agree in a whole band of functions
are candidates (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", ch. 3);
one byte of each smallest value says which are worth a closer look (Li and König,
"b-Bit minwise hashing", 2010). What is reported is counted exactly.
"""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from instrstudio.domain.language import units

BANDS, ROWS = 20, 5
"""Of records that are 0.8 alike 99.9 % share a band, of those 0.7 alike 97 %."""

LONGEST = 20_000
"""Characters of a text that count: a book in a sample says no more than its start."""

Hashes = NDArray[np.uint64]
Pairs = NDArray[np.int64]

_FUNCTIONS = BANDS * ROWS
_NEIGHBOURS = 4
"""Candidates that a record has in one band; a thousand equal ones need no million."""
_SLACK = 0.12  # three standard deviations of an estimate from 100 functions at 0.8
_AT_ONCE = 200_000
_MOST_WORDS = 500_000
_PART = np.array([0, 0x9E3779B97F4A7C15], np.uint64)
_PAIRING = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)


def _functions() -> tuple[Hashes, Hashes]:
    """Return factors, odd, and summands of the hash functions; the same every time.

    `(a * x + b) >> 32` is Dietzfelbinger's multiply-shift, universal over 64-bit x.
    """
    chance = np.random.default_rng(1997)
    drawn = chance.integers(0, 2**64, (2, _FUNCTIONS), np.uint64, endpoint=False)
    return drawn[0] | np.uint64(1), drawn[1]


_FACTORS, _SUMMANDS = _functions()


class _Words(dict[str, int]):
    """The hash of each word, made when it is asked for."""

    def __missing__(self, word: str) -> int:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8)
        value = self[word] = int.from_bytes(digest.digest(), "little")
        return value


Said = tuple[str, str]
"""What a record says: the instruction, and everything else. Each has elements of its
own, so that a likeness of both is at least the smaller of the two."""


class Sketches:
    """The sketches of many records, 260 bytes each; filled chunk by chunk."""

    def __init__(self) -> None:
        self._words = _Words()
        self._ids: list[NDArray[np.int64]] = []
        self._bands: list[Hashes] = []
        self._bytes: list[NDArray[np.uint8]] = []

    def add(self, ids: Sequence[int], said: Sequence[Said]) -> None:
        """Take in what records say."""
        if not ids:
            return
        if len(self._words) > _MOST_WORDS:
            self._words.clear()
        sets = [_elements(texts, self._words) for texts in said]
        smallest = _smallest(sets)
        self._ids.append(np.array(ids, np.int64))
        self._bands.append(_band_keys(smallest))
        self._bytes.append((smallest & np.uint32(0xFF)).astype(np.uint8))

    def candidates(self, threshold: float) -> Iterator[Pairs]:
        """Yield, band by band, pairs of ids that may be so alike, shape (pairs, 2).

        The smaller id stands first; a pair may come in several bands.
        """
        if not self._ids:
            return
        ids, bands = np.concatenate(self._ids), np.concatenate(self._bands)
        signs = np.concatenate(self._bytes)
        for band in range(BANDS):
            first, second = _neighbours(bands[:, band])
            near = _estimated(signs, first, second) >= threshold - _SLACK
            pairs = np.stack([ids[first[near]], ids[second[near]]], axis=1)
            pairs.sort(axis=1)
            yield pairs


def likeness(a: Said, b: Said) -> float:
    """Return how like two records are, in [0, 1]: the smaller of the two parts' shares.

    The second part counts unless both have none.
    """
    words = _Words()
    shares = []
    for one, other in zip(a, b, strict=True):
        left = frozenset(_part(one, words, 0).tolist())
        right = frozenset(_part(other, words, 0).tolist())
        if left or right:
            shares.append(len(left & right) / len(left | right))
    return min(shares, default=1.0)


def _elements(said: Said, words: _Words) -> Hashes:
    """Return the elements of a record; never none."""
    parts = [_part(text, words, place) for place, text in enumerate(said)]
    elements = np.concatenate(parts)
    return elements if elements.size else _PART[1:]


def _part(text: str, words: _Words, place: int) -> Hashes:
    """Return the words and pairs of one text, repetitions included."""
    found = units(text[:LONGEST]) or ([text.strip()] if text.strip() else [])
    single = np.fromiter(map(words.__getitem__, found), np.uint64, len(found))
    single ^= _PART[place]
    paired = (single[:-1] * _PAIRING) ^ (single[1:] >> np.uint64(7)) ^ single[1:]
    return np.concatenate([single, paired])


def _smallest(sets: Sequence[Hashes]) -> NDArray[np.uint32]:
    """Return the smallest value of each function, shape (records, functions)."""
    sizes = np.array([len(found) for found in sets])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    flat = np.concatenate(sets)
    smallest = np.empty((len(sets), _FUNCTIONS), np.uint32)
    for place in range(_FUNCTIONS):
        hashed = (flat * _FACTORS[place] + _SUMMANDS[place]) >> _SHIFT
        smallest[:, place] = np.minimum.reduceat(hashed, starts)
    return smallest


def _band_keys(smallest: NDArray[np.uint32]) -> Hashes:
    """Return one number for each band of functions, shape (records, BANDS)."""
    rows = smallest.reshape(len(smallest), BANDS, ROWS).astype(np.uint64)
    key = np.zeros(rows.shape[:2], np.uint64)
    for row in range(ROWS):
        key = (key ^ rows[:, :, row]) * _PAIRING
        key ^= key >> _SHIFT
    return key


def _neighbours(keys: Hashes) -> tuple[Pairs, Pairs]:
    """Return places (first, second) of records with equal keys that stand close."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    first, second = [], []
    for step in range(1, _NEIGHBOURS + 1):
        equal = np.flatnonzero(ordered[:-step] == ordered[step:])
        first.append(order[equal])
        second.append(order[equal + step])
    return np.concatenate(first), np.concatenate(second)


def _estimated(
    signs: NDArray[np.uint8], first: Pairs, second: Pairs
) -> NDArray[np.float64]:
    """Return the estimated likeness of pairs, from one byte of each function."""
    shares = np.empty(len(first))
    for start in range(0, len(first), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        shares[some] = (signs[first[some]] == signs[second[some]]).mean(axis=1)
    by_chance = 1 / 256
    estimate: NDArray[np.float64] = (shares - by_chance) / (1 - by_chance)
    return estimate
