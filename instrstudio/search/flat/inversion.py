"""From tokens in the order of documents to postings in the order of terms."""

from array import array
from collections.abc import Sequence

import numpy as np

from instrstudio.search.flat.field_writer import Block
from instrstudio.search.flat.sealing import Array

LAST_PLACE = 0xFFFF
"""Stands for all positions from here on; no phrase is found there."""


class _Numbers(dict[str, int]):
    """Gives each term the next number when it is first asked for."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class Tokens:
    """The tokens of one field of many documents, as they come.

    A token that is given twice counts twice and has its position twice.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._tokens = array("I")
        self._positions = array("H")
        self._counts = array("I")

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, terms: Sequence[str], positions: Sequence[int]) -> None:
        """Add the tokens of the next document; positions of a term are ascending."""
        self._tokens.extend(map(self._numbers.__getitem__, terms))
        try:
            self._positions.extend(positions)
        except OverflowError:
            del self._positions[len(self._tokens) - len(terms) :]
            self._positions.extend([min(place, LAST_PLACE) for place in positions])
        self._counts.append(len(terms))

    def inverted(self, lengths: Array) -> tuple[list[bytes], Block]:
        """Return the terms, ascending, and their postings.

        `lengths`: length byte of each document, shape (documents,).
        """
        encoded = [term.encode() for term in self._numbers]
        by_bytes = sorted(range(len(encoded)), key=encoded.__getitem__)
        rank = np.empty(len(encoded), np.uint32)
        rank[by_bytes] = np.arange(len(encoded), dtype=np.uint32)
        ranks = rank[np.frombuffer(self._tokens, np.uint32)]
        counts = np.frombuffer(self._counts, np.uint32)
        order = sorted_places(ranks)
        ranks = ranks[order]
        docs = np.repeat(np.arange(len(counts), dtype=np.uint32), counts)[order]
        starts = _run_starts(ranks, docs)
        docs = docs[starts]
        block = Block(
            frequencies=np.bincount(ranks[starts], minlength=len(encoded)),
            docs=docs,
            counts=np.diff(starts, append=len(ranks)),
            lengths=lengths[docs],
            positions=np.frombuffer(self._positions, np.uint16)[order],
        )
        return [encoded[number] for number in by_bytes], block


def sorted_places(keys: Array) -> Array:
    """Return the places that sort `keys` (n,) of u32; equal ones keep their order.

    Two passes over 16 bits each, for which numpy has a radix sort.
    """
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if len(keys) and int(keys.max()) > 0xFFFF:
        high = (keys >> 16).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
    return order


def _run_starts(ranks: Array, docs: Array) -> Array:
    """Return where a new term or document begins in sorted tokens."""
    new = np.ones(len(ranks), np.bool_)
    new[1:] = (ranks[1:] != ranks[:-1]) | (docs[1:] != docs[:-1])
    return np.flatnonzero(new)
