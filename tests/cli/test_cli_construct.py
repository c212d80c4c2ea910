"""``construct`` at the command line: one task, many tasks, stdin, saving."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from instrstudio.cli import construct as command
from instrstudio.domain.span import Span, covers

Run = Callable[..., Any]
TEMPLATE = ("--method", "template")


def test_json_has_ranked_candidates_with_spans(run: Run, project: Path) -> None:
    ended = run("construct", "--description", "对一篇新闻文章进行摘要。", "--json")
    assert ended.status == 0
    answer = ended.json
    assert set(answer) == {"task", "candidates", "failures"}
    assert answer["task"]["description"] == "对一篇新闻文章进行摘要。"
    candidates = answer["candidates"]
    assert [c["rank"] for c in candidates] == list(range(1, len(candidates) + 1))
    scores = [c["score"] for c in candidates]
    assert scores == sorted(scores, reverse=True)
    for candidate in candidates:
        spans = [Span.from_dict(span) for span in candidate["spans"]]
        assert covers(candidate["text"], spans)
        assert candidate["provenance"]["source"]
    for failure in answer["failures"]:
        assert set(failure) == {"method", "message"}


def test_in_words_the_best_comes_first(run: Run, project: Path) -> None:
    given = ("--description", "Summarise a news article.", *TEMPLATE)
    best = run("construct", *given, "--json").json["candidates"][0]["text"]
    ended = run("construct", *given, "-n", 1)
    heading, _, text = ended.out.partition("\n")
    assert heading.startswith("1.  ")
    assert "template" in heading
    assert text == best + "\n"
    assert "\x1b" not in ended.out


def test_n_bounds_the_list(run: Run, project: Path) -> None:
    given = ("construct", "--description", "Translate a text.", *TEMPLATE, "--json")
    assert len(run(*given, "-n", 2).json["candidates"]) == 2


def test_inputs_and_outputs_keep_their_order_and_pair_up(
    run: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_bytes("\ufeffb\r\nb\r\n".encode())
    (tmp_path / "y.txt").write_bytes("对应的输出".encode("gb18030"))
    ended = run(
        "construct", "--description", "d", "--input", "a",
        "--input-file", tmp_path / "b.txt", "--output", "x", "--input", "c",
        f"--output-file={tmp_path / 'y.txt'}", *TEMPLATE, "--json",
    )  # fmt: skip
    assert ended.json["task"]["examples"] == [
        {"input": "a", "output": "x"},
        {"input": "b\nb", "output": "对应的输出"},
        {"input": "c", "output": ""},
    ]


def test_an_input_from_stdin(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = SimpleNamespace(buffer=io.BytesIO("来自管道\n".encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    ended = run("construct", "--input-file", "-", *TEMPLATE, "--json")
    assert ended.json["task"]["examples"] == [{"input": "来自管道", "output": ""}]


def test_what_stands_after_two_dashes_is_left_alone() -> None:
    given = ["--input-file", "f", "--", "--input-file", "g"]
    rewritten = list(command._rewritten(given))
    assert rewritten[0] == "--input"
    assert rewritten[2:] == ["--", "--input-file", "g"]


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--description", " "],
        ["--description", "d", "--method", "magic"],
        ["--description", "d", "--model", "no-such-model"],
        ["--input-file", "no-such-file"],
    ],
)
def test_what_can_be_mended_is_1(run: Run, project: Path, argv: list[str]) -> None:
    ended = run("construct", *argv)
    assert ended.status == 1
    assert ended.out == ""
    assert ended.err.startswith("Error: ")
    assert ended.err.count("\n") == 1


def test_save_puts_the_best_into_the_library(run: Run, project: Path) -> None:
    given = ("construct", "--description", "对一篇新闻文章进行摘要。", *TEMPLATE)
    first = run(*given, "--save", "--json")
    best = first.json["candidates"][0]["text"]
    assert first.err == "Saved as record 1.\n"
    (hit,) = run("search", "新闻 摘要", "--json").json["hits"]
    assert hit["instruction"] == best
    assert hit["source"]["kind"] == "constructed"


TASKS: list[dict[str, Any]] = [
    {"task_description": "Summarise a news article.", "id": 1},
    {"input": "你好", "output": "hello", "note": "无描述"},
    {"task_description": "", "input": "", "output": ""},
    {"examples": [{"input": "2+2", "output": "4"}, {"input": "3+3", "output": "6"}]},
]


def _tasks(folder: Path) -> Path:
    path = folder / "tasks.jsonl"
    lines = [json.dumps(task, ensure_ascii=False) for task in TASKS]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _answers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_many_tasks(run: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    given = ("construct", "--tasks", _tasks(tmp_path), "--out", out, *TEMPLATE)
    ended = run(*given)
    assert (ended.status, ended.out) == (0, "")
    assert "4 tasks" in ended.err
    assert "1 could not be answered" in ended.err
    answers = _answers(out)
    for task, answer in zip(TASKS, answers, strict=True):
        assert task.items() <= answer.items()
    for answer in (answers[0], answers[1], answers[3]):
        assert answer["instruction"] == answer["candidates"][0]["text"] != ""
    assert answers[2]["error"]

    again = run(*given)
    assert again.status == 0
    assert "4 were there already" in again.err
    assert _answers(out) == answers


def test_many_tasks_go_on_after_the_last_whole_line(
    run: Run, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    given = ("construct", "--tasks", _tasks(tmp_path), "--out", out, *TEMPLATE)
    run(*given)
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    assert run(*given).status == 0
    assert out.read_bytes() == whole


def test_nothing_found_is_an_error_with_a_sentence(run: Run, project: Path) -> None:
    given = ("construct", "--description", "对一篇新闻文章进行摘要。")
    for json_too in ((), ("--json",)):
        ended = run(*given, "--method", "retrieval", *json_too)
        assert ended.status == 1
        assert "No method found an instruction." in ended.err
        assert "retrieval:" in ended.err
