"""``new`` and ``info``, and the journey of one record from one project to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


def test_new_has_the_starter_library_unless_told_otherwise(
    run: Run, tmp_path: Path
) -> None:
    full, empty = tmp_path / "full", tmp_path / "empty"
    assert run("new", full).status == 0
    assert run("new", empty, "--empty").out == f"Made {empty} with 0 records.\n"
    facts = run("info", "--project", full, "--json").json
    assert facts["records"] == facts["starter_records"] >= 150
    assert run("info", "--project", empty, "--json").json["records"] == 0
    again = run("new", full)
    assert again.status == 1
    assert "already" in again.err


def test_a_missing_project_is_made_and_filled(run: Run, tmp_path: Path) -> None:
    facts = run("info", "--project", tmp_path / "made", "--json").json
    assert facts["starter_records"] >= 150


def test_info_in_words(run: Run, project: Path) -> None:
    out = run("info").out
    assert f"project\t{project}\n" in out
    formats = next(line for line in out.splitlines() if line.startswith("formats"))
    assert {"alpaca", "jsonl", "sharegpt"} <= set(formats.split("\t")[1].split(", "))


def test_construct_save_find_export_import(run: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for place in (here, there):
        assert run("new", place, "--empty").status == 0
    saved = run(
        "construct", "--project", here, "--description", "对一篇新闻文章进行摘要。",
        "--input", "今天上午，城东的新桥正式通车。", "--output", "新桥通车。",
        "--method", "template", "--save", "--json",
    )  # fmt: skip
    text = saved.json["candidates"][0]["text"]
    found = run("search", "新闻 文章 摘要", "--project", here, "--json").json
    assert found["hits"][0]["instruction"] == text
    out = tmp_path / "out.jsonl"
    assert run("export", out, "--project", here).status == 0
    report = run("import", out, "--project", there, "--json").json
    assert (report["read"], report["added"]) == (1, 1)
    with Workspace.open(here) as one, Workspace.open(there) as two:
        assert one.store.records.get(1) == two.store.records.get(1)
