"""A library panel on a small project; every thread is waited for."""

import os
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services import indexing
from instrstudio.services.workspace import Workspace
from instrstudio.ui.library.panel import LibraryPanel
from instrstudio.ui.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

RECORDS = (
    Record(
        instruction="Summarise the news article below in one paragraph.\n\n[article]",
        task_description="Summarise news",
        examples=(Example(input="A storm came.", output="Storm."),),
        tags=("news", "short"),
        task_type="summarization",
        language="en",
    ),
    Record(
        instruction="请把下面的新闻写成摘要，不超过 120 字。",
        tags=("新闻",),
        task_type="summarization",
        language="zh",
    ),
    Record(
        instruction="Translate the letter into French.",
        tags=("letter",),
        task_type="translation",
        language="en",
    ),
)


@pytest.fixture
def library(empty_workspace: Workspace) -> Workspace:
    """A project with three records, indexed."""
    empty_workspace.store.records.insert(RECORDS, label="Import")
    run(indexing.catch_up(empty_workspace))
    return empty_workspace


@pytest.fixture
def session(library: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on it."""
    session = Session(library)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=20_000)


@pytest.fixture
def open_panel(qtbot: QtBot, session: Session) -> Callable[[], LibraryPanel]:
    """Build the panel, show it, and wait for its rows."""

    def build() -> LibraryPanel:
        panel = LibraryPanel(session)
        qtbot.addWidget(panel)
        panel.resize(1300, 800)
        with qtbot.waitSignals(
            [panel.results.finder.found, panel.results.finder.shelves_counted]
        ):
            panel.show()
            panel.activated()
        return panel

    return build
