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
SECONDS = 900


@pytest.mark.skipif(shutil.which("npx") is None, reason="npm is not installed")
def test_the_configuration_runs(export: Export, tmp_path: Path) -> None:
    path = export("out.promptfoo.yaml", format="promptfoo")
    result = tmp_path / "result.json"
    cache = Path(os.environ.get("NPM_CONFIG_CACHE", Path.home() / ".npm"))
    done = subprocess.run(
        [
            *("npx", "--yes", f"promptfoo@{VERSION}", "eval", "-c", str(path)),
            *("-o", str(result), "--no-cache", "--no-progress-bar", "--no-table"),
        ],
        env={
            **os.environ,
            "NPM_CONFIG_CACHE": str(cache),
            "PROMPTFOO_CONFIG_DIR": str(tmp_path / "promptfoo"),
            "PROMPTFOO_DISABLE_TELEMETRY": "1",
            "PROMPTFOO_DISABLE_UPDATE": "1",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if "ENOTFOUND" in done.stderr or "E404" in done.stderr:
        pytest.skip("promptfoo cannot be fetched here")
    assert result.exists(), done.stderr[-2000:]
    found = json.loads(result.read_text("utf-8"))["results"]
    assert found["stats"]["errors"] == 0
    assert found["stats"]["successes"] == 61, "a test for each sample and each record"
    said = [row["response"]["output"] for row in found["results"]]
    assert any("{{ x }}" in text for text in said), "a text renders to itself"
    assert any("file://x" in text for text in said), "no file is opened"
