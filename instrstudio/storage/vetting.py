"""Is a file a sound project and nothing but one? Asked of what comes from elsewhere.

A database can carry triggers and views that run when it is used, so its structure has
to be, to the letter, what this program makes.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from instrstudio.domain.errors import ProjectTooNew
from instrstudio.domain.wording import message
from instrstudio.storage.database import Database
from instrstudio.storage.faults import damaged, translated
from instrstudio.storage.migrations import STEPS, applied_steps, migrate

_STRUCTURE = (
    "SELECT type, name, sql FROM sqlite_schema"
    " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    # the list of steps is made by a library, whose versions may word it otherwise
    " AND NOT (tbl_name = '_sqlite_migrations' AND type IN ('table', 'index'))"
)

Structure = frozenset[tuple[str, str, str]]


def vet(path: Path) -> list[str]:
    """Look the project file `path` through, without changing it; return its steps.

    Raises:
        ProjectDamaged: It is not sound, or holds something this program never made.
        ProjectTooNew: A newer program wrote it.
    """
    with (
        translated(path),
        closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as raw,
    ):
        raw.execute("PRAGMA trusted_schema = off")
        raw.execute("PRAGMA cell_size_check = on")
        found = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(
                path,
                message(
                    "The project's file “{file}” is damaged: {what}.",
                    file=str(path),
                    what=found,
                ),
            )
        structure = _structure(raw)
        steps = _steps(raw, path)
    if structure != _expected(len(steps)):
        raise damaged(
            path,
            message("“{file}” is not a project of this program.", file=str(path)),
        )
    return steps


def _steps(raw: sqlite3.Connection, path: Path) -> list[str]:
    """Return the steps that a file has had: the first ones of ours, in order."""
    found, known = applied_steps(raw), [name for name, _function in STEPS]
    if set(found) - set(known):
        raise ProjectTooNew(
            message(
                "The project “{folder}” was written by a newer version of this "
                "program: install that version to open it.",
                folder=str(path.parent),
            )
        )
    if not found or found != known[: len(found)]:
        raise damaged(
            path,
            message("“{file}” is not a project of this program.", file=str(path)),
        )
    return found


def _expected(steps: int) -> Structure:
    """Return the structure of a new project after so many steps."""
    database = Database(Path(":memory:"))
    try:
        migrate(database, STEPS[:steps])
        return _structure(database.connection.conn)
    finally:
        database.close(statistics=False)


def _structure(raw: sqlite3.Connection) -> Structure:
    """Return all tables, indexes, triggers and views, white space evened out."""
    rows: Iterable[tuple[str, str, str]] = raw.execute(_STRUCTURE)
    return frozenset((kind, name, " ".join(sql.split())) for kind, name, sql in rows)
