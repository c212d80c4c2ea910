"""Stars: one step for many, found at once, taken back and given again."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import bulk, library, rating, searching
from instrstudio.services.survey import survey
from instrstudio.services.workspace import Workspace


@pytest.fixture
def filled(empty_workspace: Workspace) -> Workspace:
    """Four records, of which two say the same."""
    texts = ("Sum it up", "Draw a cat", "Translate this", "Sum it up")
    empty_workspace.store.records.insert(
        [Record(instruction=text) for text in texts], label="Add", on_duplicate="keep"
    )
    return empty_workspace


def found(workspace: Workspace, text: str = "rating:>=4") -> set[int]:
    page = searching.search(workspace, Query(text=text))
    return {hit.id for hit in page.hits}


def stars(workspace: Workspace) -> list[int]:
    records = workspace.store.records.page([1, 2, 3, 4])
    return [rating.stars_of(workspace, record) for record in records]


def test_stars_are_found_at_once_and_shared_by_the_same_text(
    filled: Workspace,
) -> None:
    changes = run(rating.rate(filled, [1, 2], 4))
    assert changes.records == (1, 2)
    assert stars(filled) == [4, 4, 0, 4]
    assert found(filled) == {1, 2, 4}
    assert rating.means(filled, [1, 3]) == {1: 4.0}


def test_stars_are_one_step_that_is_undone_and_redone(filled: Workspace) -> None:
    run(rating.rate(filled, [1], 2))
    run(rating.rate(filled, [1, 2, 4], 5))
    assert str(library.undo_label(filled)) == "Rate with 5 stars"
    undone = library.undo(filled)
    assert set(undone.records) == {1, 2, 4}
    assert stars(filled) == [2, 0, 0, 2]
    assert found(filled) == set()
    assert run(bulk.redo(filled)).records
    assert stars(filled) == [5, 5, 0, 5]
    library.undo(filled)
    run(bulk.undo(filled))
    assert stars(filled) == [0, 0, 0, 0]
    library.redo(filled)
    assert stars(filled) == [2, 0, 0, 2]


def test_steps_of_other_kinds_are_undone_in_their_order(filled: Workspace) -> None:
    run(rating.rate(filled, [1], 3))
    library.tag(filled, [1], add=["a"])
    library.undo(filled)
    assert (filled.store.records.get(1).tags, stars(filled)[0]) == ((), 3)
    library.undo(filled)
    assert stars(filled)[0] == 0


def test_stars_taken_back_come_again(filled: Workspace) -> None:
    run(rating.rate(filled, [3], 5))
    run(rating.rate(filled, [3], 0))
    assert found(filled) == set()
    library.undo(filled)
    assert found(filled) == {3}


def test_what_changes_nothing_is_no_step(filled: Workspace) -> None:
    run(rating.rate(filled, [1], 5))
    before = filled.store.history.last()
    assert not run(rating.rate(filled, [1, 4], 5))
    assert not run(rating.rate(filled, [2], 0))
    assert filled.store.history.last() == before


def test_a_cancelled_rating_has_rated_nothing(filled: Workspace) -> None:
    job = rating.rate(filled, [1, 2], 5)
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert stars(filled) == [0, 0, 0, 0]
    assert filled.store.events.since() == []


def test_a_cancelled_undo_takes_nothing_back(filled: Workspace) -> None:
    run(rating.rate(filled, [1, 2], 5))
    job = bulk.undo(filled)
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert stars(filled)[:2] == [5, 5]
    assert str(library.undo_label(filled)) == "Rate with 5 stars"


def test_there_are_five_stars(filled: Workspace) -> None:
    with pytest.raises(InvalidInput, match="5 stars"):
        run(rating.rate(filled, [1], 6))


def test_verdicts_by_other_criteria_are_no_stars(filled: Workspace) -> None:
    ratings = filled.store.ratings
    records = filled.store.records.page([1, 2])
    ratings.put(records[0].content_hash, "ann", "likert.clarity", 5)
    ratings.put(records[1].content_hash, "ann", "likert.clarity", 1)
    run(rating.rate(filled, [2], 4))
    assert rating.means(filled, [1, 2]) == {2: 4.0}
    assert found(filled) == {2}
    plan = ExportPlan(least_rating=4.0)
    assert list(run(survey(filled, plan, None)).ids["train"]) == [2]
