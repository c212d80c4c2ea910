"""Fixtures for all tests: nothing outside a temporary folder is touched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from instrstudio.services.workspace import Workspace


@pytest.fixture(autouse=True)
def isolated_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep data, cache and settings of the program inside `tmp_path`."""
    home = tmp_path / "home"
    monkeypatch.setenv("INSTRSTUDIO_HOME", str(home))
    monkeypatch.delenv("INSTRSTUDIO_PROJECT", raising=False)
    return home


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    """A place for a project; nothing is there yet."""
    return tmp_path / "project"


@pytest.fixture
def empty_workspace(project_folder: Path) -> Iterator[Workspace]:
    """An open project without records."""
    with Workspace.open(project_folder) as workspace:
        yield workspace


@pytest.fixture
def workspace(project_folder: Path) -> Iterator[Workspace]:
    """An open project with the starter library, indexed."""
    from instrstudio.domain.job import run
    from instrstudio.services import indexing, starter

    with Workspace.open(project_folder) as workspace:
        run(starter.fill(workspace))
        run(indexing.catch_up(workspace))
        yield workspace


@pytest.fixture(scope="session")
def starter_workspace(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Workspace]:
    """The starter project, indexed once for all tests that change nothing in it."""
    from instrstudio.domain.job import run
    from instrstudio.services import indexing, starter

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSTRSTUDIO_HOME", str(tmp_path_factory.mktemp("home")))
        folder = tmp_path_factory.mktemp("starter") / "project"
        with Workspace.open(folder) as workspace:
            run(starter.fill(workspace))
            run(indexing.catch_up(workspace))
            yield workspace
