"""Which rows go together: batches as a pure function of data, seed and epoch.

A position in training is two integers, so resuming needs nothing else, and any number
of processes can deal the same list out among themselves.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from instrstudio.model.corpus import Encodings

_CELLS_PER_TOKEN = 96
_LONG_SOURCES = 2.0


@dataclass(frozen=True, slots=True)
class Budget:
    """How large a batch may be.

    `tokens` bounds rows times the longest source or target. The attention of a step
    looks at every source token, so rows x source x target are bounded too, by
    `_CELLS_PER_TOKEN` for each of `tokens`: what a batch of medium length has.
    """

    tokens: int

    def holds(self, rows: int, source: int, target: int) -> bool:
        """Say whether a batch of this shape is within bounds; a single row is."""
        cells = rows * source * target
        return rows <= 1 or (
            rows * max(source, target) <= self.tokens
            and cells <= _CELLS_PER_TOKEN * self.tokens
        )


def epoch_batches(
    encodings: Encodings, budget: Budget, key: str, epoch: int
) -> list[NDArray[np.int64]]:
    """Return the row numbers of each batch of one epoch.

    Every row comes once. Rows of like length go together: by target first, as the
    target's steps cost most, or by source where sources are much longer. Which rows
    of a length meet, and the order of the batches, are drawn; `key` stands for the data
    and the run's seed.
    """
    digest = hashlib.blake2b(f"{key}:{epoch}".encode(), digest_size=8).digest()
    chance = np.random.default_rng(int.from_bytes(digest, "little"))
    sources, targets = encodings.sources.lengths, encodings.targets.lengths
    rows = chance.permutation(len(encodings))
    first, second = targets[rows], sources[rows]
    if sources.mean() > _LONG_SOURCES * targets.mean():
        first, second = second, first
    # noise on the lesser length, else rows of a length would always meet the same ones
    blurred = second + chance.random(len(rows)) * 2
    rows = rows[np.lexsort((blurred, first))]
    batches = _cut(rows, sources, targets, budget)
    return [batches[place] for place in chance.permutation(len(batches))]


def _cut(
    rows: NDArray[np.int64],
    sources: NDArray[np.int64],
    targets: NDArray[np.int64],
    budget: Budget,
) -> list[NDArray[np.int64]]:
    """Cut a sorted list of rows wherever the budget is reached."""
    batches, begin, source, target = [], 0, 0, 0
    for place, row in enumerate(rows.tolist()):
        wider = max(source, int(sources[row])), max(target, int(targets[row]))
        if place > begin and not budget.holds(place - begin + 1, *wider):
            batches.append(rows[begin:place])
            begin, wider = place, (int(sources[row]), int(targets[row]))
        source, target = wider
    if begin < len(rows):
        batches.append(rows[begin:])
    return batches
