"""Versions compared, gone back to, forked; and where a record comes from."""

from dataclasses import replace

import pytest

from instrstudio.domain.difference import ADDED, REMOVED
from instrstudio.domain.errors import NotFound
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.services import library, versions
from instrstudio.services.workspace import Workspace

FIRST = Record(
    instruction="Sum it up.",
    examples=(Example(input="a", output="b"),),
    tags=("x",),
    constraints=("short",),
    history=(("hi", "hello"),),
    source=Source(kind="crawl", name="n", url="u", retrieved="2026-01-01"),
    extra={"k": [1]},
    licence="MIT",
)


@pytest.fixture
def edited(empty_workspace: Workspace) -> tuple[Workspace, Record, Record]:
    """A record in two versions."""
    first, _changes = library.save_record(empty_workspace, FIRST)
    second = replace(first, instruction="Sum them up.", tags=("x", "y"), examples=())
    library.edit(empty_workspace, second)
    return empty_workspace, first, empty_workspace.store.records.get(1)


def test_fields_that_differ_are_told_with_their_pieces(
    edited: tuple[Workspace, Record, Record],
) -> None:
    old, new = versions.all_of(edited[0], 1)
    found = {one.field: one for one in versions.compare(old, new)}
    assert list(found) == ["instruction", "examples", "tags"]
    changed = [(p.kind, p.text) for p in found["instruction"].pieces[1:3]]
    assert changed == [(REMOVED, "it"), (ADDED, "them")]
    assert (found["examples"].before, found["examples"].after) == (
        "input: a\noutput: b",
        "",
    )
    assert found["tags"].after == "x\ny"
    assert versions.compare(new, new) == ()


def test_the_way_back_is_a_version_of_its_own(
    edited: tuple[Workspace, Record, Record],
) -> None:
    workspace, first, second = edited
    library.archive(workspace, [1])
    operation = versions.all_of(workspace, 1)[0].operation

    back, changes = versions.roll_back(workspace, 1, operation)

    assert back == replace(first, updated=back.updated, archived=True)
    assert str(changes.label) == "Go back to a version of “Sum it up”"
    assert len(versions.all_of(workspace, 1)) == 4
    library.undo(workspace)
    library.undo(workspace)
    assert workspace.store.records.get(1) == second


def test_going_back_to_the_present_is_nothing(
    edited: tuple[Workspace, Record, Record],
) -> None:
    workspace, _first, second = edited
    operation = versions.all_of(workspace, 1)[-1].operation
    assert versions.roll_back(workspace, 1, operation)[1].records == ()
    assert workspace.store.records.get(1) == second


def test_what_is_not_there_cannot_be_gone_back_to(
    edited: tuple[Workspace, Record, Record],
) -> None:
    with pytest.raises(NotFound, match="no version 77"):
        versions.roll_back(edited[0], 1, 77)
    with pytest.raises(NotFound, match="no record 9"):
        versions.fork(edited[0], 9)


def test_a_fork_is_a_record_of_its_own_with_a_parent(
    edited: tuple[Workspace, Record, Record],
) -> None:
    workspace, first, second = edited
    fork, changes = versions.fork(workspace, 1)
    assert changes.records == (2,)
    assert fork == replace(
        second, id=2, parent=1, created=fork.created, updated=fork.updated
    )
    operation = versions.all_of(workspace, 1)[0].operation
    of_the_first, _changes = versions.fork(workspace, 1, operation)
    assert of_the_first.instruction == first.instruction


def test_lineage_goes_both_ways_over_archived_and_deleted_ones(
    edited: tuple[Workspace, Record, Record],
) -> None:
    workspace = edited[0]
    for origin in (1, 2, 3, 3):  # makes 2, 3, 4 and 5
        versions.fork(workspace, origin)
    library.archive(workspace, [1])
    library.delete(workspace, [2])

    found = versions.lineage(workspace, 3)

    assert [(r.id, r.gone, r.archived) for r in found.ancestors] == [
        (1, False, True),
        (2, True, False),
    ]
    assert found.ancestors[1].title == "Sum it up"
    assert [(r.id, r.parent) for r in found.descendants] == [(4, 3), (5, 3)]
    assert [r.id for r in versions.lineage(workspace, 1).descendants] == []
    library.undo(workspace)
    assert [r.id for r in versions.lineage(workspace, 1).descendants] == [2, 3, 4, 5]


def test_a_circle_ends(empty_workspace: Workspace) -> None:
    empty_workspace.store.records.insert(
        [Record(instruction="a", parent=2), Record(instruction="b", parent=1)],
        label="Add",
    )
    found = versions.lineage(empty_workspace, 1)
    assert [r.id for r in found.ancestors] == [2]
    assert [r.id for r in found.descendants] == [2]


def test_an_unknown_parent_is_gone(empty_workspace: Workspace) -> None:
    empty_workspace.store.records.insert(
        [Record(instruction="a", parent=70)], label="Add"
    )
    (ancestor,) = versions.lineage(empty_workspace, 1).ancestors
    assert (ancestor.id, ancestor.gone, ancestor.parent) == (70, True, None)
