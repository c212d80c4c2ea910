"""Import and export at the command line, also when they are stopped or killed."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]
ROWS = 5_500


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.json"
    given = [{"instruction": f"数 {n}", "output": str(n)} for n in range(ROWS)]
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    path = tmp_path / "mixed.json"
    given = [
        {"instruction": "请 [摘要]", "output": "a"},
        {"instruction": "请 [摘要]", "output": "a"},
        {"output": "x"},
        {"instruction": "b", "output": 5},
    ]
    path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return path


def test_import_json_accounts_for_every_row(
    run: Run, project: Path, mixed: Path
) -> None:
    dry = run("import", mixed, "--dry-run", "--json")
    assert run("info", "--json").json["records"] == 0
    ended = run("import", mixed, "--json")
    assert ended.status == dry.status == 0
    assert ended.json == dry.json
    report = ended.json
    counts = {"read", "added", "duplicates", "templates"}
    assert set(report) == counts | {"repaired", "skipped"}
    assert (report["read"], report["added"], report["duplicates"]) == (4, 2, 1)
    (skipped,) = report["skipped"]
    assert {"file", "row", "line", "field", "rule", "repair"} <= set(skipped)
    assert (skipped["row"], skipped["field"]) == (3, "instruction")
    assert [entry["row"] for entry in report["repaired"]] == [4]


def test_import_says_it_in_words(run: Run, project: Path, mixed: Path) -> None:
    ended = run("import", mixed)
    first, *rest = ended.out.splitlines()
    assert first == "4 rows read: 2 added, 1 known already, 1 skipped; 1 mended."
    assert "Skipped:" in rest
    assert any(line.startswith("mixed.json\t3\t1\tinstruction\t") for line in rest)
    assert ended.err == ""


def test_export_names_what_is_lost_and_writes(
    run: Run, project: Path, mixed: Path, tmp_path: Path
) -> None:
    run("import", mixed)
    ended = run("export", tmp_path / "out.json")
    assert ended.status == 0
    assert ended.out == f"Wrote 2 records to {tmp_path / 'out.json'}.\n"
    assert "does not keep" in ended.err
    assert "tags" in ended.err
    whole = run("export", tmp_path / "out.jsonl", "--json")
    assert whole.err == ""
    assert whole.json["written"] == 2
    assert whole.json["drops"] == []
    some = run("export", tmp_path / "some.jsonl", "--query", "摘要", "--json")
    assert some.json["written"] == 1
    forced = run("export", tmp_path / "a.jsonl", "--format", "alpaca", "--json")
    assert "tags" in forced.json["drops"]


def test_nothing_to_export_is_1(run: Run, project: Path, tmp_path: Path) -> None:
    ended = run("export", tmp_path / "out.jsonl")
    assert ended.status == 1
    assert "nothing to export" in ended.err
    assert not (tmp_path / "out.jsonl").exists()


def test_undo_and_redo_say_what_they_did(run: Run, project: Path, mixed: Path) -> None:
    assert run("undo").out == "There is nothing to undo.\n"
    run("import", mixed)
    assert run("undo").out == "Undone: Import “mixed.json” (2 items).\n"
    assert run("info", "--json").json["records"] == 0
    assert run("redo").out == "Redone: Import “mixed.json” (2 items).\n"
    assert run("redo").out == "There is nothing to redo.\n"
    assert run("info", "--json").json["records"] == 2


def _process(code: str, *argv: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, argv)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


KILLED = """
import os, signal, sys
from instrstudio.storage.import_positions import ImportPositions

put, calls = ImportPositions.put, []

def killing(self, *given):
    calls.append(given)
    if len(calls) == 4:  # in the middle of the fourth transaction
        os.kill(os.getpid(), signal.SIGKILL)
    put(self, *given)

ImportPositions.put = killing
from instrstudio.cli.main import run
sys.exit(run())
"""


def test_kill_9_loses_nothing_committed(run: Run, project: Path, rows: Path) -> None:
    done = _process(KILLED, "import", rows)
    assert done.returncode == -9
    with Workspace.open(project) as workspace:
        assert workspace.store.records.count() == 3_000
        workspace.store.verify()
    report = run("import", rows, "--json").json
    assert (report["read"], report["added"], report["duplicates"]) == (2_500, 2_500, 0)
    with Workspace.open(project) as workspace:
        records = list(workspace.store.records.iterate())
    assert [record.instruction for record in records] == [
        f"数 {n}" for n in range(ROWS)
    ]
    assert "many items" in run("undo").out
    assert run("info", "--json").json["records"] == 0


STOPPED = """
import os, signal, sys
from instrstudio.cli import console

seen = []

def stopping(self, progress):
    seen.append(progress)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGINT)

console.ProgressLine.show = stopping
from instrstudio.cli.main import run
sys.exit(run())
"""


def test_ctrl_c_keeps_what_is_committed(run: Run, project: Path, rows: Path) -> None:
    done = _process(STOPPED, "import", rows, "--json")
    assert done.returncode == 130
    report = json.loads(done.stdout)
    assert (report["read"], report["added"]) == (2_000, 2_000)
    assert "go on" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("import", rows, "--json").json["read"] == 3_500


def test_ctrl_c_during_an_export_leaves_no_file(
    run: Run, project: Path, rows: Path, tmp_path: Path
) -> None:
    run("import", rows)
    target = tmp_path / "out.jsonl"
    done = _process(STOPPED, "export", target)
    assert done.returncode == 130
    assert "nothing was changed" in done.stderr
    assert [path.name for path in tmp_path.glob("*out*")] == []


def test_an_export_goes_on_after_ctrl_c(
    run: Run, project: Path, rows: Path, tmp_path: Path
) -> None:
    run("import", rows)
    target, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    later = STOPPED.replace("len(seen) == 2", "len(seen) == 20")  # it counts before
    done = _process(later, "export", target)
    assert done.returncode == 130
    assert "no file yet" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()
    again = run("export", target, "--json").json
    assert 1_000 <= again["begun"] < ROWS
    assert (again["written"], again["cancelled"], again["anew"]) == (
        ROWS,
        False,
        False,
    )
    run("export", whole)
    assert target.read_bytes() == whole.read_bytes()
