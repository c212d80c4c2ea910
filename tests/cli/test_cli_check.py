"""The file doctor at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def ill(tmp_path: Path) -> Path:
    path = tmp_path / "ill.jsonl"
    rows = [
        '{"instruction": "a", "output": "b"}',
        '{"instruction": "c", "output": 5}',
        '{"output": "d"}',
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_problems_are_1_and_said(run: Run, ill: Path) -> None:
    ended = run("check", ill, "--format", "alpaca")
    assert ended.status == 1
    lines = ended.out.splitlines()
    assert lines[0] == (
        "ill.jsonl:2: row 2, output: The value is a number, not a text [not-a-text]. "
        "Mended: Written as text."
    )
    assert "3 rows in the format alpaca: 1 sound, 1 can be mended, 1 cannot." in lines
    assert "LLaMA-Factory would skip 1 row in silence." in lines
    assert "        1  instruction-missing" in lines
    assert ended.err == ""


def test_json_is_a_line_for_each_and_the_sum(run: Run, ill: Path) -> None:
    ended = run("check", ill, "--json", "--format", "alpaca")
    *findings, found = map(json.loads, ended.out.splitlines())
    assert [f["row"] for f in findings] == [2, 2, 3]
    assert [f["llamafactory_skips"] for f in findings] == [False, True, False]
    assert (found["rows"], found["problems"], found["repaired"]) == (3, 3, None)
    assert found["by_rule"]["not-a-text"] == 1


def test_a_repaired_file_is_clean_and_0(run: Run, ill: Path, tmp_path: Path) -> None:
    target = tmp_path / "well.json"
    ended = run("check", ill, "--format", "alpaca", "--repair", target)
    assert ended.status == 1
    assert f"Wrote 2 rows to {target} (alpaca)." in ended.out
    again = run("check", target)
    assert (again.status, again.err) == (0, "")
    assert again.out == (
        "2 rows in the format alpaca: 2 sound, 0 can be mended, 0 cannot.\n"
    )


@pytest.mark.parametrize("text", ["", "[", "\x00\x01\x02" * 99])
def test_what_cannot_be_read_is_2(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "no.bin"
    path.write_text(text, encoding="utf-8")
    ended = run("check", path)
    assert ended.status == 2
    assert "Error: " in ended.err
    assert run("check", tmp_path / "nothing.json").status == 2
    assert run("check", path, "--format", "moon").status == 2


def test_the_file_itself_is_never_the_target(run: Run, ill: Path) -> None:
    before = ill.read_bytes()
    ended = run("check", ill, "--format", "alpaca", "--repair", ill)
    assert ended.status == 2
    assert "overwrite" in ended.err
    assert ill.read_bytes() == before
