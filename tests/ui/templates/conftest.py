"""A templates panel on a small project; every thread is waited for."""

import os
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session
from instrstudio.ui.templates.panel import TemplatesPanel

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def session(empty_workspace: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on an empty project."""
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=30_000)


@pytest.fixture
def open_panel(qtbot: QtBot, session: Session) -> Callable[[], TemplatesPanel]:
    """Build the panel, show it, and wait for its first preview."""

    def build() -> TemplatesPanel:
        panel = TemplatesPanel(session)
        qtbot.addWidget(panel)
        panel.resize(1300, 800)
        with qtbot.waitSignals(
            [panel.desk.read, panel.checker.rendered, panel.checker.linted],
            timeout=60_000,
        ):
            panel.show()
            panel.activated()
        return panel

    return build
