"""A way to run commands in this process and to read what they print."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from instrstudio.cli import main
from instrstudio.services.workspace import Workspace


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: ``run("search", "news")``."""

    def command(*argv: object) -> Ended:
        capsys.readouterr()
        status = main.run([str(arg) for arg in argv])
        printed = capsys.readouterr()
        return Ended(status, printed.out, printed.err)

    return command


@pytest.fixture
def project(project_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project that the commands work on."""
    with Workspace.open(project_folder):
        pass
    monkeypatch.setenv("INSTRSTUDIO_PROJECT", str(project_folder))
    return project_folder
