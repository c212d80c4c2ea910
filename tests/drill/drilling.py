"""Kills workloads at random moments and looks whether anything is lost."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from drill.workloads import OPTIONS, old_project

from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import backups, indexing, project_file, searching, transfer
from instrstudio.services.workspace import Workspace
from instrstudio.storage.backups import check
from instrstudio.storage.store import Store, open_store

ROWS = 4_000
MANY = 3_000
LONGEST = {"migrating": 0.06, "backing_up": 0.5}
"""Seconds after which a workload is killed at the latest; 1 by default."""


class Lost(AssertionError):
    """Something that was committed is not there, or something is there by half."""


class Driller:
    """Starts workloads in `home`, kills them and checks what is left."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home = home
        self.chance = random.Random(seed)
        self.kills = 0
        self._zygote = subprocess.Popen(
            [sys.executable, "-m", "drill.workloads"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "INSTRSTUDIO_HOME": str(home / "user"),
                "PYTHONPATH": str(Path(__file__).parents[1]),
            },
        )

    def close(self) -> None:
        """End the process that forks."""
        self._zygote.communicate()

    def start(self, name: str, folder: Path) -> int:
        """Start a workload and return its process."""
        assert self._zygote.stdin is not None
        seed = str(self.chance.random())
        self._zygote.stdin.write(json.dumps([name, str(folder), seed]) + "\n")
        self._zygote.stdin.flush()
        return self._line()

    def ended(self) -> int:
        """Wait for the workload's end and return its exit status."""
        return self._line()

    def _line(self) -> int:
        """Return the next number that the forking process says."""
        assert self._zygote.stdout is not None
        return int(self._zygote.stdout.readline())

    def pull_the_plug(self, name: str, folder: Path) -> list[Any]:
        """Run a workload, kill it at a random moment; return what was acknowledged."""
        (folder / "acks").unlink(missing_ok=True)
        process = self.start(name, folder)
        # the moment is the point: nothing in the child may choose it
        threading.Event().wait(self.chance.uniform(0, LONGEST.get(name, 1.0)))
        os.kill(process, signal.SIGKILL)
        status = self.ended()
        if status not in (0, -signal.SIGKILL):
            raise Lost(f"{name} failed by itself: {status}")
        self.kills += status != 0
        return acknowledged(folder)


def acknowledged(folder: Path) -> list[Any]:
    """Return what a workload told before it was killed."""
    acks = folder / "acks"
    if not acks.exists():
        return []
    return [json.loads(line) for line in acks.read_text("utf-8").splitlines()]


@contextmanager
def recovered(folder: Path) -> Iterator[Store]:
    """Open a project after an accident and see that it is sound."""
    store = open_store(folder / "project")
    try:
        store.verify()
        expect(store.database.rows("PRAGMA foreign_key_check") == [], "a broken key")
        expect(
            store.database.rows(
                "SELECT record.id, json_each.value FROM record, json_each(record.tags)"
                " EXCEPT SELECT record_id, tag FROM record_tag"
            )
            == [],
            "a tag without its row",
        )
        yield store
    finally:
        store.close()


def expect(holds: bool, what: str) -> None:
    """Raise unless something holds."""
    if not holds:
        raise Lost(what)


def _texts(store: Store) -> dict[int, str]:
    return {record.id or 0: record.instruction for record in store.records.iterate()}


def importing(driller: Driller, folder: Path, kills: int) -> None:
    """A killed import goes on where it was, and no row is lost or taken twice."""
    texts = _rows_file(folder / "rows.jsonl")
    for _number in range(kills):
        shutil.rmtree(folder / "project", ignore_errors=True)
        told = driller.pull_the_plug("importing", folder)
        with recovered(folder) as store:
            found = store.records.count()
            committed = max((n for n in told if n != "done"), default=0)
            expect(found >= committed, "imported rows")
        with Workspace.open(folder / "project") as workspace:
            if "done" not in told:
                run(transfer.import_files(workspace, [folder / "rows.jsonl"]))
            found_texts = [r.instruction for r in workspace.store.records.iterate()]
            expect(found_texts == texts, "rows of an import")
            workspace.store.history.undo()
            expect(workspace.store.records.is_empty(), "the undo of an import")


def _rows_file(path: Path) -> list[str]:
    """Write a file to import; return what its rows say."""
    with Workspace.open(path.with_name("source")) as workspace:
        made = [Record(instruction=f"Do {row}") for row in range(ROWS)]
        workspace.store.records.insert(made, label="Add")
        run(transfer.export(workspace, path))
    return [record.instruction for record in made]


def saving(driller: Driller, folder: Path, kills: int) -> None:
    """What was saved, edited, forked or merged stays, over many accidents."""
    known: dict[int, str] = {}
    for _number in range(kills):
        for record_id, text in driller.pull_the_plug("saving", folder):
            known[record_id] = text
        with recovered(folder) as store:
            texts = _texts(store)
            for record_id, text in known.items():
                expect(texts.get(record_id, "").startswith(text), f"#{record_id}")


def tagging(driller: Driller, folder: Path, kills: int) -> None:
    """A change to many is whole or not at all."""
    fill(folder, MANY)
    standing: set[str] = set()
    for _number in range(kills):
        for tag in driller.pull_the_plug("tagging", folder):
            if tag.startswith("-"):
                standing.discard(tag[1:])
            else:
                standing.add(tag)
        with recovered(folder) as store:
            counts = dict(store.records.tags())
            expect(set(counts.values()) <= {MANY}, "a change by half")
            # one more step may be done, or undone, than was told
            expect(len(standing ^ set(counts)) <= 1, "a change to many")
            standing = set(counts)


def backing_up(driller: Driller, folder: Path, kills: int) -> None:
    """A backup or packed project that has its name is whole."""
    fill(folder, MANY)
    for number in range(kills):
        told = driller.pull_the_plug("backing_up", folder)
        expect(all(Path(path).exists() for _kind, path in told), "a backup")
        for copy in (folder / "project" / "backups").glob("[!.]*.sqlite"):
            check(copy)
            with closing(sqlite3.connect(copy)) as raw:
                found = raw.execute("SELECT count(*) FROM record").fetchone()[0]
            expect(found == MANY, "records of a backup")
            copy.unlink()
        for place, packed in enumerate(folder.glob("[!.]*.instrstudio")):
            run(project_file.read(packed, folder / f"unpacked {number} {place}"))
            shutil.rmtree(folder / f"unpacked {number} {place}")
            packed.unlink()
        with recovered(folder) as store:
            expect(store.records.count() == MANY, "records of the project")


def restoring(driller: Driller, folder: Path, kills: int) -> None:
    """A restored project is the one or the other, never something between."""
    for name, count in zip(OPTIONS, (MANY, MANY // 2), strict=True):
        fill(folder, count, name)
        with Workspace.open(folder / "project") as workspace:
            run(backups.make(workspace)).path.replace(folder / f"{name}.sqlite")
        if name != OPTIONS[-1]:
            shutil.rmtree(folder / "project")
    for _number in range(kills):
        told = driller.pull_the_plug("restoring", folder)
        with recovered(folder) as store:
            texts = list(_texts(store).values())
        wanted = {
            name: [f"{name} {number}" for number in range(count)]
            for name, count in zip(OPTIONS, (MANY, MANY // 2), strict=True)
        }
        expect(texts in wanted.values(), "a restored project")
        # the next one may be in place without having been told
        allowed = set(OPTIONS) if not told else {told[-1], _next(told[-1])}
        expect(any(texts == wanted[name] for name in allowed), "what was restored")


def migrating(driller: Driller, folder: Path, kills: int) -> None:
    """An old project is old or new, with all its records."""
    old_project(folder / "old", MANY)
    for _number in range(kills):
        shutil.rmtree(folder / "project", ignore_errors=True)
        shutil.copytree(folder / "old", folder / "project")
        driller.pull_the_plug("migrating", folder)
        with recovered(folder) as store:
            expect(store.records.count() == MANY, "records of an old project")
            store.runs.all()
            for copy in store.backups.all():
                check(copy.path)


def indexed(driller: Driller, folder: Path, kills: int) -> None:
    """After recovery a search finds what is there and nothing else."""
    known: dict[str, int | None] = {}
    for _number in range(kills):
        for sign, record_id, word in driller.pull_the_plug("indexed", folder):
            known[word] = record_id if sign == "+" else None
        with recovered(folder) as store:
            texts = _texts(store)
        with Workspace.open(folder / "project") as workspace:
            run(indexing.catch_up(workspace))
            for word, record_id in known.items():
                there = [n for n, text in texts.items() if text == word]
                if record_id is not None and word in list(known)[:-1]:
                    expect(there == [record_id], f"the record “{word}”")
                page = searching.search(workspace, Query(text=word))
                found = [hit.id for hit in page.hits] if not page.similar else []
                expect(found == there, f"an answer about “{word}”")
                known[word] = there[0] if there else None


def _next(name: str) -> str:
    return OPTIONS[1 - OPTIONS.index(name)]


def fill(folder: Path, count: int, name: str = "record") -> None:
    """Make a project with some records."""
    store = open_store(folder / "project")
    made = [Record(instruction=f"{name} {number}") for number in range(count)]
    store.records.insert(made, label="Add")
    store.close()


DRILLS: dict[str, Callable[[Driller, Path, int], None]] = {
    drill.__name__: drill
    for drill in (
        importing,
        saving,
        tagging,
        backing_up,
        restoring,
        migrating,
        indexed,
    )
}
