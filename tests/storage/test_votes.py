"""Votes between two contents."""

from dataclasses import replace

from instrstudio.domain.rating_queue import RatingItem, RatingQueue
from instrstudio.domain.task import Task
from instrstudio.storage.store import Store
from instrstudio.storage.votes import Vote

VOTE = Vote(
    first="a",
    second="b",
    profile="ann",
    criterion="preference",
    verdict="tie",
    on_left="b",
    reasons=("shorter", "clearer"),
    at="2026-01-01",
)


def test_a_person_has_one_vote_on_two_contents(store: Store) -> None:
    store.votes.put(VOTE)
    assert store.votes.find("a", "b", "ann", "preference") == VOTE
    changed = replace(VOTE, verdict="first", at="2026-01-02")
    store.votes.put(changed)
    other = replace(VOTE, profile="ben")
    store.votes.put(other)
    assert store.votes.all() == [changed, other]
    store.votes.remove("a", "b", "ann", "preference")
    assert store.votes.all() == [other]
    assert store.votes.find("a", "b", "ann", "preference") is None


def test_a_vote_without_a_time_is_of_now(store: Store) -> None:
    store.votes.put(replace(VOTE, at=""))
    assert store.votes.all()[0].at > "2026"


def test_a_queue_knows_votes_whose_contents_both_stand_in_it(store: Store) -> None:
    items = [
        RatingItem(task=Task(description="d"), content_hash=h, text=h, system=h)
        for h in "ab"
    ]
    store.rating_queues.add(RatingQueue(name="q", kind="pairwise"), items)
    store.votes.put(VOTE)
    store.votes.put(replace(VOTE, second="c"))
    assert store.votes.of_queue("q") == [VOTE]
    assert store.votes.of_queue("none") == []
