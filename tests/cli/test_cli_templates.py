"""``templates`` at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_list(run: Run, project: Path) -> None:
    everything = run("templates", "list", "--json").json["templates"]
    assert len(everything) >= 36
    chinese = run("templates", "list", "--language", "zh", "--json").json["templates"]
    assert {template["language"] for template in chinese} == {"zh"}
    shown = run("templates", "list", "--task-type", "translation")
    ids = [line.split("\t")[0] for line in shown.out.splitlines()]
    assert ids == [t["id"] for t in everything if t["task_type"] == "translation"]


def test_render_a_shipped_template(run: Run, project: Path) -> None:
    listed = run("templates", "list", "--task-type", "summarization", "--json").json
    name = next(t["id"] for t in listed["templates"] if t["language"] == "zh")
    given = ("templates", "render", name, "--description", "对一篇新闻文章进行摘要。")
    plain = run(*given)
    assert plain.status == 0
    shown = run(*given, "--json").json
    assert shown["text"] + "\n" == plain.out
    assert shown["spans"][-1]["end"] == len(shown["text"])


def test_render_a_file(run: Run, project: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("Do this.\n\n{{ input }}\n", encoding="utf-8")
    given = ("--input", "the text", "--language", "en", "--fill")
    ended = run("templates", "render", path, *given)
    assert (ended.status, ended.out) == (0, "Do this.\n\nthe text\n")


def test_lint(run: Run, project: Path, tmp_path: Path) -> None:
    assert run("templates", "lint").status == 0
    path = tmp_path / "bad.txt"
    path.write_text("x {{ inptu }\n", encoding="utf-8")
    ended = run("templates", "lint", path)
    assert ended.status == 1
    assert ended.out.startswith(f"{path}:1:")
    (problem, *_) = run("templates", "lint", path, "--json").json["problems"]
    assert problem["line"] == 1
    assert problem["severity"] == "error"


@pytest.mark.parametrize("verb", ["render", "lint"])
def test_an_unknown_template_is_1(run: Run, project: Path, verb: str) -> None:
    given = ("--description", "d") if verb == "render" else ()
    ended = run("templates", verb, "no.such", *given)
    assert ended.status == 1
    assert "no.such" in ended.err
