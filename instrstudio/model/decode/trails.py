"""What a search has written: its hypotheses, step by step, and those it found good."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Trail:
    """What lies behind one hypothesis, a value a token.

    `ids` are the tokens, `gains` their log-probabilities, `rows` the row of each step
    that a token was read off: attention is gathered by them once, at the end.
    """

    ids: tuple[int, ...]
    gains: tuple[float, ...]
    rows: tuple[int, ...]

    def grown(self, token: int, gain: float, row: int) -> "Trail":
        """Return the trail with one more token."""
        return Trail((*self.ids, token), (*self.gains, gain), (*self.rows, row))

    def shortened(self) -> "Trail":
        """Return the trail without its last token."""
        return Trail(self.ids[:-1], self.gains[:-1], self.rows[:-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hypothesis that is a result; `sentence` counts within the search.

    The trail of a `finished` one ends with the end token.
    """

    sentence: int
    score: float
    trail: Trail
    finished: bool

    @property
    def ids(self) -> tuple[int, ...]:
        """The tokens without the end token."""
        return self.trail.ids[:-1] if self.finished else self.trail.ids

    @property
    def key(self) -> tuple[int, bool, tuple[int, ...]]:
        """What tells results apart."""
        return self.sentence, self.finished, self.trail.ids


class History:
    """All hypotheses of a search: those of a step know what they continue.

    A node is the number of a hypothesis within its step.
    """

    def __init__(self) -> None:
        self._steps: list[tuple[Ints, Floats, Ints, Ints]] = []

    def grow(self, tokens: Ints, gains: Floats, rows: Ints, before: Ints) -> None:
        """Keep the hypotheses of one more step, all of any one shape.

        Args:
            tokens: What each writes.
            gains: The log-probabilities of that.
            rows: The row of this step that each was read off.
            before: The node each continues; anything in the first step.
        """
        self._steps.append(
            (tokens.ravel(), gains.ravel(), rows.ravel(), before.ravel())
        )

    def trails(self, nodes: Ints) -> list[Trail]:
        """Return the trails of hypotheses of the latest step, by `nodes` (count,)."""
        steps = []
        for tokens, gains, rows, before in reversed(self._steps):
            steps.append((tokens[nodes], gains[nodes], rows[nodes]))
            nodes = before[nodes]
        columns = (np.stack(each, axis=1) for each in zip(*steps[::-1], strict=True))
        ids, gained, read = (column.tolist() for column in columns)
        found = zip(ids, gained, read, strict=True)
        return [Trail(tuple(i), tuple(g), tuple(r)) for i, g, r in found]

    def latest(self, node: int) -> tuple[int, float, int]:
        """Return the last token of a trail, its log-probability and its row."""
        tokens, gains, rows, _before = self._steps[-1]
        return int(tokens[node]), float(gains[node]), int(rows[node])

    def trail(self, node: int) -> Trail:
        """Return the trail of a hypothesis of the latest step."""
        ids, gains, rows = [], [], []
        for step in reversed(self._steps):
            ids.append(int(step[0][node]))
            gains.append(float(step[1][node]))
            rows.append(int(step[2][node]))
            node = int(step[3][node])
        return Trail(tuple(ids[::-1]), tuple(gains[::-1]), tuple(rows[::-1]))
