"""``rate`` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from rating_cases import answer_all, judge_all, offered

from instrstudio.domain.evaluation import ScoredRow
from instrstudio.domain.task import Task
from instrstudio.services.workspace import Workspace


@pytest.fixture
def systems(tmp_path: Path) -> Path:
    """A file with what two systems wrote for twelve tasks."""
    path = tmp_path / "systems.jsonl"
    rows = [
        {"task": i.task.description, "system": i.system, "text": i.text}
        for i in offered(tasks=12, systems=("new", "old"))
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_a_queue_from_a_file_to_its_results(
    run: Any, project: Path, systems: Path, tmp_path: Path
) -> None:
    made = run("rate", "new", "q", "--kind", "pairwise", "--from", systems)
    assert (made.status, made.out) == (0, "“q”: 12 items to rate.\n")
    nothing = run("rate", "results", "q").out
    assert "Not enough votes yet" in nothing
    with Workspace.open(project) as workspace:
        said = lambda t: "left" if t.left.system == "new" else "right"  # noqa: E731
        judge_all(workspace, "ann", said)
        judge_all(workspace, "ben", lambda _turn: "left")
    (queue,) = run("rate", "queues", "--json").json["queues"]
    assert (queue["total"], queue["done"]) == (12, {"ann": 12, "ben": 12})
    found = run("rate", "results", "q", "--json").json
    assert found["ranking"]["standings"][0]["system"] == "new"
    assert found["side"]["both_orders"] == 12
    assert found["agreement"]["preference"]["items"] == 12
    assert "stopping" in found
    shown = run("rate", "results", "q").out
    assert "new\t" in shown
    assert "judged in both orders" in shown
    assert "Raters differ" in shown
    target = tmp_path / "votes.csv"
    assert run("rate", "export", target, "--queue", "q").status == 0
    assert len(target.read_text("utf-8").splitlines()) == 25
    assert run("rate", "remove", "q").status == 0
    assert "no rating queue" in run("rate", "queues").out


def test_an_evaluation_is_a_source(run: Any, project: Path) -> None:
    with Workspace.open(project) as workspace:
        number = workspace.store.evaluations.add("held out", {"methods": ["a", "b"]})
        rows = [
            ScoredRow(
                method=method,
                place=0,
                task=Task(description="Sum up"),
                references=(),
                text=f"{method} says",
                scores={},
            )
            for method in ("a", "b")
        ]
        workspace.store.evaluations.put(number, rows)
    source = f"evaluation:{number}"
    made = run("rate", "new", "q", "--kind", "pairwise", "--from", source)
    assert (made.status, made.out) == (0, "“q”: 1 item to rate.\n")
    unknown = f"evaluation:{number + 1}"
    assert run("rate", "new", "r", "--kind", "audit", "--from", unknown).status != 0


def test_a_scale_of_the_library(run: Any, project: Path) -> None:
    from instrstudio.domain.record import Record

    with Workspace.open(project) as workspace:
        records = [
            Record(instruction=f"Sum up {n}", task_description="d") for n in range(4)
        ]
        workspace.store.records.insert(records, label="x")
    made = run(
        *("rate", "new", "q", "--kind", "likert", "--from", "library"),
        *("--query", "sum", "--limit", 3, "--criterion", "clarity", "--rater", "ann"),
    )
    assert made.out == "“q”: 3 items to rate.\n"
    with Workspace.open(project) as workspace:
        answer_all(workspace, "ann", lambda _turn, _criterion: 4)
        answer_all(workspace, "ben", lambda _turn, _criterion: 2)
    shown = run("rate", "results", "q").out
    assert "own\tClarity\t3.00 [3.00, 3.00]\t3" in shown
    assert "ann 3, ben 3" in run("rate", "queues").out


def test_verdicts_of_another_copy_come_in(
    run: Any, project: Path, tmp_path: Path
) -> None:
    with Workspace.open(tmp_path / "other") as other:
        other.store.ratings.put("h", "ann", "overall", 4)
    merged = run("rate", "merge", tmp_path / "other")
    assert merged.out.startswith("1 verdict came in (1 new, 0 newer")
    assert run("rate", "merge", tmp_path / "none").status == 1


def test_wrong_use_is_said(run: Any, project: Path, systems: Path) -> None:
    wrong = run(
        *("rate", "new", "q", "--kind", "audit", "--from", systems, "--query", "x")
    )
    assert wrong.status == 2
    assert run("rate", "new", "q", "--kind", "stars", "--from", "log").status == 2
    assert (
        "nothing to rate"
        in run("rate", "new", "q", "--kind", "audit", "--from", "log").err
    )
    assert run("rate", "results", "none").status == 1
