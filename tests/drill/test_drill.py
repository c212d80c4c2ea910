"""A minute of accidents: kill -9, a full disk, what may only be read, another process.

`make drill` does the first of them for longer.
"""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from drill import cases
from drill.cases import CASES, MANY, Growing, fill, old_project, texts_of
from drill.checks import Wrong, answers_hold, recovered
from drill.driller import Driller, acknowledged
from drill.shortages import ROOMS
from drill.texts import Question

from instrstudio.services.workspace import Workspace
from instrstudio.storage.store import open_store

KILLS = 3
DEEDS = {"import", "save", "index", "rebuild", "search", "backup", "export"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driller]:
    driller = Driller(tmp_path_factory.mktemp("drill"), seed=4)
    yield driller
    driller.close()


@pytest.fixture
def driller(opened: Driller, monkeypatch: pytest.MonkeyPatch) -> Driller:
    """What starts workloads; the checks look into the same folders as they do."""
    monkeypatch.setenv("INSTRSTUDIO_HOME", str(opened.user))
    opened.chance.seed(4)
    return opened


@pytest.mark.parametrize("name", CASES)
def test_nothing_committed_is_lost(name: str, driller: Driller) -> None:
    tally = driller.drill(CASES[name], KILLS)
    assert tally.lost == []
    assert tally.wrong == []
    assert tally.killed > 0


def test_a_drill_tells_what_is_lost_and_what_is_wrong(driller: Driller) -> None:
    class Saving(cases.Saving):
        """Forgets a record each time."""

        def before(self) -> None:
            with recovered(self.folder) as store:
                store.records.delete([max(texts_of(store))], label="x")

    assert driller.drill(Saving, 1).lost

    folder = driller.home / "hidden"
    folder.mkdir()
    fill(folder)
    with Workspace.open(folder / "project") as workspace:
        workspace.store.database.execute("DROP TRIGGER record_deleted")
        workspace.store.records.delete([*range(1, MANY)], label="x")
    with pytest.raises(Wrong):
        answers_hold(folder, random.Random(4))


def test_two_processes_share_a_project_and_one_is_killed(driller: Driller) -> None:
    folder, other = driller.home / "shared", Driller(driller.home, seed=5)
    folder.mkdir()
    case = Growing(folder)
    try:
        for seconds in (0.0, 0.3, 60.0):
            theirs = folder / "theirs"
            theirs.mkdir(exist_ok=True)
            (theirs / "project").unlink(missing_ok=True)
            (theirs / "project").symlink_to(folder / "project")
            driller.start("beside", folder, seconds=seconds)
            assert other.run("beside", theirs).status == 0
            driller.ended()
            told = [*acknowledged(folder), *acknowledged(theirs)]
            refused = [said for sign, said, *_rest in told if sign == "refused"]
            assert [said for said in refused if not said.startswith("Another")] == []
            case.after([one for one in told if one[0] != "refused"], driller.chance)
    finally:
        other.close()


def _one_sentence(said: str) -> bool:
    """Say whether people are told one thing."""
    return said.endswith(".") and "\n" not in said and "Error" not in said


def _see_what_was_said(folder: Path) -> None:
    """See that each deed was refused at least once, and always in one sentence."""
    told = acknowledged(folder)
    assert len(told) == len(ROOMS) * len(DEEDS)
    refused = [(name, said) for name, _room, said in told if said]
    assert [said for _name, said in refused if not _one_sentence(said)] == []
    assert {name for name, _said in refused} >= DEEDS - {"search"}


def test_what_needs_room_is_refused_then_works_again(driller: Driller) -> None:
    folder = driller.home / "long"
    folder.mkdir()
    driller.run("long_files", folder)
    _see_what_was_said(folder)


def test_a_disk_that_is_really_full(driller: Driller) -> None:
    apart = ("unshare", "-rm")
    mount = [*apart, "mount", "-t", "tmpfs", "tmpfs", str(driller.home)]
    if not shutil.which("unshare") or subprocess.run(mount, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    folder = driller.home / "really"
    folder.mkdir()
    other = Driller(driller.home, seed=6, under=apart)
    try:
        other.run("full_disk", folder)
    finally:
        other.close()
    _see_what_was_said(folder)


def test_a_full_disk_loses_nothing_and_is_said(driller: Driller) -> None:
    folder = driller.home / "full"
    folder.mkdir()
    driller.run("filling_the_disk", folder)
    *saved, (kind, said) = acknowledged(folder)
    assert kind == "error"
    assert "room" in said
    assert len(saved) > 3
    with recovered(folder) as store:
        texts = [record.instruction for record in store.records.iterate()]
        assert texts == [text for _id, text in saved]


def test_nothing_big_is_done_by_half_where_there_is_no_room(driller: Driller) -> None:
    folder = driller.home / "short"
    folder.mkdir()
    fill(folder)
    old_project(folder / "old", MANY)

    driller.run("short_of_room", folder)

    told = dict(acknowledged(folder))
    assert len(told) == 8
    assert [name for name, said in told.items() if not said] == []
    assert not (folder / "unpacked").exists()
    with recovered(folder) as store:
        assert store.records.count() == MANY
        assert store.records.tags() == []
        (copy,) = store.backups.all()
        left = {path.name for path in store.backups.folder.iterdir()}
        assert left == {copy.path.name}
    names = {path.name for path in folder.iterdir()}
    assert names == {"project", "old", "acks", "whole.instrstudio"}
    old = open_store(folder / "old")
    assert old.records.count() == MANY
    old.close()


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder that also nobody may use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def test_a_folder_that_may_only_be_read_is_named(
    driller: Driller, for_all: Path
) -> None:
    with recovered(for_all) as store:
        store.settings.put("a", 1)
    before = (for_all / "project" / "project.sqlite").read_bytes()
    (for_all / "project" / "project.sqlite").chmod(0o444)
    (for_all / "project").chmod(0o555)
    driller.run("reading_only", for_all)
    ((_kind, said),) = acknowledged(for_all)
    assert "cannot be written to: check the permissions" in said
    (for_all / "project").chmod(0o755)
    assert (for_all / "project" / "project.sqlite").read_bytes() == before


def test_an_index_that_may_only_be_read_is_searched(
    driller: Driller, for_all: Path
) -> None:
    driller.run("reading_the_index_only", for_all)
    told = acknowledged(for_all)
    assert told[0] == ["first", 1, 1]
    assert told[1] == ["second", 0, 1]
    refused = dict(told[2:])
    assert set(refused) == {"follow", "rebuild", "search"}
    assert [said for said in refused.values() if not _one_sentence(said)] == []
    for path in for_all.rglob("*"):
        path.chmod(0o777)


def test_answers_are_known_without_an_index() -> None:
    assert Question("a b", "a b").is_answered_by("x a b y")
    assert not Question("a b", "a b").is_answered_by("x ab y a bc")
    assert Question("玄黄", "玄黄").is_answered_by("x 天地玄黄")
    assert not Question("地黄", "地黄").is_answered_by("x 天地玄黄")
