"""What waits to be rated, and what comes next for a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from instrstudio.domain.rating import PAIRWISE, Question
from instrstudio.domain.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingQueue:
    """A list of texts to rate in one way.

    `criteria` are those asked (none for pairs); `raters` are the profiles that take
    part, in the order in which sides are turned for them; `overlap` is the share of
    pairs that more than one rater should see. `source` says where the texts came from.
    """

    name: str
    kind: str
    criteria: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()
    seed: int = 0
    overlap: float = 0.2
    source: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingItem:
    """One text that answers a task; who made it (`system`) is not to be shown."""

    task: Task
    content_hash: str
    text: str
    system: str
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPair:
    """Two texts for one task; `first` has the lower content hash.

    `systems` holds who stands against whom: several, where systems wrote the same.
    """

    first: RatingItem
    second: RatingItem
    systems: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, str]:
        """The content hashes of both."""
        return self.first.content_hash, self.second.content_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a person is to judge next.

    Of audits and scales `left` is the text, `questions` are asked of it, and `given`
    holds what the person has answered already; of pairs both texts are there. `undone`
    are the answers that were just taken back.
    """

    queue: RatingQueue
    left: RatingItem
    right: RatingItem | None = None
    questions: tuple[Question, ...] = ()
    given: Mapping[str, float] = field(default_factory=dict)
    undone: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """The content hashes of its texts, the lower first."""
        right = (self.right.content_hash,) if self.right else ()
        return tuple(sorted((self.left.content_hash, *right)))

    @property
    def is_pair(self) -> bool:
        """Whether two texts stand side by side."""
        return self.queue.kind == PAIRWISE


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueProgress:
    """How far a person is, and how many each rater has done."""

    done: int
    total: int
    by_rater: Mapping[str, int] = field(default_factory=dict)
