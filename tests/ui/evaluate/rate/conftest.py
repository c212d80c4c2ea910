"""The page on a project with a queue of each kind."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot
from rating_cases import offered

from instrstudio.domain.rating import AUDIT, LIKERT, PAIRWISE
from instrstudio.services import rating_queues
from instrstudio.services.rating_queues import QueuePlan
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.rate.page import RatePage
from instrstudio.ui.session import Session

WAIT_MS = 30_000
CRITERIA = ("likert.clarity", "likert.fluency")


@pytest.fixture
def queued(empty_workspace: Workspace) -> Workspace:
    """A project with the queues “audit”, “pairs” and “scales” of two tasks."""
    items = offered(tasks=2)
    for name, kind, criteria in (
        ("audit", AUDIT, ()),
        ("pairs", PAIRWISE, ()),
        ("scales", LIKERT, CRITERIA),
    ):
        plan = QueuePlan(name=name, kind=kind, criteria=criteria)
        rating_queues.make(empty_workspace, plan, items)
    return empty_workspace


@pytest.fixture
def session(empty_workspace: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on the project."""
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=WAIT_MS)


@pytest.fixture
def open_page(qtbot: QtBot, session: Session) -> Callable[[str], RatePage]:
    """Build the page, show it, and open a queue."""

    def build(name: str = "") -> RatePage:
        page = RatePage(session)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.desk.name = name
        page.activated()
        rest(qtbot, session)
        return page

    return build


@pytest.fixture
def pairs(queued: Workspace, open_page: Callable[[str], RatePage]) -> RatePage:
    """The page at the first pair."""
    return open_page("pairs")


@pytest.fixture
def scales(queued: Workspace, open_page: Callable[[str], RatePage]) -> RatePage:
    """The page at the first text with a scale for each criterion."""
    return open_page("scales")


@pytest.fixture
def audit(queued: Workspace, open_page: Callable[[str], RatePage]) -> RatePage:
    """The page at the first text of an audit."""
    return open_page("audit")


def rest(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is to be done."""
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )


def press(page: RatePage, *keys: Qt.Key, control: bool = False) -> None:
    """Press keys where the focus is."""
    modifier = Qt.KeyboardModifier.ControlModifier
    none = Qt.KeyboardModifier.NoModifier
    for key in keys:
        target = page.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier if control else none)


def judge(qtbot: QtBot, page: RatePage, *keys: Qt.Key) -> None:
    """Press keys and wait for what comes next."""
    press(page, *keys)
    qtbot.waitUntil(lambda: not page.desk.is_busy, timeout=WAIT_MS)


def become(qtbot: QtBot, page: RatePage, session: Session, name: str) -> None:
    """Change the rater by keys: P, the name, Enter."""
    press(page, Qt.Key.Key_P)
    dialog = page.findChild(QInputDialog, "rateWho")
    assert isinstance(dialog, QInputDialog)
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()
    page.activateWindow()  # what a window system does when a dialog closes
    rest(qtbot, session)
