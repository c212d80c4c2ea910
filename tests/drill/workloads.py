"""What is done to a project while somebody pulls the plug.

    python -m drill.workloads

Reads lines ``WORKLOAD FOLDER SEED`` and forks a process for each, which works until it
is killed. It prints the process id, and after the end how it ended. What is committed
is written to ``FOLDER/acks``, one JSON value a line: the kernel keeps those bytes
whatever becomes of the process.
"""

import gc
import itertools
import json
import os
import random
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import (
    backups,
    bulk,
    duplicates,
    indexing,
    library,
    project_file,
    transfer,
    versions,
)
from instrstudio.services.workspace import Workspace
from instrstudio.storage.migrations import STEPS, migrate
from instrstudio.storage.store import open_store

ROOM = 400_000
"""Bytes a file may have on the full disk."""
NOBODY = 65534
OPTIONS = ("a", "b")
"""The copies that the workload `restoring` puts back in turn."""

Acknowledge = Callable[[object], None]


def importing(folder: Path, tell: Acknowledge, _chance: random.Random) -> None:
    """Import a file of rows; acknowledged are the rows that are committed."""
    with Workspace.open(folder / "project") as workspace:
        for _event in transfer.import_files(workspace, [folder / "rows.jsonl"]):
            tell(workspace.store.records.count())
        tell("done")


def saving(folder: Path, tell: Acknowledge, chance: random.Random) -> None:
    """Save, edit, tag, fork and merge; acknowledged is what a record says then."""
    with Workspace.open(folder / "project") as workspace:
        for number in itertools.count():
            text = f"{chance.random()} number {number} of many words"
            record, _changes = library.save_record(workspace, Record(instruction=text))
            tell([record.id, text])
            library.edit(workspace, replace(record, instruction=text + " more"))
            tell([record.id, text + " more"])
            library.tag(workspace, [record.id or 0], add=(f"t{number % 7}",))
            fork, _changes = versions.fork(workspace, record.id or 0)
            tell([fork.id, text + " more"])
            duplicates.merge(workspace, record.id or 0, fork.id or 0)
            tell([record.id, text + " more"])
            library.undo(workspace)
            library.redo(workspace)


def tagging(folder: Path, tell: Acknowledge, chance: random.Random) -> None:
    """Tag and untag all; acknowledged is the tag that all have."""
    with Workspace.open(folder / "project") as workspace:
        ids = workspace.store.records.ids(order="id")
        while True:
            tag = f"tag {chance.random()}"
            run(bulk.tag(workspace, ids, add=(tag,)))
            tell(tag)
            if chance.random() < 0.5:
                run(bulk.undo(workspace))
                tell("-" + tag)


def backing_up(folder: Path, tell: Acknowledge, chance: random.Random) -> None:
    """Make backups and packed projects; acknowledged are their names."""
    with Workspace.open(folder / "project") as workspace:
        for number in itertools.count():
            tell(["backup", str(run(backups.make(workspace)).path)])
            target = folder / f"{chance.random()}-{number}.instrstudio"
            tell(["pack", str(run(project_file.write(workspace, target)))])


def restoring(folder: Path, tell: Acknowledge, _chance: random.Random) -> None:
    """Put two copies back in turn; acknowledged is which was put back."""
    with Workspace.open(folder / "project") as workspace:
        for name in itertools.cycle(OPTIONS):
            run(backups.restore(workspace, folder / f"{name}.sqlite"))
            tell(name)


def migrating(folder: Path, tell: Acknowledge, _chance: random.Random) -> None:
    """Open a project of the first schema."""
    store = open_store(folder / "project")
    tell([name for name, _step in STEPS])
    store.close()


def indexed(folder: Path, tell: Acknowledge, chance: random.Random) -> None:
    """Save, delete and index records; acknowledged is what was saved or deleted."""
    with Workspace.open(folder / "project") as workspace:
        for number in itertools.count():
            word = f"w{chance.randrange(10**9)}x{number}"
            record, _c = library.save_record(workspace, Record(instruction=word))
            tell(["+", record.id, word])
            if chance.random() < 0.3:
                library.delete(workspace, [record.id or 0])
                tell(["-", record.id, word])
            if chance.random() < 0.05:
                run(indexing.rebuild(workspace))
            else:
                run(indexing.catch_up(workspace))


def filling_the_disk(folder: Path, tell: Acknowledge, chance: random.Random) -> None:
    """Save until no file may grow; acknowledged is what was saved, then the error."""
    with Workspace.open(folder / "project") as workspace:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
        try:
            for number in itertools.count():
                text = f"{chance.random()} {number} " + "long " * 2000
                record, _c = library.save_record(workspace, Record(instruction=text))
                tell([record.id, text])
        except InstrStudioError as error:
            tell(["error", str(error)])


def short_of_room(folder: Path, tell: Acknowledge, _chance: random.Random) -> None:
    """Try everything big where no file may grow; acknowledged are the errors."""
    with Workspace.open(folder / "project") as workspace:
        ids = workspace.store.records.ids(order="id")
        copy = run(backups.make(workspace)).path
        packed = run(project_file.write(workspace, folder / "whole.instrstudio"))
        deeds: dict[str, Callable[[], object]] = {
            "backup": lambda: run(backups.make(workspace)),
            "pack": lambda: run(project_file.write(workspace, folder / "half")),
            "unpack": lambda: run(project_file.read(packed, folder / "unpacked")),
            "tag": lambda: run(bulk.tag(workspace, ids, add=("new",))),
            "delete": lambda: run(workspace.store.bulk.delete(ids, label="x")),
            "restore": lambda: run(backups.restore(workspace, copy)),
            "undo": lambda: run(bulk.undo(workspace)),
            "migrate": lambda: open_store(folder / "old").close(),
        }
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM // 4, resource.RLIM_INFINITY))
        for name, deed in deeds.items():
            try:
                deed()
            except InstrStudioError as error:
                tell([name, str(error)])
            else:
                tell([name, ""])


def reading_only(folder: Path, tell: Acknowledge, _chance: random.Random) -> None:
    """Open a project that may only be read; acknowledged is the error."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)  # root may write anywhere
    try:
        open_store(folder / "project")
    except InstrStudioError as error:
        tell(["error", str(error)])


def old_project(folder: Path, records: int) -> None:
    """Make a project of the first schema with some records."""
    folder.mkdir(parents=True)
    store = open_store(folder)
    store.close()
    # the first schema has all that records need, so today's code can fill it
    (folder / "project.sqlite").unlink()
    from instrstudio.storage.database import Database
    from instrstudio.storage.history import History
    from instrstudio.storage.records import Records

    database = Database(folder / "project.sqlite")
    migrate(database, STEPS[:1])
    made = [Record(instruction=f"old {number}") for number in range(records)]
    Records(database, History(database)).insert(made, label="Add")
    database.close()


WORKLOADS: dict[str, Callable[[Path, Acknowledge, random.Random], None]] = {
    work.__name__: work
    for work in (
        importing,
        saving,
        tagging,
        backing_up,
        restoring,
        migrating,
        indexed,
        filling_the_disk,
        short_of_room,
        reading_only,
    )
}


def _work(name: str, folder: Path, seed: str) -> None:
    """Do a workload in this process."""
    acks = os.open(folder / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def tell(value: object) -> None:
        os.write(acks, (json.dumps(value) + "\n").encode())

    WORKLOADS[name](folder, tell, random.Random(seed))


def _fork(name: str, folder: Path, seed: str) -> int:
    """Start a workload in a process of its own and return its id."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.close(0)
        _work(name, folder, seed)
        status = 0
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def main() -> None:
    """Fork a process for each line that is asked for."""
    gc.freeze()
    for line in sys.stdin:
        name, folder, seed = json.loads(line)
        child = _fork(name, Path(folder), seed)
        _say(child)
        _child, status = os.waitpid(child, 0)
        _say(os.waitstatus_to_exitcode(status))


def _say(number: int) -> None:
    """Write a number to whoever started this process."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
