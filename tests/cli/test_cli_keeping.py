"""``backup``, ``restore``, ``pack`` and ``unpack`` at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.project import DATABASE_FILE
from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def filled(project: Path) -> Path:
    with Workspace.open(project) as workspace:
        workspace.store.records.insert([Record(instruction="apple")], label="x")
    return project


def _texts(project: Path) -> list[str]:
    with Workspace.open(project) as workspace:
        return [record.instruction for record in workspace.store.records.iterate()]


def test_a_backup_is_made_listed_and_restored(run: Run, filled: Path) -> None:
    made = run("backup")
    assert (made.status, made.out.startswith("Made ")) == (0, True)
    run("bulk", "delete", "--all", "--yes")
    assert _texts(filled) == []
    (listed,) = run("backup", "--list", "--json").json["backups"]
    assert listed["reason"] == "own"
    assert listed["name"] in run("backup", "--list").out

    restored = run("restore", listed["name"])

    assert restored.status == 0
    assert f"Restored {listed['name']}; what was there is project-" in restored.out
    assert _texts(filled) == ["apple"]
    run("restore", "latest")  # the state before
    assert _texts(filled) == []


def test_a_backup_in_json(run: Run, filled: Path) -> None:
    made = run("backup", "--json").json
    assert Path(made["path"]).stat().st_size == made["size"]


def test_one_copy_a_day(run: Run, filled: Path) -> None:
    assert run("backup", "--daily").out.startswith("Made ")
    assert run("backup", "--daily").out.startswith("There is one of today")
    (listed,) = run("backup", "--list", "--json").json["backups"]
    assert listed["reason"] == "daily"


def test_what_is_not_there_cannot_be_restored(run: Run, filled: Path) -> None:
    ended = run("restore", "nothing")
    assert (ended.status, "no backup “nothing”" in ended.err) == (1, True)


def test_a_damaged_project_is_set_aside(run: Run, filled: Path) -> None:
    run("backup")
    (filled / DATABASE_FILE).write_bytes(b"broken" * 100)
    ended = run("restore", "latest")
    assert ended.status == 0
    assert "the damaged file is" in ended.out
    assert _texts(filled) == ["apple"]


def test_a_damaged_project_without_backups_stays(run: Run, filled: Path) -> None:
    (filled / DATABASE_FILE).write_bytes(b"broken" * 100)
    ended = run("restore", "latest")
    assert (ended.status, "Error: " in ended.err) == (1, True)


def test_a_project_is_packed_and_unpacked(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    out, there = tmp_path / "one.instrstudio", tmp_path / "there"
    assert run("pack", out).out == f"Wrote {out}.\n"
    assert run("unpack", out, there).out == f"Made the project {there}.\n"
    assert _texts(there) == ["apple"]
    again = run("unpack", out, there)
    assert (again.status, "not empty" in again.err) == (1, True)
