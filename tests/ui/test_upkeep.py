"""The index is read through when a project opens; a damaged one is built anew."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import run
from instrstudio.domain.query import Query
from instrstudio.domain.record import Record
from instrstudio.services import indexing, open_indexes, searching
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Notice, Session
from instrstudio.ui.upkeep import Upkeep

Begin = Callable[[], list[Notice]]


@pytest.fixture
def library(empty_workspace: Workspace) -> Workspace:
    records = [Record(instruction="apple pie"), Record(instruction="plum pie")]
    empty_workspace.store.records.insert(records, label="x")
    run(indexing.catch_up(empty_workspace))
    open_indexes.close(empty_workspace)
    return empty_workspace


@pytest.fixture
def begin(library: Workspace, qtbot: QtBot) -> Iterator[Begin]:
    """Open the project in a session and wait for what upkeep does."""
    session = Session(library)
    upkeep = Upkeep(session)

    def opened() -> list[Notice]:
        notices: list[Notice] = []
        session.notice.connect(notices.append)
        session.failed.connect(notices.append)
        upkeep._on_opened()
        qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=20_000)
        return notices

    yield opened
    session.lanes.cancel_all()


def test_a_sound_index_is_no_matter(begin: Begin) -> None:
    assert begin() == []


def test_a_damaged_index_is_built_anew_with_a_notice(
    begin: Begin, library: Workspace
) -> None:
    for path in open_indexes.folder(library).rglob("*.flat"):
        path.write_bytes(path.read_bytes()[:-1])
    (notice,) = begin()
    assert notice.kind == "warning"
    assert "damaged" in str(notice.text)
    assert searching.search(library, Query(text="plum")).total == 1
