"""``preferences`` at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tiny_model

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.task import Task
from instrstudio.services import checkpoints, feedback, preferring_proof, proving
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def chosen(project: Path) -> Path:
    """A project in which the second of each of twenty lists was taken."""
    with Workspace.open(project) as workspace:
        for n in range(20):
            texts = (f"Please do write a summary of report {n}.", f"Sum up {n}.")
            made = tuple(Candidate(method="x", text=text, spans=()) for text in texts)
            number = workspace.store.constructions.insert(
                Task(description=f"Summarize report {n}.", language="en"),
                Construction(candidates=made),
            )
            feedback.chose(workspace, number, 2, texts[1])
    return project


def test_pairs_are_counted(run: Run, chosen: Path) -> None:
    found = run("preferences", "pairs", "--json").json
    assert (found["pairs"], found["tasks"], found["enough"]) == (20, 20, True)
    assert found["by_rule"]["choices"] == 20
    printed = run("preferences", "pairs", "--rule", "edits")
    assert "choices\t20" in printed.out
    assert "0 different pairs of 0 tasks, too few to learn from." in printed.err


def test_pairs_are_exported(run: Run, chosen: Path, tmp_path: Path) -> None:
    target = tmp_path / "pairs.jsonl"
    ended = run("preferences", "export", target, "--rule", "choices")
    assert ended.out == f"20 rows written to {target}.\n"
    row = json.loads(target.read_text().splitlines()[0])
    assert row["chosen"][0]["content"] == "Sum up 0."
    judged = tmp_path / "judged.jsonl"
    assert run("preferences", "export", judged, "--format", "trl-kto").status == 0
    assert len(judged.read_text().splitlines()) == 40


def test_nothing_to_export_is_an_error(run: Run, project: Path, tmp_path: Path) -> None:
    ended = run("preferences", "export", tmp_path / "pairs.jsonl")
    assert ended.status == 1
    assert "no preference to export" in ended.err


def test_too_few_edits_are_an_error(
    run: Run, chosen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: folder)
    ended = run("preferences", "train", "--targets", "edits")
    assert ended.status == 1
    assert "0 instructions" in ended.err


def test_a_model_learns_them(
    run: Run, chosen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model.write(tmp_path / "starter")
    monkeypatch.setattr(checkpoints, "shipped", lambda: folder)
    monkeypatch.setattr(preferring_proof, "_wrote", lambda *_args: 7.0)
    monkeypatch.setattr(proving, "FEWEST", 1000)
    given = ("preferences", "train", "--beta", 0.5, "--steps", 2, "--device", "cpu")
    ended = run(*given, "--name", "mine", "--json")
    assert ended.status == 0, ended.err
    assert (ended.json["state"], ended.json["step"]) == ("done", 2)
    assert ended.json["config"]["beta"] == 0.5
    assert ", told " in ended.err
    assert "held-out tasks the preferred text is the likelier one" in ended.err
    assert "“mine” is" in ended.err
