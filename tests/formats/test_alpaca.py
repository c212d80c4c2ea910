"""Alpaca: what each field becomes, what is mended, skipped and written."""

import json
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Row
from instrstudio.formats.alpaca import PLUGIN


def _read(folder: Path, rows: Any, name: str = "rows.json") -> list[Row]:
    path = folder / name
    path.write_text(json.dumps(rows), encoding="utf-8")
    return list(PLUGIN.read(path))


def _record(row: Row) -> Record:
    (record,) = row.items
    assert isinstance(record, Record)
    return record


def test_every_known_field(tmp_path: Path) -> None:
    given = {
        "instruction": "And in French?",
        "input": "noon",
        "output": "midi",
        "system": "You interpret.",
        "history": [["Hello", "Bonjour"]],
        "task_description": "translate",
        "score": {"a": [1, None]},
    }
    (row,) = _read(tmp_path, [given])
    record = _record(row)
    assert record.instruction == "And in French?"
    assert record.examples == (Example(input="noon", output="midi"),)
    assert record.system == "You interpret."
    assert record.task_description == "translate"
    assert record.history == (("Hello", "Bonjour"),)
    assert record.extra == {"score": {"a": [1, None]}}
    assert record.source.kind == ""
    assert row.repaired is None


@pytest.mark.parametrize(
    ("row", "output", "extra"),
    [
        ({"response": "r"}, "r", {}),
        ({"output": "o", "response": "r"}, "o", {"response": "r"}),
        ({"output": "", "response": "r"}, "r", {}),
        ({"output": None}, "", {}),
        ({}, "", {}),
    ],
)
def test_the_answer_has_two_names(
    tmp_path: Path, row: dict[str, object], output: str, extra: dict[str, object]
) -> None:
    record = _record(_read(tmp_path, [{"instruction": "i", "input": "x", **row}])[0])
    assert record.examples == (Example(input="x", output=output),)
    assert record.extra == extra


def test_an_instruction_alone_has_no_sample(tmp_path: Path) -> None:
    record = _record(_read(tmp_path, [{"instruction": "i", "history": ""}])[0])
    assert record.examples == ()
    assert record.history == ()
    assert record.extra == {}


def test_a_bilingual_row_is_a_pair(tmp_path: Path) -> None:
    given = {
        "en_instruction": "Shorten.",
        "en_input": "a b",
        "en_output": "a",
        "zh_instruction": "缩短。",
        "zh_output": "甲",
        "metadata": {"score": 4},
    }
    (row,) = _read(tmp_path, [given])
    english, chinese = row.items
    assert isinstance(english, Record)
    assert isinstance(chinese, Record)
    assert (english.language, chinese.language) == ("en", "zh")
    assert english.pair == chinese.pair != ""
    assert english.examples == (Example(input="a b", output="a"),)
    assert chinese.examples == (Example(output="甲"),)
    assert english.extra == chinese.extra == {"metadata": {"score": 4}}
    assert row.repaired is None


def test_half_a_pair_is_kept_and_said(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, [{"en_instruction": "Shorten.", "zh_instruction": " "}])
    record = _record(row)
    assert (record.language, record.pair) == ("en", "")
    assert row.repaired is not None
    assert row.repaired.faults[0].field == "zh_instruction"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (True, "true"),
        (["a", "b"], "a\nb"),
        ({"k": "值"}, '{"k": "值"}'),
        (float("nan"), ""),
        ("\ud800!", "\ufffd!"),
    ],
)
def test_a_wrong_type_becomes_text(tmp_path: Path, value: object, text: str) -> None:
    (row,) = _read(tmp_path, [{"instruction": "i", "input": "x", "output": value}])
    assert _record(row).examples == (Example(input="x", output=text),)
    assert row.repaired is not None
    assert row.repaired.faults[0].field == "output"
    assert row.skipped is None


def test_a_history_of_another_shape_is_kept_aside(tmp_path: Path) -> None:
    (row,) = _read(tmp_path, [{"instruction": "i", "history": ["a", "b"]}])
    assert _record(row).history == ()
    assert _record(row).extra == {"history": ["a", "b"]}
    assert row.repaired is not None


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ({"output": "o"}, "instruction", "no instruction"),
        ({"instruction": " ", "output": "o"}, "instruction", "is empty"),
        ({"instruction": None}, "instruction", "is empty"),
        ({"en_instruction": "", "zh_instruction": ""}, "en_instruction", "both"),
        ("text", "", "a text, not an object"),
        (None, "", "empty, not an object"),
        ([1], "", "a list, not an object"),
    ],
)
def test_a_row_without_instruction_is_skipped(
    tmp_path: Path, row: object, field: str, rule: str
) -> None:
    good = {"instruction": "i"}
    first, second, third = _read(tmp_path, [good, row, good])
    assert second.items == ()
    assert second.skipped is not None
    assert (second.skipped.row, second.skipped.file) == (2, "rows.json")
    fault = second.skipped.faults[0]
    assert fault.field == field
    assert rule in str(fault.rule)
    assert fault.repair
    assert [first.resume_at, second.resume_at, third.resume_at] == [1, 2, 3]


def test_going_on_from_any_row_gives_the_rest(tmp_path: Path) -> None:
    rows = _read(tmp_path, [{"instruction": f"i{n}"} for n in range(5)])
    for at in range(6):
        assert list(PLUGIN.read(tmp_path / "rows.json", at)) == rows[at:]


def test_a_single_object_must_be_a_row(tmp_path: Path) -> None:
    assert len(_read(tmp_path, {"instruction": "i"})) == 1
    with pytest.raises(TransferError, match="no list of rows"):
        _read(tmp_path, {"data": [{"instruction": "i"}]})


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".yaml"])
def test_what_is_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    records = [
        Record(
            instruction="对以下文章进行摘要：\n\n[文章] \u2028 “引用”",
            examples=(Example(input="- a: 1\n", output="yes"), Example(input="lost")),
            system="s",
            history=(("u", "a"),),
            tags=("lost",),
        ),
        Record(instruction="12:30", examples=(Example(output="null"),)),
        Record(instruction="no"),
    ]
    target = tmp_path / f"out{suffix}"
    assert list(PLUGIN.write(records, target)) == [1, 2, 3]
    found = [_record(row) for row in PLUGIN.read(target)]
    assert [r.instruction for r in found] == [r.instruction for r in records]
    assert found[0].examples == records[0].examples[:1]
    assert found[0].history == records[0].history
    assert found[1].examples == records[1].examples
    assert found[2].examples == ()
    raw = target.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\n")


def test_an_empty_list_is_still_json(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert list(PLUGIN.write([], target)) == []
    assert json.loads(target.read_text()) == []


@pytest.mark.parametrize(
    ("rows", "least", "most"),
    [
        ([{"instruction": "i", "output": "o"}], 0.8, 0.8),
        ([{"en_instruction": "i", "en_output": "o"}], 0.8, 0.8),
        ([{"instruction": "i"}], 0.4, 0.6),
        ([{"conversations": []}], 0.1, 0.1),
    ],
)
def test_recognises(
    tmp_path: Path, rows: list[object], least: float, most: float
) -> None:
    _read(tmp_path, [{"instruction": "warm-up"}])
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows))
    assert least <= PLUGIN.recognises(path) <= most
    assert PLUGIN.recognises(tmp_path / "picture.png") == 0
