from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from instrstudio.domain.run import (
    ARCHITECTURES,
    PRECISIONS,
    PRESETS,
    Run,
    RunState,
    TrainConfig,
)
from instrstudio.services import checkpoints
from instrstudio.services.workspace import Workspace
from instrstudio.ui.session import Session
from instrstudio.ui.training import run_words
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
    runs.append_validations(run.id, [(4, 1.5, 12.0, None), (8, 0.9, 20.0, 31.0)])
    panel = open_panel()
    with qtbot.waitSignal(panel.desk.log_changed, timeout=LONG):
        panel.runs.list.chosen.emit(str(run.id))
    log = panel.desk.log(run.id)
    assert (log.step, log.chrf, log.total_steps) == (8, 20.0, TINY.steps)
    panel.view.curve.draw_now()
    assert panel.view.curve.points(TRAINING) == 8
    assert panel.view.tiles._parts["rouge_l"][1].text() == "31.0"
    panel.view.curve._kind.choose(2)
    panel.view.curve.draw_now()
    assert panel.view.curve.points(DEVELOPMENT) == 1
    assert "ROUGE-L" in panel.view.curve.accessibleName()
    assert "31.00" in panel.view.curve.accessibleDescription()
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


def test_the_form_begins_from_the_starter_unless_told_otherwise(
    open_panel: Open, qtbot: QtBot
) -> None:
    panel = open_panel()
    form = panel.form
    starter = checkpoints.shipped()
    qtbot.waitUntil(lambda: "about" in form._presets.buttons()[0].text())
    config = form.config()
    assert config.initial == str(starter)
    assert not form.basis._menu.isEnabled()
    assert not form.advanced._fields["hidden_size"].isEnabled()
    assert form.basis._note.isVisibleTo(form)

    with qtbot.waitSignal(form.predictions_wanted):
        form.basis.choose(from_starter=False, architecture="transformer")
    config = form.config()
    assert (config.initial, config.architecture) == ("", "transformer")
    assert form.basis._menu.isEnabled()
    assert form.advanced._fields["hidden_size"].isEnabled()
    assert not form.basis._note.isVisibleTo(form)


def test_every_architecture_and_preset_has_a_name_and_a_line() -> None:
    for name in ARCHITECTURES:
        assert run_words.architecture(name) != name
        assert run_words.about_architecture(name)
    for name in PRESETS:
        assert run_words.preset(name) != name
    for name in PRECISIONS:
        assert run_words.precision(name) != name


def test_the_form_gives_what_is_chosen(open_panel: Open, qtbot: QtBot) -> None:
    panel = open_panel()
    form = panel.form
    form.basis.choose(from_starter=False, architecture="attention")
    qtbot.waitUntil(lambda: "about" in form._presets.buttons()[1].text())
    form._presets.buttons()[1].click()
    fields = form.advanced._counts
    fields["steps"].setValue(77)
    fields["batch_tokens"].setValue(512)
    form.advanced._shares["bpe_dropout"].setValue(0.125)
    form.advanced._precision.setCurrentIndex(1)
    config: TrainConfig = form.config()
    assert (config.preset, config.steps, config.batch_tokens) == ("small", 77, 512)
    assert (config.architecture, config.bpe_dropout) == ("attention", 0.125)
    assert config.precision == "float32"
    start = form.findChild(QPushButton, "runStart")
    assert isinstance(start, QPushButton)
    form.data._file.setChecked(True)
    start.click()  # no file is chosen: nothing begins
    assert not panel.desk.is_busy
    assert form._strip.isVisible()


def test_what_went_wrong_is_said_again_in_another_language(
    open_panel: Open,
) -> None:
    panel, said = open_panel(), ["Disk full."]
    for part in (panel.form, panel.view):
        part.warn(lambda: said[-1])
    said.append("磁盘满了。")
    panel.retranslate()
    assert panel.form._strip.text() == "磁盘满了。"
    assert panel.view._strip.text().startswith("磁盘满了。")
    panel.view.calm()
    panel.retranslate()
    assert panel.view._strip.isHidden()
