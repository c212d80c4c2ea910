"""The window must not wait for heavy libraries, and must paint before the project."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from instrstudio.services import settings_file
from instrstudio.ui import app as app_module
from instrstudio.ui.app import Program

HEAVY = (
    "torch",
    "pyqtgraph",
    "numpy",
    "whoosh",
    "jinja2",
    "sqlite_utils",
    "tokenizers",
)


def test_the_window_imports_no_heavy_library() -> None:
    code = (
        "import sys, instrstudio.ui.app, instrstudio.ui.construct.panel\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
    )
    assert done.stdout.strip() == "[]"


def test_a_job_lets_the_window_go_on_within_a_millisecond() -> None:
    code = (
        "import sys; from instrstudio.ui.app import make_app\n"
        "app = make_app(); print(sys.getswitchinterval() <= 0.001)"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environment,
    )
    assert done.stdout.strip() == "True"


def test_the_window_paints_before_the_project_opens(
    qapp: QApplication, qtbot: QtBot, project_folder: Path
) -> None:
    program = Program(qapp, project_folder, {"language": "en", "theme": "light"})
    assert not program.session.is_open
    with qtbot.waitSignal(program.session.project_opened, timeout=20_000):
        program.start()
        assert program.window.isVisible()
        assert not program.session.is_open
    assert project_folder.name in program.window.windowTitle()
    with qtbot.waitSignal(program.window.closed):
        program.window.close()
    assert not program.session.is_open
    assert settings_file.load()[0].last_project == str(project_folder)
    program.deleteLater()


def test_a_new_default_project_is_filled_in_sight(
    qapp: QApplication, qtbot: QtBot
) -> None:
    program = Program(qapp, None, {"language": "en", "theme": "light"})
    titles: list[str] = []
    program.session.lanes.job_added.connect(
        lambda job: None if job.quiet else titles.append(str(job.title))
    )
    with qtbot.waitSignal(program.session.changed, timeout=60_000):
        program.start()
    assert "Fill the starter library" in titles
    assert program.session.workspace.store.records.count() > 100
    program.session.lanes.cancel_all()
    program.window.close()
    assert program.session.lanes.is_idle
    program.deleteLater()


@pytest.mark.parametrize(
    ("before", "after"),
    [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("", "")],
)
def test_fcitx_is_answered_through_ibus(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("QT_IM_MODULE", before)
    assert app_module.mend_input_method() == (before != after)
    assert os.environ["QT_IM_MODULE"] == after


def test_the_verb_app_is_the_default() -> None:
    import_module("instrstudio.__main__")
    from instrstudio.cli import main as command_line

    assert "app" in command_line.cli.commands
    assert command_line.DEFAULT == "app"
