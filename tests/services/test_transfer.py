"""Import and export: every row accounted for, nothing half done, one step to undo."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from instrstudio.domain.errors import InstrStudioError, TransferError
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import ImportReport
from instrstudio.domain.transfer_plan import ImportPlan
from instrstudio.services import exporting, intake, transfer
from instrstudio.services.workspace import Workspace

WILD = Path(__file__).parents[3] / "shared" / "data" / "wild" / "alpaca"


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "CHUNK", 10)


def _file(folder: Path, rows: Sequence[object], name: str = "rows.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def _rows(count: int, start: int = 0) -> list[dict[str, str]]:
    return [
        {"instruction": f"Say the number {n}.", "input": "", "output": str(n)}
        for n in range(start, start + count)
    ]


def _adds_up(report: ImportReport) -> bool:
    return report.read == report.added + report.duplicates + len(report.skipped)


def test_every_row_is_accounted_for(tmp_path: Path, empty_workspace: Workspace) -> None:
    rows = [
        *_rows(3),
        *_rows(1),
        {"output": "no instruction"},
        {"instruction": "A number as output.", "output": 5},
        {
            "en_instruction": "Shorten it.",
            "en_output": "a",
            "zh_instruction": "缩短它。",
            "zh_output": "甲",
        },
    ]
    report = run(transfer.import_files(empty_workspace, [_file(tmp_path, rows)]))
    assert _adds_up(report)
    assert (report.read, report.added, report.duplicates) == (7, 5, 1)
    assert [entry.row for entry in report.skipped] == [5]
    assert [entry.row for entry in report.repaired] == [6]
    assert len(report.ids) == 6
    assert empty_workspace.store.records.count() == 6
    first = empty_workspace.store.records.get(report.ids[0])
    assert first.source.kind == "import"
    assert first.source.name == "rows.json"
    assert len(first.source.retrieved) == 10
    assert first.task_type
    english, chinese = empty_workspace.store.records.page(report.ids[-2:])
    assert english.pair == chinese.pair != ""
    assert (english.language, chinese.language) == ("en", "zh")


def test_importing_twice_adds_nothing(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _file(tmp_path, _rows(5))
    run(transfer.import_files(empty_workspace, [path]))
    again = run(transfer.import_files(empty_workspace, [path]))
    assert (again.read, again.added, again.duplicates) == (5, 0, 5)


def test_a_dry_run_reports_the_same_and_writes_nothing(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    known = _file(tmp_path, _rows(2), "known.json")
    run(transfer.import_files(empty_workspace, [known]))
    rows = [*_rows(4), *_rows(4), {"output": "x"}, {"instruction": "i", "output": 1}]
    path = _file(tmp_path, rows)
    dry = run(transfer.import_files(empty_workspace, [path], dry_run=True))
    assert empty_workspace.store.records.count() == 2
    wet = run(transfer.import_files(empty_workspace, [path]))
    assert dry.as_dict() == wet.as_dict()
    assert (dry.added, dry.duplicates) == (3, 6)
    assert dry.ids == ()


@pytest.mark.usefixtures("small_chunks")
def test_many_files_are_one_step_to_undo(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    paths = [
        _file(tmp_path, _rows(25), "a.json"),
        _file(tmp_path, _rows(25, start=20), "b.json"),
    ]
    report = run(transfer.import_files(empty_workspace, paths))
    assert (report.read, report.added, report.duplicates) == (50, 45, 5)
    history = empty_workspace.store.history
    assert str(history.undo_label()) == "Import 2 files"
    assert history.undo()
    assert empty_workspace.store.records.count() == 0
    assert history.undo_label() is None
    assert history.redo()
    assert empty_workspace.store.records.count() == 45


@pytest.mark.usefixtures("small_chunks")
def test_a_cancelled_import_keeps_what_is_committed_and_goes_on(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _file(tmp_path, _rows(35))
    job = transfer.import_files(empty_workspace, [path])
    next(job)
    next(job)
    with pytest.raises(StopIteration) as ended:
        job.throw(Cancelled())
    report: ImportReport = ended.value.value
    assert report.cancelled
    assert _adds_up(report)
    assert report.added == 20 == empty_workspace.store.records.count()

    seen: list[Progress] = []
    rest = run(transfer.import_files(empty_workspace, [path]), seen.append)
    assert "after row 20" in str(seen[0].message)
    assert (rest.read, rest.added, rest.duplicates) == (15, 15, 0)
    assert empty_workspace.store.records.count() == 35
    assert empty_workspace.store.history.undo()
    assert empty_workspace.store.records.count() == 0, "both parts are one step"


@pytest.mark.usefixtures("small_chunks")
def test_a_stopped_import_with_other_conditions_begins_anew(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _file(tmp_path, _rows(35))
    strict = ImportPlan(licences=("MIT",))
    job = transfer.import_files(empty_workspace, [path], plan=strict)
    next(job)
    next(job)
    job.close()
    assert empty_workspace.store.records.count() == 0
    report = run(transfer.import_files(empty_workspace, [path]))
    assert (report.read, report.added) == (35, 35)


@pytest.mark.usefixtures("small_chunks")
def test_a_stopped_import_that_was_undone_begins_anew(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _file(tmp_path, _rows(35))
    job = transfer.import_files(empty_workspace, [path])
    next(job)
    job.close()
    empty_workspace.store.history.undo()
    report = run(transfer.import_files(empty_workspace, [path]))
    assert (report.read, report.added) == (35, 35)


@pytest.mark.usefixtures("small_chunks")
def test_progress_is_in_bytes_and_never_goes_back(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    paths = [_file(tmp_path, _rows(35), "a.json"), _file(tmp_path, _rows(5), "b.json")]
    seen: list[Progress] = []
    run(transfer.import_files(empty_workspace, paths, dry_run=True), seen.append)
    total = sum(path.stat().st_size for path in paths)
    assert [p.total for p in seen] == [total] * 5
    done = [p.done for p in seen]
    assert done == sorted(done)
    assert done[-1] == total


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.json", ""),
        ("object.json", '{"data": 1}'),
        ("text.json", "hello"),
        ("picture.png", "x"),
        ("rows.yaml", "hello"),
    ],
)
def test_what_is_no_file_of_rows_is_one_sentence_and_writes_nothing(
    tmp_path: Path, empty_workspace: Workspace, name: str, text: str
) -> None:
    good = _file(tmp_path, _rows(3), "good.json")
    bad = tmp_path / name
    bad.write_text(text)
    with pytest.raises(TransferError) as caught:
        run(transfer.import_files(empty_workspace, [good, bad]))
    assert name in str(caught.value)
    assert empty_workspace.store.records.count() == 0


def test_names_that_mean_nothing_are_one_sentence(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _file(tmp_path, _rows(1))
    for job in (
        transfer.import_files(empty_workspace, []),
        transfer.import_files(empty_workspace, [tmp_path / "gone.json"]),
        transfer.import_files(empty_workspace, [path], "nonsense"),
    ):
        with pytest.raises(TransferError, match=r"\.$"):
            run(job)
    with pytest.raises(TransferError, match="known are alpaca"):
        transfer.loss("nonsense")
    with pytest.raises(TransferError, match=r"\.exe"):
        transfer.format_to_write(tmp_path / "x.exe")


def test_the_suffix_chooses_the_format_that_drops_least(tmp_path: Path) -> None:
    assert transfer.format_to_write(tmp_path / "x.jsonl").name == "jsonl"
    assert transfer.format_to_write(tmp_path / "x.json").name == "alpaca"
    assert transfer.format_to_write(tmp_path / "x.jsonl", "alpaca").name == "alpaca"
    assert "tags" in transfer.loss("alpaca").drops
    assert transfer.loss("jsonl").drops == ()


def test_a_record_survives_the_journey_to_another_project(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    record = Record(
        instruction="请对以下新闻文章进行摘要：\n\n[新闻文章内容]",
        task_description="对一篇新闻文章进行摘要。",
        examples=(Example(input="文章", output="摘要"), Example(input="b")),
        tags=("新闻", "a"),
        task_type="summarization",
        constraints=("一句话",),
        source=Source(kind="constructed", name="t"),
        extra={"k": [1, None, {"x": "y"}]},
    )
    records = empty_workspace.store.records
    (kept,) = records.insert([record], label="x").ids
    target = tmp_path / "out.jsonl"
    report = run(transfer.export(empty_workspace, target))
    assert (report.written, report.path, report.drops) == (1, target, ())
    with Workspace.open(tmp_path / "other") as other:
        found = run(transfer.import_files(other, [target]))
        assert found.added == 1
        there = other.store.records.get(found.ids[0])
    here = records.get(kept or 0)
    assert replace(there, id=None) == replace(here, id=None)


def test_the_starter_library_stays_here_unless_asked_for(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    shipped = Record(instruction="shipped", source=Source(kind="starter"))
    records = empty_workspace.store.records
    (starter,) = records.insert([shipped], label="x").ids
    target = tmp_path / "out.json"
    with pytest.raises(TransferError, match="nothing to export"):
        run(transfer.export(empty_workspace, target))
    assert list(tmp_path.glob("*out*")) == []
    run(transfer.export(empty_workspace, target, with_starter=True))
    assert len(json.loads(target.read_text())) == 1
    run(transfer.export(empty_workspace, target, ids=[starter or 0]))
    records.insert([Record(instruction="mine")], label="x")
    run(transfer.export(empty_workspace, target))
    assert [row["instruction"] for row in json.loads(target.read_text())] == ["mine"]


def test_export_of_what_a_query_finds(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    run(transfer.import_files(empty_workspace, [_file(tmp_path, _rows(20))]))
    target = tmp_path / "out.json"
    report = run(transfer.export(empty_workspace, target, query="number 7"))
    rows = json.loads(target.read_text())
    assert report.written == len(rows) >= 1
    assert rows[0]["instruction"] == "Say the number 7."
    with pytest.raises(TransferError, match="matches “zebra”"):
        run(transfer.export(empty_workspace, target, query="zebra"))
    assert json.loads(target.read_text()) == rows, "the old file stays"


def test_a_stopped_export_leaves_the_old_file(
    tmp_path: Path, empty_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_EVERY", 1)
    records = [Record(instruction=f"i{n}") for n in range(5)]
    empty_workspace.store.records.insert(records, label="x")
    target = tmp_path / "out.json"
    target.write_text("old")
    job = transfer.export(empty_workspace, target)
    assert next(job).total == 5
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.glob("*.partial*")] == []
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_no_place_to_write_is_one_sentence(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    empty_workspace.store.records.insert([Record(instruction="i")], label="x")
    with pytest.raises(InstrStudioError, match=r"cannot be written: .+\.$"):
        run(transfer.export(empty_workspace, tmp_path / "no" / "such" / "out.json"))


@pytest.mark.skipif(not WILD.is_dir(), reason="the files are not at hand")
def test_every_published_file_imports(empty_workspace: Workspace) -> None:
    paths = sorted(WILD.iterdir())
    dry = run(transfer.import_files(empty_workspace, paths, dry_run=True))
    wet = run(transfer.import_files(empty_workspace, paths))
    assert dry.as_dict() == wet.as_dict()
    assert _adds_up(wet)
    assert wet.read == 1019
    assert wet.skipped == ()
    assert [entry.file for entry in wet.repaired] == ["gpteacher_roleplay_head.yaml"]
