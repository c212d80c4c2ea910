"""Options of import and export, and presets of them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def filled(run: Run, project: Path, tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    rows = "".join(
        f"Say the number {n}.,{n},{'MIT' if n % 2 else ''}\n" for n in range(20)
    )
    path.write_text(f"Q,A,lic\n{rows}", encoding="utf-8")
    ended = run(
        *("import", path, "--column", "Q=instruction", "--column", "A=output"),
        *("--column", "lic=licence", "--tag", "numbers", "--save-preset", "numbers"),
    )
    assert ended.out.startswith("20 rows read: 20 added")
    return path


def test_an_import_preset_reads_like_files(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("Q,A,lic\nSay nothing.,,\n", encoding="utf-8")
    ended = run("import", more, "--preset", "numbers", "--json")
    assert (ended.status, ended.json["added"]) == (0, 1)
    found = run("export", tmp_path / "all.jsonl", "--json")
    assert found.json["written"] == 21
    texts = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(text)["tags"] == ["numbers"] for text in texts)


def test_a_split_by_preset_can_be_changed(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    first = run(
        *("export", out, "--licence", "MIT", "--test", "0.2", "--validation", "0.1"),
        *("--save-preset", "mit", "--json"),
    )
    assert first.json["left_out"] == {"licence": 10}
    assert first.json["parts"] == {"train": 7, "validation": 1, "test": 2}
    again = run("export", out, "--preset", "mit", "--test", "0.5", "--json")
    assert again.json["parts"] == {"train": 4, "validation": 1, "test": 5}
    assert run("presets", "--json").json == {"import": ["numbers"], "export": ["mit"]}
    assert run("presets", "--delete", "mit", "--json").json["export"] == []
    assert run("presets", "--delete", "mit").status == 1
    assert run("export", out, "--preset", "mit").status == 1


def test_a_dry_run_shows_and_writes_nothing(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    pattern = tmp_path / "row.txt"
    pattern.write_text("Q: {{ instruction }} A: {{ output }}\n", encoding="utf-8")
    out = tmp_path / "out.txt"
    ended = run("export", out, "--row-template", pattern, "--dry-run")
    assert ended.status == 0
    lines = ended.out.splitlines()
    assert lines[0] == f"Would write 20 records to {out}."
    assert lines[1] == "Q: Say the number 0. A: 0"
    assert len(lines) == 6
    assert not out.exists()
    shown = run(
        "export", tmp_path / "o.json", "--id", 1, "--id", 2, "--dry-run", "--json"
    )
    assert shown.json["files"] == {str(tmp_path / "o.json"): 2}
    assert json.loads(shown.json["first"])[0]["output"] == "0"


def test_what_is_lost_is_counted(run: Run, filled: Path, tmp_path: Path) -> None:
    ended = run("export", tmp_path / "o.json", "--licence", "none")
    assert "20 records chosen; left out: 10 of other licences." in ended.err
    assert "tags (10)" in ended.err


@pytest.mark.parametrize(
    "wrong",
    [
        ("export", "o.json", "--test", "1.5"),
        ("export", "o.json", "--same", "moon"),
        ("export", "o.json", "--preset", "none"),
        ("import", "t.csv", "--column", "nothing"),
    ],
)
def test_wrong_options_are_refused(
    run: Run, project: Path, wrong: tuple[str, ...]
) -> None:
    assert run(*wrong).status in (1, 2)
