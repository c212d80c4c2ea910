"""Old projects open, newer ones are refused, and a copy is made before a change."""

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from instrstudio.domain.errors import ProjectTooNew
from instrstudio.domain.project import DATABASE_FILE
from instrstudio.domain.record import Record
from instrstudio.storage.database import Database
from instrstudio.storage.migrations import APPLICATION_ID, STEPS, Step, migrate
from instrstudio.storage.store import open_store

OLD_SCHEMAS = sorted((Path(__file__).parent / "schemas").glob("*.sql"))


def _next_step(connection: sqlite_utils.Database) -> None:
    connection.conn.execute("ALTER TABLE run ADD COLUMN colour TEXT")


def _failing_step(connection: sqlite_utils.Database) -> None:
    connection.conn.execute("ALTER TABLE run ADD COLUMN colour TEXT")
    raise RuntimeError


NEXT: Step = ("9999_next", _next_step)
FAILING: Step = ("9999_next", _failing_step)


def build_old_project(folder: Path, schema: Path) -> None:
    """Make a project as the program that had `schema` left it, with two records."""
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / DATABASE_FILE)
    connection.executescript(schema.read_text("utf-8"))
    connection.close()


def _structure(path: Path) -> set[tuple[str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT name, sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL AND name <> 'sqlite_stat1'"  # the planner's own
    ).fetchall()
    connection.close()
    return {(name, " ".join(sql.split())) for name, sql in found}


def test_a_new_file_gets_every_step_and_our_mark(tmp_path: Path) -> None:
    database = Database(tmp_path / "project.sqlite")

    assert migrate(database)
    assert not migrate(database)
    assert database.value("PRAGMA application_id") == APPLICATION_ID
    assert not (tmp_path / "backups").exists()
    database.close()


def test_there_is_a_schema_file_for_every_release() -> None:
    assert [path.stem for path in OLD_SCHEMAS] == [name for name, _step in STEPS]


@pytest.mark.parametrize("schema", OLD_SCHEMAS, ids=lambda path: path.stem)
def test_an_old_project_opens_and_is_like_a_new_one(
    schema: Path, tmp_path: Path
) -> None:
    build_old_project(tmp_path / "old", schema)
    open_store(tmp_path / "new").close()

    store = open_store(tmp_path / "old")

    assert not store.created
    titles = [record.title for record in store.records.iterate()]
    assert titles == ["Translate the text", "翻译文本"]
    assert store.records.tags() == [("kept", 1)]
    assert str(store.history.undo_label()) == "Import 2 rows"
    store.records.insert([Record(instruction="more")], label="Add")
    store.close()
    assert _structure(tmp_path / "old" / DATABASE_FILE) == _structure(
        tmp_path / "new" / DATABASE_FILE
    )


def test_runs_of_the_first_schema_have_no_rouge_l(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    build_old_project(folder, OLD_SCHEMAS[0])
    connection = sqlite3.connect(folder / DATABASE_FILE)
    connection.execute(
        "INSERT INTO run VALUES (1, 'old', 'done', '{}', 40, 8, 1.0, 1.5, 20.0,"
        " 'old', '2026-01-01', '2026-01-01', '')"
    )
    connection.execute("INSERT INTO run_validation VALUES (1, 8, 1.5, 20.0)")
    connection.commit()
    connection.close()

    store = open_store(folder)

    run = store.runs.get(1)
    assert (run.name, run.chrf, run.message, run.rouge_l) == ("old", 20.0, "", None)
    assert store.runs.curve(1) == ([], [(8, 1.5, 20.0, None)])
    store.close()


def test_a_project_of_a_newer_program_is_refused_and_not_touched(
    project_folder: Path,
) -> None:
    open_store(project_folder).close()
    database = Database(project_folder / DATABASE_FILE)
    migrate(database, (*STEPS, NEXT))
    database.close()
    before = (project_folder / DATABASE_FILE).read_bytes()

    with pytest.raises(ProjectTooNew, match="newer version of this program"):
        open_store(project_folder)

    assert (project_folder / DATABASE_FILE).read_bytes() == before


def test_a_copy_is_made_before_a_step(project_folder: Path) -> None:
    store = open_store(project_folder)
    store.records.insert([Record(instruction="before")], label="Add")

    assert not migrate(store.database, (*STEPS, NEXT))
    store.close()

    (copy,) = (project_folder / "backups").iterdir()
    connection = sqlite3.connect(copy)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(run)")]
    texts = connection.execute("SELECT instruction FROM record").fetchall()
    connection.close()
    assert "colour" not in columns
    assert texts == [("before",)]


def test_a_step_that_fails_changes_nothing(project_folder: Path) -> None:
    store = open_store(project_folder)

    with pytest.raises(RuntimeError):
        migrate(store.database, (*STEPS, FAILING))
    store.close()

    again = open_store(project_folder)
    columns = [row[1] for row in again.database.rows("PRAGMA table_info(run)")]
    assert "colour" not in columns
    again.close()


@pytest.mark.parametrize("schema", OLD_SCHEMAS, ids=lambda path: path.stem)
def test_undo_of_an_old_import_and_new_records_reach_outbox_and_tags(
    schema: Path, tmp_path: Path
) -> None:
    build_old_project(tmp_path / "old", schema)
    store = open_store(tmp_path / "old")
    last = store.outbox.last()

    store.records.insert([Record(instruction="more", tags=("new",))], label="Add")
    assert store.records.tags() == [("kept", 1), ("new", 1)]
    store.history.undo()
    store.history.undo()
    assert store.records.tags() == []
    store.history.redo()  # no insert of ours: the triggers are back at work

    assert store.records.tags() == [("kept", 1)]
    changed = [record for _seq, record in store.outbox.pending(last)]
    assert changed == [3, 3, 1, 2, 1, 2]
    store.close()
