"""The catalogue of data sets: what ships in it, and from a file to an import."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from instrstudio.domain.catalogue import NO, UNCLEAR, YES, Entry
from instrstudio.domain.errors import InvalidInput, NotFound, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.services import catalogue, import_preview, plugins
from instrstudio.services.transfer import import_files
from instrstudio.services.workspace import Workspace

ENTRIES = {entry.id: entry for entry in catalogue.entries()}


def lines(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_about_thirty_sets_or_more_in_both_languages_are_known() -> None:
    assert len(ENTRIES) >= 30
    assert sum("zh" in entry.languages for entry in ENTRIES.values()) >= 12
    assert {entry.shippable for entry in ENTRIES.values()} == {YES, NO, UNCLEAR}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_each_entry_can_be_kept_to(entry: Entry) -> None:
    readable = {found.name for found in plugins.formats() if found.reads}
    assert entry.format in {*readable, ""}
    assert urlsplit(entry.url).scheme in ("https", "http")
    assert entry.files
    assert set(entry.columns.values()) <= set(import_preview.fields())
    assert set(entry.columns) <= {*entry.fields, *entry.columns}
    if entry.columns:
        needed = "input" if entry.instruction else "instruction"
        assert needed in entry.columns.values()
    assert set("您请！").isdisjoint("".join(e["zh"] for e in _sentences(entry))) or (
        "申请" in entry.get["zh"]
    )


def _sentences(entry: Entry) -> tuple[Mapping[str, str], ...]:
    return entry.about, entry.why, entry.get


def test_what_is_non_commercial_or_says_nothing_is_never_called_shippable() -> None:
    for entry in ENTRIES.values():
        if "NC" in entry.licence:
            assert entry.shippable == NO, entry.id
        if entry.licence == "unclear":
            assert entry.shippable != YES, entry.id


def test_the_search_takes_words_language_and_licence_together() -> None:
    found = [entry.id for entry in catalogue.search("alpaca gpt-4", "zh")]
    assert found == ["alpaca-gpt4-zh"]
    assert all(e.shippable == YES for e in catalogue.search(shippable=True))
    assert catalogue.search("no such words at all") == ()
    assert catalogue.search() == catalogue.entries()
    assert catalogue.get("dolly").licence == "CC-BY-SA-3.0"
    with pytest.raises(NotFound, match="nowhere"):
        catalogue.get("nowhere")


def test_a_file_is_imported_with_source_address_and_licence(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    rows = [{"kind": "NLI", "input": f"判断第 {n} 句", "target": "是"} for n in (1, 2)]
    path = lines(tmp_path / "firefly-train-1.1M.jsonl", rows)
    found = catalogue.plan(catalogue.get("firefly"), path)
    assert found.is_named
    shown = catalogue.preview(found).rows[0].items[0]
    dry = run(catalogue.import_file(empty_workspace, found, dry_run=True))
    assert (dry.added, empty_workspace.store.records.count()) == (2, 0)
    report = run(catalogue.import_file(empty_workspace, found))
    assert report.added == 2
    record = empty_workspace.store.records.get(report.ids[0])
    assert record.instruction == "判断第 1 句"
    assert record.examples[0].output == "是"
    assert record.task_type == "NLI"
    assert record.licence == "unclear"
    assert record.source.name == "Firefly 1.1M"
    assert record.source.url.endswith("firefly-train-1.1M")
    assert (record.source.kind, len(record.source.retrieved)) == ("import", 10)
    assert isinstance(shown, Record)
    assert (shown.instruction, shown.licence) == (record.instruction, "unclear")
    assert shown.source.url == record.source.url


def test_a_set_without_instructions_gets_that_of_the_catalogue(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    rows = [{"text": "甲乙丙", "summary": "甲"}, {"text": "丁", "summary": "戊"}]
    path = lines(tmp_path / "train.jsonl", rows)
    found = catalogue.plan(catalogue.get("lcsts"), path)
    report = run(catalogue.import_file(empty_workspace, found))
    first, second = empty_workspace.store.records.page(report.ids)
    assert first.instruction == second.instruction == found.entry.instruction
    assert first.examples[0].as_dict() == {"input": "甲乙丙", "output": "甲"}


def test_a_licence_that_a_row_names_itself_stays(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    task = {
        "Definition": ["Add the numbers."],
        "Instance License": ["CC BY-NC 4.0"],
        "Positive Examples": [{"input": "1 2", "output": "3"}],
        "Instances": [{"input": "2 2", "output": ["4"]}],
    }
    path = tmp_path / "task001_add.json"
    path.write_text(json.dumps(task), encoding="utf-8")
    found = catalogue.plan(catalogue.get("super-natural-instructions"), path)
    report = run(catalogue.import_file(empty_workspace, found))
    record = empty_workspace.store.records.get(report.ids[0])
    assert record.licence == "CC BY-NC 4.0"
    assert record.source.name == "Super-NaturalInstructions"


def test_a_table_in_another_wrapping_is_read_too(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "alpaca.csv"
    path.write_text("instruction,input,output\nAdd,1 2,3\n", encoding="utf-8")
    found = catalogue.plan(catalogue.get("alpaca"), path)
    assert not found.is_named
    report = run(catalogue.import_file(empty_workspace, found))
    record = empty_workspace.store.records.get(report.ids[0])
    assert (record.instruction, record.licence) == ("Add", "CC-BY-NC-4.0")
    prompts = tmp_path / "prompts.csv.gz"
    with gzip.open(prompts, "wt", encoding="utf-8") as file:
        file.write("act,prompt\nPoet,Write a poem\n")
    assert catalogue.plan(catalogue.get("awesome-chatgpt-prompts"), prompts).is_named


def test_a_file_of_another_set_is_refused_unless_it_is_wanted(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    path = lines(tmp_path / "x.jsonl", [{"instruction": "Add", "output": "3"}])
    dolly = catalogue.get("dolly")
    with pytest.raises(InvalidInput, match="no row has “context”, “response”"):
        catalogue.plan(dolly, path)
    found = catalogue.plan(dolly, path, anyway=True)
    assert found.missing == ("context", "response")
    with pytest.raises(InvalidInput, match="convert"):
        catalogue.plan(catalogue.get("squad"), path, anyway=True)
    with pytest.raises(TransferError, match="no file"):
        catalogue.plan(dolly, tmp_path / "missing.jsonl")
    other = tmp_path / "data.json"
    other.write_text('{"data": [1, 2]}', encoding="utf-8")
    with pytest.raises(InvalidInput, match="does not look like"):
        catalogue.plan(catalogue.get("instruction-induction"), other)


def test_an_import_begun_otherwise_is_not_gone_on_with(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    path = lines(tmp_path / "a.jsonl", [{"instruction": "Add", "output": "3"}])
    found = catalogue.plan(catalogue.get("coig-cqia"), path)
    assert found.format.name != "alpaca"
    run(catalogue.import_file(empty_workspace, found))
    again = run(import_files(empty_workspace, [path]))
    assert (again.added, again.duplicates) == (0, 1)
