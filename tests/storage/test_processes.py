"""Two processes on one project: they share it, or one is told why not."""

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from instrstudio.domain.errors import ProjectLocked
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.storage.backups import BY_HAND
from instrstudio.storage.bulk import TagChange
from instrstudio.storage.store import Store, open_store

Start = Callable[..., "Other"]

PRELUDE = """
    import sys
    from pathlib import Path
    from instrstudio.domain.job import run
    from instrstudio.domain.record import Record
    from instrstudio.storage.bulk import TagChange
    from instrstudio.storage.store import open_store

    def say(word):
        print(word, flush=True)

    def wait():
        sys.stdin.readline()

    store = open_store(Path(sys.argv[1]), busy_timeout_ms=60_000)  # a slow machine
"""


class Other:
    """Another process; the two go on in turn, by lines."""

    def __init__(self, code: str, folder: Path, *arguments: str) -> None:
        source = textwrap.dedent(PRELUDE) + textwrap.dedent(code)
        self.process = subprocess.Popen(
            [sys.executable, "-c", source, str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def heard(self) -> str:
        """Return the next word it says."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        """Let it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Let it end and return its status."""
        self.process.communicate()
        return self.process.returncode


@pytest.fixture
def start(project_folder: Path) -> Iterator[Start]:
    """Start processes that work on the project."""
    started: list[Other] = []

    def begin(code: str, *arguments: str) -> Other:
        started.append(Other(code, project_folder, *arguments))
        return started[-1]

    yield begin
    for other in started:
        other.process.kill()
        other.process.communicate()


def _fill(store: Store, count: int = 200) -> list[int]:
    made = [Record(instruction=f"Do {number}") for number in range(count)]
    return list(store.records.insert(made, label="Add").added)


def test_bulk_changes_of_two_processes_do_not_mix(store: Store, start: Start) -> None:
    ids = _fill(store)
    code = """
        tag = sys.argv[2]
        say("ready")
        wait()
        for number in range(15):
            change = TagChange(add=(f"{tag} {number}",))
            run(store.bulk.retag(range(1, 201), change, label=f"{tag} {number}"))
        store.close()
    """
    others = [start(code, name) for name in ("x", "y")]
    assert [other.heard() for other in others] == ["ready", "ready"]
    for other in others:
        other.go_on()
    assert [other.end() for other in others] == [0, 0]

    assert dict(store.records.tags()) == {
        f"{name} {n}": 200 for name in "xy" for n in range(15)
    }
    store.verify()
    for left in reversed(range(30)):  # undone one by one, whoever did them
        assert store.history.undo() is not None
        assert len(store.records.tags()) == left
    assert len(ids) == store.records.count()


def test_a_writer_that_takes_long_is_waited_for_then_named_and_nothing_is_lost(
    store: Store, start: Start, project_folder: Path
) -> None:
    ids = _fill(store)
    other = start(
        """
        job = store.bulk.delete(range(1, 201), label="Delete")
        next(job)
        say("in the middle")
        wait()
        for _event in job:
            pass
        say("done")
        store.close()
        """
    )
    assert other.heard() == "in the middle"
    hurried = open_store(project_folder, busy_timeout_ms=50)
    assert hurried.records.count() == len(ids)  # reading goes on
    with pytest.raises(ProjectLocked, match="Another program is writing to the proj"):
        hurried.records.insert([Record(instruction="new")], label="Add")
    with pytest.raises(ProjectLocked):
        hurried.history.undo()

    other.go_on()

    assert other.heard() == "done"
    hurried.records.insert([Record(instruction="new")], label="Add")
    assert [r.instruction for r in store.records.iterate()] == ["new"]
    hurried.close()


def test_a_killed_writer_leaves_nothing_and_no_lock(
    store: Store, start: Start, project_folder: Path
) -> None:
    ids = _fill(store)
    other = start(
        """
        job = store.bulk.delete(range(1, 201), label="Delete")
        next(job)
        say("in the middle")
        wait()
        """
    )
    assert other.heard() == "in the middle"
    other.process.kill()
    other.process.wait()

    next_one = open_store(project_folder, busy_timeout_ms=50)
    assert list(run(next_one.bulk.archive(ids, label="Archive"))) == ids
    next_one.close()


def test_undo_in_one_process_takes_back_what_the_other_did(
    store: Store, start: Start
) -> None:
    ids = _fill(store, 3)
    run(store.bulk.retag(ids, TagChange(add=("mine",)), label="Mine"))
    other = start(
        """
        say(str(store.history.undo_label()))
        store.history.undo()
        store.records.insert([Record(instruction="theirs")], label="Theirs")
        store.close()
        """
    )
    assert other.heard() == "Mine"
    assert other.end() == 0
    assert store.records.tags() == []
    assert store.history.redo_label() is None
    store.history.undo()
    assert store.records.count() == 3


def test_a_project_is_migrated_while_an_older_program_has_it_open(
    start: Start, project_folder: Path
) -> None:
    from instrstudio.storage.database import Database
    from instrstudio.storage.history import History
    from instrstudio.storage.migrations import STEPS, migrate
    from instrstudio.storage.record_rows import COLUMNS, row_of

    def insert(record_id: int, text: str) -> None:
        """Do as the older program did; it left outbox and tags to the triggers."""
        record = Record(instruction=text, tags=("old",))
        with older.atomic():
            operation = History(older).begin("insert", "Add")
            row = row_of(record, record_id, operation, "2026", record.content_hash)
            marks = ", ".join("?" for _column in COLUMNS)
            older.execute(f"INSERT INTO record VALUES ({marks})", row)

    project_folder.mkdir()
    older = Database(project_folder / "project.sqlite")
    migrate(older, STEPS[:1])
    insert(1, "before")
    other = start(
        'say("migrated")\nwait()\nsay(f"{store.records.count()}'
        ' {store.outbox.last()} {store.records.tags()}")'
    )
    assert other.heard() == "migrated"

    insert(2, "after")

    other.go_on()
    assert other.heard() == "2 2 [('old', 2)]"
    older.close()


def test_a_restore_in_one_process_is_seen_by_the_other(
    store: Store, start: Start
) -> None:
    _fill(store, 3)
    copy = run(store.backups.making(BY_HAND))
    _fill(store, 0)
    store.records.insert([Record(instruction="later")], label="Add")
    other = start(
        """
        say(str(store.records.count()))
        wait()
        say(str(store.records.count()))
        store.records.insert([Record(instruction="theirs")], label="Add")
        store.close()
        """
    )
    assert other.heard() == "4"
    run(store.backups.restoring(copy.path))
    other.go_on()
    assert other.heard() == "3"
    assert other.end() == 0
    assert store.records.count() == 4
    store.verify()


def test_a_restore_waits_for_a_writer_then_says_so(
    store: Store, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("instrstudio.storage.copying._PATIENCE", 0.1)
    _fill(store, 3)
    copy = run(store.backups.making(BY_HAND))
    other = start(
        """
        with store.atomic():
            store.settings.put("a", 1)
            say("writing")
            wait()
        say("written")
        """
    )
    assert other.heard() == "writing"
    with pytest.raises(ProjectLocked, match="Another program is writing"):
        run(store.backups.restoring(copy.path))
    other.go_on()
    assert other.heard() == "written"
    assert store.settings.get("a") == 1
