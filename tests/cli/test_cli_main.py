"""How commands end, where the project comes from, and what is loaded for it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from instrstudio.cli import main, project
from instrstudio.domain.errors import InstrStudioError
from instrstudio.domain.job import Cancelled

Run = Callable[..., Any]
HEAVY = (
    "torch", "PySide6", "whoosh", "jinja2", "sqlite_utils", "numpy", "tokenizers",
    "safetensors", "pyqtgraph", "sacrebleu", "yaml", "rich",
)  # fmt: skip


def test_help_and_version(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(main.cli.commands, "app", raising=False)
    shown = run("--help")
    assert shown.status == 0
    for name in ("construct", "search", "import", "export", "train", "models"):
        assert name in shown.out
        assert run(name, "--help").status == 0
    assert run("--version").out.startswith("InstrStudio")
    assert run().out == shown.out


@pytest.mark.parametrize(
    "argv",
    [
        ["no-such-verb"],
        ["search"],
        ["search", "a", "--queries", "b"],
        ["import"],
        ["export"],
        ["construct", "--tasks", "x"],
        ["construct", "--tasks", "x", "--out", "y", "--description", "z"],
        ["construct", "--description", "d", "--language", "fr"],
        ["construct", "--input-file"],
        ["train", "--steps", "1", "--minutes", "1"],
        ["new"],
        ["info", "--project"],
    ],
)
def test_wrong_usage_is_2(run: Run, argv: list[str]) -> None:
    ended = run(*argv)
    assert ended.status == 2
    assert ended.out == ""
    assert "Error" in ended.err


def test_what_can_be_mended_is_1_and_one_sentence(
    run: Run, project: Path, tmp_path: Path
) -> None:
    ended = run("import", tmp_path / "gone.json")
    assert ended.status == 1
    assert ended.out == ""
    assert ended.err == f"Error: There is no file “{tmp_path / 'gone.json'}”.\n"


def test_a_hint_follows_the_sentence(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail_with(monkeypatch, InstrStudioError("It is so.", hint="Do that."))
    ended = run("info")
    assert (ended.status, ended.err) == (1, "Error: It is so.\nDo that.\n")


def test_a_bug_is_70_and_leaves_a_report(
    run: Run, project: Path, isolated_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fail_with(monkeypatch, ZeroDivisionError("by zero"))
    ended = run("info")
    assert ended.status == 70
    assert "ZeroDivisionError: by zero" in ended.err
    assert "Traceback" not in ended.err
    (log,) = (isolated_home / "data" / "logs").iterdir()
    assert str(log) in ended.err
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("error", [Cancelled(), KeyboardInterrupt(), click.Abort()])
def test_cancelled_is_130(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    _fail_with(monkeypatch, error)
    assert run("info").status == 130


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def opened(**_options: object) -> object:
        raise error

    monkeypatch.setattr(project, "opened", opened)


def test_the_project_stands_before_or_after_the_verb_or_outside(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        assert run("new", tmp_path / name, "--empty").status == 0

    def opened(*argv: object) -> str:
        return str(run(*argv, "--json").json["project"])

    assert opened("info") == str(project)
    assert opened("--project", tmp_path / "a", "info") == str(tmp_path / "a")
    assert opened("info", "--project", tmp_path / "b") == str(tmp_path / "b")
    both = ("--project", tmp_path / "a", "info", "--project", tmp_path / "b")
    assert opened(*both) == str(tmp_path / "b")
    ended = run("templates", "--project", tmp_path / "b", "list", "--json")
    assert ended.status == 0


def test_without_a_verb_the_window_opens_once_it_is_known(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def app() -> None:
        click.echo("window")

    monkeypatch.setitem(main.cli.commands, "app", app)
    assert run().out == "window\n"
    assert run("--project", "x").out == "window\n"


def _python(code: str, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )


RUN = "import sys; from instrstudio.cli.main import run; status = run(); "


def test_help_loads_nothing_heavy() -> None:
    code = RUN + f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    done = _python(code, "--help")
    assert done.stderr.strip() == "[]"
    assert "construct" in done.stdout


def test_a_process_ends_with_the_status_and_speaks_utf_8(tmp_path: Path) -> None:
    project = str(tmp_path / "项目")
    code = RUN + "sys.exit(status)"
    made = _python(code, "new", project, "--empty")
    assert (made.returncode, made.stderr) == (0, "")
    assert "项目" in made.stdout
    again = _python(code, "new", project)
    assert again.returncode == 1
    assert again.stderr.startswith("Error: ")
    assert again.stderr.count("\n") == 1
    assert "\x1b" not in made.stdout + again.stderr


def test_a_closed_pipe_is_no_bug(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "reading, writing = os.pipe(); os.close(reading); os.dup2(writing, 1)\n"
        "from instrstudio.cli.main import run\n"
        "sys.exit(run())"
    )
    done = _python(code, "new", str(tmp_path / "p"), "--empty")
    assert done.returncode == 1
    assert "bug" not in done.stderr
