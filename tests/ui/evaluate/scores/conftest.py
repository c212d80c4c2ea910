"""The page on a project with two runs over the same sixty tasks."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from instrstudio.domain.evaluation import Evaluation, ScoredRow
from instrstudio.domain.job import Cancelled, Job, Progress
from instrstudio.domain.task import Example, Task
from instrstudio.services.evaluating import EvaluateOptions
from instrstudio.services.evaluating_scores import scales
from instrstudio.services.evaluating_summary import summarised
from instrstudio.services.workspace import Workspace
from instrstudio.ui.evaluate.scores.page import ScoresPage
from instrstudio.ui.session import Session

WAIT_MS = 20_000
ROWS = 60
METHODS = ("retrieve_top_1", "template", "first")
METRICS = ("edit_effort", "rouge_l", "distinct_2")


def scored(method: str, place: int, lift: float) -> ScoredRow:
    """Return a row: later ones are better, and so are later methods."""
    better = place / ROWS * 0.5 + METHODS.index(method) * 0.1 + lift
    language = "zh" if place % 3 == 0 else "en"
    return ScoredRow(
        method=method,
        place=place,
        task=Task(
            description=f"Task {place}",
            examples=(Example(input="a", output="b"),),
            language=language,
        ),
        references=(f"Sum up the text {place}.",),
        text=f"Sum up article {place} by {method}.",
        scores={
            "rouge_l": better,
            "edit_effort": 1 - better,
            "answered": 1.0,
            "rouge_l.part": better,
        },
    )


def add_run(
    workspace: Workspace,
    name: str,
    *,
    rows: int = ROWS,
    lift: float = 0.0,
    finish: bool = True,
) -> Evaluation:
    """Keep a run of made-up scores."""
    store = workspace.store.evaluations
    settings = {"methods": list(METHODS), "metrics": list(METRICS), "rows": ROWS}
    run = store.add(name, settings)
    found = [scored(m, p, lift) for p in range(rows) for m in METHODS]
    store.put(run, found)
    if finish:
        store.finish(run, summarised(found, scales(METRICS), METHODS))
    return store.get(run)


class Slow:
    """An evaluation that goes on when it is let, row by row."""

    def __init__(self) -> None:
        self.go = Event()
        self.asked: list[tuple[object, EvaluateOptions]] = []
        self.error: Exception | None = None

    def __call__(
        self, workspace: Workspace, source: object, options: EvaluateOptions
    ) -> Job[Progress, Evaluation]:
        self.asked.append((source, options))
        yield Progress(done=1, total=3)
        self.go.wait(WAIT_MS / 1000)
        if self.error is not None:
            raise self.error
        try:
            yield Progress(done=2, total=3)
        except Cancelled:
            found = add_run(workspace, "part", rows=3)
            store = workspace.store.evaluations
            assert found.summary is not None
            store.finish(found.id, found.summary, cancelled=True)
            return store.get(found.id)
        return add_run(workspace, "new", rows=3)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Evaluations that wait for the test."""
    from instrstudio.services import evaluating

    slow = Slow()
    monkeypatch.setattr(evaluating, "evaluate", slow)
    monkeypatch.setattr(evaluating, "evaluate_library", slow)
    return slow


@pytest.fixture
def evaluated(empty_workspace: Workspace) -> Workspace:
    """A project with two runs; in the second every method is better."""
    add_run(empty_workspace, "before")
    add_run(empty_workspace, "after", lift=0.05)
    return empty_workspace


@pytest.fixture
def session(empty_workspace: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on the project."""
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=WAIT_MS)


@pytest.fixture
def open_page(qtbot: QtBot, session: Session) -> Callable[[], ScoresPage]:
    """Build the page, show it, and wait for what it reads."""

    def build() -> ScoresPage:
        page = ScoresPage(session)
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
def page(evaluated: Workspace, open_page: Callable[[], ScoresPage]) -> ScoresPage:
    """The page on two runs, the newer one open."""
    del evaluated
    return open_page()


def rest(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is to be done."""
    qtbot.waitUntil(
        lambda: session.lanes.is_idle and not session.lanes.jobs, timeout=WAIT_MS
    )


def press(widget: QWidget, *keys: Qt.Key) -> None:
    """Press keys where a widget has the focus."""
    widget.setFocus()
    for key in keys:
        QTest.keyClick(widget, key)
