"""A file of tasks: every line answered, faults said, resumed after a break."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from task_tables import CHINESE, ENGLISH

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.span import Span, covers
from instrstudio.domain.task import Example, Task
from instrstudio.services import construct
from instrstudio.services.construct import ConstructOptions
from instrstudio.services.construct_many import ManyReport, construct_many
from instrstudio.services.workspace import Workspace

FAST = ConstructOptions(methods=("template",), limit=1)
DATA = Path(__file__).parents[3] / "shared" / "data" / "train_triples.jsonl.gz"


def written(path: Path, rows: Sequence[object]) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> list[dict[str, object]]:
    lines = path.read_text("utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def answered(
    workspace: Workspace, source: Path, target: Path, options: ConstructOptions = FAST
) -> ManyReport:
    return run(construct_many(workspace, source, target, options))


def generated(count: int) -> list[dict[str, object]]:
    """Tasks of all kinds, some with fields missing, empty, unknown or of no use."""
    rows: list[dict[str, object]] = []
    for i in range(count):
        description = [*CHINESE, *ENGLISH][i % (len(CHINESE) + len(ENGLISH))][0]
        row: dict[str, object] = {"id": i, "task_description": description}
        match i % 8:
            case 0:
                row |= {"input": f"第 {i} 段文字", "output": ""}
            case 1:
                row |= {"examples": [{"input": "a", "output": "b"}, {"input": "c"}]}
            case 2:
                row = {"description": description, "meta": {"n": [i, None]}}
            case 3:
                row |= {"input": None, "constraints": ["短一点"], "language": "zh"}
            case 4:
                row = {"id": i, "output": "1. a\n2. b\n3. c"}
            case 5:
                row |= {"input": "\u2028 😀", "task_type": "other", "fill": True}
            case 6:
                row = {"id": i, "task_description": "", "input": " "}
            case _:
                row |= {"output": "The answer is here."}
        rows.append(row)
    return rows


def test_two_hundred_tasks(starter_workspace: Workspace, tmp_path: Path) -> None:
    rows = generated(200)
    source = written(tmp_path / "tasks.jsonl", rows)
    target = tmp_path / "deep" / "answers.jsonl"
    report = answered(starter_workspace, source, target)
    answers = read(target)
    empty = [row for row in rows if row.get("task_description") == ""]
    assert report == ManyReport(done=200, failed=len(empty))
    assert len(answers) == 200
    for row, answer in zip(rows, answers, strict=True):
        assert row.items() <= answer.items()
        assert list(answer)[: len(row)] == list(row)
        if row in empty:
            assert "task is empty" in str(answer["error"])
            assert answer["candidates"] == []
            continue
        candidates = answer["candidates"]
        assert isinstance(candidates, list)
        best = candidates[0]
        assert answer["instruction"] == best["text"] != ""
        spans = [Span.from_dict(span) for span in best["spans"]]
        assert covers(best["text"], spans)
    assert not starter_workspace.store.constructions.latest(1)


def test_progress_counts_lines_of_all(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source = written(tmp_path / "t.jsonl", ["", *generated(3), "", ""])
    events: list[Progress] = []
    job = construct_many(starter_workspace, source, tmp_path / "a.jsonl", FAST)
    run(job, events.append)
    assert {event.total for event in events} == {3}
    counts = [event.done for event in events]
    assert counts == sorted(counts)
    assert counts[-1] == 3


def test_resumed_after_a_break_in_the_last_line(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source = written(tmp_path / "t.jsonl", generated(12))
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    answered(starter_workspace, source, whole)
    lines = whole.read_bytes().splitlines(keepends=True)
    broken.write_bytes(b"".join(lines[:5]) + lines[5][: len(lines[5]) // 2])
    report = answered(starter_workspace, source, broken)
    assert (report.resumed, report.done) == (5, 7)
    assert broken.read_bytes() == whole.read_bytes()
    again = answered(starter_workspace, source, broken)
    assert (again.resumed, again.done) == (12, 0)
    assert broken.read_bytes() == whole.read_bytes()


def test_a_cancelled_job_is_resumed(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source, target = written(tmp_path / "t.jsonl", generated(6)), tmp_path / "a.jsonl"
    job = construct_many(starter_workspace, source, target, FAST)
    while next(job).done < 3:
        pass
    with pytest.raises(StopIteration) as ended:
        job.throw(Cancelled())
    report: ManyReport = ended.value.value
    assert report.cancelled
    assert report.done == len(read(target)) == 3
    assert answered(starter_workspace, source, target).resumed == 3
    assert len(read(target)) == 6


@pytest.mark.parametrize(
    "line", ['{"task_description": "Write a poem"', "[1, 2]", "text", '"a"', "3"]
)
def test_a_bad_line_is_named_and_can_be_mended(
    starter_workspace: Workspace, tmp_path: Path, line: str
) -> None:
    good: dict[str, object] = {"task_description": "Write a poem"}
    source, target = tmp_path / "t.jsonl", tmp_path / "a.jsonl"
    written(source, [good, "", line, good])
    with pytest.raises(InvalidInput, match=r"Line 3 of t\.jsonl is not a JSON object"):
        answered(starter_workspace, source, target)
    assert not target.exists(), "a file that cannot be done is not begun"
    written(source, [good, "", good, good])
    report = answered(starter_workspace, source, target)
    assert (report.resumed, report.done) == (0, 3)


def test_answers_do_not_go_into_the_tasks(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source = written(tmp_path / "t.jsonl", [{"task_description": "Write a poem"}])
    before = source.read_bytes()
    with pytest.raises(InvalidInput, match="holds the tasks"):
        answered(starter_workspace, source, source)
    assert source.read_bytes() == before


@pytest.mark.parametrize(
    "row",
    [
        {"task_description": 5},
        {"examples": "a"},
        {"examples": [1]},
        {"description": "x", "constraints": {"a": 1}},
        {},
    ],
)
def test_a_task_of_the_wrong_shape_is_an_answer(
    starter_workspace: Workspace, tmp_path: Path, row: dict[str, object]
) -> None:
    source = written(tmp_path / "t.jsonl", [row, {"description": "Write a poem"}])
    report = answered(starter_workspace, source, tmp_path / "a.jsonl")
    assert (report.done, report.failed) == (2, 1)
    first, second = read(tmp_path / "a.jsonl")
    assert str(first["error"]).endswith(".")
    assert "error" not in second


def test_half_a_character_survives(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source = written(tmp_path / "t.jsonl", ['{"description": "a poem \\ud83d about"}'])
    target = tmp_path / "a.jsonl"
    answered(starter_workspace, source, target, ConstructOptions(limit=1))
    assert read(target)[0]["description"] == "a poem \ud83d about"
    assert answered(starter_workspace, source, target).resumed == 1


def test_the_output_of_other_tasks_is_refused(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source, target = tmp_path / "t.jsonl", tmp_path / "a.jsonl"
    written(source, [{"description": "Write a poem"}, {"description": "写诗"}])
    answered(starter_workspace, source, target)
    before = target.read_bytes()
    for rows in ([{"description": "Write a song"}], [{"description": "Write a poem"}]):
        written(source, rows)
        with pytest.raises(InvalidInput, match="answers to other tasks"):
            answered(starter_workspace, source, target)
        assert target.read_bytes() == before
    target.write_text("a letter\n")
    with pytest.raises(InvalidInput, match="answers to other tasks"):
        answered(starter_workspace, source, target)
    assert target.read_text() == "a letter\n"


def test_files_that_cannot_be_used_are_named(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source, target = tmp_path / "t.jsonl", tmp_path / "a.jsonl"
    with pytest.raises(NotFound, match=r"no file “.*t\.jsonl”"):
        answered(starter_workspace, source, target)
    assert not target.exists()
    source.write_bytes(b'{"description": "\xff\xfe"}\n')
    with pytest.raises(InvalidInput, match="not UTF-8"):
        answered(starter_workspace, source, target)
    with pytest.raises(InvalidInput, match="cannot be read"):
        answered(starter_workspace, tmp_path, target)
    written(source, [{"description": "x"}])
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match="cannot be written"):
        answered(starter_workspace, source, tmp_path / "file" / "a.jsonl")


def test_a_mark_at_the_beginning_and_windows_lines_are_read(
    starter_workspace: Workspace, tmp_path: Path
) -> None:
    source = tmp_path / "t.jsonl"
    source.write_bytes('\ufeff{"description": "写诗"}\r\n{"description": "x"}'.encode())
    report = answered(starter_workspace, source, tmp_path / "a.jsonl")
    assert (report.done, report.failed) == (2, 0)


@pytest.mark.skipif(not DATA.exists(), reason="the shared data are not here")
def test_rows_of_real_data(starter_workspace: Workspace) -> None:
    options = ConstructOptions(methods=("template", "retrieval"), record=False)
    made = 0
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for i, line in enumerate(file) if i % 660 == 5]
    for row in rows:
        example = Example(input=row["input"], output=row["output"])
        task = Task(description=row["task_description"], examples=(example,))
        answer = run(construct.construct(starter_workspace, task, options))
        for failure in answer.failures:
            assert failure.method == "retrieval"
            assert "no instruction near" in str(failure.message)
        first = answer.candidates[0]
        assert covers(first.text, first.spans)
        made += 1
    assert made > 190
