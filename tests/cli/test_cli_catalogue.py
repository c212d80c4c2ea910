"""``catalogue`` at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_words_list_data_sets_without_a_command(run: Run) -> None:
    ended = run("catalogue", "belle")
    assert ended.status == 0
    assert ended.out.startswith("belle-1m\tBELLE 1M\tzh\tabout 900,000\tunclear\tno")
    assert run("catalogue", "--help").out.startswith("Usage")
    found = run("catalogue", "--language", "zh", "--shippable", "--json").json
    ids = [entry["id"] for entry in found["datasets"]]
    assert "awesome-chatgpt-prompts-zh" in ids
    assert "belle-1m" not in ids
    assert "no such data set" in run("catalogue", "qwertyuiop").out


def test_show_says_licence_reason_and_mapping(run: Run) -> None:
    ended = run("catalogue", "show", "xsum")
    assert "document → input" in ended.out
    assert "Summarise the following article in one sentence." in ended.out
    assert run("catalogue", "show", "xsum", "--json").json["shippable"] == "unclear"
    assert run("catalogue", "show", "nothing").status == 1


def test_import_brings_a_file_in_or_says_why_not(
    run: Run, project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    rows = [{"document": f"Long text {n}.", "summary": "Short."} for n in (1, 2)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    dry = run("catalogue", "import", "xsum", path, "--dry-run")
    assert "2 rows read: 2 would be added" in dry.out
    assert "ship a model: unclear" in dry.out
    assert run("info", "--json").json["records"] == 0
    ended = run("catalogue", "import", "xsum", path, "--json")
    assert (ended.status, ended.json["added"]) == (0, 2)
    assert "does not look like" in run("catalogue", "import", "alpaca", path).err
    assert run("undo").status == 0
