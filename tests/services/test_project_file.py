"""A project in one file: whole, checked, and harmless."""

import hashlib
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from instrstudio.domain.errors import StorageError, TransferError
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.services import library, project_file
from instrstudio.services.workspace import Workspace


@pytest.fixture
def packed(empty_workspace: Workspace, tmp_path: Path) -> Path:
    """A project with a history and a model, in one file."""
    library.save_record(empty_workspace, Record(instruction="apple", tags=("x",)))
    library.tag(empty_workspace, [1], add=("y",))
    model = empty_workspace.project.models / "one" / "best"
    model.mkdir(parents=True)
    (model / "card.json").write_text("{}")
    (model / "weights.safetensors").write_bytes(b"\x00" * 5000)
    (model / "evil.pkl").write_bytes(b"no")
    return run(project_file.write(empty_workspace, tmp_path / "one.instrstudio"))


def _rewrite(
    source: Path,
    target: Path,
    change: Callable[[dict[str, bytes]], None],
    *,
    sign: bool = True,
) -> Path:
    """Write the members anew after `change`, with a manifest that is right."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members)
    if sign:
        manifest["files"] = {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in members.items()
        }
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(manifest))
    return target


def test_a_project_goes_and_comes_whole(
    packed: Path, empty_workspace: Workspace, tmp_path: Path
) -> None:
    folder = run(project_file.read(packed, tmp_path / "new"))
    with Workspace.open(folder) as there:
        assert list(there.store.records.iterate()) == list(
            empty_workspace.store.records.iterate()
        )
        assert str(library.undo_label(there)) == "Tag: +y"
        models = sorted(p.name for p in there.project.models.rglob("*") if p.is_file())
    assert models == ["card.json", "weights.safetensors"]
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "new",
        "one.instrstudio",
        "project",
    ]


def test_models_stay_out_on_demand(
    packed: Path, empty_workspace: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "small.instrstudio"
    run(project_file.write(empty_workspace, target, with_models=False))
    assert zipfile.ZipFile(target).namelist() == ["project.sqlite", "manifest.json"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "/etc/evil.json",
        "models/../../evil.json",
        "models/a/evil.pkl",
        "models/.hidden.json",
        "models/a/../b.json",
        "models/a\\b.json",
        "C:/evil.json",
        "project.sqlite-wal",
        "notes.json",
        "models/a./b.json",
    ],
)
def test_a_name_that_is_not_ours_is_refused(
    packed: Path, tmp_path: Path, name: str
) -> None:
    def plant(members: dict[str, bytes]) -> None:
        members[name] = b"{}"

    bad = _rewrite(packed, tmp_path / "bad.instrstudio", plant)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(TransferError, match="damaged, or not a project"):
        run(project_file.read(bad, tmp_path / "in" / "new"))
    assert sorted(tmp_path.rglob("*")) == before


def test_changed_missing_and_unlisted_members_are_refused(
    packed: Path, tmp_path: Path
) -> None:
    def flip(members: dict[str, bytes]) -> None:
        name = "models/one/best/weights.safetensors"
        members[name] = b"\x01" + members[name][1:]

    def drop(members: dict[str, bytes]) -> None:
        del members["models/one/best/card.json"]

    def add(members: dict[str, bytes]) -> None:
        members["models/one/more.json"] = b"{}"

    def longer(members: dict[str, bytes]) -> None:
        members["models/one/best/card.json"] += b" "

    for change in (flip, drop, add, longer):
        bad = _rewrite(packed, tmp_path / "bad", change, sign=False)
        with pytest.raises(TransferError, match="damaged, or not a project"):
            run(project_file.read(bad, tmp_path / "new"))
        assert not (tmp_path / "new").exists()


def test_a_database_of_something_else_is_refused(packed: Path, tmp_path: Path) -> None:
    def swap(members: dict[str, bytes]) -> None:
        members["project.sqlite"] = b"SQLite format 3\x00" + b"\x00" * 500

    bad = _rewrite(packed, tmp_path / "bad", swap)
    with pytest.raises(StorageError):
        run(project_file.read(bad, tmp_path / "new"))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"[]"])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(TransferError, match="damaged, or not a project"):
        run(project_file.read(tmp_path / "bad", tmp_path / "new"))


def test_a_flipped_bit_is_refused_or_does_no_harm(packed: Path, tmp_path: Path) -> None:
    whole, chance = packed.read_bytes(), random.Random(0)
    head, tail = range(30), range(len(whole) - 700, len(whole))
    places = [*head, *chance.sample(tail, 30), *chance.sample(range(len(whole)), 30)]
    refused = 0
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        packed.write_bytes(flipped)
        try:
            folder = run(project_file.read(packed, tmp_path / "new"))
        except (TransferError, StorageError):
            refused += 1
            assert not (tmp_path / "new").exists()
            continue
        with Workspace.open(folder) as there:
            assert [r.tags for r in there.store.records.iterate()] == [("x", "y")]
        shutil.rmtree(folder)
    assert refused > len(places) / 2


def test_a_cut_file_is_refused(packed: Path, tmp_path: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-100])
    with pytest.raises(TransferError, match="damaged, or not a project"):
        run(project_file.read(packed, tmp_path / "new"))


def test_a_newer_file_is_refused(packed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["version"] = 2
    with zipfile.ZipFile(tmp_path / "newer", "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(TransferError, match="newer version"):
        run(project_file.read(tmp_path / "newer", tmp_path / "new"))


def test_nothing_is_written_over(
    packed: Path, empty_workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(TransferError, match="not empty"):
        run(project_file.read(packed, empty_workspace.project.folder))
    with pytest.raises(TransferError, match="file of a project"):
        run(project_file.write(empty_workspace, empty_workspace.project.database))


def test_an_empty_folder_is_a_good_place(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert run(project_file.read(packed, tmp_path / "new")) == tmp_path / "new"


def test_cancelled_both_ways_leave_nothing(
    packed: Path, empty_workspace: Workspace, tmp_path: Path
) -> None:
    before = sorted(p.name for p in tmp_path.iterdir())
    for job in (
        project_file.read(packed, tmp_path / "new"),
        project_file.write(empty_workspace, tmp_path / "two"),
    ):
        next(job)
        with pytest.raises(Cancelled):
            job.throw(Cancelled())
    assert sorted(p.name for p in tmp_path.iterdir()) == before
