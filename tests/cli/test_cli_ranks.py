"""``torchrun -m instrstudio``: two processes, of which one speaks."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

_ENOUGH = 300
"""Seconds; only a hang takes so long."""


@pytest.mark.slow
def test_what_stops_the_leading_process_ends_all_with_one_sentence(
    project: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"instruction": "Write.", "output": "a"}) + "\n")
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command = ["train", "--data", str(data), "--model", "seed", "--device", "cpu"]
    ended = subprocess.run(
        [*launch, "--nproc-per-node", "2", "-m", "instrstudio", *command],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=_ENOUGH,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    own = [
        line for line in ended.stderr.splitlines() if "instructions to learn" in line
    ]
    assert own == ["Error: There are 1 instructions to learn from; 20 are needed."]


@pytest.mark.slow
def test_the_same_command_begins_goes_on_and_finds_the_run_complete(
    run: Run, project: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data.jsonl"
    rows = [{"instruction": f"Write {n} words.", "output": "a"} for n in range(30)]
    data.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    given = ("train", "--data", data, "--model", "seed", "--device", "cpu", "--json")
    again = (*given, "--name", "mine", "--resume-if-any")
    for steps, reached in ((1, 1), (2, 2), (2, 2)):
        ended = run(*again, "--steps", steps)
        assert ended.status == 0, ended.err
        assert (ended.json["id"], ended.json["step"]) == (1, reached)
        assert ended.json["state"] == "done"
    complete = ("train", "--resume", "mine", "--steps", 2)
    assert "is complete" in run(*complete).err
    assert run(*given, "--resume-if-any").status == 2


def test_who_follows_leaves_other_commands_to_the_leading_process(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "1")
    assert run("new", tmp_path / "none").status == 0
    assert run("construct", "--description", "Summarise it.").status == 0
    assert not (tmp_path / "none").exists()
    monkeypatch.setenv("RANK", "0")
    assert run("new", tmp_path / "one", "--empty").status == 0
    assert (tmp_path / "one").exists()
