"""``torchrun -m instrstudio``: two processes, of which one speaks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
