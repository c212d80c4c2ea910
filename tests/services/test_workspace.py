"""Opening a project, from any thread, and where its index goes."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from instrstudio.domain.errors import StorageError
from instrstudio.domain.record import Record
from instrstudio.domain.settings import Settings
from instrstudio.services import places
from instrstudio.services.workspace import Workspace


def test_the_default_project_is_made(isolated_home: Path) -> None:
    with Workspace.open() as workspace:
        assert workspace.is_new
        assert workspace.project.folder == places.default_project().resolve()
        assert workspace.settings == Settings()
    with Workspace.open() as again:
        assert not again.is_new
    assert isolated_home in workspace.project.folder.parents


def test_threads_share_a_workspace(empty_workspace: Workspace) -> None:
    def add(name: str) -> None:
        empty_workspace.store.records.insert([Record(instruction=name)], label="Add")
        empty_workspace.close_thread()

    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert empty_workspace.store.records.count() == 4


def test_projects_of_one_name_have_indexes_of_their_own(tmp_path: Path) -> None:
    roots = set()
    for parent in ("a", "b"):
        with Workspace.open(tmp_path / parent / "project") as workspace:
            roots.add(workspace.index_root)
            assert workspace.index_root.parent == places.cache_folder()
    assert len(roots) == 2


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StorageError, match="is a file"):
        Workspace.open(tmp_path / "file")


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, instrstudio.services.workspace, instrstudio.services.library;"
        "print({'sqlite_utils', 'sqlite3', 'numpy'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "set()"
