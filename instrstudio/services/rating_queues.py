"""Queues of texts that people rate: made, listed, removed, and how far they are."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.rating import KINDS, PAIRWISE, questions_of
from instrstudio.domain.rating_queue import (
    QueueProgress,
    RatingItem,
    RatingPair,
    RatingQueue,
)
from instrstudio.domain.task import Task
from instrstudio.domain.wording import message
from instrstudio.services.workspace import Workspace

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlan:
    """What a queue is to be.

    No `criteria` means all of the kind. Profiles in `raters` see pairs in turned
    orders, also in copies of the project that know nothing of each other; others join
    when they first rate. `limit` is how many texts (of pairs: tasks) are drawn, 0 all.
    """

    name: str
    kind: str
    criteria: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()
    seed: int = 0
    overlap: float = 0.2
    limit: int = 0
    source: str = ""


def make(
    workspace: Workspace, plan: QueuePlan, offered: Iterable[RatingItem]
) -> RatingQueue:
    """Make a queue of `offered` texts, shuffled by the seed.

    Verdicts given before on the same texts count here too.

    Raises:
        InvalidInput: The plan cannot be followed, or there is nothing to rate.
    """
    queue = _queue(workspace, plan)
    items = list(offered)
    if plan.kind == PAIRWISE:
        items = _drawn_tasks(items, plan)
        if not pairs_of(items):
            raise InvalidInput(
                message(
                    "There is no pair to compare: no task has different texts of two "
                    "systems."
                )
            )
    else:
        unlike = list({(i.content_hash, i.system): i for i in items}.values())
        items = _shuffled(unlike, plan.seed)[: plan.limit or None]
    if not items:
        raise InvalidInput(message("There is nothing to rate."))
    workspace.store.rating_queues.add(queue, items)
    return find(workspace, plan.name)


def all_of(workspace: Workspace) -> list[RatingQueue]:
    """Return all queues by name."""
    return workspace.store.rating_queues.all()


def find(workspace: Workspace, name: str) -> RatingQueue:
    """Return a queue.

    Raises:
        NotFound: There is none of this name.
    """
    found = workspace.store.rating_queues.find(name)
    if found is None:
        raise NotFound(message("There is no rating queue “{name}”.", name=name))
    return found


def remove(workspace: Workspace, name: str) -> None:
    """Forget a queue; the verdicts stay with their texts.

    Raises:
        NotFound: There is none of this name.
    """
    workspace.store.rating_queues.remove(find(workspace, name).name)


def pairs_of(items: Sequence[RatingItem]) -> list[RatingPair]:
    """Return the pairs of different texts that different systems wrote for a task.

    The same two texts for two tasks are one pair: a verdict belongs to the texts.
    """
    found: dict[tuple[str, str], RatingPair] = {}
    for of_task in by_task(items).values():
        for one, other in combinations(of_task, 2):
            if one.content_hash == other.content_hash or one.system == other.system:
                continue
            turned = one.content_hash > other.content_hash
            first, second = (other, one) if turned else (one, other)
            key = (first.content_hash, second.content_hash)
            both = (first.system, second.system)
            known = found.get(key)
            if known is None:
                found[key] = RatingPair(first=first, second=second, systems=(both,))
            elif both not in known.systems:
                found[key] = replace(known, systems=(*known.systems, both))
    return list(found.values())


def identical(items: Sequence[RatingItem]) -> int:
    """Return how often two systems wrote the same text for a task."""
    return sum(
        one.content_hash == other.content_hash and one.system != other.system
        for of_task in by_task(items).values()
        for one, other in combinations(of_task, 2)
    )


def by_task(items: Iterable[RatingItem]) -> Mapping[Task, list[RatingItem]]:
    """Return the items of each task, in their order."""
    found: defaultdict[Task, list[RatingItem]] = defaultdict(list)
    for item in items:
        found[item.task].append(item)
    return found


def unlike(items: Iterable[RatingItem]) -> list[RatingItem]:
    """Return the items without those whose text stood there before."""
    found: dict[str, RatingItem] = {}
    for item in items:
        found.setdefault(item.content_hash, item)
    return list(found.values())


def progress(workspace: Workspace, name: str, profile: str = "") -> QueueProgress:
    """Return how far a person (empty: the present profile) and everybody else are.

    Raises:
        NotFound: There is no such queue.
    """
    queue = find(workspace, name)
    items = workspace.store.rating_queues.items(name)
    counts = (
        _votes_by_rater(workspace, queue, items)
        if queue.kind == PAIRWISE
        else _rated_by_rater(workspace, queue)
    )
    total = len(pairs_of(items) if queue.kind == PAIRWISE else unlike(items))
    done = counts.get(profile or workspace.settings.profile, 0)
    return QueueProgress(done=done, total=total, by_rater=counts)


def _votes_by_rater(
    workspace: Workspace, queue: RatingQueue, items: Sequence[RatingItem]
) -> dict[str, int]:
    """Return how many pairs each rater has judged."""
    counts: defaultdict[str, int] = defaultdict(int)
    keys = {pair.key for pair in pairs_of(items)}
    for vote in workspace.store.votes.of_queue(queue.name):
        counts[vote.profile] += (vote.first, vote.second) in keys
    return {rater: count for rater, count in sorted(counts.items()) if count}


def _rated_by_rater(workspace: Workspace, queue: RatingQueue) -> dict[str, int]:
    """Return how many texts each rater has answered all questions about."""
    answered: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for rating in workspace.store.ratings.of_queue(queue.name):
        if rating.criterion in queue.criteria:
            answered[rating.profile, rating.content_hash].add(rating.criterion)
    counts: defaultdict[str, int] = defaultdict(int)
    for (rater, _content), criteria in sorted(answered.items()):
        if len(criteria) == len(queue.criteria):
            counts[rater] += 1
    return dict(counts)


def _queue(workspace: Workspace, plan: QueuePlan) -> RatingQueue:
    """Return the queue of a plan.

    Raises:
        InvalidInput: The plan cannot be followed.
    """
    name = plan.name.strip()
    if not name:
        raise InvalidInput(message("A rating queue needs a name."))
    if workspace.store.rating_queues.find(name) is not None:
        raise InvalidInput(
            message("There is a rating queue “{name}” already.", name=name)
        )
    if plan.kind not in KINDS:
        raise InvalidInput(
            message(
                "A rating queue is one of {kinds}, not “{kind}”.",
                kinds=", ".join(KINDS),
                kind=plan.kind,
            )
        )
    known = tuple(question.criterion for question in questions_of(plan.kind))
    unknown = [criterion for criterion in plan.criteria if criterion not in known]
    if unknown:
        raise InvalidInput(
            message(
                "There is no criterion “{name}” here: choose of {known}.",
                name=unknown[0],
                known=", ".join(known) or "–",
            )
        )
    asked = tuple(c for c in known if not plan.criteria or c in plan.criteria)
    return RatingQueue(
        name=name,
        kind=plan.kind,
        criteria=asked,
        raters=tuple(dict.fromkeys(plan.raters)),
        seed=plan.seed,
        overlap=min(max(plan.overlap, 0.0), 1.0),
        source=plan.source,
    )


def _drawn_tasks(items: Sequence[RatingItem], plan: QueuePlan) -> list[RatingItem]:
    """Return the items of those tasks that have a pair, whole tasks shuffled."""
    tasks = [found for found in by_task(items).values() if pairs_of(found)]
    drawn = _shuffled(tasks, plan.seed)[: plan.limit or None]
    return [item for of_task in drawn for item in _shuffled(of_task, plan.seed)]


def _shuffled(values: Sequence[ValueT], seed: int) -> list[ValueT]:
    """Return the values in an order that the seed decides."""
    found = list(values)
    random.Random(seed).shuffle(found)
    return found
