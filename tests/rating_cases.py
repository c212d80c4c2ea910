"""Texts of several systems to rate, and raters who know what they want."""

from collections.abc import Callable
from typing import Any

from instrstudio.domain.rating_queue import RatingItem, RatingQueue, Turn
from instrstudio.domain.task import Task
from instrstudio.services import rating_queues, rating_sources, rating_turns
from instrstudio.services.workspace import Workspace

SYSTEMS = ("generation", "retrieval", "template")


def offered(tasks: int = 20, systems: tuple[str, ...] = SYSTEMS) -> list[RatingItem]:
    """Return a text of each system for each task, all different."""
    return [
        rating_sources.item(
            Task(description=f"task {number}"), system, f"{system} says {number}"
        )
        for number in range(tasks)
        for system in systems
    ]


def made(
    workspace: Workspace,
    kind: str,
    items: list[RatingItem] | None = None,
    **plan: Any,
) -> RatingQueue:
    """Make the queue ``q``."""
    wanted = rating_queues.QueuePlan(name="q", kind=kind, **plan)
    return rating_queues.make(workspace, wanted, offered() if items is None else items)


def judge_all(
    workspace: Workspace, rater: str, said: Callable[[Turn], str], most: int = 10**6
) -> int:
    """Have a rater go through the pairs of ``q``; return how many were judged."""
    for done in range(most):
        turn = rating_turns.next_turn(workspace, "q", rater)
        if turn is None:
            return done
        rating_turns.vote(workspace, turn, said(turn), profile=rater)
    return most


def answer_all(
    workspace: Workspace, rater: str, value: Callable[[Turn, str], int]
) -> int:
    """Have a rater answer all questions of ``q``; return how many texts there were."""
    done = 0
    while (turn := rating_turns.next_turn(workspace, "q", rater)) is not None:
        values = {q.criterion: value(turn, q.criterion) for q in turn.questions}
        rating_turns.answer(workspace, turn, values, profile=rater)
        done += 1
    return done
