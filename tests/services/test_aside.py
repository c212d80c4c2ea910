"""Big jobs in a child: the same result, cancelled and failed as in the thread."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import IndexOutdated, TransferError
from instrstudio.domain.job import Progress, run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.search import batch
from instrstudio.services import aside, exporting, indexing, open_indexes, searching
from instrstudio.services.workspace import Workspace


@pytest.fixture
def nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "BIG_FILES", 0)
    monkeypatch.setattr(aside, "BIG_EXPORT", 0)
    monkeypatch.setattr(aside, "BIG_CATCH_UP", -1)


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


@pytest.mark.usefixtures("nothing_is_small")
def test_an_export_is_counted_in_a_child_as_in_the_thread(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    rows = [Record(instruction=f"Say {n} and nothing else.") for n in range(9)]
    ids = list(empty_workspace.store.records.insert(rows, label="Add").added)
    plan, target = ExportPlan(format="alpaca", test=0.3), tmp_path / "out.json"
    there = run(aside.preview(empty_workspace, target, plan, ids))
    here = run(exporting.preview(empty_workspace, target, plan, ids))
    assert there == here
    assert there.survey.alike == here.survey.alike
    own = ExportPlan(row_template="{{ instruction }}", test=0.3)
    assert run(aside.survey(empty_workspace, own)).parts == here.survey.parts


def test_an_index_of_many_parts_is_tidied_in_a_child(
    empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_QUICKLY_MERGED", 0)  # no merging at a commit
    while not (parts := _parts(empty_workspace)) or parts < batch.MOST_SEGMENTS:
        record = Record(instruction=f"Say {parts}.")
        empty_workspace.store.records.insert([record], label="Add")
        run(indexing.catch_up(empty_workspace))
    assert run(aside.catch_up(empty_workspace)) == 0
    assert _parts(empty_workspace) < parts
    assert searching.search(empty_workspace, Query(text="say 7")).hits
    monkeypatch.setattr(aside, "in_child", None)
    assert run(aside.catch_up(empty_workspace)) == 0


def _parts(workspace: Workspace) -> int:
    """Return how many parts the index has, 0 where there is none."""
    try:
        with open_indexes.borrow(workspace) as index:
            return len(index.leaves())
    except IndexOutdated:
        return 0
