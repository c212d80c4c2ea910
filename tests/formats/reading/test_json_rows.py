"""JSON rows: every shape, every kind of damage, bounded memory, true line numbers."""

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import TransferError
from instrstudio.formats.reading import text_file, window
from instrstudio.formats.reading.json_rows import json_rows
from instrstudio.formats.reading.raw_row import RawRow


def _rows(folder: Path, text: str) -> list[RawRow]:
    path = folder / "rows.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return list(json_rows(path))


def _row(n: int) -> dict[str, object]:
    return {"instruction": f"say {n}", "output": "x"}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_list(tmp_path: Path, indent: int | None, end: str) -> None:
    text = json.dumps([_row(n) for n in range(3)], indent=indent).replace("\n", end)
    rows = _rows(tmp_path, text)
    assert [row.value for row in rows] == [_row(n) for n in range(3)]
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.line for row in rows] == ([1, 1, 1] if indent is None else [2, 6, 10])
    assert all(row.listed and row.damage is None and not row.notes for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n{"a": 2}\n',
        '\n\n{"a": 1},\r\n\r\n{"a": 2}',
        '{"a": 1} {"a": 2}',
        '{\n  "a": 1\n}\n{\n  "a": 2\n}\n',
        '[{"a": 1}]\n[{"a": 2}]',
        '[{"a": 1},\n{"a": 2},\n]',
        '\ufeff[{"a": 1}, {"a": 2}]',
    ],
    ids=["lines", "gaps", "one line", "pretty", "lists", "comma", "mark"],
)
def test_every_way_to_write_two_rows(tmp_path: Path, text: str) -> None:
    rows = _rows(tmp_path, text)
    assert [row.value for row in rows] == [{"a": 1}, {"a": 2}]
    assert not any(row.damage or row.notes for row in rows)


def test_a_single_object_is_no_list(tmp_path: Path) -> None:
    for text in ('{"a": 1}', '{"a": 1}\n\n', '{\n"a": 1\n}\n'):
        (row,) = _rows(tmp_path, text)
        assert not row.listed
    assert all(row.listed for row in _rows(tmp_path, '{"a": 1}\n{"a": 2}')[1:])


def test_a_damaged_line_costs_one_line(tmp_path: Path) -> None:
    rows = _rows(tmp_path, '{"a": 1}\n{"a": \n\n{"a": 3}\n')
    assert [row.line for row in rows] == [1, 2, 4]
    assert [row.damage is not None for row in rows] == [False, True, False]
    assert rows[2].value == {"a": 3}


def test_a_damaged_first_line_does_not_hide_the_lines(tmp_path: Path) -> None:
    rows = _rows(tmp_path, '{"a": oops}\n{"a": 2}\n{"a": 3}\n')
    assert [row.damage is not None for row in rows] == [True, False, False]


@pytest.mark.parametrize(
    "bad",
    [
        '{"instruction": "say 1", "output": }',
        '{"instruction": "say 1, "output": "x"}',
        '{"instruction": "say 1" "output": "x"}',
        "{'instruction': 'say 1'}",
    ],
)
@pytest.mark.parametrize("gap", [",", ",\n"])
def test_rows_after_damage_in_a_list_are_found_again(
    tmp_path: Path, bad: str, gap: str
) -> None:
    parts = [json.dumps(_row(0)), bad, json.dumps(_row(2)), json.dumps(_row(3))]
    rows = _rows(tmp_path, f"[{gap.join(parts)}]")
    assert [row.value for row in rows] == [_row(0), None, _row(2), _row(3)]
    damage = rows[1].damage
    assert damage is not None
    assert "not valid JSON" in str(damage.rule)
    assert rows[1].line == (1 if gap == "," else 2)


def test_nested_objects_are_not_taken_for_rows(tmp_path: Path) -> None:
    bad = '{"instruction": "b" oops, "meta": [{"k": 1}, {"k": 2}]}'
    rows = _rows(tmp_path, f"[{json.dumps(_row(0))}, {bad}, {json.dumps(_row(2))}]")
    assert [row.value for row in rows] == [_row(0), None, _row(2)]


@pytest.mark.parametrize("cut", [1, 10, 25, 40])
def test_a_truncated_list_keeps_what_came_before(tmp_path: Path, cut: int) -> None:
    text = json.dumps([_row(n) for n in range(3)], indent=1)
    rows = _rows(tmp_path, text[:-cut])
    whole = 3 if cut < 5 else 2
    assert [row.value for row in rows[:whole]] == [_row(n) for n in range(whole)]
    assert len(rows) == whole + 1
    damage = rows[-1].damage
    assert damage is not None
    assert "ends too early" in str(damage.rule)
    assert rows[-1].line == (14 if whole == 3 else 10)


def test_a_truncated_last_line(tmp_path: Path) -> None:
    rows = _rows(tmp_path, '{"a": "x"}\n{"a": "y"}\n{"a": "z')
    assert rows[2].damage is not None
    assert "ends too early" in str(rows[2].damage.rule)
    assert (rows[2].number, rows[2].line) == (3, 3)


def test_odd_but_readable_json_is_mended_and_said_so(tmp_path: Path) -> None:
    text = '[{"a": "one\ntwo"} {"a": 1, "a": 2}, {"a": NaN}, {"a": "\\ud800"}]'
    rows = _rows(tmp_path, text)
    assert rows[0].value == {"a": "one\ntwo"}
    assert "line break" in str(rows[0].notes[0].rule)
    assert rows[1].value == {"a": 2}
    assert [str(note.rule) for note in rows[1].notes] == [
        "A comma is missing before the row",
        "The key is given twice",
    ]
    assert rows[3].value == {"a": "\ud800"}
    assert all(row.damage is None for row in rows)


def test_hostile_values_are_damage_or_text(tmp_path: Path) -> None:
    deep = "[" * 200_000
    rows = _rows(tmp_path, f'{{"a": {"9" * 5000}}}\n{{"a": {deep}}}\n{{"a": 1}}\n')
    assert rows[0].value == {"a": "9" * 5000}
    assert rows[1].damage is not None
    assert "too deeply" in str(rows[1].damage.rule)
    assert rows[2].value == {"a": 1}


def test_text_after_the_list_is_reported(tmp_path: Path) -> None:
    rows = _rows(tmp_path, '[{"a": 1}]\nand so on')
    assert [row.damage is not None for row in rows] == [False, True]
    assert rows[1].line == 2


@pytest.mark.parametrize("text", ["", " \n\t\n", '"hello"', "42", "hello", "\x89PNG"])
def test_no_rows_at_all_is_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(TransferError) as caught:
        _rows(tmp_path, text)
    assert str(caught.value).count(".") >= 1


def test_a_huge_line_streams_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    one = json.dumps({"instruction": "x" * 1000, "output": "y" * 1000})
    with path.open("w") as file:
        file.write("[" + ", ".join([one] * 20_000) + "]")
    tracemalloc.start()
    try:
        assert sum(1 for _ in json_rows(path)) == 20_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 40_000_000
    assert peak < 4_000_000


def test_a_row_beyond_the_limit_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "LONGEST", 5000)
    monkeypatch.setattr(text_file, "PIECE", 512)
    monkeypatch.setattr(window, "PIECE", 512)
    rows = _rows(tmp_path, json.dumps([{"a": 1}, {"a": "x" * 20_000}]))
    assert rows[0].value == {"a": 1}
    assert rows[1].damage is not None
    assert len(rows) == 2


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
_OBJECTS = st.lists(
    st.dictionaries(st.text(max_size=8), _VALUES), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(
    rows=_OBJECTS,
    indent=st.sampled_from([None, 0, 3]),
    ascii_only=st.booleans(),
    piece=st.integers(1, 9),
)
def test_pieces_of_any_size_read_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[dict[str, object]],
    indent: int | None,
    ascii_only: bool,
    piece: int,
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window, "PIECE", piece)
        text = json.dumps(rows, indent=indent, ensure_ascii=ascii_only)
        found = _rows(folder, text)
    assert [row.value for row in found] == rows
    assert not any(row.damage or row.notes for row in found)
