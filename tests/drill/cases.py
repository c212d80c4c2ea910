"""The workloads that are killed, each with what it needs and what must hold after."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from drill.checks import answers_hold, expect, recovered
from drill.driller import Case
from drill.texts import text
from drill.workloads import FORMATS, OPTIONS

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import backups, indexing, project_file, transfer
from instrstudio.services.workspace import Workspace
from instrstudio.storage.backups import check
from instrstudio.storage.database import Database
from instrstudio.storage.history import History
from instrstudio.storage.migrations import STEPS, migrate
from instrstudio.storage.record_rows import COLUMNS, row_of
from instrstudio.storage.store import Store

ROWS = 2_500
MANY = 600


def made(count: int, name: str) -> list[Record]:
    """Return records whose texts depend on `name` alone."""
    chance = random.Random(name)
    return [
        Record(instruction=text(chance, f"{name}{number}"), title="drill")
        for number in range(count)
    ]


def fill(folder: Path, count: int = MANY, name: str = "r") -> None:
    """Make a project with some records, and its index."""
    with Workspace.open(folder / "project") as workspace:
        workspace.store.records.insert(made(count, name), label="Add")
        run(indexing.catch_up(workspace))


def texts_of(store: Store) -> dict[int, str]:
    """Return what each record says."""
    return {record.id or 0: record.instruction for record in store.records.iterate()}


class Filled:
    """A project of some records that nothing may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        fill(folder)

    def before(self) -> None:
        """Leave all as it is: what accidents leave behind is part of the next."""

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See that all records are there."""
        with recovered(self.folder) as store:
            expect(list(texts_of(store).values()) == _texts(MANY, "r"), "a record")
            self.check(store, told)
        return answers_hold(self.folder, chance)

    def check(self, store: Store, told: list[Any]) -> None:
        """See that what was told holds."""


def _texts(count: int, name: str) -> list[str]:
    return [record.instruction for record in made(count, name)]


class Importing:
    """A killed import goes on where it was, and no row is lost or taken twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts = _texts(ROWS, "i")
        with Workspace.open(folder / "source") as workspace:
            workspace.store.records.insert(made(ROWS, "i"), label="Add")
            run(transfer.export(workspace, folder / "rows.jsonl"))

    def before(self) -> None:
        """Begin with no project."""
        shutil.rmtree(self.folder / "project", ignore_errors=True)

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See what is there, then let the import go on."""
        with recovered(self.folder) as store:
            found = list(texts_of(store).values())
            expect(found == self.texts[: len(found)], "the order of rows")
            expect(
                len(found) >= max((n for n in told if n != "done"), default=0), "row"
            )
        rebuilt = answers_hold(self.folder, chance)
        with Workspace.open(self.folder / "project") as workspace:
            if "done" not in told:
                run(transfer.import_files(workspace, [self.folder / "rows.jsonl"]))
            found = list(texts_of(workspace.store).values())
            expect(found == self.texts, "rows of an import that went on")
            workspace.store.history.undo()
            expect(workspace.store.records.is_empty(), "the undo of an import")
        return rebuilt


class Growing:
    """A project that goes on from accident to accident, with what was told of it.

    A record with “?” may or may not have had the change that followed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        fill(folder)
        self.known: dict[int, str | None] = dict(enumerate(_texts(MANY, "r"), 1))
        self.unsure: set[int] = set()

    def before(self) -> None:
        """Leave all as it is."""

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See that every record says what was told last."""
        self.learn(told)
        with recovered(self.folder) as store:
            there = texts_of(store)
        for number, said in self.known.items():
            is_so = there.get(number) == said or number in self.unsure
            expect(is_so, f"#{number}, which said “{said}”")
        self.unsure.clear()
        self.known = dict(there)
        return answers_hold(self.folder, chance)

    def learn(self, told: list[Any]) -> None:
        """Take in what a workload told."""
        for sign, number, *said in told:
            self.unsure.discard(number)
            if sign == "?":
                self.unsure.add(number)
            else:
                self.known[number] = said[0] if sign == "+" else None


class Saving(Growing):
    """What was saved, edited, forked or merged stays."""

    def learn(self, told: list[Any]) -> None:
        """Take it in; the last record may be a step further than was told."""
        super().learn(told)
        if told:
            self.unsure.add(told[-1][1])


class Committing(Growing):
    """An index commit is there or not."""

    def learn(self, told: list[Any]) -> None:
        """Take in the changes."""
        super().learn([one for one in told if one != "done"])


class Merging(Committing):
    """Segments are merged or not."""


class Rebuilding(Committing):
    """The old index or the new one."""


class Tagging(Filled):
    """A change to many is whole or not at all."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.standing: set[str] = set()

    def check(self, store: Store, told: list[Any]) -> None:
        """See which tags all have."""
        for tag in told:
            if tag.startswith("-"):
                self.standing.discard(tag[1:])
            else:
                self.standing.add(tag)
        counts = dict(store.records.tags())
        expect(set(counts.values()) <= {MANY}, "a change by half")
        # one more step may be done, or undone, than was told
        expect(len(self.standing ^ set(counts)) <= 1, "a change to many")
        self.standing = set(counts)


class Backing_Up(Filled):  # noqa: N801 - named after its workload
    """A backup, a packed project or an unpacked one that has its name is whole."""

    def before(self) -> None:
        """Remove what is whole; debris stays."""
        for copy in (self.folder / "project" / "backups").glob("[!.]*.sqlite"):
            copy.unlink()
        (self.folder / "whole.instrstudio").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "unpacked", ignore_errors=True)

    def check(self, store: Store, told: list[Any]) -> None:
        """Read all that has a name."""
        expect(all(Path(path).exists() for path in told), "a backup that was told")
        for backup in store.backups.all():
            _whole(backup.path, "a backup")
        packed = self.folder / "whole.instrstudio"
        if packed.exists():
            run(project_file.read(packed, self.folder / "once more"))
            _whole(self.folder / "once more" / "project.sqlite", "a packed project")
            shutil.rmtree(self.folder / "once more")
        if (self.folder / "unpacked").exists():
            _whole(self.folder / "unpacked" / "project.sqlite", "an unpacked project")


def _whole(copy: Path, what: str) -> None:
    """See that a copy of the project is sound and has all records."""
    check(copy)
    with closing(sqlite3.connect(copy)) as raw:
        found = raw.execute("SELECT count(*) FROM record").fetchone()[0]
    expect(found == MANY, what)


class Restoring:
    """A restored project is the one or the other, never something between.

    Often it then grows past what was indexed before anybody searches.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, list[str]] = {}
        for name, count in zip(OPTIONS, (MANY, MANY // 2), strict=True):
            shutil.rmtree(folder / "project", ignore_errors=True)
            fill(folder, count, name)
            self.texts[name] = self.standing = _texts(count, name)
            with Workspace.open(folder / "project") as workspace:
                run(backups.make(workspace)).path.replace(folder / f"{name}.sqlite")

    def before(self) -> None:
        """Leave all as it is."""

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See which of the two is there."""
        with recovered(self.folder) as store:
            found = list(texts_of(store).values())
            done = [name for name, sign in pairwise(told) if sign == "done"]
            self.standing = self.texts[done[-1]] if done else self.standing
            begun = self.texts[told[-1]] if told and told[-1] != "done" else None
            expect(found in (self.standing, begun), "a restored project")
            if chance.random() < 0.5:
                name = f"g{chance.randrange(10**9)}x"
                store.records.insert(made(MANY, name), label="Add")
            self.standing = list(texts_of(store).values())
        return answers_hold(self.folder, chance)


class Migrating:
    """A project of an older schema is old or new, with all its records."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps = 0
        for steps in range(1, len(STEPS)):
            old_project(folder / f"old {steps}", MANY, steps)

    def before(self) -> None:
        """Put an old project there, of each schema in turn."""
        self.steps = self.steps % (len(STEPS) - 1) + 1
        shutil.rmtree(self.folder / "project", ignore_errors=True)
        shutil.copytree(self.folder / f"old {self.steps}", self.folder / "project")

    def after(self, told: list[Any], chance: random.Random) -> bool:
        """See that all is there and works as new."""
        with recovered(self.folder) as store:
            expect(list(texts_of(store).values()) == _texts(MANY, "o"), "old records")
            store.runs.all()
            for copy in store.backups.all():
                check(copy.path)
        return answers_hold(self.folder, chance)


def old_project(folder: Path, records: int, steps: int = 1) -> None:
    """Make a project of an older schema with some records."""
    folder.mkdir(parents=True)
    # every schema takes a row as it is; only today's lets an insert go quicker
    database = Database(folder / "project.sqlite")
    migrate(database, STEPS[:steps])
    marks = ", ".join("?" for _column in COLUMNS)
    with database.atomic():
        operation = History(database).begin("insert", "Add")
        database.executemany(
            f"INSERT INTO record VALUES ({marks})",
            (
                row_of(record, number, operation, "2026", record.content_hash)
                for number, record in enumerate(made(records, "o"), start=1)
            ),
        )
    database.close()


class Exporting(Filled):
    """A file that has its name is whole."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.whole: dict[str, bytes] = {}
        with Workspace.open(folder / "project") as workspace:
            for kind, name in FORMATS.items():
                run(transfer.export(workspace, folder / name))
                self.whole[kind] = (folder / name).read_bytes()

    def before(self) -> None:
        """Remove the files; now and then an old one stays to be replaced."""
        for number, name in enumerate(FORMATS.values()):
            if number:
                (self.folder / name).unlink(missing_ok=True)

    def check(self, store: Store, told: list[Any]) -> None:
        """Compare the files with those that were written in peace."""
        for kind, name in FORMATS.items():
            path = self.folder / name
            expect(path.exists() or kind not in told, f"the file {name}")
            is_whole = not path.exists() or path.read_bytes() == self.whole[kind]
            expect(is_whole, f"a part of the file {name}")


CASES: dict[str, Callable[[Path], Case]] = {
    case.__name__.lower(): case
    for case in (
        Importing,
        Saving,
        Tagging,
        Committing,
        Merging,
        Rebuilding,
        Backing_Up,
        Restoring,
        Migrating,
        Exporting,
    )
}
