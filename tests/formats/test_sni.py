"""Super-NaturalInstructions: tasks of both versions."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.sni import MOST_SAMPLES, PLUGIN


def _read(folder: Path, task: Any) -> tuple[Record, tuple[str, ...]]:
    path = folder / "task1.json"
    path.write_text(json.dumps(task))
    assert PLUGIN.recognises(path) == 0.9
    (row,) = PLUGIN.read(path)
    (record,) = row.items
    assert isinstance(record, Record)
    faults = row.repaired.faults if row.repaired else ()
    return record, tuple(str(fault.rule) for fault in faults)


def test_version_2(tmp_path: Path) -> None:
    record, rules = _read(
        tmp_path,
        {
            "Contributors": ["me"],
            "Reasoning": [],
            "Categories": ["Simplification"],
            "Definition": ["Rewrite."],
            "Input_language": ["English"],
            "Output_language": ["Swahili"],
            "Instruction_language": ["Chinese"],
            "Positive Examples": [{"input": "a", "output": "b", "explanation": "e"}],
            "Negative Examples": [{"input": "n", "output": "n", "explanation": ""}],
            "Instances": [{"id": "1", "input": "c", "output": ["d", "D"]}],
            "Instance License": ["MIT"],
        },
    )
    assert record.instruction == "Rewrite."
    assert record.examples == (
        Example(input="a", output="b"),
        Example(input="c", output="d"),
    )
    assert record.tags == ("Simplification",)
    assert (record.language, record.input_language) == ("zh", "en")
    assert record.output_language == "Swahili"
    assert record.licence == "MIT"
    assert record.extra["Contributors"] == ["me"]
    assert record.extra["explanations"] == ["e"]
    assert "Reasoning" not in record.extra
    assert rules == ("There are several answers",)
    target = tmp_path / "out.task.json"
    assert list(PLUGIN.write([record], target)) == [1]
    (row,) = PLUGIN.read(target)
    assert row.items == (record,)
    assert json.loads(target.read_text("utf-8"))["Instances"][0]["id"] == "1"


@pytest.mark.parametrize("explained", [0, 1, 2])
def test_ids_of_instances_come_back(explained: int, tmp_path: Path) -> None:
    positive = [
        {"input": f"p{n}", "output": "q", "explanation": "e" * (n < explained)}
        for n in range(2)
    ]
    instances = [{"id": f"x-{n}", "input": f"i{n}", "output": ["o"]} for n in range(5)]
    task = {"Definition": ["Do."], "Positive Examples": positive}
    record, _ = _read(tmp_path, {**task, "Instances": instances})
    target = tmp_path / "out.task.json"
    list(PLUGIN.write([record], target))
    written = json.loads(target.read_text("utf-8"))
    assert written["Instances"] == instances
    assert [e["input"] for e in written["Positive Examples"]] == ["p0", "p1"]
    shorter = replace(record, examples=record.examples[:3])
    list(PLUGIN.write([shorter], target))
    (row,) = PLUGIN.read(target)
    (again,) = row.items
    assert isinstance(again, Record)
    assert again.examples == shorter.examples


def test_version_1(tmp_path: Path) -> None:
    record, _ = _read(
        tmp_path,
        {
            "Title": "Paraphrases",
            "Prompt": "Paraphrase.",
            "Definition": "You are given a sentence.",
            "Things to Avoid": "No minor change.",
            "Emphasis & Caution": "- ",
            "Instances": [{"input": "a", "output": ["b"]}],
            "Examples": {
                "Positive Examples": [{"input": "p", "output": "q", "reason": "r"}],
                "Negative Examples": "-",
            },
        },
    )
    assert record.title == "Paraphrases"
    assert record.constraints == ("No minor change.",)
    assert record.examples[0] == Example(input="p", output="q")
    assert record.extra["Prompt"] == "Paraphrase."


def test_more_instances_than_samples_are_counted(tmp_path: Path) -> None:
    instances = [{"input": str(n), "output": ["o"]} for n in range(MOST_SAMPLES + 7)]
    record, rules = _read(tmp_path, {"Definition": ["d"], "Instances": instances})
    assert len(record.examples) == MOST_SAMPLES
    assert rules == (f"The task has {MOST_SAMPLES + 7} instances",)


def test_several_tasks_are_a_list(tmp_path: Path) -> None:
    records = [Record(instruction=f"i{n}", source=Source(kind="")) for n in range(3)]
    target = tmp_path / "out.task.json"
    assert list(PLUGIN.write(records, target)) == [1, 2, 3]
    assert [row.items[0] for row in PLUGIN.read(target)] == records
