"""Many records by query or ids: counted first, one step, a copy before."""

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Progress, run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import backups, bulk
from instrstudio.services.workspace import Workspace


def _fill(workspace: Workspace, *texts: str) -> list[int]:
    records = [Record(instruction=text, task_type="other") for text in texts]
    return list(workspace.store.records.insert(records, label="Add").added)


def test_all_that_match_are_chosen_whatever_the_limit(
    empty_workspace: Workspace,
) -> None:
    ids = _fill(empty_workspace, *(f"Summarise text {n}" for n in range(60)), "Draw")
    chosen = run(bulk.choose(empty_workspace, Query(text="summarise", limit=5)))
    assert sorted(chosen) == ids[:60]
    assert len(run(bulk.choose(empty_workspace, Query(task_type="other")))) == 61
    assert not run(bulk.choose(empty_workspace, Query(text="summarise draw")))


def test_a_change_that_is_not_indexed_yet_is_chosen_too(
    empty_workspace: Workspace,
) -> None:
    _fill(empty_workspace, "Summarise one")
    run(bulk.choose(empty_workspace, Query(text="summarise")))
    _fill(empty_workspace, "Summarise two")
    assert len(run(bulk.choose(empty_workspace, Query(text="summarise")))) == 2


def test_a_deed_is_one_step_with_a_name(empty_workspace: Workspace) -> None:
    ids = _fill(empty_workspace, "a", "b", "c")
    changes = run(bulk.tag(empty_workspace, ids, add=("new",), remove=("old",)))
    assert changes.records == tuple(ids)
    assert str(changes.label) == "Tag: +new, −old"
    assert empty_workspace.store.records.tags() == [("new", 3)]

    undone = run(bulk.undo(empty_workspace))

    assert set(undone.records) == set(ids)
    assert empty_workspace.store.records.tags() == []
    run(bulk.redo(empty_workspace))
    assert empty_workspace.store.records.tags() == [("new", 3)]
    assert not run(bulk.redo(empty_workspace))


def test_archiving_deleting_and_setting(empty_workspace: Workspace) -> None:
    records = empty_workspace.store.records
    ids = _fill(empty_workspace, "a", "b", "c")
    run(bulk.archive(empty_workspace, ids[:1]))
    assert records.count() == 2
    run(bulk.archive(empty_workspace, ids, archived=False))
    run(bulk.assign(empty_workspace, ids, {"licence": "MIT"}))
    assert {record.licence for record in records.iterate()} == {"MIT"}
    run(bulk.delete(empty_workspace, ids[:2]))
    assert records.count() == 1


def test_text_is_replaced_and_titles_made_of_it_follow(
    empty_workspace: Workspace,
) -> None:
    records = empty_workspace.store.records
    first, second, third = _fill(empty_workspace, "Sum it up.", "Sum", "Draw")
    run(bulk.replace_text(empty_workspace, [first, second, third], "Sum", "Add"))
    found = [(r.instruction, r.title) for r in records.iterate()]
    assert found == [("Add it up.", "Add it up"), ("Add", "Add"), ("Draw", "Draw")]


def test_no_instruction_is_emptied_and_nothing_is_no_text(
    empty_workspace: Workspace,
) -> None:
    ids = _fill(empty_workspace, "Sum")
    assert not run(bulk.replace_text(empty_workspace, ids, "Sum", " "))
    with pytest.raises(InvalidInput, match="which text"):
        run(bulk.replace_text(empty_workspace, ids, "", "x"))


def test_many_records_are_copied_before_and_reported_as_many(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "WORTH_A_BACKUP", 3)
    monkeypatch.setattr(bulk, "LISTED", 2)
    ids = _fill(empty_workspace, "a", "b", "c")
    run(bulk.delete(empty_workspace, ids[:2]))
    assert backups.all_of(empty_workspace) == []
    run(bulk.undo(empty_workspace))

    changes = run(bulk.delete(empty_workspace, ids))

    assert (changes.many, changes.records) == (True, ())
    assert [found.reason for found in backups.all_of(empty_workspace)] == ["bulk"]


def test_progress_is_said(empty_workspace: Workspace) -> None:
    ids = _fill(empty_workspace, "a", "b")
    events = list(bulk.archive(empty_workspace, ids))
    assert events == [Progress(done=2, total=2, message=events[0].message)]
    assert str(events[0].message) == "Archive records"
