"""Queues with their items, and which verdict of a person stands last."""

from dataclasses import replace

from instrstudio.domain.rating_queue import RatingItem, RatingQueue
from instrstudio.domain.task import Example, Task
from instrstudio.storage.store import Store

QUEUE = RatingQueue(
    name="q",
    kind="likert",
    criteria=("likert.clarity",),
    raters=("ann",),
    seed=7,
    overlap=0.5,
    source="log",
    at="2026-01-01T00:00:00.000Z",
)


def items() -> list[RatingItem]:
    task = Task(description="说 d", examples=(Example(input="i", output="o"),))
    return [
        RatingItem(
            task=task, content_hash=f"h{at}", text=f"文 {at}", system="s", place=at
        )
        for at in range(3)
    ]


def test_a_queue_comes_back_as_it_was(store: Store) -> None:
    store.rating_queues.add(QUEUE, items())
    assert store.rating_queues.find("q") == QUEUE
    assert store.rating_queues.items("q") == items()
    store.rating_queues.add(replace(QUEUE, name="B"), [])
    assert [queue.name for queue in store.rating_queues.all()] == ["B", "q"]


def test_settings_change_and_a_queue_goes_with_its_items(store: Store) -> None:
    store.rating_queues.add(QUEUE, items())
    store.rating_queues.change(replace(QUEUE, raters=("ann", "ben")))
    found = store.rating_queues.find("q")
    assert found is not None
    assert found.raters == ("ann", "ben")
    store.ratings.put("h1", "ann", "likert.clarity", 4)
    store.rating_queues.remove("q")
    assert store.rating_queues.find("q") is None
    assert store.rating_queues.items("q") == []
    assert len(store.ratings.of("h1")) == 1


def test_a_queue_knows_the_ratings_of_its_contents(store: Store) -> None:
    store.rating_queues.add(QUEUE, items())
    store.ratings.put("h1", "ann", "likert.clarity", 4)
    store.ratings.put("elsewhere", "ann", "likert.clarity", 4)
    assert [rating.content_hash for rating in store.ratings.of_queue("q")] == ["h1"]


def test_the_last_verdict_is_one_that_stands(store: Store) -> None:
    def log(profile: str, **payload: object) -> int:
        return store.events.append("rate", profile, payload=payload)

    log("ann", queue="q", stars=0)
    first, second = log("ann", queue="q", n=1), log("ann", queue="q", n=2)
    log("ben", queue="q", n=3)
    log("ann", queue="other", n=4)
    log("ann", stars=5)

    def last() -> int | None:
        found = store.rating_queues.last_verdict(QUEUE, "ann")
        return found and found[0]

    assert last() == second
    log("ann", queue="q", undoes=second)
    assert last() == first
    third = log("ann", queue="q", n=5)
    assert last() == third
    log("ann", queue="q", undoes=third)
    assert last() == first


def test_verdicts_from_before_the_queue_are_of_another(store: Store) -> None:
    store.events.append("rate", "ann", at="2025-12-31", payload={"queue": "q"})
    assert store.rating_queues.last_verdict(QUEUE, "ann") is None
