"""Errors of SQLite become sentences."""

import sqlite3
from pathlib import Path

import pytest

from instrstudio.domain.errors import (
    InvalidInput,
    ProjectDamaged,
    ProjectLocked,
    StorageError,
)
from instrstudio.storage.faults import damaged, translated


def _error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (sqlite3.SQLITE_BUSY, ProjectLocked, "try again"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ProjectLocked, "try again"),
        (sqlite3.SQLITE_CORRUPT, ProjectDamaged, "is damaged"),
        (sqlite3.SQLITE_NOTADB, ProjectDamaged, "is damaged"),
        (sqlite3.SQLITE_READONLY, StorageError, "permissions"),
        (sqlite3.SQLITE_FULL, StorageError, "no room left"),
        (sqlite3.SQLITE_IOERR_READ, StorageError, "cannot be read or written"),
        (sqlite3.SQLITE_CANTOPEN, StorageError, "cannot be read or written"),
    ],
)
def test_each_fault_has_its_sentence(
    code: int, kind: type[StorageError], words: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=words), translated(tmp_path / "project.sqlite"):
        raise _error(code)


def test_a_wrong_statement_stays_a_bug(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError), translated(tmp_path / "p"):
        connection.execute("SELEKT")
    connection.close()


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    with (
        pytest.raises(InvalidInput, match="lone surrogate"),
        translated(tmp_path / "p"),
    ):
        connection.execute("SELECT ?", ("\ud83d",))
    connection.close()


def test_the_hint_names_the_backups_where_there_are_any(tmp_path: Path) -> None:
    path = tmp_path / "project.sqlite"
    assert "copy of your own" in str(damaged(path, "Broken.").hint)

    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "one.sqlite").touch()
    assert str(tmp_path / "backups") in str(damaged(path, "Broken.").hint)
