"""What a part of a query matches in one segment: documents, and scores when asked."""

from dataclasses import dataclass

import numpy as np

from instrstudio.search.flat.sealing import Array


@dataclass(slots=True)
class Matches:
    """Documents (n,), ascending, with their scores.

    The score of the document at a place is `weight * values[places[place]]`, where
    `values` is a table and `places` an array (n,) of codes into it; without `places`,
    `values` are the scores themselves, or a single one that all documents have.
    """

    docs: Array
    values: Array
    weight: float = 1.0
    places: Array | None = None

    def __len__(self) -> int:
        return len(self.docs)

    def scores(self) -> Array:
        """Return the scores of all documents, shape (n,) of float32."""
        return self.scores_at(slice(None))

    def scores_at(self, at: Array | slice) -> Array:
        """Return the scores of the documents at the places `at`."""
        if self.places is not None:
            values = self.values.take(self.places[at], mode="clip")  # quicker
        elif len(self.values) == 1 != len(self.docs):
            values = np.full(len(self.docs[at]), self.values[0], np.float32)
        else:
            values = self.values[at]
        return values if self.weight == 1.0 else values * np.float32(self.weight)

    @property
    def positive(self) -> bool:
        """Whether all scores are above 0 for sure, as those of ranked words are."""
        if self.weight <= 0:
            return False
        return self.places is not None or float(self.values.min(initial=1)) > 0

    def boosted(self, boost: float) -> "Matches":
        """Return the same with all scores multiplied by `boost`."""
        if boost == 1.0:
            return self
        return Matches(self.docs, self.values, self.weight * boost, self.places)

    def at(self, kept: Array) -> "Matches":
        """Return the documents at the places `kept`, with their scores."""
        return Matches(self.docs[kept], self.scores_at(kept))


def constant(docs: Array, score: float) -> Matches:
    """Return `docs` with one score for all."""
    return Matches(docs, np.array([score], np.float32))


NOTHING = Matches(np.zeros(0, np.uint32), np.zeros(0, np.float32))
