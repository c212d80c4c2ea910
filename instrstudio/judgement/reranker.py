"""Learns a person's order of candidates from the first choice on.

The Bradley-Terry model with features (RankNet without a hidden layer, Burges et al.,
ICML 2005): the probability that `a` is preferred to `b` is the logistic function of
``w . (x_a - x_b)``. The weights have a Gaussian prior whose mean is the present order
and what is shared by everybody, so that little evidence changes little; the posterior
mode is found by Newton's method, which the convex loss lets converge in a few steps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from instrstudio.domain.reaction import Facts, Reaction, Shown
from instrstudio.judgement import features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

HALF_LIFE = 25.0
"""Reactions after which one counts half: a person may change their mind."""
KEPT = 200
"""Reactions that are learned from; older ones count next to nothing."""
SCORE_WEIGHT = 1.0
"""What a step of the unlearned score weighs before anything is learned."""
_SCORE_PRECISION, _PRECISION = 2.0, 2.0
_STEPS, _SMALL = 8, 1e-6
_WATCHED = 24
"""Last choices that decide how far what was learned is trusted."""
_DOUBTED, _SURE, _GRANTED = 1.3, 2.4, 0.15
_FIRST, _EARLY = 0.17, 2
"""How far the order is followed while fewer choices than so many could test it."""
_TURN, _LONG, _FALL = 4, 16, 0.35
"""Last choices, those beside which they are held, and the fall of how well they were
foreseen by which a change of mind is known: then what is older is left aside."""
_TELLING = 0.05
"""How much a feature must add to be named as a reason."""
_CHANGE = 0.7
"""What an edited text counts against the one it was made from."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Differences of features, preferred minus other, and how much each counts."""

    rows: "Vector"
    weights: "Vector"


@dataclass(slots=True)
class Reranker:
    """What was learned of one person; `learn` takes one reaction more.

    `foreseen` tells of each choice how high the order learned before it had placed it,
    in [0, 1], and `gains` by how much higher than the unlearned order.
    """

    shared: "Vector | None" = None
    weights: "Vector | None" = None
    gains: list[float] = field(default_factory=list)
    foreseen: list[float] = field(default_factory=list)
    seen: list[Pairs] = field(default_factory=list)

    def learn(self, reaction: Reaction) -> None:
        """Learn from one reaction; one without a list beside it tells nothing."""
        pairs = _pairs(reaction)
        if pairs is None:
            return
        self._watch(reaction)
        if self._has_turned:
            self.seen, self.foreseen = self.seen[-_TURN:], self.foreseen[-_TURN:]
            self.gains, self.weights = self.gains[-_TURN:], None
        self.seen = [*self.seen, pairs][-KEPT:]
        self.weights = fit(self.seen, prior(self.shared), self.weights)

    def _watch(self, reaction: Reaction) -> None:
        """Note how well the choice was foreseen, before anything is learned of it."""
        place = reaction.place
        if place is None or reaction.weight <= 0 or len(reaction.shown) < 2:
            return
        if self.weights is not None:
            values = _worth(reaction.shown, reaction.facts, self.weights)
            usual = _rank_of(place, [one.score for one in reaction.shown])
            self.foreseen.append(_rank_of(place, values))
            self.gains.append(self.foreseen[-1] - usual)

    @property
    def _has_turned(self) -> bool:
        """Whether the last choices were suddenly foreseen much worse than before."""
        last, before = self.foreseen[-_TURN:], self.foreseen[-_LONG:-_TURN]
        if len(before) < _TURN:
            return False
        return sum(before) / len(before) - sum(last) / len(last) > _FALL

    @property
    def trust(self) -> float:
        """How far the learned order is followed, in [0, 1].

        It is the test of whether the last choices stood higher in the learned order
        than in the unlearned one: nothing below `_DOUBTED` standard deviations of
        chance, all above `_SURE`. One good guess is granted beforehand,
        and a little to the very first choices.
        """
        if self.weights is None:
            return 0.0
        if len(self.gains) < _EARLY:
            return _FIRST
        last = [_GRANTED, *self.gains[-_WATCHED:]]
        chance: float = sum(gain * gain for gain in last) ** 0.5
        found = (sum(last) / chance - _DOUBTED) / (_SURE - _DOUBTED)
        return max(0.0, min(1.0, found))

    @property
    def is_trusted(self) -> bool:
        """Whether the learned order is followed at all."""
        return self.trust > 0

    def values(self, shown: Sequence[Shown], facts: Facts) -> list[float]:
        """Return what each candidate is worth to the person; only differences count.

        The learned weights count as far as they are trusted.
        """
        usual = prior(None)
        weights = usual if self.weights is None else self.weights
        return _worth(shown, facts, usual + self.trust * (weights - usual))

    def reasons(
        self, shown: Sequence[Shown], facts: Facts
    ) -> list[list[tuple[str, float]]]:
        """Return for each candidate what speaks for it: features, the weightiest first.

        The second value is by how much the weight was changed by learning, so that
        ``("long", -0.4)`` says that short is preferred.
        """
        if self.weights is None or not shown:
            return [[] for _ in shown]
        changed = [float(value) for value in self.weights - prior(None)]
        return [
            [
                (name, weight)
                for part, name, weight in sorted(
                    (
                        (weight * value, name, weight)
                        for name, value, weight in zip(
                            features.NAMES, row, changed, strict=True
                        )
                    ),
                    reverse=True,
                )
                if part > _TELLING
            ]
            for row in features.read(shown, facts)
        ]


def shared_by(others: Sequence[Reranker]) -> "Vector | None":
    """Return the mean weights of those that are trusted; None where there is none."""
    import numpy as np

    weights = [one.weights for one in others if one.is_trusted]
    found = [one for one in weights if one is not None]
    return np.mean(found, axis=0) if found else None


def prior(shared: "Vector | None") -> "Vector":
    """Return the weights before anything is learned of a person; shape [features]."""
    import numpy as np

    if shared is not None:
        return shared
    weights = np.zeros(len(features.NAMES))
    weights[features.NAMES.index(features.SCORE)] = SCORE_WEIGHT
    return weights


def fit(
    seen: Sequence[Pairs], mean: "Vector", start: "Vector | None" = None
) -> "Vector":
    """Return the posterior mode of the weights; shape [features].

    Args:
        seen: Pairs of each reaction, the newest last; it counts most.
        mean: The mean of the Gaussian prior.
        start: Where to begin; the mean if None.
    """
    import numpy as np

    precision = np.full(len(mean), _PRECISION)
    precision[features.NAMES.index(features.SCORE)] = _SCORE_PRECISION
    ages = range(len(seen) - 1, -1, -1)
    fades = [0.5 ** (age / HALF_LIFE) for age in ages]
    rows = np.concatenate([pairs.rows for pairs in seen])
    counts = np.concatenate(
        [fade * pairs.weights for fade, pairs in zip(fades, seen, strict=True)]
    )
    weights = mean.copy() if start is None else start.copy()
    for _step in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (counts * (1 - chance)) - precision * (weights - mean)
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows
        move = np.linalg.solve(bend + np.diag(precision), slope)
        # far from the mode a whole step may overshoot
        weights += move * min(1.0, 2.0 / max(float(np.abs(move).max()), _SMALL))
        if float(np.abs(move).max()) < _SMALL:
            break
    return weights


def _worth(shown: Sequence[Shown], facts: Facts, weights: "Vector") -> list[float]:
    """Return the worth of candidates by weights."""
    import numpy as np

    if not shown:
        return []
    rows = np.asarray(features.read(shown, facts), dtype=np.float64)
    return [float(value) for value in rows @ weights]


def _rank_of(place: int, values: Sequence[float]) -> float:
    """Return the share of the others that stand below; equals stand as they stand."""
    own = values[place]
    below = sum(
        value < own or (value == own and i > place)
        for i, value in enumerate(values)
        if i != place
    )
    return below / (len(values) - 1)


def _pairs(reaction: Reaction) -> Pairs | None:
    """Return what a reaction says is better than what; None if nothing."""
    import numpy as np

    place, shown = reaction.place, list(reaction.shown)
    if place is None or not 0 <= place < len(shown) or not reaction.weight:
        return None
    edited = bool(reaction.after) and reaction.after != reaction.text
    one = shown[place]
    if edited:
        shown.append(_rewritten(one, reaction.after))
    table = np.asarray(features.read(shown, reaction.facts), dtype=np.float64)
    others = [i for i in range(len(reaction.shown)) if i != place]
    rows = [table[place] - table[i] for i in others]
    counts = [1.0 / max(1, len(others))] * len(others)
    if edited:
        rows.append(table[-1] - table[place])
        counts.append(_CHANGE)
    if not rows:
        return None
    sign = 1.0 if reaction.weight > 0 else -1.0
    return Pairs(
        rows=sign * np.stack(rows), weights=abs(reaction.weight) * np.asarray(counts)
    )


def _rewritten(one: Shown, text: str) -> Shown:
    """Return a candidate with another text and all else the same."""
    return Shown(
        text=text,
        method=one.method,
        score=one.score,
        fit=one.fit,
        log_probability=one.log_probability,
        checks=one.checks,
    )
