"""The import contracts hold, and each of them has been seen to fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")

BREACHES = [
    # (file, line put into it, words of the contract that must break)
    ("domain/task.py", "import instrstudio.storage.store", "every floor imports"),
    ("services/places.py", "import PySide6", "Qt only in ui"),
    ("services/places.py", "import torch", "torch only in model"),
    ("services/places.py", "import sqlite3", "SQLite only in storage"),
    ("services/places.py", "import whoosh", "Whoosh only in search"),
    ("services/places.py", "import jinja2", "Jinja2 only in templates"),
    ("services/places.py", "import numpy", "numpy only in"),
    ("services/places.py", "import scipy", "Statistics of judgement only"),
    ("services/places.py", "import trafilatura", "The web only in web"),
    ("ui/library/panel.py", "import instrstudio.ui.construct", "panels of the window"),
    ("ui/library/panel.py", "import instrstudio.storage.store", "open no room"),
    ("metrics/length.py", "import instrstudio.metrics.slot", "Plug-ins do not know"),
    ("storage/clock.py", "import instrstudio.search.document", "every floor imports"),
    ("domain/task.py", "import instrstudio.domain.profile", "No cycles"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package in `folder`."""
    return subprocess.run(
        [LINT, "--no-cache", "--config", folder / "pyproject.toml"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "instrstudio", tmp_path / "instrstudio", ignore=ignored)
    return tmp_path


def test_contracts_hold_and_each_breach_is_caught(copy: Path) -> None:
    sound = lint(copy)
    assert sound.returncode == 0, sound.stdout
    for file, line, contract in BREACHES:
        path = copy / "instrstudio" / file
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n{line}\n", encoding="utf-8")
        broken = lint(copy)
        path.write_text(text, encoding="utf-8")
        report = [row for row in broken.stdout.splitlines() if "BROKEN" in row]
        assert broken.returncode == 1, (file, line, broken.stdout, broken.stderr)
        assert any(contract in row for row in report), (file, line, report)
