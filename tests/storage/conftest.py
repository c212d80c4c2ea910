"""An open store in a temporary folder, and records to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from instrstudio.storage.store import Store, open_store


@pytest.fixture
def store(project_folder: Path) -> Iterator[Store]:
    """The store of an empty project."""
    opened = open_store(project_folder)
    yield opened
    opened.close()
