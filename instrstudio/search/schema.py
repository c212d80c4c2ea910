"""How the index is laid out in Whoosh, and the stamp that says so.

One catch-all text field is what every keystroke searches; facets are whole terms. The
record's id and the length of its text are arrays beside the postings (`flat`), so that
nothing is stored a document at a time and deleting needs no key terms. Everything here
is pickled into the index by its path: after any change raise `SCHEMA_VERSION`.
"""

import hashlib
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import whoosh
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Positions

from instrstudio.search.analyzer import ANALYZER_VERSION, tokens
from instrstudio.search.document import DOCUMENT_VERSION
from instrstudio.search.flat.inversion import LAST_PLACE
from instrstudio.search.flat.sealing import FORMAT as CODEC_VERSION

SCHEMA_VERSION = 2


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

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions that are known."""
        places = np.frombuffer(valuestring, "<u2")
        return [place for place in places.tolist() if place != LAST_PLACE]

    def decode_frequency(self, valuestring: bytes) -> int:
        """Return how many positions there are."""
        return len(valuestring) // 2

    def decode_weight(self, valuestring: bytes) -> float:
        """Return how many positions there are."""
        return float(self.decode_frequency(valuestring))


class TextField(FieldType):
    """The catch-all text; documents come as terms, queries of Whoosh's as text."""

    scorable = True

    def __init__(self) -> None:
        self.format = PositionList()  # and no analyzer: all other defaults will do

    def process_text(
        self, qstring: str, mode: str = "", **kwargs: Any
    ) -> Iterator[str]:
        """Return the terms of a text in a query."""
        return iter(tokens(qstring))


class FacetField(FieldType):
    """Whole terms to filter by."""

    def __init__(self) -> None:
        self.format = Existence()

    def process_text(
        self, qstring: str, mode: str = "", **kwargs: Any
    ) -> Iterator[str]:
        """Return the text as one term."""
        return iter([qstring])


def schema() -> Schema:
    """Return the fields of the index."""
    return Schema(text=TextField(), facet=FacetField())
