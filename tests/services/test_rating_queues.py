"""Queues are made of constructions, records and files; what cannot be made is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from rating_cases import made, offered

from instrstudio.domain.candidate import Candidate, Construction
from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.evaluation import ScoredRow
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example, Task
from instrstudio.services import rating_queues, rating_sources
from instrstudio.services.workspace import Workspace

TASK = Task(description="sum up", examples=(Example(input="i", output="o"),))


def test_constructions_give_the_best_of_each_method(empty_workspace: Workspace) -> None:
    shown = [("template", "t1"), ("retrieval", "r1"), ("template", "t2")]
    candidates = tuple(Candidate(method=m, text=t, spans=()) for m, t in shown)
    log = empty_workspace.store.constructions
    log.insert(TASK, Construction(candidates=candidates[2:]))
    log.insert(TASK, Construction(candidates=candidates))
    items = list(rating_sources.from_log(empty_workspace))
    assert [(i.system, i.text) for i in items] == [
        ("template", "t1"),
        ("retrieval", "r1"),
    ]
    saved = Record(instruction="t1", examples=TASK.examples, task_description="sum up")
    assert items[0].content_hash == saved.content_hash


def test_records_are_rated_under_their_own_hash(empty_workspace: Workspace) -> None:
    records = [
        Record(
            instruction="a", system="be kind", task_description="d", method="template"
        ),
        Record(instruction="b", task_description="d", source=Source(name="FLAN")),
        Record(instruction="c", task_description="d"),
    ]
    added = empty_workspace.store.records.insert(records, label="x")
    ids = [number or 0 for number in added.ids]
    items = list(rating_sources.from_library(empty_workspace, ids))
    assert [item.system for item in items] == ["template", "FLAN", "own"]
    assert [item.content_hash for item in items] == [r.content_hash for r in records]
    assert {item.task.description for item in items} == {"d"}


def test_a_file_of_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "systems.jsonl"
    rows: list[dict[str, object]] = [
        {"task": "sum up", "system": "ours", "text": "Sum 它 up"},
        {"task": TASK.as_dict(), "method": "theirs", "instruction": "Shorten"},
        {"description": "d", "input": "i", "output": "o", "system": "x", "text": "y"},
        {
            "description": "d",
            "instruction": "best of all",
            "candidates": [
                {"method": "template", "text": "one"},
                {"method": "template", "text": "two"},
                {"method": "retrieval", "text": "three"},
            ],
        },
    ]
    path.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    items = list(rating_sources.from_file(path))
    assert [(i.system, i.text) for i in items] == [
        ("ours", "Sum 它 up"),
        ("theirs", "Shorten"),
        ("x", "y"),
        ("template", "one"),
        ("retrieval", "three"),
    ]
    assert items[1].task == TASK
    assert items[2].task.examples == TASK.examples


def test_a_table(tmp_path: Path) -> None:
    path = tmp_path / "systems.csv"
    path.write_text(
        '\ufefftask,system,text\nd,a,"one, two"\nd,b,three\n', encoding="utf-8"
    )
    items = list(rating_sources.from_file(path))
    assert [(i.task.description, i.system, i.text) for i in items] == [
        ("d", "a", "one, two"),
        ("d", "b", "three"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "Row 1"),
        ("{", "Row 1"),
        ('{"task": "d", "system": "a"}', "no “text”"),
        ('\n{"task": "d", "text": "a"}', "Row 2 .* no “system”"),
        ('{"system": "a", "text": "b"}', "has no task"),
        ('{"task": 5, "system": "a", "text": "b"}', "has no task"),
        ('{"task": "d", "candidates": [1]}', "Row 1"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=said):
        list(rating_sources.from_file(path))


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(rating_sources.from_file(tmp_path / "none.jsonl"))
    path = tmp_path / "bytes.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="UTF-8"):
        list(rating_sources.from_file(path))


def test_the_order_is_the_seeds_and_the_limit_draws(empty_workspace: Workspace) -> None:
    made(empty_workspace, "likert", seed=1, limit=12)
    items = empty_workspace.store.rating_queues.items("q")
    assert len(items) == 12
    assert items != offered()[:12]
    rating_queues.remove(empty_workspace, "q")
    made(empty_workspace, "likert", seed=1, limit=12)
    assert empty_workspace.store.rating_queues.items("q") == items


def test_pairs_are_drawn_by_whole_tasks(empty_workspace: Workspace) -> None:
    alone = rating_sources.item(Task(description="alone"), "template", "nobody else")
    made(empty_workspace, "pairwise", [alone, *offered()], limit=5)
    items = empty_workspace.store.rating_queues.items("q")
    tasks = rating_queues.by_task(items)
    assert len(tasks) == 5
    assert all(len(of_task) == 3 for of_task in tasks.values())
    assert rating_queues.progress(empty_workspace, "q").total == 15


@pytest.mark.parametrize(
    ("kind", "plan", "said"),
    [
        ("stars", {}, "“stars”"),
        ("likert", {"criteria": ("likert.beauty",)}, "“likert.beauty”"),
        ("pairwise", {"criteria": ("likert.clarity",)}, "no criterion"),
    ],
)
def test_a_plan_that_cannot_be_followed(
    empty_workspace: Workspace, kind: str, plan: dict[str, Any], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        made(empty_workspace, kind, **plan)
    assert rating_queues.all_of(empty_workspace) == []


def test_names_are_there_and_unlike(empty_workspace: Workspace) -> None:
    made(empty_workspace, "audit")
    with pytest.raises(InvalidInput, match="already"):
        made(empty_workspace, "likert")
    nameless = rating_queues.QueuePlan(name=" ", kind="audit")
    with pytest.raises(InvalidInput, match="name"):
        rating_queues.make(empty_workspace, nameless, offered())


def test_nothing_to_rate_is_said(empty_workspace: Workspace) -> None:
    with pytest.raises(InvalidInput, match="nothing to rate"):
        made(empty_workspace, "audit", [])
    with pytest.raises(InvalidInput, match="no pair"):
        made(empty_workspace, "pairwise", offered(systems=("template",)))


def test_only_what_is_there_can_be_removed(empty_workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        rating_queues.remove(empty_workspace, "q")


def test_an_evaluation_gives_what_each_method_said(empty_workspace: Workspace) -> None:
    evaluations = empty_workspace.store.evaluations
    run_id = evaluations.add("held out", {"methods": ["template", "generation"]})
    texts = {"template": ("Sum up.", ""), "generation": ("Say it.", "Tell it.")}
    evaluations.put(
        run_id,
        [
            ScoredRow(
                method=method,
                place=place,
                task=Task(description=f"row {place}"),
                references=("Sum it up.",),
                text=text,
                scores={},
            )
            for method, said in texts.items()
            for place, text in enumerate(said)
        ],
    )
    items = list(rating_sources.from_evaluation(empty_workspace, run_id))
    assert [(i.task.description, i.system, i.text) for i in items] == [
        ("row 0", "generation", "Say it."),
        ("row 0", "template", "Sum up."),
        ("row 1", "generation", "Tell it."),
    ]
    made(empty_workspace, "pairwise", items)
    assert rating_queues.progress(empty_workspace, "q").total == 1
    with pytest.raises(NotFound):
        list(rating_sources.from_evaluation(empty_workspace, run_id + 1))
