"""Our own JSON lines lose nothing: versions and verdicts travel with the records."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from file_records import RECORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.changes import Version
from instrstudio.domain.job import run
from instrstudio.domain.record import Record, Source
from instrstudio.services import intake, library, transfer, versions
from instrstudio.services.workspace import Workspace

EDITS = st.lists(
    st.tuples(
        st.sampled_from(["instruction", "system", "licence", "delete"]),
        st.sampled_from(["a", "b", "新的"]),
    ),
    max_size=4,
)
VERDICTS = st.lists(
    st.tuples(
        st.sampled_from(["me", "you"]),
        st.sampled_from(["overall", "x"]),
        st.floats(0, 5),
    ),
    max_size=3,
)
LOCAL = ("id", "parent")


def _changed(workspace: Workspace, record_id: int, what: str, text: str) -> None:
    """Edit a record; a deletion is taken back at once and stays in the history."""
    if what == "delete":
        library.delete(workspace, [record_id])
        library.undo(workspace)
        return
    record = workspace.store.records.get(record_id)
    value = f"{record.instruction} {text}" if what == "instruction" else text
    library.edit(workspace, replace(record, **{what: value}))  # type: ignore[arg-type]  # a text


def _past(workspace: Workspace, record_id: int) -> list[tuple[str, str, object]]:
    """Return the versions of a record without what is of this project only."""

    def body(version: Version) -> object:
        found = version.body
        return found and {k: v for k, v in found.items() if k not in LOCAL}

    versions = library.versions(workspace, record_id)
    return [(v.label, v.at, body(v)) for v in versions]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(record=RECORDS, edits=EDITS, verdicts=VERDICTS)
def test_nothing_is_lost(
    record: Record,
    edits: list[tuple[str, str]],
    verdicts: list[tuple[str, str, float]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("bundle")
    record = replace(record, source=Source(kind="own"), archived=False, parent=None)
    target = folder / "out.jsonl"
    with Workspace.open(folder / "one") as one:
        (first,) = one.store.records.insert([record], label="Add").ids
        assert first is not None
        for what, text in edits:
            _changed(one, first, what, text)
        stored = one.store.records.get(first)
        for profile, criterion, value in verdicts:
            one.store.ratings.put(stored.content_hash, profile, criterion, value)
        run(transfer.export(one, target))
        past, rated = _past(one, first), one.store.ratings.of(stored.content_hash)
    with Workspace.open(folder / "two") as two:
        report = run(transfer.import_files(two, [target]))
        (second,) = report.ids
        assert not report.repaired
        again = two.store.records.get(second)
        assert replace(again, id=None) == replace(stored, id=None)
        assert two.store.ratings.of(again.content_hash) == rated
        if len(past) > 1:
            assert _past(two, second) == past
        more = folder / "again.jsonl"
        run(transfer.export(two, more))
        assert more.read_bytes() == target.read_bytes()
        assert library.undo(two)
        assert two.store.records.count() == 0
        assert library.redo(two)
        assert two.store.records.count() == 1


def test_a_known_record_gets_the_verdicts_and_no_second_past(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    record = Record(instruction="Say it.")
    (first,) = empty_workspace.store.records.insert([record], label="Add").ids
    assert first is not None
    beside = {
        "ratings": [
            {
                "profile": "p",
                "criterion": "c",
                "value": 4,
                "at": "2026-01-01T00:00:00Z",
            },
            {"profile": "q", "criterion": "c", "value": "high"},
            7,
        ],
        "versions": [
            {"label": "Old", "at": "2025", "body": {"instruction": "Old."}},
            {"label": "New", "at": "2026"},
        ],
    }
    row = {"instruction": "Say it.", "examples": [], "extra": {"instrstudio": beside}}
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    report = run(transfer.import_files(empty_workspace, [path], "jsonl"))
    assert report.duplicates == 1
    (rating,) = empty_workspace.store.ratings.of(record.content_hash)
    assert (rating.profile, rating.value, rating.at[:4]) == ("p", 4.0, "2026")
    assert len(library.versions(empty_workspace, first)) == 1


@pytest.mark.parametrize("first", ["parent", "child"])
def test_a_fork_keeps_its_parent(first: str, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with Workspace.open(tmp_path / "one") as one:
        (old,) = one.store.records.insert(
            [Record(instruction="Old.")], label="Add"
        ).added
        child, _ = versions.fork(one, old)
        library.edit(one, replace(child, instruction="New."))
        run(transfer.export(one, target))
    lines = target.read_text("utf-8").splitlines(keepends=True)
    assert len(lines) == 2
    assert '"parent": 1' not in target.read_text("utf-8")
    target.write_text("".join(lines if first == "parent" else lines[::-1]), "utf-8")
    with Workspace.open(tmp_path / "two") as two:
        two.store.records.insert([Record(instruction="Another.")], label="Add")
        run(transfer.import_files(two, [target]))
        found = {one.instruction: one for one in two.store.records.iterate()}
        assert found["New."].parent == found["Old."].id
        assert found["New."].extra == found["Old."].extra == {}
        assert library.undo(two)
        assert library.redo(two)
        assert two.store.records.get(found["New."].id or 0) == found["New."]


def test_a_parent_that_comes_with_a_later_chunk_or_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "CHUNK", 1)
    target, alone = tmp_path / "out.jsonl", tmp_path / "alone.jsonl"
    with Workspace.open(tmp_path / "one") as one:
        (old,) = one.store.records.insert(
            [Record(instruction="Old.")], label="Add"
        ).added
        child, _ = versions.fork(one, old)
        library.edit(one, replace(child, instruction="New.", extra={"a": 1}))
        run(transfer.export(one, target))
        run(transfer.export(one, alone, ids=[child.id or 0]))
    lines = target.read_text("utf-8").splitlines(keepends=True)
    target.write_text("".join(reversed(lines)), "utf-8")
    with Workspace.open(tmp_path / "two") as two:
        run(transfer.import_files(two, [target]))
        found = {one.instruction: one for one in two.store.records.iterate()}
        assert found["New."].parent == found["Old."].id
        assert found["New."].extra == {"a": 1}
    with Workspace.open(tmp_path / "three") as three:
        (new,) = run(transfer.import_files(three, [alone])).ids
        kept = three.store.records.get(new)
        assert kept.parent is None
        name = Record(instruction="Old.").content_hash
        assert kept.extra == {"a": 1, "instrstudio": {"parent": name}}
        again = tmp_path / "again.jsonl"
        run(transfer.export(three, again))
        assert json.loads(again.read_text("utf-8"))["extra"]["instrstudio"][
            "parent"
        ] == (name)


def test_nothing_is_its_own_parent(tmp_path: Path, empty_workspace: Workspace) -> None:
    name = Record(instruction="Say it.").content_hash
    beside = {"instrstudio": {"parent": name}}
    path = tmp_path / "in.jsonl"
    row = {"instruction": "Say it.", "examples": [], "extra": beside}
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = run(transfer.import_files(empty_workspace, [path], "jsonl")).ids
    assert empty_workspace.store.records.get(found).parent is None


def test_what_is_not_ours_stays_as_it_is(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    row = {"instruction": "Say it.", "examples": [], "extra": {"instrstudio": "mine"}}
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = run(transfer.import_files(empty_workspace, [path], "jsonl")).ids
    assert empty_workspace.store.records.get(found).extra == {"instrstudio": "mine"}
