"""Which pair of texts a rater sees next, and which of them stands left."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from instrstudio.domain.rating import PREFERENCE
from instrstudio.domain.rating_queue import RatingItem, RatingPair, RatingQueue, Turn
from instrstudio.domain.rating_results import Comparison
from instrstudio.services.rating_queues import pairs_of
from instrstudio.services.workspace import Workspace

if TYPE_CHECKING:
    from instrstudio.storage.votes import Vote


def pair_turn(
    workspace: Workspace,
    queue: RatingQueue,
    rater: str,
    items: Sequence[RatingItem],
    later: Sequence[tuple[str, ...]] = (),
) -> Turn | None:
    """Return the pair that a person is to judge next, with its sides; None: done.

    It is the one that promises to tell most of who is better, of those that are wanted
    and were not put off; of pairs that all were, the one that was put off first.
    """
    from instrstudio.judgement.next_pair import OpenPair, next_pair

    pairs = {pair.key: pair for pair in pairs_of(items)}
    votes = votes_by_pair(workspace, queue, pairs)
    mine = {key for key, of_pair in votes.items() if rater in _raters(of_pair)}
    left_over = [pair for key, pair in pairs.items() if key not in mine]
    fresh = [pair for pair in left_over if pair.key not in later]
    if left_over and not fresh:
        fresh = [min(left_over, key=lambda pair: later.index(pair.key))]
    wanted = _wanted(queue, fresh, votes)
    asked = [
        OpenPair(pair.key, *pair.systems[0], judged=len(votes.get(pair.key, ())))
        for pair in wanted
    ]
    systems = sorted({item.system for item in items})
    found = next_pair(asked, comparisons(pairs, votes), systems)
    if found is None:
        return None
    pair = next(pair for pair in wanted if pair.key == found.key)
    left, right = _sides(queue, rater, pair, votes.get(pair.key, ()))
    return Turn(queue=queue, left=left, right=right)


def votes_by_pair(
    workspace: Workspace,
    queue: RatingQueue,
    pairs: Mapping[tuple[str, str], RatingPair],
) -> "Mapping[tuple[str, str], list[Vote]]":
    """Return the votes on the pairs of a queue."""
    found: defaultdict[tuple[str, str], list[Vote]] = defaultdict(list)
    for vote in workspace.store.votes.of_queue(queue.name):
        if (vote.first, vote.second) in pairs and vote.criterion == PREFERENCE:
            found[vote.first, vote.second].append(vote)
    return found


def comparisons(
    pairs: Mapping[tuple[str, str], RatingPair],
    votes: "Mapping[tuple[str, str], Sequence[Vote]]",
) -> list[Comparison]:
    """Return the votes as comparisons of systems; the item is the task.

    Where two systems wrote the same text, a vote on it is one for each of them.
    """
    tasks: dict[object, str] = {}
    return [
        Comparison(
            item=tasks.setdefault(pairs[key].first.task, str(len(tasks))),
            first=first,
            second=second,
            verdict=vote.verdict,
        )
        for key, of_pair in votes.items()
        for vote in of_pair
        for first, second in pairs[key].systems
    ]


def _raters(votes: "Sequence[Vote]") -> set[str]:
    """Return who voted."""
    return {vote.profile for vote in votes}


def _wanted(
    queue: RatingQueue,
    left_over: Sequence[RatingPair],
    votes: "Mapping[tuple[str, str], Sequence[Vote]]",
) -> Sequence[RatingPair]:
    """Return the pairs to choose from.

    While too few pairs have been judged by two, those that one other has judged come
    first; after that, those that nobody has.
    """
    seen = [pair for pair in left_over if votes.get(pair.key)]
    fresh = [pair for pair in left_over if not votes.get(pair.key)]
    judged = [of_pair for of_pair in votes.values() if of_pair]
    twice = sum(len(_raters(of_pair)) > 1 for of_pair in judged)
    if seen and twice < queue.overlap * len(judged):
        return seen
    return fresh or seen


def _sides(
    queue: RatingQueue, rater: str, pair: RatingPair, votes: "Sequence[Vote]"
) -> tuple[RatingItem, RatingItem]:
    """Return who stands left and right.

    Where others have judged the pair it is turned against most of them. Else the seed
    decides, and turns it for every second rater.
    """
    first, second = pair.first, pair.second
    lefts = sum(1 if vote.on_left == first.content_hash else -1 for vote in votes)
    if lefts:
        return (second, first) if lefts > 0 else (first, second)
    text = "\n".join((str(queue.seed), *pair.key))
    drawn = blake2b(text.encode(), digest_size=1).digest()[0] % 2
    raters = (*queue.raters, rater)  # who has not joined yet is the next to do so
    turned = (drawn + raters.index(rater)) % 2
    return (second, first) if turned else (first, second)
