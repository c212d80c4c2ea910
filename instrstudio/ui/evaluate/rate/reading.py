"""What the page asks of the project, as jobs and short functions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from instrstudio.domain.job import Job, Progress
from instrstudio.domain.rating_queue import QueueProgress, RatingQueue, Turn
from instrstudio.services import rating_queues, rating_turns
from instrstudio.services.workspace import Workspace

Keys = Sequence[tuple[str, ...]]
"""The keys of turns that were put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a rater stands in a queue: what comes next, None at the end."""

    name: str
    rater: str
    turn: Turn | None
    progress: QueueProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The queues with how far each is, and where the rater stands in the open one."""

    queues: tuple[tuple[RatingQueue, QueueProgress], ...] = ()
    stand: Stand | None = None


def overview(
    workspace: Workspace, name: str, rater: str, later: Keys
) -> Job[Progress, Overview]:
    """Read all queues; the open one is the first where there is none of `name`."""
    yield from _nothing()
    queues = tuple(
        (queue, rating_queues.progress(workspace, queue.name, rater))
        for queue in rating_queues.all_of(workspace)
    )
    names = [queue.name for queue, _progress in queues]
    if not names:
        return Overview()
    opened = name if name in names else names[0]
    # what was put off belongs to one queue
    return Overview(
        queues=queues,
        stand=stand(workspace, opened, rater, later if opened == name else ()),
    )


def stand(workspace: Workspace, name: str, rater: str, later: Keys) -> Stand:
    """Return where a rater stands."""
    return Stand(
        name=name,
        rater=rater,
        turn=rating_turns.next_turn(workspace, name, rater, later=later),
        progress=rating_queues.progress(workspace, name, rater),
    )


def undone(workspace: Workspace, name: str, rater: str) -> Stand | None:
    """Take the last verdict back; None where there is none left."""
    turn = rating_turns.undo(workspace, name, rater)
    if turn is None:
        return None
    return Stand(
        name=name,
        rater=rater,
        turn=turn,
        progress=rating_queues.progress(workspace, name, rater),
    )


def _nothing() -> Iterator[Progress]:
    """Yield nothing: what makes a function a job without events."""
    return iter(())
