"""Nothing enters the library unreviewed; every step of the review is taken back."""

from dataclasses import replace

import pytest

from instrstudio.domain.crawl import ACCEPTED, REJECTED, CrawlPlan
from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import run
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.services import crawling_review as review
from instrstudio.services import indexing, library
from instrstudio.services.workspace import Workspace

TEXTS = ("How do I sum it up?", "How do I draw a cat?", "How do I translate it?")


@pytest.fixture
def crawled(empty_workspace: Workspace) -> Workspace:
    """Three proposals, 1 to 3."""
    crawls = empty_workspace.store.crawls
    number = crawls.begin(CrawlPlan(seeds=("https://e.test/",)))
    for text in TEXTS:
        record = Record(
            instruction=text,
            examples=(Example(input="", output="Like this."),),
            source=Source(kind="crawl", url="https://e.test/", retrieved="2026-11-26"),
            licence="CC-BY-4.0",
            extra={"page_title": "A page"},
        )
        assert crawls.propose(number, "faq", record) is not None
    return empty_workspace


def waiting(workspace: Workspace) -> list[int]:
    return [one.id for one in review.proposals(workspace)]


def test_accepting_is_one_step_to_undo(crawled: Workspace) -> None:
    changes = review.accept(crawled, [1, 3])
    assert len(changes.records) == 2
    assert str(library.undo_label(crawled)) == "Accept 2 from the web"
    record = crawled.store.records.get(changes.records[0])
    assert (record.source.url, record.source.retrieved, record.licence) == (
        "https://e.test/",
        "2026-11-26",
        "CC-BY-4.0",
    )
    assert record.extra["page_title"] == "A page"
    assert waiting(crawled) == [2]
    library.undo(crawled)
    assert crawled.store.records.count() == 0
    assert waiting(crawled) == [1, 2, 3]
    library.redo(crawled)
    assert waiting(crawled) == [2]
    accepted = review.proposals(crawled, state=ACCEPTED)
    assert [one.id for one in accepted] == [1, 3]


def test_an_edited_proposal_is_taken_as_edited(crawled: Workspace) -> None:
    (one,) = [p for p in review.proposals(crawled) if p.id == 2]
    edited = replace(one.record, instruction="Draw a cat.")
    (number,) = review.accept(crawled, [2], {2: edited}).records
    assert crawled.store.records.get(number).instruction == "Draw a cat."
    empty = replace(one.record, instruction=" ")
    with pytest.raises(InvalidInput, match="empty"):
        review.accept(crawled, [1], {1: empty})
    assert waiting(crawled) == [1, 3]


def test_rejecting_and_taking_back(crawled: Workspace) -> None:
    assert review.reject(crawled, [1, 2, 1]) == 2
    assert [p.id for p in review.proposals(crawled, state=REJECTED)] == [1, 2]
    review.accept(crawled, [3])
    back, changes = review.take_back(crawled)
    assert [one.id for one in back] == [3]
    assert changes.records
    assert crawled.store.records.count() == 0
    back, changes = review.take_back(crawled)
    assert [one.id for one in back] == [1, 2]
    assert not changes
    assert waiting(crawled) == [1, 2, 3]
    with pytest.raises(InvalidInput, match="no decision"):
        review.take_back(crawled)


def test_what_was_changed_since_is_undone_first(crawled: Workspace) -> None:
    review.accept(crawled, [1])
    library.save_record(crawled, Record(instruction="Another"))
    with pytest.raises(InvalidInput, match="changed since"):
        review.take_back(crawled)
    library.undo(crawled)
    review.take_back(crawled)
    assert waiting(crawled) == [1, 2, 3]


def test_an_undone_acceptance_can_be_decided_anew(crawled: Workspace) -> None:
    review.accept(crawled, [1])
    library.undo(crawled)
    review.reject(crawled, [1])
    assert waiting(crawled) == [2, 3]
    review.take_back(crawled)
    review.accept(crawled, [1])
    assert crawled.store.records.count() == 1


def test_what_does_not_wait_is_refused(crawled: Workspace) -> None:
    review.reject(crawled, [1])
    for ids in ([1], [2, 99], []):
        with pytest.raises(InvalidInput):
            review.accept(crawled, ids)
    with pytest.raises(InvalidInput, match="Proposal 1 does not wait"):
        review.reject(crawled, [1])
    assert crawled.store.records.count() == 0
    assert waiting(crawled) == [2, 3]


def test_near_duplicates_of_the_library_are_flagged(crawled: Workspace) -> None:
    record = Record(
        instruction="How do I draw a cat, please?",
        examples=(Example(input="", output="Like this."),),
    )
    crawled.store.records.insert([record], label="x")
    run(indexing.catch_up(crawled))
    near = review.alike(crawled, review.proposals(crawled))
    assert list(near) == [2]
    assert near[2].similarity > 0.6


def test_what_the_library_has_is_not_added_twice(crawled: Workspace) -> None:
    (one, *_rest) = review.proposals(crawled)
    library.save_record(crawled, one.record)
    assert not review.accept(crawled, [one.id])
    assert crawled.store.records.count() == 1
    assert waiting(crawled) == [2, 3]
    review.take_back(crawled)
    assert waiting(crawled) == [1, 2, 3]
