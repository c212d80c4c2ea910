"""A minute of accidents: kill -9, a full disk, a folder that may only be read."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from drill.drilling import (
    DRILLS,
    MANY,
    Driller,
    acknowledged,
    fill,
    recovered,
)
from drill.workloads import old_project

from instrstudio.storage.store import open_store

KILLS = 5

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]


@pytest.fixture(scope="module")
def driller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driller]:
    opened = Driller(tmp_path_factory.mktemp("drill"), seed=4)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", DRILLS)
def test_nothing_committed_is_lost(name: str, driller: Driller) -> None:
    folder = driller.home / name
    folder.mkdir()
    DRILLS[name](driller, folder, KILLS)


def test_a_full_disk_loses_nothing_and_is_said(driller: Driller) -> None:
    folder = driller.home / "full"
    folder.mkdir()
    driller.start("filling_the_disk", folder)
    assert driller.ended() == 0
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
    fill(folder, MANY)
    old_project(folder / "old", MANY)

    driller.start("short_of_room", folder)

    assert driller.ended() == 0
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


def test_a_folder_that_may_only_be_read_is_named(driller: Driller) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        with recovered(folder) as store:
            store.settings.put("a", 1)
        before = (folder / "project" / "project.sqlite").read_bytes()
        (folder / "project" / "project.sqlite").chmod(0o444)
        (folder / "project").chmod(0o555)
        driller.start("reading_only", folder)
        assert driller.ended() == 0
        ((_kind, said),) = acknowledged(folder)
        assert "cannot be written to: check the permissions" in said
        (folder / "project").chmod(0o755)
        assert (folder / "project" / "project.sqlite").read_bytes() == before
