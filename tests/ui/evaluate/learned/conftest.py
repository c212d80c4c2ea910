"""The page on a project in which somebody chose and edited."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot
from reacting import candidate

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.job import Job, Progress
from instrstudio.domain.style import PLEASE, SWAP
from instrstudio.domain.task import Task
from instrstudio.services import feedback, learning, portrait, style
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.learned.page import LearnedPage
from instrstudio.ui.session import Session

WAIT_MS = 20_000
TASK = Task(description="Summarize a news article.")
SLOT = "[news article]"
TEXTS = (
    f"Please summarize the news article and keep every fact, name and date:\n\n{SLOT}",
    f"Please write a summary of the news article for readers in a hurry:\n\n{SLOT}",
    f"Sum up the news article:\n\n{SLOT}",
)


def pool() -> list[Candidate]:
    """Return candidates, best score first."""
    return [candidate(text, 0.9 - 0.05 * i) for i, text in enumerate(TEXTS)]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every task constructed at once."""

    def construct(
        workspace: Workspace, task: Task, options: ConstructOptions
    ) -> Job[Progress, Construction]:
        yield Progress(done=0)
        found = pool()
        if options.personal:
            found = learning.personal(workspace, found, task)
        return Construction(candidates=tuple(found))

    monkeypatch.setattr(portrait, "construct", construct)


@pytest.fixture
def known(empty_workspace: Workspace) -> Workspace:
    """A project that knows two choices, one rejection and two own rules."""
    shown = pool()
    for _time in range(2):
        feedback.chose(empty_workspace, None, 3, shown[2].text, shown=shown, task=TASK)
    feedback.rejected(empty_workspace, None, 1, shown[0].text, shown=shown, task=TASK)
    style.add(empty_workspace, PLEASE, "en", {"want": "without"})
    style.add(empty_workspace, SWAP, "en", {"find": "sum up", "put": "condense"})
    return empty_workspace


@pytest.fixture
def session(empty_workspace: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on the project."""
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=WAIT_MS)


@pytest.fixture
def open_page(qtbot: QtBot, session: Session) -> Callable[[], LearnedPage]:
    """Build the page, show it, and wait until all is read."""

    def build() -> LearnedPage:
        page = LearnedPage(session)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.activated()
        rest(qtbot, session)
        return page

    return build


@pytest.fixture
def page(known: Workspace, open_page: Callable[[], LearnedPage]) -> LearnedPage:
    """The page, with all that is known."""
    return open_page()


def rest(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is to be done."""
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )
