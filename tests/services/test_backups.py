"""Copies made by themselves, and a project that was put back."""

from datetime import timedelta
from pathlib import Path

import pytest

from instrstudio.domain.errors import NotFound
from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import backups, searching, transfer
from instrstudio.services.workspace import Workspace


def _add(workspace: Workspace, text: str) -> None:
    workspace.store.records.insert([Record(instruction=text)], label="Add")


def _found(workspace: Workspace, text: str) -> int:
    return searching.search(workspace, Query(text=text)).total


def test_one_copy_a_day(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(backups.daily(empty_workspace)) is None  # nothing to lose
    _add(empty_workspace, "a")
    made = run(backups.daily(empty_workspace))
    assert made is not None
    assert run(backups.daily(empty_workspace)) is None
    monkeypatch.setattr(backups, "_A_DAY", timedelta(0))
    assert run(backups.daily(empty_workspace)) is not None
    assert [found.reason for found in backups.all_of(empty_workspace)] == ["daily"] * 2


def test_an_empty_library_is_not_copied(empty_workspace: Workspace) -> None:
    run(backups.before(empty_workspace, backups.IMPORT))
    assert backups.all_of(empty_workspace) == []
    _add(empty_workspace, "a")
    run(backups.before(empty_workspace, backups.IMPORT))
    assert [found.reason for found in backups.all_of(empty_workspace)] == ["import"]


def test_search_knows_what_was_restored(empty_workspace: Workspace) -> None:
    _add(empty_workspace, "apple")
    assert _found(empty_workspace, "apple") == 1
    copy = run(backups.make(empty_workspace))
    _add(empty_workspace, "banana")
    assert _found(empty_workspace, "banana") == 1

    kept, changes = run(backups.restore(empty_workspace, copy.path))

    assert changes.many
    _add(empty_workspace, "cherry")  # takes the number in the outbox that banana had
    assert [_found(empty_workspace, w) for w in ("apple", "banana", "cherry")] == [
        1,
        0,
        1,
    ]
    run(backups.restore(empty_workspace, kept.path))
    assert [_found(empty_workspace, w) for w in ("banana", "cherry")] == [1, 0]


def test_a_copy_is_found_by_name_path_or_as_the_latest(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="no backup yet"):
        backups.find(empty_workspace, "latest")
    _add(empty_workspace, "a")
    first = run(backups.make(empty_workspace)).path
    second = run(backups.make(empty_workspace)).path
    assert backups.find(empty_workspace, "latest") == second
    assert backups.find(empty_workspace, first.name) == first
    assert backups.find(empty_workspace, first.stem) == first
    assert backups.find(empty_workspace, str(first)) == first
    with pytest.raises(NotFound, match="no backup"):
        backups.find(empty_workspace, str(tmp_path / "none.sqlite"))


def test_a_project_that_cannot_be_opened_is_rescued(project_folder: Path) -> None:
    with Workspace.open(project_folder) as workspace:
        _add(workspace, "a")
        run(backups.make(workspace))
        database = workspace.project.database
    database.write_bytes(b"broken" * 100)

    aside = run(backups.rescue(project_folder, "latest"))

    assert aside is not None
    assert aside.read_bytes().startswith(b"broken")
    with Workspace.open(project_folder) as workspace:
        assert workspace.store.records.get(1).instruction == "a"


def test_a_big_import_is_copied_before(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"instruction": "one", "output": "two"}\n')
    _add(empty_workspace, "a")
    run(transfer.import_files(empty_workspace, [file]))
    assert backups.all_of(empty_workspace) == []
    monkeypatch.setattr(transfer, "WORTH_A_BACKUP", 1)
    run(transfer.import_files(empty_workspace, [file], dry_run=True))
    assert backups.all_of(empty_workspace) == []
    run(transfer.import_files(empty_workspace, [file]))
    assert [found.reason for found in backups.all_of(empty_workspace)] == ["import"]
