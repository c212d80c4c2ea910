"""Opening projects, sound ones and others."""

import os
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from instrstudio.domain.errors import ProjectDamaged, StorageError
from instrstudio.domain.record import Record
from instrstudio.storage.store import Store, open_store


def test_a_missing_project_is_made_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "项目"
    store = open_store(folder)
    assert store.created
    store.close()

    again = open_store(folder)
    assert not again.created
    again.close()


def test_an_empty_file_becomes_a_project(project_folder: Path) -> None:
    project_folder.mkdir()
    (project_folder / "project.sqlite").touch()

    store = open_store(project_folder)

    assert store.created
    store.close()


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("mine")

    with pytest.raises(StorageError, match=r"notes\.txt” is a file"):
        open_store(place)


def test_a_file_in_place_of_a_parent_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    with pytest.raises(StorageError, match="cannot be made"):
        open_store(tmp_path / "notes.txt" / "project")


def test_a_folder_in_place_of_the_file_is_named(project_folder: Path) -> None:
    (project_folder / "project.sqlite").mkdir(parents=True)

    with pytest.raises(ProjectDamaged, match="is a folder"):
        open_store(project_folder)


def test_a_folder_we_may_not_write_to_is_named(
    project_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_folder.mkdir()
    monkeypatch.setattr(os, "access", lambda *_arguments: False)

    with pytest.raises(StorageError, match="cannot be written to"):
        open_store(project_folder)


def test_a_file_that_is_no_database_is_refused_and_kept(project_folder: Path) -> None:
    project_folder.mkdir()
    path = project_folder / "project.sqlite"
    path.write_bytes(b"not a database, but long enough to look at" * 100)
    before = path.read_bytes()

    with pytest.raises(ProjectDamaged, match="is damaged") as caught:
        open_store(project_folder)

    assert caught.value.hint
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(project_folder: Path) -> None:
    project_folder.mkdir()
    other = sqlite3.connect(project_folder / "project.sqlite")
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()

    with pytest.raises(ProjectDamaged, match="not a project of this program"):
        open_store(project_folder)


def test_a_cut_off_file_is_damaged(project_folder: Path) -> None:
    store = open_store(project_folder)
    many = (Record(instruction=f"Write about the number {i}.") for i in range(500))
    store.records.insert(many, label="Add")
    store.close()
    path = project_folder / "project.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(ProjectDamaged, match="is damaged"):
        open_store(project_folder)


def test_verify_finds_damage_inside(store: Store, project_folder: Path) -> None:
    store.verify()
    many = (Record(instruction=f"Write about the number {i}.") for i in range(500))
    store.records.insert(many, label="Add")
    store.close()
    path = project_folder / "project.sqlite"
    content = bytearray(path.read_bytes())
    content[-4096 * 20 :] = b"\x07" * 4096 * 20
    path.write_bytes(content)

    with pytest.raises(ProjectDamaged, match="is damaged"):
        store.verify()


def _python(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start another process that runs `code`."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killing_an_import_loses_nothing_committed(project_folder: Path) -> None:
    writer = _python(
        """
        import sys, itertools, pathlib
        from instrstudio.domain.record import Record
        from instrstudio.storage.store import open_store

        store = open_store(pathlib.Path(sys.argv[1]))
        operation = 0
        for part in itertools.count():
            with store.atomic():
                records = [Record(instruction=f"Do {part}.{i}") for i in range(500)]
                operation = store.records.insert(
                    records, label="Import", operation=operation
                ).operation
                store.imports.put("file", (part + 1) * 500, operation)
            print((part + 1) * 500, flush=True)
        """,
        str(project_folder),
    )
    assert writer.stdout is not None
    reported = [int(writer.stdout.readline()) for _part in range(4)][-1]
    writer.kill()
    writer.wait()
    writer.stdout.close()

    store = open_store(project_folder)
    found = store.records.count()
    assert found >= reported
    assert store.imports.find("file") == found
    assert store.outbox.last() == found
    store.verify()
    store.history.undo()
    assert store.records.count() == 0
    store.close()


def test_processes_that_make_one_project_together_all_get_it(
    project_folder: Path,
) -> None:
    code = """
        import sys, pathlib
        from instrstudio.domain.record import Record
        from instrstudio.storage.store import open_store

        store = open_store(pathlib.Path(sys.argv[1]))
        mine = [Record(instruction=f"{sys.argv[2]} {i}") for i in range(20)]
        for record in [*mine, Record(instruction="the same")]:
            store.records.insert([record], label="Add")
        print(store.created)
        store.close()
        """
    writers = [_python(code, str(project_folder), name) for name in "abc"]
    said = [writer.communicate()[0].strip() for writer in writers]

    assert sorted(said) == ["False", "False", "True"]
    store = open_store(project_folder)
    assert store.records.count() == 61
    store.close()
