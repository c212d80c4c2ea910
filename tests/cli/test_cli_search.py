"""``search`` and ``reindex`` at the command line."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def filled(project: Path) -> Path:
    records = [
        Record(instruction="请对以下新闻文章进行摘要。", tags=("新闻",)),
        Record(instruction="Summarise the news article.", task_type="summarization"),
        Record(instruction="Translate the sentence into French."),
    ]
    with Workspace.open(project) as workspace:
        workspace.store.records.insert(records, label="x")
    return project


def test_search_json(run: Run, filled: Path) -> None:
    ended = run("search", "新闻 摘要", "--json")
    assert ended.status == 0
    answer = ended.json
    assert set(answer) == {"query", "total", "took_ms", "hits"}
    assert answer["query"] == "新闻 摘要"
    hit = answer["hits"][0]
    assert {"id", "score", "title", "instruction", "tags"} <= set(hit)
    assert hit["instruction"] == "请对以下新闻文章进行摘要。"
    assert hit["tags"] == ["新闻"]
    assert answer["took_ms"] >= 0


def test_search_in_words(run: Run, filled: Path) -> None:
    ended = run("search", "translate french")
    assert ended.out.split("\t")[-1] == "Translate the sentence into French\n"
    assert "ms" in ended.err
    nothing = run("search", "zebra")
    assert (nothing.status, nothing.out) == (0, "Nothing found for “zebra”.\n")


def test_limit_and_filters(run: Run, filled: Path) -> None:
    everything = run("search", "", "--json").json
    assert everything["total"] == 3
    assert len(run("search", "", "--limit", 2, "--json").json["hits"]) == 2
    some = run("search", "", "--task-type", "summarization", "--json").json
    assert [hit["id"] for hit in some["hits"]] == [2]


def test_a_file_of_queries_is_answered_line_by_line(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    path = tmp_path / "queries.txt"
    path.write_text('news\n\n{"text": "新闻", "limit": 1}\n{"tex": 1}\nfrench\n')
    ended = run("search", "--queries", path)
    assert ended.status == 0
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["news", "新闻", "", "french"]
    assert [len(answer.get("hits", ())) >= 1 for answer in answers] == [
        True,
        True,
        False,
        True,
    ]
    assert answers[2]["line"] == 4
    assert "tex" in answers[2]["error"]


def test_queries_from_stdin(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO("新闻\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    ended = run("search", "--queries", "-")
    assert json.loads(ended.out)["query"] == "新闻"


def test_a_missing_file_of_queries_is_1(run: Run, filled: Path) -> None:
    assert run("search", "--queries", "nowhere.txt").status == 1


def test_reindex(run: Run, filled: Path) -> None:
    ended = run("reindex")
    assert (ended.status, ended.out) == (0, "Indexed 3 records.\n")


def test_facets_are_counted(run: Run, filled: Path) -> None:
    ended = run("search", "news | 新闻", "--facets")
    assert "source\town\t2\n" in ended.out
    assert ended.err == "2 records.\n"
    answer = run("search", "", "--facets", "--json").json
    assert answer["facets"]["type"] == {"": 2, "summarization": 1}
    assert answer["facets"]["tag"] == {"新闻": 1}


def test_searches_are_saved_used_listed_and_forgotten(run: Run, filled: Path) -> None:
    assert run("search", "--list-saved").out.startswith("No search is saved")
    saved = run("search", "news", "--tag", "", "--task-type", "summarization")
    kept = run("search", "news", "--task-type", "summarization", "--save", "mine")
    assert kept.out == saved.out
    assert "Saved as “mine”." in kept.err
    assert run("search", "--saved", "mine").out == saved.out
    narrowed = run("search", "tag:none", "--saved", "mine")
    assert narrowed.out.startswith("Nothing found")
    assert run("search", "--list-saved").out == "mine\ttype:summarization news\n"
    listed = run("search", "--list-saved", "--json").json
    assert listed == {"mine": "type:summarization news"}
    gone = run("search", "--forget", "mine")
    assert gone.out == "Forgot the search “mine” (type:summarization news).\n"
    missing = run("search", "--saved", "mine")
    assert (missing.status, missing.err) == (
        1,
        "Error: There is no saved search “mine”.\n",
    )


def test_an_unreadable_query_is_told_with_its_place(run: Run, filled: Path) -> None:
    ended = run("search", "news (french")
    assert ended.status == 1
    assert "bracket at character 6" in ended.err
    assert run("search", "rating:high", "--save", "x").status == 1


def test_records_are_found_by_an_example(run: Run, project: Path) -> None:
    sample = Example(input="It was a delight.", output="positive")
    with Workspace.open(project) as workspace:
        workspace.store.records.insert(
            [Record(instruction="Say how it sounds.", examples=(sample,))], label="x"
        )
    example = ("--example-input", "So dull.", "--example-output", "negative")
    ended = run("search", *example)
    assert ended.out.endswith("Say how it sounds\n")
    (hit,) = run("search", *example, "--json").json["hits"]
    assert hit["instruction"] == "Say how it sounds."
    assert 0 < hit["similarity"] <= 1
    other = run("search", *example, "--language", "zh")
    assert other.out == "No record has samples like these.\n"


def test_ratings_are_given_and_found(run: Run, filled: Path) -> None:
    assert run("bulk", "rate", 4, "--id", 2, "--yes").status == 0
    found = run("search", "rating:>3", "--json").json
    assert [hit["id"] for hit in found["hits"]] == [2]
    assert run("bulk", "rate", 0, "--id", 2, "--yes").status == 0
    assert run("search", "rating:1..", "--json").json["total"] == 0
    assert run("bulk", "rate", 6, "--id", 2, "--yes").status == 2


def test_one_thing_at_a_time(run: Run, filled: Path) -> None:
    assert run("search").status == 2
    assert run("search", "news", "--list-saved").status == 2
    assert run("search", "news", "--example-input", "x").status == 2
