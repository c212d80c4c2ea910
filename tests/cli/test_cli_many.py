"""``bulk``, ``tag``, ``versions`` and ``duplicates`` at the command line."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.record import Record
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def filled(project: Path) -> Path:
    records = [
        Record(instruction="Summarise the news article in a few words", tags=("a",)),
        Record(instruction="Summarise the news article in a few words!", tags=("b",)),
        Record(instruction="Draw a cat", task_type="other"),
    ]
    with Workspace.open(project) as workspace:
        workspace.store.records.insert(records, label="Add", on_duplicate="keep")
    return project


def _records(project: Path) -> list[Record]:
    with Workspace.open(project) as workspace:
        return list(workspace.store.records.iterate())


def test_what_a_search_finds_is_tagged_and_undone(run: Run, filled: Path) -> None:
    ended = run("bulk", "tag", "--query", "summarise", "--add", "news", "--yes")
    assert ended.out == "Tag: +news (2 records).\n"
    assert [r.tags for r in _records(filled)] == [("a", "news"), ("b", "news"), ()]
    assert run("undo").out == "Undone: Tag: +news (2 items).\n"
    assert run("redo").out == "Redone: Tag: +news (2 items).\n"
    assert run("search", "", "--tag", "news", "--json").json["total"] == 2


def test_nobody_to_ask_means_no(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ended = run("bulk", "delete", "--all")
    assert ended.status == 130
    assert "Delete 3 records?" in ended.err
    assert len(_records(filled)) == 3


def test_other_changes(run: Run, filled: Path) -> None:
    run("bulk", "set", "licence=MIT", "--task-type", "other", "--yes")
    run("bulk", "replace", "cat", "dog", "--id", 3, "--id", 99, "--yes")
    run("bulk", "archive", "--id", 2, "--yes")
    found = _records(filled)
    assert (found[2].licence, found[2].instruction) == ("MIT", "Draw a dog")
    assert found[1].archived
    assert run("bulk", "archive", "--id", 2, "--yes").out.startswith("Nothing had")
    assert run("bulk", "delete", "--id", 99, "--yes").out == "No record is chosen.\n"


@pytest.mark.parametrize(
    "argv",
    [
        ("tag", "--add", "x", "--yes"),
        ("tag", "--add", "x", "--id", 1, "--all", "--yes"),
        ("tag", "--id", 1, "--yes"),
        ("set", "licence", "--id", 1, "--yes"),
    ],
)
def test_wrong_usage(run: Run, filled: Path, argv: tuple[object, ...]) -> None:
    assert run("bulk", *argv).status == 2


def test_a_field_that_cannot_be_set(run: Run, filled: Path) -> None:
    ended = run("bulk", "set", "id=3", "--all", "--yes")
    assert (ended.status, "cannot be set" in ended.err) == (1, True)


def test_tags_are_listed_renamed_merged_and_removed(run: Run, filled: Path) -> None:
    assert run("tag", "list").out == "a\t1\nb\t1\n"
    assert run("tag", "merge", "a", "b", "--into", "c").status == 0
    assert run("tag", "list", "--json").json["tags"] == [{"tag": "c", "records": 2}]
    renamed = run("tag", "rename", "c", "d").out
    assert renamed == "Rename the tag “c” to “d” (2 records).\n"
    assert run("tag", "remove", "d").status == 0
    assert run("tag", "list").out == ""
    assert run("tag", "remove", "d").status == 1


def test_versions_are_listed_compared_and_gone_back_to(run: Run, filled: Path) -> None:
    run("bulk", "replace", "Draw a cat", "Draw my cat", "--id", 3, "--yes")
    first, second = run("versions", "list", 3, "--json").json["versions"]
    assert (first["label"], second["record"]["instruction"]) == ("Add", "Draw my cat")
    assert "\tAdd\n" in run("versions", "list", 3).out
    shown = run("versions", "diff", 3).out
    assert "instruction\nDraw [-a-]{+my+} cat\n" in shown
    same = run("versions", "diff", 3, first["number"], first["number"])
    assert same.out == "They do not differ.\n"
    assert run("versions", "diff", 3, 77).status == 1
    assert run("versions", "back", 3, first["number"]).status == 0
    assert _records(filled)[2].instruction == "Draw a cat"
    again = run("versions", "back", 3, first["number"])
    assert again.out == "It is like that already.\n"


def test_a_fork_and_its_lineage(run: Run, filled: Path) -> None:
    assert run("versions", "fork", 3).out == "Fork “Draw a cat”: #4.\n"
    found = run("versions", "lineage", 4, "--json").json
    assert [one["id"] for one in found["ancestors"]] == [3]
    assert run("versions", "lineage", 3).out == "3\t\tthis one\t\n4\t3\t\tDraw a cat\n"


def test_duplicates_are_found_and_merged(run: Run, filled: Path) -> None:
    (group,) = run("duplicates", "find", "--json").json["groups"]
    assert group == {"likeness": 1.0, "ids": [1, 2]}
    assert "2 records, at least 100 % alike" in run("duplicates", "find").out
    ended = run("duplicates", "merge", 1, 2, "--take", "instruction")
    assert ended.out == "Merge #2 into #1.\n"
    assert _records(filled)[0].tags == ("a", "b")
    assert run("duplicates", "find").out == "No two records are that alike.\n"
    assert run("duplicates", "merge", 0, 2).status == 1


def test_what_is_like_a_text(run: Run, filled: Path) -> None:
    text = "Summarise the news article in few words"
    assert "% like #" in run("duplicates", "like", text).out
    assert run("duplicates", "like", text, "--json").json["like"]["id"] in (1, 2)
    assert run("duplicates", "like", "zebra").out == "No record is like it.\n"
    assert run("duplicates", "like", "zebra", "--json").json == {"like": None}
