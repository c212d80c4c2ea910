import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.library_parts import texts
from benchmarks.library_parts.lateness import Lateness
from benchmarks.library_parts.report import table, verdicts


def test_rows_are_all_different_and_the_same_every_time() -> None:
    rows = [json.dumps(row) for row in texts.rows(200)]
    assert len(set(rows)) == 200
    assert rows[150:] == [json.dumps(row) for row in texts.rows(50, first=150)]


def test_a_packed_file_holds_the_rows(tmp_path: Path) -> None:
    texts.write(tmp_path / "few.jsonl.gz", 3, first=7)
    with gzip.open(tmp_path / "few.jsonl.gz", "rt", encoding="utf-8") as file:
        assert [json.loads(line) for line in file] == list(texts.rows(3, first=7))
    assert [path.name for path in tmp_path.iterdir()] == ["few.jsonl.gz"]


def _result(**other: Any) -> dict[str, Any]:
    row = {"what": "sort", "count": 9, "cpu": 1.0, "wall": 1.0, "progress": 1}
    page = {**row, "what": "page of 50", "note": "", "p95_ms": 0.5}
    quiet = {"p50": 1.0, "p95": 1.0, "p99": 2.0, "max": 3.0, "gap": 19.0}
    lines = [{**row, "note": ""}, page]
    usual = {"lines": lines, "late": quiet, "idle": quiet, "peak_mib": 100.0}
    return {**usual, **other}


def test_all_targets_can_be_kept() -> None:
    results = {"sort": _result()}
    assert all(verdict.kept for verdict in verdicts(results))
    assert any("page of 50" in line for line in table(results))


@pytest.mark.parametrize(
    ("missed", "other"),
    [
        ("peak", {"peak_mib": 1600.0}),
        ("p99", {"late": {"p99": 18.0, "gap": 40.0}}),
        ("gap", {"late": {"p99": 2.0, "gap": 251.0}}),
    ],
)
def test_a_missed_target_is_said_with_its_phase(
    missed: str, other: dict[str, Any]
) -> None:
    said = verdicts({"sort": _result(), "index": _result(**other)})
    missing = [verdict.text for verdict in said if not verdict.kept]
    assert len(missing) == 1
    assert missed in missing[0]
    assert "index" in missing[0]


def test_a_job_without_progress_is_named() -> None:
    result = _result()
    result["lines"][0]["progress"] = 0
    missing = [
        verdict.text for verdict in verdicts({"sort": result}) if not verdict.kept
    ]
    assert missing == ["NO  progress of everything (sort)"]


def test_lateness_is_what_a_gap_is_longer_than_a_tick() -> None:
    found = Lateness()
    for gap in (16.0, 15.0, 36.0):
        found.add(gap)
    assert found.row()["max"] == 20.0
    assert found.row()["gap"] == 36.0
