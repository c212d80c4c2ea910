"""Merging segments array by array, a few million postings at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from instrstudio.search.flat.field_writer import Block, FieldWriter
from instrstudio.search.flat.inversion import sorted_places
from instrstudio.search.flat.postings import FieldPostings
from instrstudio.search.flat.sealing import Array

BLOCK = 1 << 20
"""Postings that are merged at a time (about 80 MB); more if one term has more."""

DEAD = 0xFFFFFFFF


class Part(NamedTuple):
    """A field of one of the segments.

    `renumbered`: the new number of each of its documents, DEAD for deleted ones.
    """

    postings: FieldPostings
    renumbered: Array


def renumbered(alive: Array, start: int) -> Array:
    """Return new numbers of documents from `start` on, DEAD where not `alive` (n,)."""
    numbers = np.full(len(alive), DEAD, np.uint32)
    numbers[alive] = np.arange(start, start + int(alive.sum()), dtype=np.uint32)
    return numbers


def merge_field(
    parts: Sequence[Part],
    writer: FieldWriter,
    block: int = BLOCK,
    let_go: Callable[[], None] = lambda: None,
) -> None:
    """Write the postings of all `parts`, without those of deleted documents.

    `let_go` is called after each block: what was read so far is not needed any more.
    """
    union, ranks = _terms(parts)
    kept: list[Array] = []
    for start, stop in _blocks(parts, ranks, len(union), block):
        merged = _merge(parts, ranks, start, stop)
        alive = np.flatnonzero(merged.frequencies)
        kept.append(alive + start)
        writer.append(merged._replace(frequencies=merged.frequencies[alive]))
        let_go()
    numbers = np.concatenate(kept).tolist() if kept else []
    writer.finish([union[at] for at in numbers])


def _terms(parts: Sequence[Part]) -> tuple[list[bytes], list[Array]]:
    """Return the terms of all parts in order, and the number of each part's own.

    Terms are read twice: those of all parts at once would be most of what is in memory.
    """
    seen: set[bytes] = set()
    for part in parts:
        seen.update(part.postings.terms.all())
    union = sorted(seen)
    number = {term: at for at, term in enumerate(union)}
    ranks = []
    for part in parts:
        own = part.postings.terms.all()
        ranks.append(np.fromiter(map(number.__getitem__, own), np.int64, len(own)))
    return union, ranks


def _blocks(
    parts: Sequence[Part], ranks: Sequence[Array], terms: int, block: int
) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms that have about `block` postings each."""
    total = np.zeros(terms, np.int64)
    for part, rank in zip(parts, ranks, strict=True):
        total[rank] += part.postings.terms.frequencies(0, len(rank))
    ends = np.cumsum(total)
    start = 0
    while start < terms:
        done = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, done + block, "right")), start + 1)
        yield start, stop
        start = stop


def _merge(
    parts: Sequence[Part], ranks: Sequence[Array], start: int, stop: int
) -> Block:
    """Return the living postings of the terms [start, stop)."""
    pieces = []
    for part, rank in zip(parts, ranks, strict=True):
        first, last = np.searchsorted(rank, [start, stop]).tolist()
        if first < last:
            pieces.append(_living(part, rank[first:last] - start, first, last))
    keys = np.concatenate([rank for rank, _ in pieces])
    order = sorted_places(keys)
    counts = np.concatenate([piece.counts for _, piece in pieces])
    positions = np.concatenate([piece.positions for _, piece in pieces])
    return Block(
        frequencies=np.bincount(keys, minlength=stop - start),
        docs=np.concatenate([piece.docs for _, piece in pieces])[order],
        counts=counts[order],
        lengths=np.concatenate([piece.lengths for _, piece in pieces])[order],
        positions=_rearranged(positions, counts, order)
        if len(positions)
        else positions,
    )


def _living(part: Part, rank: Array, first: int, last: int) -> tuple[Array, Block]:
    """Return rank and content of the postings that one segment has of some terms."""
    postings = part.postings
    start, stop = postings.terms.postings(first, last)
    frequencies = postings.terms.frequencies(first, last)
    keys = np.repeat(rank.astype(np.uint32), frequencies)
    docs = part.renumbered[postings.docs(start, stop)]
    alive = docs != DEAD
    lengths = (postings.codes(start, stop) & 0xFF).astype(np.uint8)
    counts, positions = np.ones(len(docs), np.int64), np.zeros(0, np.uint16)
    if postings.placed:
        positions, counts = postings.run(start, stop)
        if not alive.all():
            positions = positions[np.repeat(alive, counts)]
    block = Block(frequencies, docs[alive], counts[alive], lengths[alive], positions)
    return keys[alive], block


def _rearranged(values: Array, counts: Array, order: Array) -> Array:
    """Return the runs of `values`, whose sizes are `counts`, in another order."""
    starts = np.cumsum(counts) - counts
    counts = counts[order]
    ends = np.cumsum(counts)
    shift = starts[order] - (ends - counts)
    return values[np.repeat(shift, counts) + np.arange(len(values))]
