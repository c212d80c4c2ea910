"""Our own JSON lines lose nothing, whatever a record holds."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.own_jsonl import PLUGIN

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_FILLED = _TEXT.filter(str.strip)
_VALUE = st.none() | st.booleans() | st.integers(-9, 9) | _TEXT | st.lists(_TEXT)
_RECORDS = st.builds(
    Record,
    instruction=_FILLED,
    task_description=_TEXT,
    examples=st.lists(st.builds(Example, input=_TEXT, output=_TEXT)).map(tuple),
    system=_TEXT,
    history=st.lists(st.tuples(_TEXT, _TEXT), max_size=2).map(tuple),
    constraints=st.lists(_TEXT, max_size=2).map(tuple),
    title=_TEXT,
    tags=st.lists(_TEXT, max_size=2).map(tuple),
    task_type=_TEXT,
    language=_TEXT,
    input_language=_TEXT,
    output_language=_TEXT,
    source=st.builds(Source, kind=_TEXT, name=_TEXT, url=_TEXT, retrieved=_TEXT),
    licence=_TEXT,
    method=_TEXT,
    parent=st.none() | st.integers(0, 9),
    pair=_TEXT,
    created=_TEXT,
    updated=_TEXT,
    archived=st.booleans(),
    extra=st.dictionaries(st.sampled_from(["a", "instruction", "键"]), _VALUE),
)


@settings(max_examples=80, deadline=None)
@given(records=st.lists(_RECORDS, min_size=1, max_size=3))
def test_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record]
) -> None:
    target = tmp_path_factory.mktemp("own") / "out.jsonl"
    assert list(PLUGIN.write(records, target)) == list(range(1, len(records) + 1))
    rows = list(PLUGIN.read(target))
    assert [item for row in rows for item in row.items] == records
    assert not any(row.repaired or row.skipped for row in rows)


def test_ids_stay_here_and_empty_fields_are_left_out(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    list(PLUGIN.write([Record(id=7, instruction="i")], target))
    assert json.loads(target.read_text()) == {
        "instruction": "i",
        "source": {"kind": "own"},
    }


def test_unknown_fields_go_into_extra(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"instruction": "i", "mood": 1, "extra": {"x": 2}, "id": 5}\n')
    (row,) = PLUGIN.read(path)
    assert row.items == (
        Record(
            instruction="i",
            source=Source(kind=""),
            extra={"mood": 1, "id": 5, "x": 2},
        ),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"tags": "one"},
        {"examples": ["just an input"]},
        {"history": [["u"]]},
        {"title": 7},
        {"constraints": [1]},
    ],
)
def test_wrong_shapes_are_mended(tmp_path: Path, fields: dict[str, object]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"instruction": "i", **fields}))
    (row,) = PLUGIN.read(path)
    assert row.repaired is not None
    assert len(row.items) == 1


@pytest.mark.parametrize("line", ['{"title": "t"}', '"text"', '{"instruction"'])
def test_what_is_no_record_is_skipped(tmp_path: Path, line: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"instruction": "i"}\n' + line + "\n")
    first, second = PLUGIN.read(path)
    assert first.skipped is None
    assert second.skipped is not None
    assert second.skipped.as_dict()["row"] == 2


def test_going_on(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    list(PLUGIN.write([Record(instruction=f"i{n}") for n in range(4)], target))
    assert list(PLUGIN.read(target, 2)) == list(PLUGIN.read(target))[2:]


def test_recognises_only_its_own(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    record = Record(instruction="i", examples=(Example(input="x"),))
    list(PLUGIN.write([record, replace(record, examples=())], target))
    assert PLUGIN.recognises(target) > 0.8
    target.write_text('{"instruction": "i", "output": "o"}\n')
    assert PLUGIN.recognises(target) == 0
    target.write_text("")
    assert PLUGIN.recognises(target) == 0
    assert PLUGIN.recognises(tmp_path / "x.yaml") == 0
