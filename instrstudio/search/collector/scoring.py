"""BM25 as a table over (frequency, length byte), and as a weighting model for Whoosh.

Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the idf
that cannot become negative. Both ways give the same scores.
"""

import math
from typing import Any

import numpy as np
from whoosh.scoring import BM25F

from instrstudio.search.flat.sealing import Array
from instrstudio.search.flat.whoosh_terms import LENGTHS

K1 = 1.2
B = 0.75


def idf(frequency: int, documents: int) -> float:
    """Return the weight of a term that `frequency` of `documents` have."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def table(average: float) -> Array:
    """Return BM25 without idf for every code, shape (65536,) of float32."""
    frequency = np.arange(256, dtype=np.float64)[:, None]
    norm = K1 * (1 - B + B * LENGTHS / (average or 1.0))
    part = frequency * (K1 + 1) / (frequency + np.maximum(norm, 1e-9))
    return np.ascontiguousarray(part.reshape(-1), np.float32)


class LibraryBM25(BM25F):
    """The same for Whoosh's own matchers; a frequency counts up to 255."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
        """Return the weight of a term in the whole index."""
        parent = searcher.get_parent()
        return idf(parent.doc_frequency(fieldname, text), parent.doc_count_all())
