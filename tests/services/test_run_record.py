"""What the project remembers of a run whose end was decided elsewhere."""

from pathlib import Path

import pytest

from instrstudio.domain.errors import ModelError
from instrstudio.domain.job import Cancelled, Job, run
from instrstudio.domain.run import Checkpoint, Run, RunState, Step, TrainingEvent
from instrstudio.services.run_record import RunRecord
from instrstudio.services.workspace import Workspace


def ending(error: Exception) -> Job[TrainingEvent, Checkpoint]:
    """Train one step; then end with `error`."""
    yield Step(step=1, loss=2.0, tokens_per_second=3.0)
    raise error


@pytest.fixture
def record(empty_workspace: Workspace, tmp_path: Path) -> RunRecord:
    noted = empty_workspace.store.runs.insert(Run(name="mine"))
    (tmp_path / "card.json").write_text('{"format": 1, "step": 0}', encoding="utf-8")
    return RunRecord(empty_workspace, noted, tmp_path)


def test_another_process_that_stops_the_run_pauses_it(
    empty_workspace: Workspace, record: RunRecord
) -> None:
    paused = run(record.follow(ending(Cancelled())))
    assert (paused.state, paused.step, paused.checkpoint) == (
        RunState.PAUSED,
        1,
        "mine",
    )
    assert empty_workspace.store.runs.get(paused.id or 0) == paused


def test_another_process_that_has_ended_fails_the_run(
    empty_workspace: Workspace, record: RunRecord
) -> None:
    with pytest.raises(ModelError):
        run(record.follow(ending(ModelError("gone"))))
    found = empty_workspace.store.runs.all()[0]
    assert (found.state, found.step, found.message) == (RunState.FAILED, 1, "gone")
