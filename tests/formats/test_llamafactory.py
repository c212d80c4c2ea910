"""LLaMA-Factory's folder: its loader's rules, written, read and told."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from file_records import RECORDS, Item, items_of, written_and_read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.transfer import Preference, Row
from instrstudio.formats.llamafactory import PLUGIN

FULL = Record(
    instruction="写",
    examples=(Example(input="x", output="y"),),
    system="s",
    source=Source(kind=""),
)


def _folder(folder: Path, catalogue: dict[str, Any], **files: Any) -> list[Row]:
    for name, rows in files.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    path = folder / "dataset_info.json"
    path.write_text(json.dumps(catalogue))
    assert PLUGIN.recognises(path) == 0.9
    return list(PLUGIN.read(path))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(RECORDS, min_size=1, max_size=4))
def test_nothing_kept_is_lost(records: list[Record], tmp_path: Path) -> None:
    kept = [r for r in records if not PLUGIN.refusal(r)]
    target = tmp_path / "dataset_info.json"
    if not kept:
        assert list(PLUGIN.write(records, target)) == []
        return
    rows = written_and_read(PLUGIN, [*records], target)
    assert not any(row.skipped or row.repaired for row in rows)
    found = Counter(map(repr, items_of(rows)))
    whole = Counter(repr(r) for r in kept if not PLUGIN.lost(r))
    assert whole <= found
    assert found.total() == len(kept)


def test_every_kind_has_a_file_and_every_column_a_name(tmp_path: Path) -> None:
    items: list[Item] = [
        FULL,
        replace(FULL, history=(("u", "a"),)),
        replace(FULL, extra={"label": True}),
        Preference(prompt="p", chosen="c", rejected="r"),
        Record(instruction="no answer"),
    ]
    target = tmp_path / "dataset_info.json"
    assert list(PLUGIN.write(items, target)) == [1, 2, 3, 4]
    listed = json.loads(target.read_bytes().decode("ascii"))
    assert {entry["file_name"] for entry in listed.values()} == {
        path.name for path in tmp_path.glob("instrstudio_*.json")
    }
    for entry in listed.values():
        rows = json.loads((tmp_path / entry["file_name"]).read_text("utf-8"))
        assert set(rows[0]) == set(entry["columns"].values())
    assert listed["instrstudio_dpo"]["ranking"] is True
    assert json.loads((tmp_path / "instrstudio_kto.json").read_text())[0]["kto_tag"]
    assert not list(tmp_path.glob(".*"))


def test_other_entries_stay(tmp_path: Path) -> None:
    target = tmp_path / "dataset_info.json"
    target.write_text('{"theirs": {"file_name": "t.json"}}')
    list(PLUGIN.write([FULL], target))
    assert set(json.loads(target.read_text())) == {"theirs", "instrstudio_sft"}
    target.write_text("{ no list")
    with pytest.raises(TransferError, match="mend it"):
        list(PLUGIN.write([FULL], target))
    assert target.read_text() == "{ no list"


def test_a_writing_that_stops_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "dataset_info.json"
    list(PLUGIN.write([FULL], target))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    writing = PLUGIN.write([replace(FULL, instruction=str(n)) for n in "ab"], target)
    next(iter(writing))
    writing.close()  # type: ignore[attr-defined]
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_columns_and_tags_are_followed(tmp_path: Path) -> None:
    rows = _folder(
        tmp_path,
        {
            "a": {
                "file_name": "a.json",
                "columns": {"prompt": "q", "response": "r", "system": "s"},
            },
            "b": {
                "file_name": "b.json",
                "formatting": "sharegpt",
                "ranking": True,
                "columns": {"messages": "talk", "chosen": "good", "rejected": "bad"},
                "tags": {"role_tag": "who", "content_tag": "what", "user_tag": "me"},
            },
        },
        a=[{"q": "do", "r": "done", "s": "sys", "more": 1}],
        b=[
            {
                "talk": [{"who": "me", "what": "hi"}],
                "good": {"who": "gpt", "what": "hello"},
                "bad": {"who": "gpt", "what": "no"},
            }
        ],
    )
    first, second = items_of(rows)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.instruction, first.system) == ("do", "sys")
    assert first.extra == {"more": 1}
    assert second.instruction == "hi"
    assert second.examples == (Example(output="hello"),)
    assert second.extra == {"rejected": "no"}
    assert [row.resume_at for row in rows] == [1, 2]
    path = tmp_path / "dataset_info.json"
    assert list(PLUGIN.read(path, 1)) == rows[1:]


@pytest.mark.parametrize(
    ("entry", "row", "word"),
    [
        (
            {"columns": {"prompt": "instruction", "response": "output"}},
            {"instruction": "i", "input": "x", "output": "o"},
            "would not see it",
        ),
        (
            {"formatting": "sharegpt"},
            {"conversations": [{"from": "human", "value": "alone"}]},
            "would skip the row",
        ),
        (
            {"columns": {"prompt": "instruction", "kto_tag": "kto_tag"}},
            {"instruction": "i", "output": "o", "kto_tag": "true"},
            "would not see it",
        ),
    ],
)
def test_what_training_would_not_see_is_said(
    entry: dict[str, object], row: dict[str, object], word: str, tmp_path: Path
) -> None:
    (found,) = _folder(tmp_path, {"d": {"file_name": "d.json", **entry}}, d=[row])
    assert found.items
    assert found.repaired is not None
    assert any(word in str(fault.rule) for fault in found.repaired.faults)


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ({"file_name": "gone.json"}, "not there"),
        ({"file_name": "../out.json"}, "outside"),
        ({"file_name": "/etc/hostname"}, "outside"),
        ({"hf_hub_url": "x/y"}, "elsewhere"),
        ({"file_name": "d.json", "formatting": "odd"}, "no formatting"),
        ({"file_name": "empty.json"}, "is empty"),
    ],
)
def test_an_entry_that_cannot_be_read_is_a_line(
    entry: dict[str, str], word: str, tmp_path: Path
) -> None:
    (tmp_path / "empty.json").write_text("")
    rows = _folder(
        tmp_path,
        {"bad": entry, "good": {"file_name": "d.json"}},
        d=[{"instruction": "i", "output": "o"}],
    )
    assert rows[0].skipped is not None
    assert word in str(rows[0].skipped.faults[0].rule)
    assert len(items_of(rows)) == 1


def test_anything_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"instruction": "i"}]')
    assert PLUGIN.recognises(path) == 0
    with pytest.raises(TransferError, match="no list of data sets"):
        list(PLUGIN.read(path))
