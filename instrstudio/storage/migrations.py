"""Brings a project file to the present schema, with a backup first."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from instrstudio.domain.errors import ProjectTooNew
from instrstudio.domain.wording import message
from instrstudio.storage import judging_tables, schema
from instrstudio.storage.database import Database
from instrstudio.storage.faults import BACKUPS_FOLDER, damaged, translated

if TYPE_CHECKING:
    import sqlite_utils

APPLICATION_ID = 0x496E5374
"""“InSt”: written into the file's header, so that `file` and we know it."""

_SET = "instrstudio"

Step = tuple[str, "Callable[[sqlite_utils.Database], None]"]


def first_schema(connection: "sqlite_utils.Database") -> None:
    """Make an empty file a project."""
    for statement in schema.STATEMENTS:
        connection.conn.execute(statement)


def rouge_l(connection: "sqlite_utils.Database") -> None:
    """Give runs and their validations a column for ROUGE-L."""
    for table in ("run", "run_validation"):
        connection.conn.execute(f"ALTER TABLE {table} ADD COLUMN rouge_l REAL")


def lineage(connection: "sqlite_utils.Database") -> None:
    """Let the records made from another one be found."""
    connection.conn.execute(
        "CREATE INDEX record_by_parent ON record(parent) WHERE parent IS NOT NULL"
    )


def search_language(connection: "sqlite_utils.Database") -> None:
    """Tell the index of ratings, and keep searches by name."""
    for name, event, row in (
        ("rating_given", "INSERT", "new"),
        ("rating_changed", "UPDATE", "new"),
        ("rating_withdrawn", "DELETE", "old"),
    ):
        connection.conn.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON rating BEGIN"
            " INSERT INTO outbox (record_id) SELECT id FROM record"
            f" WHERE content_hash = {row}.content_hash; END"
        )
    connection.conn.execute(
        "CREATE TABLE saved_search (name TEXT PRIMARY KEY NOT NULL,"
        " query TEXT NOT NULL, at TEXT NOT NULL)"
    )


def order_of_ties(connection: "sqlite_utils.Database") -> None:
    """Put the id behind the time in the index by time.

    New rows then go to its end, and those of one moment are in order without sorting.
    """
    connection.conn.execute("DROP INDEX record_by_updated")
    connection.conn.execute(
        "CREATE INDEX record_by_updated ON"
        " record(archived, updated, id, task_type, language, source_kind)"
    )


def judging(connection: "sqlite_utils.Database") -> None:
    """Make room for evaluations, verdicts, style, annotation and crawls."""
    for statement in judging_tables.STATEMENTS:
        connection.conn.execute(statement)


STEPS: tuple[Step, ...] = (
    ("0001_first_schema", first_schema),
    ("0002_rouge_l", rouge_l),
    ("0003_lineage", lineage),
    ("0004_search_language", search_language),
    ("0005_order_of_ties", order_of_ties),
    ("0006_judging", judging),
)
"""Every step ever released, in order; names are never changed or reused."""


def migrate(database: Database, steps: Sequence[Step] = STEPS) -> bool:
    """Apply the steps that are missing; return whether the file was new.

    Raises:
        ProjectTooNew: The file has steps this program does not know.
        ProjectDamaged: The file is a database of something else.
        ProjectLocked: Another process is at it.
    """
    known = [name for name, _function in steps]
    if _applied(database, known) == known:
        return False
    with database.atomic():
        # Looked at again behind the lock: another process may just have done it all.
        applied = _applied(database, known)
        if applied == known:
            return False
        if applied:
            database.backup(_backup_path(database.path, applied[-1]))
        with translated(database.path):
            _migrations(steps).apply(database.connection)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return not applied


def applied_steps(raw: sqlite3.Connection) -> list[str]:
    """Return the names of the steps that a file has had, in order."""
    import sqlite_utils

    connection = sqlite_utils.Database(raw, execute_plugins=False)
    return [step.name for step in _migrations(()).applied(connection)]


def _migrations(steps: Sequence[Step]) -> "sqlite_utils.Migrations":
    """Return sqlite-utils' form of `steps`."""
    import sqlite_utils

    migrations = sqlite_utils.Migrations(_SET)
    for name, function in steps:
        migrations(name=name)(function)
    return migrations


def _applied(database: Database, known: Sequence[str]) -> list[str]:
    """Return the steps the file has had, checked to be ours and known."""
    with translated(database.path):
        applied = applied_steps(database.connection.conn)
        tables = database.value("SELECT count(*) FROM sqlite_schema")
    if not applied and tables:
        raise damaged(
            database.path,
            message(
                "“{file}” is not a project of this program.", file=str(database.path)
            ),
        )
    if set(applied) - set(known):
        raise ProjectTooNew(
            message(
                "The project “{folder}” was written by a newer version of this "
                "program: install that version to open it.",
                folder=str(database.path.parent),
            )
        )
    return applied


def _backup_path(path: Path, step: str) -> Path:
    """Return where the copy of a file at `step` goes; a name not yet taken."""
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return path.parent / BACKUPS_FOLDER / f"{path.stem}-{at}-{step}.sqlite"
