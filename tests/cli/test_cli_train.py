"""``train`` and ``models`` at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.jsonl"
    rows = [
        {
            "task_description": f"Summarise article {n}.",
            "input": f"Article {n} says that {n} birds flew.",
            "output": f"{n} birds flew.",
            "instruction": f"Summarise the article about {n} birds.",
        }
        for n in range(40)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.slow
def test_train_list_use_export_import(
    run: Run, project: Path, data: Path, tmp_path: Path
) -> None:
    given = ("train", "--data", data, "--device", "cpu", "--name", "mine")
    ended = run(*given, "--steps", 4, "--json")
    assert ended.status == 0, ended.err
    trained = ended.json
    assert (trained["name"], trained["state"], trained["step"]) == ("mine", "done", 4)
    assert "parameters" in ended.err

    names = [model["name"] for model in run("models", "list", "--json").json["models"]]
    assert "mine" in names
    assert run("models", "use", "mine").status == 0
    models = run("models", "list", "--json").json["models"]
    assert [model["name"] for model in models if model["chosen"]] == ["mine"]
    assert "mine" in run("models", "list").out

    out = tmp_path / "mine.zip"
    assert run("models", "export", "mine", out).status == 0
    other = ("--project", tmp_path / "other")
    assert run("new", tmp_path / "other", "--empty").status == 0
    assert "Imported" in run("models", "import", out, *other).out
    there = run("models", "list", "--json", *other).json["models"]
    assert any(model["name"].startswith("mine") for model in there)
    generated = run(
        "construct", "--description", "Summarise it.", "--method", "generation",
        "--model", "mine", "--device", "cpu", "--json",
    )  # fmt: skip
    assert set(generated.json) == {"task", "candidates", "failures"}
    # four steps teach nothing: that is said, and it is an error
    assert generated.status == (0 if generated.json["candidates"] else 1)
    assert generated.json["candidates"] or "mine" in generated.err


@pytest.mark.parametrize(
    "argv",
    [
        ["train", "--data", "no-such-file.jsonl"],
        ["train", "--resume", "no-such-run"],
        ["models", "use", "no-such-model"],
        ["models", "export", "no-such-model", "x.zip"],
        ["models", "import", "no-such-file.zip"],
    ],
)
def test_what_can_be_mended_is_1(run: Run, project: Path, argv: list[str]) -> None:
    ended = run(*argv)
    assert ended.status == 1
    assert ended.err.startswith("Error: ")
