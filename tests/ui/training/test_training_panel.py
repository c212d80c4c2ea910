from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.run import Run, RunState, TrainConfig
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session
from instrstudio.ui.training.curve_plot import DEVELOPMENT, TRAINING
from instrstudio.ui.training.panel import TrainingPanel

from .conftest import TINY

Open = Callable[[], TrainingPanel]
LONG = 120_000


def test_a_run_is_trained_stopped_and_taken_up_again(
    open_panel: Open, qtbot: QtBot, session: Session, empty_workspace: Workspace
) -> None:
    panel = open_panel()
    panel.form.confirmed.emit(replace(TINY, steps=100_000), None, "mine")
    assert panel.view.isVisible()
    qtbot.waitUntil(lambda: panel.shown > 0, timeout=LONG)
    run_id = panel.shown
    qtbot.waitUntil(lambda: bool(panel.desk.log(run_id).validated), timeout=LONG)
    assert panel.desk.live == run_id
    assert panel.view.stop.isVisible()
    assert panel.view.attention.sample is not None
    panel.view.curve.draw_now()
    assert panel.view.curve.points(TRAINING) > 0
    assert panel.view.curve.points(DEVELOPMENT) > 0

    with qtbot.waitSignal(panel.desk.ended, timeout=LONG):
        panel.view.stop.click()
    run = empty_workspace.store.runs.get(run_id)
    assert run.state is RunState.PAUSED
    assert run.step > 0
    qtbot.waitUntil(panel.view.resume.isVisible, timeout=LONG)
    qtbot.waitUntil(lambda: bool(panel.desk.models[0]), timeout=LONG)

    short = replace(run, config=replace(run.config, steps=run.step + 5))
    empty_workspace.store.runs.update(short)
    with qtbot.waitSignal(panel.desk.models_changed, timeout=LONG):
        panel.reload()
    with qtbot.waitSignal(panel.desk.ended, timeout=LONG):
        panel.view.resume.click()
    again = empty_workspace.store.runs.get(run_id)
    assert (again.state, again.step) == (RunState.DONE, run.step + 5)
    assert panel.desk.log(run_id).steps[-1] == again.step

    panel.view.checkpoints.list.choose("mine")
    with qtbot.waitSignals([session.changed, session.notice], timeout=LONG):
        panel.view.checkpoints.use_wanted.emit("mine")
    qtbot.waitUntil(lambda: "mine" in panel.desk.models[1], timeout=LONG)


def test_a_run_that_cannot_begin_leads_back_to_the_form(
    open_panel: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = open_panel()
    with qtbot.waitSignal(panel.desk.failed, timeout=LONG):
        panel.form.confirmed.emit(TINY, tmp_path / "missing.jsonl", "")
    assert panel.form.isVisible()
    assert "missing.jsonl" in panel.form._strip.text()


def test_a_stored_run_is_drawn_again(
    open_panel: Open, qtbot: QtBot, empty_workspace: Workspace
) -> None:
    runs = empty_workspace.store.runs
    run = runs.insert(
        Run(name="old", state=RunState.FAILED, config=TINY, message="Out of memory.")
    )
    assert run.id is not None
    runs.append_steps(run.id, [(n, 5.0 / n, 900.0) for n in range(1, 9)])
    runs.append_validations(run.id, [(4, 1.5, 12.0), (8, 0.9, 20.0)])
    panel = open_panel()
    with qtbot.waitSignal(panel.desk.log_changed, timeout=LONG):
        panel.runs.list.chosen.emit(str(run.id))
    log = panel.desk.log(run.id)
    assert (log.step, log.chrf, log.total_steps) == (8, 20.0, TINY.steps)
    panel.view.curve.draw_now()
    assert panel.view.curve.points(TRAINING) == 8
    assert "Out of memory" in panel.view._strip.text()
    assert not panel.view.stop.isVisible()


def test_a_run_nobody_drives_is_paused(
    open_panel: Open, empty_workspace: Workspace
) -> None:
    run = empty_workspace.store.runs.insert(Run(name="lost", config=TINY))
    panel = open_panel()
    assert run.id is not None
    panel.show_run(run.id)
    found = panel.desk.run(run.id)
    assert found is not None
    assert found.state is RunState.PAUSED
    assert panel.view.resume.isVisible()


def test_the_form_gives_what_is_chosen(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    form = panel.form
    qtbot.waitUntil(lambda: "about" in form._presets.buttons()[0].text())
    form._presets.buttons()[1].click()
    form.advanced._fields["steps"].setValue(77)
    form._forcing.setValue(0.5)
    config: TrainConfig = form.config()
    chosen = (config.preset, config.steps, config.teacher_forcing_ratio)
    assert chosen == ("standard", 77, 0.5)
    start = form.findChild(QPushButton, "runStart")
    assert isinstance(start, QPushButton)
    form.data._file.setChecked(True)
    start.click()  # no file is chosen: nothing begins
    assert not panel.desk.is_busy
    assert form._strip.isVisible()
