"""Whoosh's posting format, written with less ado and read as arrays.

The bytes are those of `whoosh.codec.whoosh3` (blocks of 1,024, no compression);
`LibraryCodec.terms_reader` adds reading a whole list at once, which is all that
`postings` asks for: another codec that offers `PostingsReader.read` can step in.
Classes here are pickled into the index by their path: after any change raise
`CODEC_VERSION`. Whoosh has types for some of its functions only, hence the ignores.
"""

import io
import pickle
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter, W3TermsReader
from whoosh.columns import NumericColumn

CODEC_VERSION = 1

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

_BLOCK = 1024
_MAGIC = 4
_LENGTH = struct.Struct("!i")
_TERM = struct.Struct("!BfIBBfIIqi")  # Whoosh's term info, then offset and length


class RawPostings(NamedTuple):
    """A posting list as stored.

    `documents` (ascending) and `weights` have shape (n,); `values` are n byte strings,
    or empty where only the arrays were asked for.
    """

    documents: Integers
    weights: Floats
    values: list[bytes]


class PostingsWriter(W3PostingsWriter):
    """Writes Whoosh's blocks without checking the type of every number."""

    def add_posting(
        self, id_: int, weight: float, vbytes: bytes, length: int | None = None
    ) -> None:
        """Add one posting to the block."""
        if len(self._ids) >= self._blocklimit:
            self._write_block()  # type: ignore[no-untyped-call]
        self._ids.append(id_)
        self._weights.append(weight)
        self._values.append(vbytes)
        self._maxweight = max(self._maxweight, weight)


class Place(NamedTuple):
    """Where a posting list lies in its file, and how many postings it has."""

    frequency: int
    offset: int
    length: int


class PostingsReader(W3TermsReader):
    """Reads terms, and whole posting lists by their place in the file."""

    def find(self, field: str, term: bytes) -> Place | None:
        """Return where the postings of `term` lie; None: there is no such term."""
        key = self._keycoder(field, term)  # type: ignore[no-untyped-call]
        try:
            return _place(self._tindex[key])
        except KeyError:
            return None

    def starting(self, field: str, prefix: bytes) -> Iterator[Place]:
        """Yield where the postings of all terms that start with `prefix` lie."""
        start = self._keycoder(field, prefix)  # type: ignore[no-untyped-call]
        items: Any = self._tindex.items_from(start)  # type: ignore[no-untyped-call]
        for key, stored in items:
            if not key.startswith(start):
                return
            yield _place(stored)

    def read(self, place: Place, with_values: bool = False) -> RawPostings:
        """Return the posting list at `place`."""
        _, offset, length = place
        stream = io.BytesIO(self._postfile.get(offset, length))
        stream.seek(_MAGIC)
        documents, weights = [], []
        values: list[bytes] = []
        more = True
        while more:
            (size,) = _LENGTH.unpack(stream.read(_LENGTH.size))
            more = size > 0
            count = pickle.load(stream)[0]
            deltas, block_weights, block_values = pickle.load(stream)
            documents.append(np.cumsum(np.array(deltas, np.int64)))
            weights.append(_weights(block_weights, count))
            if with_values:
                values.extend(block_values)
        if len(documents) == 1:
            return RawPostings(documents[0], weights[0], values)
        return RawPostings(np.concatenate(documents), np.concatenate(weights), values)


def _place(stored: bytes) -> Place:
    """Return the place that Whoosh stored with a term."""
    _, _, frequency, _, _, _, _, _, offset, length = _TERM.unpack(stored)
    return Place(frequency, offset, length)


def _weights(stored: tuple[float, ...] | float | None, count: int) -> Floats:
    """Return the weights of a block; a single number stands for all."""
    if isinstance(stored, tuple):
        return np.array(stored, np.float32)
    return np.full(count, 1.0 if stored is None else stored, np.float32)


class ArrayColumn(NumericColumn):
    """A column of numbers that is read as one array."""

    class Reader(NumericColumn.Reader):
        """Reads the column."""

        def array(self) -> Integers:
            """Return the numbers of all documents, shape (documents,)."""
            values = np.zeros(self._doccount, np.int64)
            raw = bytes(self._dbfile.get(self._basepos, self._count * self._fixedlen))
            values[: self._count] = np.frombuffer(raw, f">{self._typecode}")
            return values


class LibraryCodec(W3Codec):
    """Whoosh's codec, tuned: long blocks, no compression, no length statistics."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]
            blocklimit=_BLOCK, compression=0
        )

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> PostingsWriter:
        """Return the writer of one posting list."""
        return PostingsWriter(  # type: ignore[no-untyped-call]
            dbfile, blocklimit=_BLOCK, byteids=byteids, compression=0
        )

    def terms_reader(self, storage: Any, segment: Any) -> PostingsReader:
        """Return the reader of the terms and postings of `segment`."""
        name = segment.make_filename(self.TERMS_EXT)
        return PostingsReader(  # type: ignore[no-untyped-call]
            self,
            storage.open_file(name),
            storage.file_length(name),
            segment.open_file(storage, self.POSTS_EXT),
        )
