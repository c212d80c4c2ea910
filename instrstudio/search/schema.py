"""How the index is laid out in Whoosh, and the stamp that says so.

One catch-all text field is what every keystroke searches; facets are whole terms; the
record's id and the length of its text are columns of numbers, so that nothing is
stored a document at a time and deleting needs no key terms. Everything here is pickled
into the index by its path: after any change raise `SCHEMA_VERSION`.
"""

import hashlib
import struct
import sys
from collections.abc import Generator, Sequence
from typing import Any

import whoosh
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence, Positions

from instrstudio.search.analyzer import ANALYZER_VERSION
from instrstudio.search.codec import CODEC_VERSION, ArrayColumn
from instrstudio.search.document import DOCUMENT_VERSION, Terms

SCHEMA_VERSION = 1
TEXT, FACET = "text", "facet"
ID = ArrayColumn("q")  # type: ignore[no-untyped-call]  # whoosh's is untyped
LENGTH = ArrayColumn("i")  # type: ignore[no-untyped-call]

_ONE_POSITION = struct.Struct("<H").pack
_LAST_POSITION = 0xFFFF


def stamp() -> str:
    """Return the name of this make of index: another make, another folder."""
    makes = (
        SCHEMA_VERSION,
        DOCUMENT_VERSION,
        ANALYZER_VERSION,
        CODEC_VERSION,
        sys.byteorder,
        whoosh.versionstring(),
    )
    return hashlib.blake2b(repr(makes).encode(), digest_size=8).hexdigest()


class PositionList(Positions):
    """Positions of a term in a document as 16-bit numbers, little end first."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Return the bytes of `poslist`, without positions past the last number."""
        if len(poslist) == 1 and poslist[0] <= _LAST_POSITION:
            return _ONE_POSITION(poslist[0])
        kept = [position for position in poslist if position <= _LAST_POSITION]
        return struct.pack(f"<{len(kept)}H", *kept)


Items = Generator[tuple[bytes, int, float, bytes], Any, None]


class TextField(FieldType):
    """The catch-all text; takes `Terms`, since analysis is not Whoosh's business."""

    def __init__(self) -> None:
        self.format = PositionList()  # and no analyzer: all other defaults will do

    def index(self, value: Terms, **_options: Any) -> Items:
        """Yield (term, frequency, weight, positions) for every term."""
        encode = PositionList().encode
        for term, positions in value.positions.items():
            weight = len(positions) + (term in value.titles)
            yield term.encode(), weight, float(weight), encode(positions)


class FacetField(FieldType):
    """Whole terms to filter by; takes a sequence of them."""

    def __init__(self) -> None:
        self.format = Existence()

    def index(self, value: Sequence[str], **_options: Any) -> Items:
        """Yield (term, 1, 1.0, nothing) for every facet."""
        for term in value:
            yield term.encode(), 1, 1.0, b""


def schema() -> Schema:
    """Return the fields of the index."""
    return Schema(
        text=TextField(), facet=FacetField(), id=COLUMN(ID), length=COLUMN(LENGTH)
    )
