"""``evaluate`` at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def data(project: Path, tmp_path: Path) -> Path:
    with Workspace.open(project) as workspace:
        workspace.store.records.insert(
            [Record(instruction="Sum up the news article below.")], label="x"
        )
    path = tmp_path / "data.jsonl"
    rows = [
        {"description": "Summarize the news article.", "input": "A bridge opened.",
         "output": "Bridge opens.", "instruction": "Summarize the news article."},
        {"description": "对新闻进行摘要。", "input": "新桥通车。", "output": "通车。",
         "references": ["请对新闻进行摘要。", "请写新闻摘要。"]},
        {"instruction": "No task"},
    ]  # fmt: skip
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_table_of_metrics_by_methods_with_the_baselines(run: Run, data: Path) -> None:
    ended = run("evaluate", "--data", data, "--method", "retrieval")
    assert ended.status == 0
    lines = [line.split("\t") for line in ended.out.splitlines()]
    assert lines[0] == ["All rows (2 rows)"]
    assert lines[1] == ["metric", "retrieve_top_1", "template", "retrieval"]
    names = [line[0] for line in lines]
    assert {"bleu ↑", "ter ↓", "rouge_2 ↑", "specification ↑", "self_bleu ↓"} <= set(
        names
    )
    assert "English (1 row)" in names
    assert "Chinese (1 row)" in names
    assert not any(name.startswith("specification.") for name in names)
    assert "[" in lines[names.index("rouge_l ↑")][2]
    assert "1 row without a task" in ended.err
    assert "t, r:" in ended.err


def test_json_export_parts_and_limits(run: Run, data: Path, tmp_path: Path) -> None:
    target = tmp_path / "scores.csv"
    ended = run(
        *("evaluate", "--data", data, "--method", "template", "--metric", "bleu"),
        *("--metric", "specification", "--limit", 1, "--name", "mine", "--json"),
        *("--export", target),
    )
    found = ended.json
    assert (found["name"], found["rows"]) == ("mine", {"all": 1})
    cells = found["tables"]["all"]["template"]
    assert {"bleu", "specification", "specification.action", "answered"} <= set(cells)
    assert cells["bleu"]["over"]["retrieve_top_1"]["count"] == 1
    assert target.read_text(encoding="utf-8").startswith("run,method,row,metric,value")
    parts = run(
        *("evaluate", "--data", data, "--method", "template", "--metric"),
        *("specification", "--language", "zh", "--parts"),
    )
    assert "specification.action ↑" in parts.out
    assert parts.out.startswith("All rows (1 row)")


def test_what_cannot_be_done_is_said(run: Run, data: Path) -> None:
    unknown = run("evaluate", "--data", data, "--metric", "magic")
    assert (unknown.status, "magic" in unknown.err) == (1, True)
    assert run("evaluate", "--data", data.with_name("none")).status == 1
    assert run("evaluate").status == 2
