"""What is done where the disk is full, or where nothing may be written.

Everything here is refused in one sentence; what it says is told, and what was saved.
"""

import itertools
import json
import os
import resource
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from drill.checks import answers_hold, expect, sound
from drill.forking import Child
from drill.texts import text

from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import (
    backups,
    bulk,
    indexing,
    library,
    project_file,
    searching,
    transfer,
)
from instrstudio.services.workspace import Workspace
from instrstudio.storage.store import open_store

ROOM = 520_000
"""Bytes a file may have on the full disk."""
ROOMS = {0: 50, 8_000: 200, 120_000: 1_100}
"""Bytes that are left, so that things break off at different places, and rows that are
imported then: the last of them in two transactions."""
DISK = "48m"
NOBODY = 65534
_SAVED = 40

Deed = Callable[[], object]


class Shortage(Protocol):
    """A disk that can be made full, and empty again."""

    def begin(self, room: int) -> None:
        """Leave only so many bytes."""

    def end(self) -> None:
        """Leave enough."""


class Limit:
    """No file may be longer than so many bytes."""

    def begin(self, room: int) -> None:
        """Set the limit."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    def end(self) -> None:
        """Take it away."""
        endless = resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_FSIZE, (endless, endless))


class Ballast:
    """A file fills the disk."""

    def __init__(self, disk: Path) -> None:
        self._file = disk / "ballast"

    def begin(self, room: int) -> None:
        """Fill the disk, but for some bytes."""
        with suppress(OSError), self._file.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1 << 16))
        os.truncate(self._file, max(self._file.stat().st_size - room, 0))

    def end(self) -> None:
        """Remove the file."""
        self._file.unlink()


def long_files(child: Child) -> None:
    """Try everything where no file may be long."""
    _tried(child, child.folder, Limit())


def full_disk(child: Child) -> None:
    """Try everything on a small disk that is full; needs a name space of mounts."""
    disk = child.folder / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={DISK}", "tmpfs"]
    subprocess.run(["mount", *options, str(disk)], check=True)
    os.environ["INSTRSTUDIO_HOME"] = str(disk / "user")
    _tried(child, disk, Ballast(disk))


def _tried(child: Child, folder: Path, shortage: Shortage) -> None:
    """Do each deed with less and less room, then with enough; tell what is said.

    Raises:
        AssertionError: Something is lost, answered wrongly, or does not work again.
    """
    with Workspace.open(folder / "project") as workspace:
        library.save_record(workspace, _record(child, "first"))
    child.begin()
    for room in ROOMS:
        with Workspace.open(folder / "project") as workspace:
            for name, (prepare, deed) in _deeds(child, workspace, folder, room).items():
                prepare()
                said = _said(shortage, room, deed)
                child.tell([name, room, said])
                deed()
            sound(workspace.store)
            known = len(workspace.store.records.ids(order="id"))
        answers_hold(folder, child.chance)
        _whole(folder, known)


def _said(shortage: Shortage, room: int, deed: Deed) -> str:
    """Return what is said where there is little room; nothing where it was enough."""
    shortage.begin(room)
    try:
        return _refused(deed)
    finally:
        shortage.end()


def _deeds(
    child: Child, workspace: Workspace, folder: Path, room: int
) -> dict[str, tuple[Deed, Deed]]:
    """Return by name what is to be prepared and what is to be done."""
    rows = child.folder / f"rows {room}.json"
    target = folder / f"{room}.csv"

    def import_rows() -> None:
        run(transfer.import_files(workspace, [rows]))
        found = {r.instruction for r in workspace.store.records.iterate()}
        expect(
            {row["instruction"] for row in json.loads(rows.read_text())} <= found, ""
        )

    def retag() -> None:
        run(indexing.catch_up(workspace))
        ids = workspace.store.records.ids(order="id")
        run(bulk.tag(workspace, ids, add=(f"r{room}",)))

    def export() -> None:
        try:
            run(transfer.export(workspace, target))
        except InstrStudioError:
            expect(not target.exists(), "half a file")
            raise

    def search() -> None:
        page = searching.search(workspace, Query(text="first"))
        expect(page.behind > 0 or page.total == 1, "an answer")

    nothing: Deed = lambda: None  # noqa: E731
    return {
        "import": (lambda: _write_rows(child, rows, ROOMS[room]), import_rows),
        "save": (nothing, lambda: _save(child, workspace)),
        "index": (retag, lambda: run(indexing.catch_up(workspace))),
        "rebuild": (nothing, lambda: run(indexing.rebuild(workspace))),
        "search": (lambda: _save(child, workspace, 3), search),
        "backup": (nothing, lambda: run(backups.make(workspace))),
        "export": (nothing, export),
    }


def _record(child: Child, name: str) -> Record:
    return Record(instruction=text(child.chance, name), title="drill")


def _write_rows(child: Child, path: Path, count: int) -> None:
    """Write a file to import."""
    rows = [
        {"instruction": text(child.chance, f"{path.stem}x{n}"), "output": "x"}
        for n in range(count)
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")


def _save(child: Child, workspace: Workspace, count: int = _SAVED) -> None:
    """Save some records and see, whatever happens, that those saved are there."""
    saved: list[Record] = []
    try:
        for _number in range(count):
            name = f"s{child.chance.randrange(10**9)}"
            saved.append(library.save_record(workspace, _record(child, name))[0])
    finally:
        for record in saved:
            found = workspace.store.records.get(record.id or 0)
            expect(found.instruction == record.instruction, "what was saved")


def _whole(folder: Path, known: int) -> None:
    """See that the newest backup and nothing by half is there."""
    store = open_store(folder / "project")
    expect(len(store.records.ids(order="id")) == known, "a record")
    names = [path.name for path in store.backups.folder.iterdir()]
    expect(not [name for name in names if "partial" in name], "half a backup")
    store.close()


def filling_the_disk(child: Child) -> None:
    """Save until no file may grow; acknowledged is what was saved, then the error."""
    with Workspace.open(child.folder / "project") as workspace:
        child.begin()
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))
        try:
            for number in itertools.count():
                said = f"{child.chance.random()} {number} " + "long " * 2000
                record, _c = library.save_record(workspace, Record(instruction=said))
                child.tell([record.id, said])
        except InstrStudioError as error:
            child.tell(["error", str(error)])


def short_of_room(child: Child) -> None:
    """Try everything big where no file may grow; acknowledged are the errors."""
    with Workspace.open(child.folder / "project") as workspace:
        ids = workspace.store.records.ids(order="id")
        copy = run(backups.make(workspace)).path
        packed = run(project_file.write(workspace, child.folder / "whole.instrstudio"))
        deeds: dict[str, Callable[[], object]] = {
            "backup": lambda: run(backups.make(workspace)),
            "pack": lambda: run(project_file.write(workspace, child.folder / "half")),
            "unpack": lambda: run(project_file.read(packed, child.folder / "unpacked")),
            "tag": lambda: run(bulk.tag(workspace, ids, add=("new",))),
            "delete": lambda: run(workspace.store.bulk.delete(ids, label="x")),
            "restore": lambda: run(backups.restore(workspace, copy)),
            "undo": lambda: run(bulk.undo(workspace)),
            "migrate": lambda: open_store(child.folder / "old").close(),
        }
        child.begin()
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
        for name, deed in deeds.items():
            try:
                deed()
            except InstrStudioError as error:
                child.tell([name, str(error)])
            else:
                child.tell([name, ""])


def reading_only(child: Child) -> None:
    """Open a project that may only be read; acknowledged is the error."""
    _become_nobody()
    child.begin()
    try:
        open_store(child.folder / "project")
    except InstrStudioError as error:
        child.tell(["error", str(error)])


def reading_the_index_only(child: Child) -> None:
    """Search where the index may only be read, or not be made; told is what comes."""
    os.environ["INSTRSTUDIO_HOME"] = str(child.folder / "user")
    with Workspace.open(child.folder / "project") as workspace:
        library.save_record(workspace, _record(child, "first"))
        run(indexing.catch_up(workspace))
        # nobody may not import what a search needs either
        searching.search(workspace, Query(text="first"))
        cache = workspace.index_root.parent
    for path in child.folder.rglob("*"):
        path.chmod(0o777)
    for path in (cache, *cache.rglob("*")):
        path.chmod(0o555)
    _become_nobody()
    child.begin()
    with Workspace.open(child.folder / "project") as workspace:
        library.save_record(workspace, _record(child, "second"))
        for word in ("first", "second"):
            page = searching.search(workspace, Query(text=word))
            child.tell([word, page.total, page.behind])
        refused = _refused(lambda: run(indexing.catch_up(workspace)))
        child.tell(["follow", refused])
        refused = _refused(lambda: run(indexing.rebuild(workspace)))
        child.tell(["rebuild", refused])
    with Workspace.open(child.folder / "another") as workspace:
        library.save_record(workspace, _record(child, "first"))
        query = Query(text="first")
        said = _refused(lambda: child.tell(searching.search(workspace, query).behind))
        child.tell(["search", said])


def _refused(deed: Deed) -> str:
    """Return why a deed was refused; nothing where it was not."""
    try:
        deed()
    except InstrStudioError as error:
        return str(error)
    return ""


def _become_nobody() -> None:
    """Give up what only root may: write anywhere."""
    if os.geteuid() == 0:
        os.setuid(NOBODY)


SHORTAGES: dict[str, Callable[[Child], None]] = {
    work.__name__: work
    for work in (
        long_files,
        full_disk,
        filling_the_disk,
        short_of_room,
        reading_only,
        reading_the_index_only,
    )
}
