"""What is done to a project while somebody pulls the plug.

Each work prepares itself, says `begin`, and goes on to an end. What is committed is
told.
"""

from collections.abc import Callable
from dataclasses import replace

from drill.forking import Child
from drill.shortages import SHORTAGES
from drill.texts import TAGS, text

from instrstudio.domain.errors import ProjectLocked, SearchError
from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import (
    backups,
    bulk,
    duplicates,
    indexing,
    library,
    open_indexes,
    project_file,
    searching,
    transfer,
    versions,
)
from instrstudio.services.workspace import Workspace
from instrstudio.storage.store import open_store

ROUNDS = 8
FORMATS = {"alpaca": "a.json", "own": "b.jsonl", "table": "c.csv"}
"""The exported files, by what they are."""
OPTIONS = ("a", "b")
"""The copies that the workload `restoring` puts back."""


def importing(child: Child) -> None:
    """Import a file of rows; told are the rows that are committed."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        for _event in transfer.import_files(workspace, [child.folder / "rows.jsonl"]):
            child.tell(workspace.store.records.count())
        child.tell("done")


def saving(child: Child) -> None:
    """Save, edit, tag, fork, merge, undo and delete; told is what a record says."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        for _round in range(ROUNDS):
            said = text(child.chance, f"s{child.chance.randrange(10**9)}")
            record, _changes = library.save_record(
                workspace, Record(instruction=said, title="drill")
            )
            number = record.id or 0
            child.tell(["+", number, said])
            library.edit(workspace, replace(record, instruction=said + " more"))
            child.tell(["+", number, said + " more"])
            library.tag(workspace, [number], add=(child.chance.choice(TAGS),))
            fork, _changes = versions.fork(workspace, number)
            child.tell(["+", fork.id, said + " more"])
            duplicates.merge(workspace, number, fork.id or 0)
            library.undo(workspace)
            library.redo(workspace)
            if child.chance.random() < 0.3:
                child.tell(["?", number])
                library.delete(workspace, [number])
                child.tell(["-", number])


def tagging(child: Child) -> None:
    """Tag all, and take it back; told is the tag that all have."""
    with Workspace.open(child.folder / "project") as workspace:
        ids = workspace.store.records.ids(order="id")
        child.begin()
        for _round in range(2):
            tag = f"tag {child.chance.random()}"
            run(bulk.tag(workspace, ids, add=(tag,)))
            child.tell(tag)
            if child.chance.random() < 0.5:
                run(bulk.undo(workspace))
                child.tell("-" + tag)


def committing(child: Child) -> None:
    """Bring some changes into the index with one commit."""
    with Workspace.open(child.folder / "project") as workspace:
        change(workspace, child, 60)
        child.begin()
        run(indexing.catch_up(workspace))
        child.tell("done")


def merging(child: Child) -> None:
    """Commit to an index of so many segments that some are merged."""
    from instrstudio.search.batch import MOST_SEGMENTS

    with Workspace.open(child.folder / "project") as workspace:
        while _segments(workspace) < MOST_SEGMENTS - 1:
            change(workspace, child, 15)
            run(indexing.catch_up(workspace))
        change(workspace, child, 15)
        child.begin()
        run(indexing.catch_up(workspace))
        child.tell("done")


def _segments(workspace: Workspace) -> int:
    """Return how many segments the index has."""
    with open_indexes.borrow(workspace) as index:
        return len(index.leaves())


def rebuilding(child: Child) -> None:
    """Build the index anew and put it in place of the old one."""
    with Workspace.open(child.folder / "project") as workspace:
        change(workspace, child, 5)
        child.begin()
        run(indexing.rebuild(workspace))
        child.tell("done")


def backing_up(child: Child) -> None:
    """Make a backup, pack the project, unpack it; told are the names."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        child.tell(str(run(backups.make(workspace)).path))
        packed = child.folder / "whole.instrstudio"
        child.tell(str(run(project_file.write(workspace, packed))))
        child.tell(str(run(project_file.read(packed, child.folder / "unpacked"))))


def restoring(child: Child) -> None:
    """Put copies back, one after the other; told is which will be, and that it was."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        for _round in range(2):
            name = child.chance.choice(OPTIONS)
            child.tell(name)
            run(backups.restore(workspace, child.folder / f"{name}.sqlite"))
            child.tell("done")


def migrating(child: Child) -> None:
    """Open a project of an older schema."""
    child.begin()
    open_store(child.folder / "project").close()
    child.tell("done")


def exporting(child: Child) -> None:
    """Write the records in several formats; told are the names of the files."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        for kind, name in FORMATS.items():
            run(transfer.export(workspace, child.folder / name))
            child.tell(kind)


def beside(child: Child) -> None:
    """Work on a project that another process works on as well; told is what is there.

    Who finds the other one at it for long is told so, and leaves it at that.
    """
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        for _round in range(ROUNDS):
            try:
                change(workspace, child, 3)
                searching.search(workspace, Query(text="apple"))
                run(indexing.catch_up(workspace))
                if child.chance.random() < 0.3:
                    run(indexing.rebuild(workspace))
            except (SearchError, ProjectLocked) as error:
                child.tell(["refused", str(error)])


def change(workspace: Workspace, child: Child, count: int) -> None:
    """Save, edit and delete records; told is what they say then."""
    chance, mine = child.chance, []
    for _number in range(count):
        said = text(chance, f"c{chance.randrange(10**9)}")
        given = Record(instruction=said, title="drill", tags=(chance.choice(TAGS),))
        record, _changes = library.save_record(workspace, given)
        child.tell(["+", record.id, said])
        mine.append(record)
        chosen = chance.choice(mine)
        if chance.random() < 0.3:
            said = text(chance, f"e{chance.randrange(10**9)}")
            child.tell(["?", chosen.id])
            library.edit(workspace, replace(chosen, instruction=said))
            child.tell(["+", chosen.id, said])
        elif chance.random() < 0.3:
            child.tell(["?", chosen.id])
            library.delete(workspace, [chosen.id or 0])
            child.tell(["-", chosen.id])
            mine.remove(chosen)


WORKLOADS: dict[str, Callable[[Child], None]] = {
    work.__name__: work
    for work in (
        importing,
        saving,
        tagging,
        committing,
        merging,
        rebuilding,
        backing_up,
        restoring,
        migrating,
        exporting,
        beside,
    )
} | SHORTAGES
