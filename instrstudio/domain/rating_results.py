"""What verdicts add up to: estimates with intervals, agreement, ranking, side bias."""

from collections.abc import Mapping
from dataclasses import dataclass

from instrstudio.domain.rating_queue import RatingItem, RatingQueue
from instrstudio.domain.wording import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval; no bounds where `items` are too few for any."""

    value: float
    low: float | None
    high: float | None
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far raters agree beyond chance.

    `alpha` is None where it is not defined: nobody shares an item, or all answers are
    the same. `percent` in [0, 1] is the share of pairs of raters that agree, averaged
    over the `items` that two or more have judged.
    """

    level: str
    alpha: float | None
    low: float | None
    high: float | None
    percent: float | None
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One vote between two systems: `verdict` is one of `rating.VERDICTS`.

    Votes with the same `item` are drawn together by the bootstrap.
    """

    item: str
    first: str
    second: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedVote:
    """One vote with its side: `left` is ``first`` or ``second``, which stood left."""

    pair: str
    rater: str
    left: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One system of a ranking.

    `strength` is the logarithm of its Bradley-Terry weight, the mean of all systems
    being 0; `expected` is the share of wins it would have against the others.
    """

    system: str
    strength: float
    low: float | None
    high: float | None
    expected: float
    wins: int = 0
    ties: int = 0
    losses: int = 0
    both_bad: int = 0

    @property
    def decided(self) -> int:
        """How many votes count for its strength."""
        return self.wins + self.ties + self.losses


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Systems, the strongest first.

    `matrix[a][b]` is the share of wins of `a` over `b`, a tie being half a win; a pair
    without votes has no entry, `counts[a][b]` says how many there were.
    """

    standings: tuple[Standing, ...]
    matrix: Mapping[str, Mapping[str, float]]
    counts: Mapping[str, Mapping[str, int]]
    votes: int
    ties: int
    both_bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBias:
    """Whether people prefer a side, whatever stands there.

    `share` of left among `left` + `right`, with its Wilson interval and the p-value of
    the exact two-sided binomial test against one half; None without such votes. Of the
    pairs that different raters judged in `both_orders`, `same_text` kept to the text
    and `same_side` to the side.
    """

    left: int
    right: int
    share: float | None
    low: float | None
    high: float | None
    p_value: float | None
    both_orders: int
    same_text: int
    same_side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """Whether there are votes enough to name a winner, in words."""

    is_enough: bool
    sentence: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a system got by one criterion: a mean from 1 to 5, or a share of yes."""

    system: str
    criterion: str
    estimate: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One item, or pair, that raters judge differently; `verdicts` by rater.

    `spread` is how far apart the answers are; 1 for pairs and questions of yes or no.
    Of a pair, a verdict ``first`` means `left` here.
    """

    criterion: str
    left: RatingItem
    right: RatingItem | None
    verdicts: Mapping[str, str]
    spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueResults:
    """All that the verdicts of a queue say so far.

    `agreement` is by criterion; `ranking`, `side` and `stopping` are there for pairs,
    `scales` for the other kinds. `identical` counts the cases in which two systems
    wrote the same text for a task, which nobody is asked about.
    """

    queue: RatingQueue
    by_rater: Mapping[str, int]
    agreement: Mapping[str, Agreement]
    scales: tuple[Scale, ...] = ()
    ranking: Ranking | None = None
    side: SideBias | None = None
    stopping: Stopping | None = None
    disagreements: tuple[Disagreement, ...] = ()
    identical: int = 0
