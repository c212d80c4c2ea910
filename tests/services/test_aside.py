"""Big jobs in a child: the same result, cancelled and failed as in the thread."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Progress, run
from instrstudio.domain.query import Query
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.services import aside, indexing, searching
from instrstudio.services.workspace import Workspace


@pytest.fixture
def nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "BIG_FILES", 0)
    monkeypatch.setattr(aside, "BIG_EXPORT", 0)
    monkeypatch.setattr(indexing, "SMALL_LIBRARY", -1)


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> object:
        raise AssertionError("a child was started")

    monkeypatch.setattr(aside, "in_child", refuse)


def _file(folder: Path, count: int) -> Path:
    path = folder / "rows.jsonl"
    rows = ({"instruction": f"Say {n}.", "output": str(n)} for n in range(count))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.usefixtures("nothing_is_small")
def test_a_file_goes_in_is_found_and_comes_out(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path, events = _file(tmp_path, 30), list[object]()
    plan = ImportPlan(tags=("new",))
    report = run(aside.import_files(empty_workspace, [path], plan=plan), events.append)
    assert (report.read, report.added, len(report.ids)) == (30, 30, 30)
    assert any(isinstance(event, Progress) for event in events)
    assert empty_workspace.store.records.count(tag="new") == 30

    assert run(aside.catch_up(empty_workspace)) == 30
    assert searching.search(empty_workspace, Query(text="say 7")).hits

    target = tmp_path / "out.json"
    ids = report.ids[:4]
    written = run(aside.export(empty_workspace, target, ExportPlan(), ids))
    assert (written.written, len(json.loads(target.read_text()))) == (4, 4)


@pytest.mark.usefixtures("nothing_is_small")
def test_a_cancelled_import_keeps_what_it_read(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path, seen = _file(tmp_path, 2_500), list[object]()
    job = aside.import_files(empty_workspace, [path])
    first = run(job, seen.append, stop=lambda: bool(seen))
    assert first.cancelled
    assert 0 < first.added < 2_500

    rest = run(aside.import_files(empty_workspace, [path]))
    assert first.added + rest.added == 2_500


@pytest.mark.usefixtures("nothing_is_small")
def test_what_goes_wrong_in_the_child_is_said(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    with pytest.raises(TransferError, match="nothing to export"):
        run(aside.export(empty_workspace, tmp_path / "out.json", ExportPlan()))


@pytest.mark.usefixtures("no_child")
def test_what_is_small_starts_no_process(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    report = run(aside.import_files(empty_workspace, [_file(tmp_path, 3)]))
    assert report.added == 3
    assert run(aside.catch_up(empty_workspace)) == 3
    assert run(aside.rebuild(empty_workspace)) == 3
    target = tmp_path / "out.json"
    assert run(aside.export(empty_workspace, target, ExportPlan())).written == 3


@pytest.mark.usefixtures("no_child")
def test_a_missing_file_is_named(tmp_path: Path, empty_workspace: Workspace) -> None:
    with pytest.raises(TransferError, match="no file"):
        run(aside.import_files(empty_workspace, [tmp_path / "gone.json"]))
