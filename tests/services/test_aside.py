"""Big jobs in a child: the same result, cancelled and failed as in the thread."""

import json
from pathlib import Path

import pytest
from loopback_site import FAQ, HOW_TO, serving

from instrstudio.domain.crawl import PAUSED, CrawlPlan, PageFetched, PassageProposed
from instrstudio.domain.errors import IndexOutdated, TransferError
from instrstudio.domain.job import Progress, run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.search import batch
from instrstudio.services import (
    aside,
    catalogue,
    crawling,
    crawling_review,
    exporting,
    indexing,
    open_indexes,
    searching,
)
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


@pytest.mark.usefixtures("nothing_is_small")
def test_a_file_of_a_data_set_keeps_its_source_and_licence(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = tmp_path / "firefly-train.jsonl"
    rows = ({"kind": "NLI", "input": f"判断 {n}", "target": "是"} for n in range(5))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = catalogue.plan(catalogue.get("firefly"), path)
    dry = run(aside.import_dataset(empty_workspace, found, dry_run=True))
    assert (dry.added, empty_workspace.store.records.count()) == (5, 0)
    report = run(aside.import_dataset(empty_workspace, found))
    record = empty_workspace.store.records.get(report.ids[0])
    assert (report.added, record.licence) == (5, found.entry.licence)
    assert (record.source.name, record.source.url) == (
        found.entry.name,
        found.entry.url,
    )


@pytest.mark.usefixtures("no_child")
def test_a_small_file_of_a_data_set_stays_in_the_thread(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = tmp_path / "dolly.jsonl"
    row = {"instruction": "Say hi.", "context": "", "response": "Hi.", "category": "x"}
    path.write_text(json.dumps(row), encoding="utf-8")
    found = catalogue.plan(catalogue.get("dolly"), path)
    assert run(aside.import_dataset(empty_workspace, found)).added == 1


def test_a_crawl_in_a_child_tells_what_it_finds_and_goes_on(
    empty_workspace: Workspace,
) -> None:
    with serving() as site:
        site.put("/", HOW_TO)
        site.put("/faq", FAQ)
        seeds = (f"{site.url}/", f"{site.url}/faq")
        plan = CrawlPlan(seeds=seeds, delay=0.0, depth=0, pages=1, allow_private=True)
        events = list[object]()
        report = run(aside.crawl(empty_workspace, plan), events.append)
        assert (report.state, report.fetched, report.waiting) == (PAUSED, 1, 1)
        told = [e.proposal for e in events if isinstance(e, PassageProposed)]
        assert told == crawling_review.proposals(empty_workspace)
        assert len(told) == report.proposed > 0
        events.clear()
        job = aside.resume_crawl(empty_workspace, report.crawl, {"pages": 9})
        assert run(job, events.append).fetched == 1
        assert [e.url for e in events if isinstance(e, PageFetched)] == [seeds[1]]


def test_the_contact_is_what_the_last_crawl_said(empty_workspace: Workspace) -> None:
    assert crawling.contact(empty_workspace) == ""
    with serving() as site:
        plan = CrawlPlan(seeds=(site.url,), delay=0.0, contact="me@example.org")
        run(crawling.crawl(empty_workspace, plan))
    assert crawling.contact(empty_workspace) == "me@example.org"
