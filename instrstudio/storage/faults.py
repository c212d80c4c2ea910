"""The room's door: what SQLite complains of becomes a sentence for people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from instrstudio.domain.errors import (
    InstrStudioError,
    InvalidInput,
    ProjectDamaged,
    ProjectLocked,
    StorageError,
)
from instrstudio.domain.wording import Message, message

BACKUPS_FOLDER = "backups"
_PRIMARY_CODE = 0xFF  # the extended result codes keep the primary one in the low byte


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite about the file `path` into those of the domain.

    Raises:
        StorageError: Or one of its kinds; the file cannot be used.
        InvalidInput: A text holds half of a surrogate pair.
    """
    try:
        yield
    except sqlite3.Error as error:
        said = _said(error, path)
        if said is None:
            raise  # a wrong statement: a bug, not something a person can mend
        raise said from error
    except UnicodeEncodeError as error:
        raise InvalidInput(
            message(
                "A text holds half of a character (a lone surrogate) and cannot be "
                "stored: remove it."
            )
        ) from error


def damaged(path: Path, what: Message | str) -> ProjectDamaged:
    """Return the error that says `what` is wrong with the project and what to do."""
    backups = path.parent / BACKUPS_FOLDER
    if any(backups.glob("*.sqlite")):
        hint = message(
            "Put the newest file of “{backups}” in its place.", backups=str(backups)
        )
    else:
        hint = message(
            "Put a copy of your own in its place, or move it away to begin anew."
        )
    return ProjectDamaged(what, hint)


def _said(error: sqlite3.Error, path: Path) -> InstrStudioError | None:
    """Return the domain's error for one of SQLite's, or None where there is none."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return ProjectLocked(
            message(
                "Another program is writing to the project “{folder}”: "
                "try again when it has finished.",
                folder=str(path.parent),
            )
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return damaged(
            path,
            message("The project's file “{file}” is damaged.", file=str(path)),
        )
    place = str(path.parent)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return StorageError(
            message(
                "The project “{folder}” cannot be written to: "
                "check the permissions of the folder and its files.",
                folder=place,
            )
        )
    if code == sqlite3.SQLITE_FULL:
        return StorageError(
            message(
                "There is no room left on the disk of “{folder}”: "
                "make some and try again.",
                folder=place,
            )
        )
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return StorageError(
            message(
                "The project's file “{file}” cannot be read or written: "
                "check that the disk is there and has room.",
                file=str(path),
            )
        )
    return None
