"""Dated copies: whole, dated, ten of a kind, and the way back to one."""

import sqlite3
from pathlib import Path
from threading import Event

import pytest

from instrstudio.domain.errors import (
    NotFound,
    ProjectDamaged,
    ProjectTooNew,
    StorageError,
)
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.project import DATABASE_FILE
from instrstudio.domain.record import Record
from instrstudio.storage import backups, copying
from instrstudio.storage.backups import BY_HAND, DAILY, RESTORE, check, take_over
from instrstudio.storage.store import Store, open_store


def _add(store: Store, *texts: str) -> None:
    store.records.insert([Record(instruction=text) for text in texts], label="Add")


def _texts(store: Store) -> list[str]:
    return [record.instruction for record in store.records.iterate()]


def test_a_copy_holds_the_moment_and_says_when_and_why(store: Store) -> None:
    _add(store, "a")
    made = run(store.backups.making(BY_HAND))
    _add(store, "b")

    assert store.backups.all() == [made]
    assert made.reason == BY_HAND
    assert made.size == made.path.stat().st_size > 0
    check(made.path)
    raw = sqlite3.connect(made.path)
    assert raw.execute("SELECT instruction FROM record").fetchall() == [("a",)]
    raw.close()
    assert {path.name for path in store.backups.folder.iterdir()} == {made.path.name}


def test_of_each_reason_the_newest_are_kept_and_those_by_hand_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(backups.KEPT, DAILY, 2)
    by_hand = [run(store.backups.making(BY_HAND)) for _count in range(3)]
    daily = [run(store.backups.making(DAILY)) for _count in range(4)]

    assert store.backups.all() == [*daily[:1:-1], *by_hand[::-1]]
    assert store.backups.latest(DAILY) == daily[-1]


def test_ten_daily_copies_are_kept() -> None:
    assert backups.KEPT[DAILY] == 10


def test_files_of_others_are_left_alone(store: Store) -> None:
    store.backups.folder.mkdir()
    strange = store.backups.folder / "mine.sqlite"
    strange.touch()
    wrong_date = store.backups.folder / "project-20269999T999999999999-daily.sqlite"
    wrong_date.touch()
    run(store.backups.making(DAILY))
    assert [found.reason for found in store.backups.all()] == [DAILY]
    assert strange.exists()
    assert wrong_date.exists()


def test_writes_during_a_copy_stay_out_and_do_not_start_it_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(copying, "PAGES", 1)
    _add(store, *(f"{number} {'x' * 3000}" for number in range(100)))
    other = sqlite3.connect(store.database.path, isolation_level=None)
    steps = 0
    original = copying._Copy._step

    def step(self: copying._Copy, status: int, remaining: int, total: int) -> None:
        nonlocal steps
        steps += 1
        store.task_types.add(f"type {steps}")  # a write by another connection
        original(self, status, remaining, total)
        if remaining == 0:
            store.close_thread()

    monkeypatch.setattr(copying._Copy, "_step", step)
    pages = other.execute("PRAGMA page_count").fetchone()[0]
    other.close()
    run(copying.written(store.database.path, tmp_path / "copy.sqlite"))

    assert steps <= pages + 2
    check(tmp_path / "copy.sqlite")
    raw = sqlite3.connect(tmp_path / "copy.sqlite")
    assert raw.execute("SELECT count(*) FROM record").fetchone() == (100,)
    assert raw.execute("SELECT count(*) FROM task_type").fetchone() == (0,)
    raw.close()


def test_a_cancelled_copy_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(copying, "PAGES", 1)
    _add(store, *(f"{number} {'x' * 3000}" for number in range(500)))
    job = copying.written(store.database.path, tmp_path / "to" / "copy.sqlite")
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert list((tmp_path / "to").iterdir()) == []


def test_a_copy_that_cannot_be_written_says_so(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be written"):
        run(copying.written(store.database.path, tmp_path / "file" / "copy.sqlite"))


def test_restoring_puts_everything_back_and_keeps_what_was(store: Store) -> None:
    _add(store, "a")
    copy = run(store.backups.making(BY_HAND))
    _add(store, "b")

    kept = run(store.backups.restoring(copy.path))

    assert _texts(store) == ["a"]
    assert kept.reason == RESTORE
    assert store.database.value("PRAGMA journal_mode") == "wal"
    _add(store, "c")
    assert _texts(store) == ["a", "c"]
    run(store.backups.restoring(kept.path))
    assert _texts(store) == ["a", "b"]


def test_other_connections_see_what_was_restored(store: Store) -> None:
    _add(store, "a")
    copy = run(store.backups.making(BY_HAND))
    _add(store, "b")
    other = open_store(store.database.path.parent)
    assert _texts(other) == ["a", "b"]

    run(store.backups.restoring(copy.path))

    assert _texts(other) == ["a"]
    _add(other, "d")
    assert _texts(store) == ["a", "d"]
    other.close()


def test_a_cancelled_restoring_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(store, *(f"{number} {'x' * 3000}" for number in range(300)))
    copy = run(store.backups.making(BY_HAND))
    _add(store, "b")
    before = _texts(store)
    kept = store.backups.restoring(copy.path)
    original, waiting = copying._Copy._step, Event()

    def step(self: copying._Copy, status: int, remaining: int, total: int) -> None:
        while self._target == store.database.path and not self.stopped:
            waiting.wait(0.001)
        original(self, status, remaining, total)

    monkeypatch.setattr(copying._Copy, "_step", step)
    monkeypatch.setattr(copying, "PAGES", 10)
    next(event for event in kept if "Restoring" in str(event.message))
    with pytest.raises(Cancelled):
        kept.throw(Cancelled())
    assert _texts(store) == before
    store.verify()


def test_a_copy_of_an_older_schema_is_brought_up_to_date(
    store: Store, tmp_path: Path
) -> None:
    schema = Path(__file__).parent / "schemas" / "0001_first_schema.sql"
    old = tmp_path / "old.sqlite"
    raw = sqlite3.connect(old)
    raw.executescript(schema.read_text("utf-8"))
    raw.close()

    run(store.backups.restoring(old))

    assert _texts(store)
    assert store.runs.all() == []


def test_what_is_no_sound_project_is_refused_and_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    _add(store, "a")
    other = tmp_path / "other.sqlite"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE notes (text)")
    raw.close()
    with pytest.raises(ProjectDamaged, match="not a project"):
        run(store.backups.restoring(other))
    with pytest.raises(NotFound, match="no backup"):
        run(store.backups.restoring(tmp_path / "missing.sqlite"))
    assert _texts(store) == ["a"]
    assert store.backups.all() == []


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER evil AFTER INSERT ON record BEGIN DELETE FROM rating; END",
        "CREATE VIEW v AS SELECT * FROM record",
        "CREATE TRIGGER evil AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END",
        "DROP TRIGGER record_updated",
    ],
)
def test_a_structure_that_is_not_ours_is_refused(
    store: Store, tmp_path: Path, planted: str
) -> None:
    copy = tmp_path / "copy.sqlite"
    store.backup(copy)
    check(copy)
    raw = sqlite3.connect(copy)
    raw.execute(planted)
    raw.commit()
    raw.close()
    with pytest.raises(ProjectDamaged, match="not a project"):
        check(copy)


def test_a_copy_of_a_newer_program_is_refused(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    store.backup(copy)
    raw = sqlite3.connect(copy)
    raw.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('instrstudio', '9999_next', '')"
    )
    raw.commit()
    raw.close()
    with pytest.raises(ProjectTooNew):
        check(copy)


def test_a_cut_copy_is_refused(store: Store, tmp_path: Path) -> None:
    _add(store, *(f"{number} {'x' * 3000}" for number in range(50)))
    copy = tmp_path / "copy.sqlite"
    store.backup(copy)
    copy.write_bytes(copy.read_bytes()[:-40_000])
    with pytest.raises(ProjectDamaged, match="damaged"):
        check(copy)


def test_a_broken_project_is_set_aside_for_a_copy(project_folder: Path) -> None:
    store = open_store(project_folder)
    _add(store, "a")
    copy = run(store.backups.making(BY_HAND))
    store.close()
    file = project_folder / DATABASE_FILE
    file.write_bytes(b"not a database at all, not a database at all")
    file.with_name(file.name + "-wal").write_bytes(b"a stale log")
    with pytest.raises(ProjectDamaged):
        open_store(project_folder)

    aside = run(take_over(copy.path, file))

    assert aside is not None
    assert aside.read_bytes().startswith(b"not a database")
    again = open_store(project_folder)
    assert _texts(again) == ["a"]
    again.close()
