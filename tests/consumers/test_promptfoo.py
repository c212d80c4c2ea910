"""promptfoo runs the configuration with its echo provider and passes every test."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Export = Callable[..., Path]
VERSION = "0.119.0"
"""The last ones need a newer Node.js."""
FETCHING, RUNNING = 1800, 300
"""Seconds: npm fetches some 800 packages the first time."""


def _promptfoo(
    folder: Path, seconds: int, *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["npx", "--yes", f"promptfoo@{VERSION}", *arguments],
        env={
            **os.environ,
            "PROMPTFOO_CONFIG_DIR": str(folder / "promptfoo"),
            "PROMPTFOO_DISABLE_TELEMETRY": "1",
            "PROMPTFOO_DISABLE_UPDATE": "1",
        },
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


@pytest.mark.skipif(shutil.which("npx") is None, reason="npm is not installed")
def test_the_configuration_runs(export: Export, tmp_path: Path) -> None:
    try:
        fetched = _promptfoo(tmp_path, FETCHING, "--version")
    except subprocess.TimeoutExpired:
        pytest.skip("promptfoo could not be fetched in half an hour")
    if fetched.returncode:
        pytest.skip(f"promptfoo cannot be fetched here: {fetched.stderr[-300:]}")
    path = export("out.promptfoo.yaml", format="promptfoo")
    result = tmp_path / "result.json"
    options = ("--no-cache", "--no-progress-bar", "--no-table")
    done = _promptfoo(
        tmp_path, RUNNING, "eval", "-c", str(path), "-o", str(result), *options
    )
    assert result.exists(), done.stderr[-2000:]
    found = json.loads(result.read_text("utf-8"))["results"]
    assert found["stats"]["errors"] == 0
    assert found["stats"]["successes"] == 61, "a test for each sample and each record"
    said = [row["response"]["output"] for row in found["results"]]
    assert any("{{ x }}" in text for text in said), "a text renders to itself"
    assert any("file://x" in text for text in said), "no file is opened"
