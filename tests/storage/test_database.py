"""Connections, transactions, backup."""

import contextlib
import threading
from pathlib import Path

import pytest

from instrstudio.domain.errors import ProjectLocked
from instrstudio.domain.record import Record
from instrstudio.storage.database import Database
from instrstudio.storage.store import Store, open_store


@pytest.fixture
def database(tmp_path: Path) -> Database:
    opened = Database(tmp_path / "a.sqlite")
    opened.execute("CREATE TABLE t (x)")
    return opened


def _insert_and_fail(database: Database, value: int) -> None:
    with database.atomic():
        database.execute("INSERT INTO t VALUES (?)", (value,))
        raise RuntimeError


def test_a_connection_is_in_wal_mode_and_checks_foreign_keys(
    database: Database,
) -> None:
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA foreign_keys") == 1
    assert database.value("PRAGMA synchronous") == 1


def test_a_failed_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError):
        _insert_and_fail(database, 1)

    assert database.rows("SELECT x FROM t") == []


def test_a_failed_inner_block_leaves_the_outer_one(database: Database) -> None:
    with database.atomic():
        database.execute("INSERT INTO t VALUES (1)")
        with pytest.raises(RuntimeError):
            _insert_and_fail(database, 2)

    assert database.rows("SELECT x FROM t") == [(1,)]


def _join_and_fail(database: Database) -> None:
    with database.atomic(joins=True):
        database.execute("INSERT INTO t VALUES (2)")
        raise ValueError


def _go_on_after_a_block_that_joins(database: Database) -> None:
    with database.atomic():
        database.execute("INSERT INTO t VALUES (1)")
        with contextlib.suppress(ValueError):
            _join_and_fail(database)


def test_a_block_that_joins_takes_all_with_it(database: Database) -> None:
    with pytest.raises(RuntimeError, match="a part"):
        _go_on_after_a_block_that_joins(database)
    assert database.rows("SELECT x FROM t") == []
    with database.atomic(), database.atomic(joins=True):
        database.execute("INSERT INTO t VALUES (3)")
    assert database.rows("SELECT x FROM t") == [(3,)]


def test_each_thread_has_its_own_connection(database: Database) -> None:
    seen = []

    def look() -> None:
        seen.append(database.connection)
        database.close_thread()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert seen[0] is not database.connection


def test_a_connection_opens_again_after_closing(database: Database) -> None:
    database.execute("INSERT INTO t VALUES (7)")
    database.close()

    assert database.value("SELECT x FROM t") == 7


def test_closing_folds_the_log_into_the_file(database: Database) -> None:
    database.execute("INSERT INTO t VALUES (7)")
    database.close()

    assert [p.name for p in database.path.parent.glob("a.sqlite*")] == ["a.sqlite"]


def test_close_takes_the_connections_of_other_threads_along(
    database: Database,
) -> None:
    opened, done = threading.Event(), threading.Event()

    def hold() -> None:
        database.value("SELECT count(*) FROM t")
        opened.set()
        done.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    opened.wait()
    database.close()
    left = list(database.path.parent.glob("a.sqlite-*"))
    done.set()
    thread.join()

    assert left == []


def test_waiting_too_long_for_another_writer_says_so(project_folder: Path) -> None:
    first = open_store(project_folder)
    second = open_store(project_folder, busy_timeout_ms=20)

    with first.atomic():
        first.settings.put("a", 1)
        with pytest.raises(ProjectLocked, match=r"Another program is writing"):
            second.records.insert([Record(instruction="x")], label="Add")

    second.records.insert([Record(instruction="x")], label="Add")
    assert first.records.count() == 1
    first.close()
    second.close()


def test_readers_do_not_wait_for_a_writer(project_folder: Path) -> None:
    first = open_store(project_folder)
    second = open_store(project_folder, busy_timeout_ms=20)

    with first.atomic():
        first.records.insert([Record(instruction="x")], label="Add")
        assert second.records.count() == 0

    assert second.records.count() == 1
    first.close()
    second.close()


def test_a_backup_is_a_whole_project_of_its_own(store: Store, tmp_path: Path) -> None:
    store.records.insert([Record(instruction="keep me")], label="Add")
    target = tmp_path / "copies" / "copy" / "project.sqlite"

    store.backup(target)

    assert [p.name for p in target.parent.iterdir()] == ["project.sqlite"]
    copy = open_store(target.parent)
    assert [r.instruction for r in copy.records.iterate()] == ["keep me"]
    copy.close()
