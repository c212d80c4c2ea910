"""A training panel on a project with enough to learn from."""

import os
from collections.abc import Callable, Generator, Iterator

import pytest
from pytestqt.qtbot import QtBot

from instrstudio.domain.record import Record
from instrstudio.domain.run import PRESETS, TrainConfig
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session
from instrstudio.ui.training import prediction
from instrstudio.ui.training.panel import TrainingPanel

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TINY = TrainConfig(
    embedding_size=8,
    hidden_size=8,
    attention_size=8,
    vocabulary_size=300,
    batch_tokens=128,
    max_source_tokens=24,
    max_target_tokens=12,
    steps=12,
    validate_every_steps=4,
    save_every_steps=4,
    device="cpu",
)


@pytest.fixture
def session(empty_workspace: Workspace, qtbot: QtBot) -> Iterator[Session]:
    """A session on a project with forty records."""
    verbs = ("Write", "Sketch", "Draft", "Invent", "Compose", "Tell", "Rhyme", "Note")
    things = ("a poem", "a letter", "a joke", "a recipe", "a speech")
    records = [
        Record(
            instruction=f"{verb} {thing} and {things[place - 1]}, then stop.",
            task_description=f"{verb} {thing}",
            task_type="text_generation",
            language="en",
        )
        for verb in verbs
        for place, thing in enumerate(things)
    ]
    empty_workspace.store.records.insert(records, label="Import")
    session = Session(empty_workspace)
    yield session
    session.lanes.cancel_all()
    qtbot.waitUntil(lambda: session.lanes.is_idle, timeout=60_000)


@pytest.fixture
def open_panel(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], TrainingPanel]:
    """Build the panel and show it; timing the presets would take minutes."""

    def predict(
        _workspace: Workspace, basis: str
    ) -> Generator[prediction.Timed, None, None]:
        for minutes, preset in enumerate(PRESETS, 2):
            yield prediction.Timed(basis=basis, preset=preset, minutes=minutes)

    monkeypatch.setattr(prediction, "predict", predict)

    def build() -> TrainingPanel:
        panel = TrainingPanel(session)
        qtbot.addWidget(panel)
        panel.resize(1300, 900)
        with qtbot.waitSignal(panel.desk.models_changed, timeout=60_000):
            panel.show()
            panel.activated()
        return panel

    return build
