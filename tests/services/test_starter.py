"""The starter library on its way into a project."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.services import starter
from instrstudio.services.workspace import Workspace

ROW = {
    "pair": "say-hello",
    "language": "en",
    "task_type": "dialogue",
    "title": "Say hello",
    "task_description": "Greet somebody",
    "examples": [{"input": "Ann", "output": "Hello, Ann!"}],
    "instruction": "Greet the person politely:\n\n[name]",
    "constraints": ["politely"],
    "tags": ["greeting"],
}


def shelf(folder: Path, *lines: str) -> Path:
    """Return a folder whose only file has these lines."""
    folder.mkdir(exist_ok=True)
    (folder / "dialogue.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_fills_an_empty_project_with_all_records(empty_workspace: Workspace) -> None:
    shipped = list(starter.records())
    assert run(starter.fill(empty_workspace)) == len(shipped)
    stored = list(empty_workspace.store.records.iterate())
    assert [r.content_hash for r in stored] == [r.content_hash for r in shipped]
    assert {r.source.kind for r in stored} == {"starter"}
    assert {r.source.name for r in stored} == {"InstrStudio starter library"}
    assert {r.licence for r in stored} == {"Apache-2.0"}
    assert {r.method for r in stored} == {""}


def test_filling_again_adds_nothing(empty_workspace: Workspace) -> None:
    first = run(starter.fill(empty_workspace))
    assert run(starter.fill(empty_workspace)) == 0
    assert empty_workspace.store.records.count() == first


def test_filling_restores_what_is_missing(empty_workspace: Workspace) -> None:
    run(starter.fill(empty_workspace))
    records = empty_workspace.store.records
    records.delete(records.ids()[:2], label="Delete")
    assert run(starter.fill(empty_workspace)) == 2


def test_filling_is_nothing_to_undo(empty_workspace: Workspace) -> None:
    run(starter.fill(empty_workspace))
    assert empty_workspace.store.history.undo_label() is None


def test_says_how_many_records_there_are(empty_workspace: Workspace) -> None:
    events: list[Progress] = []
    added = run(starter.fill(empty_workspace), events.append)
    assert [event.total for event in events] == [added]


def test_cancelled_before_it_writes_adds_nothing(empty_workspace: Workspace) -> None:
    job = starter.fill(empty_workspace)
    next(job)
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
    assert empty_workspace.store.records.count() == 0


def test_reads_every_field(tmp_path: Path) -> None:
    (record,) = starter.records(shelf(tmp_path / "shelf", json.dumps(ROW), ""))
    assert record.pair == "say-hello"
    assert record.title == "Say hello"
    assert record.task_type == "dialogue"
    assert record.language == "en"
    assert record.task_description == "Greet somebody"
    assert record.instruction == "Greet the person politely:\n\n[name]"
    assert record.constraints == ("politely",)
    assert record.tags == ("greeting",)
    assert [e.as_dict() for e in record.examples] == ROW["examples"]


def test_line_separators_inside_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    row = ROW | {"title": "one\u2028two"}
    line = json.dumps(row, ensure_ascii=False)
    (record,) = starter.records(shelf(tmp_path / "shelf", line))
    assert record.title == "one\u2028two"


@pytest.mark.parametrize(
    "damaged",
    [
        '{"pair": "cut',
        "[]",
        json.dumps({"pair": "all-else-missing"}),
        json.dumps(ROW | {"title": 3}),
        json.dumps(ROW | {"tags": "greeting"}),
        json.dumps(ROW | {"examples": ["Hello"]}),
    ],
)
def test_damaged_line_is_named(tmp_path: Path, damaged: str) -> None:
    folder = shelf(tmp_path / "shelf", json.dumps(ROW), damaged)
    with pytest.raises(InvalidInput, match=r"dialogue\.jsonl, line 2"):
        list(starter.records(folder))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    folder = shelf(tmp_path / "shelf")
    (folder / "dialogue.jsonl").write_bytes(b'{"pair": "\xff"}\n')
    with pytest.raises(InvalidInput, match=r"dialogue\.jsonl, line 1"):
        list(starter.records(folder))
