"""The page on a project with a set of rows, and methods that answer at once."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from instrstudio.domain.annotation import AnnotationSet
from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.job import Job, Progress, run
from instrstudio.domain.task import Example, Task
from instrstudio.services import annotating
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.annotate.page import AnnotatePage
from instrstudio.ui.session import Session

WAIT_MS = 20_000
ROWS = 6
METHODS = ("template", "retrieval", "generation")


def proposed(place: int, number: int) -> str:
    """Return what a method answers for a row."""
    return f"Answer {number} to row {place}."


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have three methods answer each task at once."""

    def construct(
        _workspace: Workspace, task: Task, _options: object
    ) -> Job[Progress, Construction]:
        yield Progress(done=0)
        place = int(task.description.rsplit(maxsplit=1)[-1])
        found = (
            Candidate(method=method, text=proposed(place, number), spans=())
            for number, method in enumerate(METHODS, start=1)
        )
        return Construction(candidates=tuple(found))

    monkeypatch.setattr(annotating, "construct", construct)


@pytest.fixture
def annotated(empty_workspace: Workspace) -> Workspace:
    """A project with the set “news” of six rows."""
    rows = (
        (Task(description=f"Row {n}", examples=(Example(input="a", output="b"),)), None)
        for n in range(ROWS)
    )
    wish = AnnotationSet(name="news", guideline="Be short.", licence="CC0-1.0")
    run(annotating.make(empty_workspace, wish, rows))
    return empty_workspace


@pytest.fixture
def session(annotated: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on it."""
    session = Session(annotated)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=WAIT_MS)


@pytest.fixture
def open_page(qtbot: QtBot, session: Session) -> Callable[[], AnnotatePage]:
    """Build the page, show it, and wait for its row and the rows ahead."""

    def build() -> AnnotatePage:
        page = AnnotatePage(session)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        rest(qtbot, session)
        return page

    return build


@pytest.fixture
def page(open_page: Callable[[], AnnotatePage]) -> AnnotatePage:
    """The page, at its first row."""
    return open_page()


def rest(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is to be done."""
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )


def press(page: AnnotatePage, key: Qt.Key, *, control: bool = False) -> None:
    """Press a key where the focus of the row view is."""
    modifier = Qt.KeyboardModifier.ControlModifier
    none = Qt.KeyboardModifier.NoModifier
    target = page.view.box if page.view.box.hasFocus() else page.view
    QTest.keyClick(target, key, modifier if control else none)
