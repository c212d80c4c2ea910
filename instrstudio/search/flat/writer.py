"""Whoosh's writer with its postings gathered in arrays.

Whoosh keeps the lock, the generations, the merge policy, deletions and the table of
contents; a segment becomes one sealed file. What is on disk is synchronised before the
table that names it takes the old one's place.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from instrstudio.search.flat.codec import FlatCodec
from instrstudio.search.flat.field_writer import FieldWriter
from instrstudio.search.flat.inversion import Tokens
from instrstudio.search.flat.merging import Part, merge_field, renumbered
from instrstudio.search.flat.sealing import Array, SealedWriter
from instrstudio.search.flat.segment import FIELDS, FlatSegment, SegmentArrays
from instrstudio.search.flat.whoosh_terms import LENGTHS

_EXACT = 4096
_BYTES = np.array([length_to_byte(n) for n in range(_EXACT)], np.uint8)


class FlatWriter(SegmentWriter):
    """Adds documents, deletes them by number, merges segments.

    Raises:
        LockError: Another one writes (from Whoosh).
    """

    def __init__(self, index: Any) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            index, codec=FlatCodec(), compound=False
        )
        self._folder = Path(self.storage.folder)
        self._tokens = {field: Tokens() for field in FIELDS}
        self._ids: list[int] = []
        self._lengths: list[int] = []

    @property
    def gathered(self) -> int:
        """How many tokens wait to be written."""
        return len(self._tokens["text"])

    def add(
        self,
        record: int,
        text: tuple[Sequence[str], Sequence[int]],
        length: int,
        facets: Sequence[str],
    ) -> None:
        """Add a document: the terms of its text with their positions, its facets."""
        self._tokens["text"].add(*text)
        self._tokens["facet"].add(facets, [0] * len(facets))
        self._ids.append(record)
        self._lengths.append(length)
        self._added = True
        self.docnum += 1

    def merged(self, segments: Sequence[FlatSegment]) -> FlatSegment | None:
        """Write the living documents of `segments` as one; None: there are none."""
        opened = [SegmentArrays(self._folder, segment) for segment in segments]
        alive = [_alive(segment) for segment in segments]

        def let_go() -> None:
            for arrays in opened:
                arrays.file.let_go()

        made = FlatSegment(self.indexname)
        made.set_doc_count(sum(int(living.sum()) for living in alive))
        if not made.doc_count_all():
            return None
        starts = np.cumsum([0] + [int(living.sum()) for living in alive]).tolist()
        numbers = [renumbered(a, s) for a, s in zip(alive, starts, strict=False)]
        with SealedWriter(made.path(self._folder)) as sealed:
            pairs = list(zip(opened, alive, strict=True))
            sealed.put("id", np.concatenate([arrays.ids[a] for arrays, a in pairs]))
            sealed.put("length", np.concatenate([s.lengths[a] for s, a in pairs]))
            for field, placed in FIELDS.items():
                parts = [
                    Part(s.fields[field], n)
                    for s, n in zip(opened, numbers, strict=True)
                ]
                writer = FieldWriter(sealed, field, placed)
                merge_field(parts, writer, let_go=let_go)
            sealed.seal({"total_length": sum(_total(s, a) for s, a in pairs)})
        return made

    def _flush_segment(self) -> None:
        """Write what was gathered (called by Whoosh at commit)."""
        lengths = np.array(self._lengths, np.int64)
        as_bytes = _length_bytes(lengths)
        path = self.get_segment().path(self._folder)  # type: ignore[no-untyped-call]
        with SealedWriter(path) as sealed:
            sealed.put("id", np.array(self._ids, np.int64))
            sealed.put("length", as_bytes)
            for field, placed in FIELDS.items():
                writer = FieldWriter(sealed, field, placed)
                terms, block = self._tokens[field].inverted(as_bytes)
                writer.append(block)
                writer.finish(terms)
            sealed.seal({"total_length": int(lengths.sum())})


def _alive(segment: FlatSegment) -> Array:
    """Return which documents live, shape (documents,)."""
    alive = segment.alive()
    return np.ones(segment.doc_count_all(), np.bool_) if alive is None else alive


def _length_bytes(lengths: Array) -> Array:
    """Return Whoosh's length byte for each of `lengths` (n,)."""
    found = _BYTES[np.minimum(lengths, _EXACT - 1)]
    for at in np.flatnonzero(lengths >= _EXACT).tolist():
        found[at] = length_to_byte(int(lengths[at]))
    return found


def _total(arrays: SegmentArrays, alive: Array) -> int:
    """Return the tokens of the living documents of a segment, as near as is known."""
    if alive.all():
        return arrays.total_length
    return int(LENGTHS[arrays.lengths[alive]].sum())
