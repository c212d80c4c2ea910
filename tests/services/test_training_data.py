import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound
from instrstudio.domain.job import Cancelled, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.services import training_data
from instrstudio.services.workspace import Workspace

GOOD = {
    "task_description": "Summarize a news article",
    "input": "Rain fell.",
    "output": "Rain.",
    "instruction": "Summarize the news article below:\n\n[news article]",
}


def write(path: Path, *rows: Mapping[str, object] | str) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def many(count: int) -> list[dict[str, object]]:
    return [
        {**GOOD, "instruction": f"Summarize it in {i} words."} for i in range(count)
    ]


def test_a_line_becomes_a_task_and_its_instruction(tmp_path: Path) -> None:
    row = {**GOOD, "task": "summarization", "language": "en", "licence": "CC0-1.0"}
    (lesson,) = training_data.from_file(write(tmp_path / "d.jsonl", "", row, ""))
    assert lesson.instruction == GOOD["instruction"]
    assert lesson.task.task_type == "summarization"
    assert lesson.task.examples == (Example(input="Rain fell.", output="Rain."),)
    assert lesson.licence == "CC0-1.0"
    pair = training_data.pair_of(lesson)
    assert "<task>Summarize a <input_form>" in pair.source
    assert pair.target == "Summarize the <input_form> below:\n\n<slot>"


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "Line 2 is not a JSON object"),
        ("[]", "Line 2 is not a JSON object"),
        ({**GOOD, "instruction": ""}, "Line 2: the field “instruction”"),
        ({**GOOD, "instruction": 5}, "Line 2: the field “instruction”"),
        ({**GOOD, "input": 5}, "Line 2: The field “input”"),
        ({**GOOD, "examples": "x"}, "Line 2: The field “examples”"),
        ({"instruction": "Go."}, "Line 2: the field “task_description”"),
    ],
)
def test_a_bad_line_is_named(
    tmp_path: Path, bad: Mapping[str, object] | str, said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        list(training_data.from_file(write(tmp_path / "d.jsonl", GOOD, bad)))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nowhere\.jsonl"):
        list(training_data.from_file(tmp_path / "nowhere.jsonl"))
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="not UTF-8"):
        list(training_data.from_file(tmp_path / "x"))


def test_too_few_is_a_sentence(empty_workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"There are 19 .*; 20 are needed"):
        run(training_data.corpus(empty_workspace, write(tmp_path / "d", *many(19))))


def test_some_are_held_out_the_same_every_time(
    empty_workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "d.jsonl", *many(60), *many(60))
    one = run(training_data.corpus(empty_workspace, path))
    assert len(one.pairs) == 57
    assert len(one.validation) == 3
    assert not set(one.pairs) & set(one.validation)
    assert one == run(training_data.corpus(empty_workspace, path))
    assert one.file == str(path)


def test_the_library_is_learned_from(empty_workspace: Workspace) -> None:
    texts = [f"Summarize the text in {i} words." for i in range(25)]
    records = [
        Record(instruction=t, task_description="summarize a text", licence="CC0-1.0")
        for t in texts
    ]
    records.append(Record(instruction="Nobody knows what for."))
    empty_workspace.store.records.insert(records, label="test")
    ids = empty_workspace.store.records.insert(
        [Record(instruction="Put away.", task_description="x")], label="test"
    ).ids
    empty_workspace.store.records.archive([i for i in ids if i], label="test")
    corpus = run(training_data.corpus(empty_workspace, None))
    assert len(corpus.pairs) + len(corpus.validation) == 25
    assert corpus.licences == ("CC0-1.0",)
    assert corpus.file == ""


def test_a_long_reading_says_so_and_can_be_stopped(
    empty_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_data, "_TOLD_EVERY", 10)
    job = training_data.corpus(empty_workspace, write(tmp_path / "d", *many(60)))
    assert str(next(job).message) == "10 instructions read."
    with pytest.raises(Cancelled):
        job.throw(Cancelled())
