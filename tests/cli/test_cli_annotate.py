"""Annotation sets at the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.annotation import Annotation
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services import annotating
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    tasks = [{"task_description": f"Summarise the news {n}."} for n in range(3)]
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks), "utf-8")
    return path


@pytest.fixture
def judged(run: Run, project: Path, rows: Path) -> Path:
    """A set “news” of which one row is judged alike, one differently by two."""
    made = run(
        *("annotate", "new", "news", "--data", rows, "--annotators", 2),
        *("--licence", "CC0-1.0", "--guideline", "Be short."),
    )
    assert (made.status, made.err) == (0, "Made “news” of 3 rows.\n")
    with Workspace.open(project) as workspace:
        for place, who, text in (
            (0, "ann", "Sum it up."),
            (0, "bob", "sum it up"),
            (1, "ann", "Do it."),
            (1, "bob", "Translate."),
        ):
            said = Annotation(place=place, annotator=who, verdict="edit", text=text)
            annotating.judge(workspace, "news", said)
    return project


def test_sets_are_listed(run: Run, judged: Path) -> None:
    listed = run("annotate", "list", "--json").json["sets"]
    assert len(listed) == 1
    assert (listed[0]["name"], listed[0]["source"]) == ("news", "rows.jsonl")
    assert listed[0]["licence"] == "CC0-1.0"
    assert listed[0]["progress"]["total"] == 3
    assert run("annotate", "list").out.split("\t")[:4] == ["news", "3", "1", "1"]


def test_status_tells_progress_and_agreement(run: Run, judged: Path) -> None:
    told = run("annotate", "status", "news", "--json").json
    assert told["progress"]["disputed"] == 1
    assert told["annotators"] == {"ann": 2, "bob": 2}
    assert told["agreement"]["normalised"] == 0.5
    plain = run("annotate", "status", "news").out
    assert "same but for signs  0.50" in plain
    assert "ann: 2 verdicts" in plain


def test_what_is_settled_goes_into_the_library(run: Run, judged: Path) -> None:
    first, again = run("annotate", "finish", "news"), run("annotate", "finish", "news")
    assert "Added 1 record; 0 were there already, 0 rejected, 2 not" in first.err
    assert "Added 0 records; 1 were there already" in again.err
    run("undo")
    assert "Added 1 record" in run("annotate", "finish", "news").err


def test_files_are_written(run: Run, judged: Path, tmp_path: Path) -> None:
    out, raw = tmp_path / "out.jsonl", tmp_path / "raw.jsonl"
    assert "Wrote 1 record " in run("annotate", "export", "news", out).err
    assert json.loads(out.read_text("utf-8"))["instruction"] == "Sum it up."
    told = run("annotate", "export", "news", raw, "--verdicts").err
    assert "Wrote 4 verdicts" in told
    assert len(raw.read_text("utf-8").splitlines()) == 4


def test_rows_are_prepared(run: Run, judged: Path) -> None:
    assert run("annotate", "prepare", "news", "--limit", 1).err == "Prepared 1 row.\n"
    with Workspace.open(judged) as workspace:
        first, *_rest = annotating.upcoming(workspace, "news")
        assert first.proposals is not None


def test_records_are_annotated_anew(run: Run, project: Path) -> None:
    with Workspace.open(project) as workspace:
        records = [
            Record(instruction="Sum up.", examples=(Example(input="a", output="b"),)),
            Record(instruction="Sum up nothing."),
        ]
        workspace.store.records.insert(records, label="Import")
    made = run("annotate", "new", "again", "--query", "sum")
    assert made.err == "Made “again” of 1 row.\n"


@pytest.mark.parametrize(
    ("argv", "said", "status"),
    [
        (("new", "x"), "either --data or --query", 2),
        (("new", "x", "--data", "none.jsonl"), "no file", 1),
        (("status", "none"), "no annotation set “none”", 1),
        (("finish", "none"), "no annotation set “none”", 1),
    ],
)
def test_what_cannot_be_is_said(
    run: Run, project: Path, argv: tuple[str, ...], said: str, status: int
) -> None:
    ended = run("annotate", *argv)
    assert said in ended.err
    assert ended.status == status


def test_a_set_is_removed(run: Run, judged: Path) -> None:
    assert run("annotate", "remove", "news", "--yes").err == "Removed “news”.\n"
    assert run("annotate", "list", "--json").json == {"sets": []}
