"""YAML rows: one at a time, safely, with plain words kept as words."""

from pathlib import Path

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.formats.reading.raw_row import RawRow
from instrstudio.formats.reading.yaml_rows import yaml_rows


def _rows(folder: Path, text: str) -> list[RawRow]:
    path = folder / "rows.yaml"
    path.write_bytes(text.encode("utf-8"))
    return list(yaml_rows(path))


def test_list(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "- a: 一\n- a: >-\n    two\n    three\n\n- a: |\n    x\n")
    assert [row.value for row in rows] == [
        {"a": "一"},
        {"a": "two three"},
        {"a": "x\n"},
    ]
    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 2), (3, 6)]


def test_plain_words_stay_words(tmp_path: Path) -> None:
    text = "- {a: no, b: 12:30, c: 2020-01-01, d: 1_000, e: 7, f: 1.5, g: true, h: ~}"
    (row,) = _rows(tmp_path, text)
    assert row.value == {
        "a": "no",
        "b": "12:30",
        "c": "2020-01-01",
        "d": "1_000",
        "e": 7,
        "f": 1.5,
        "g": True,
        "h": None,
    }


def test_damage_keeps_what_came_before(tmp_path: Path) -> None:
    rows = _rows(tmp_path, '- a: one.\n- a: "two\n- b: 3\n')
    assert rows[0].value == {"a": "one."}
    assert rows[1].damage is not None
    assert len(rows) == 2


def test_objects_of_foreign_languages_are_refused_row_by_row(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "- a: !!python/object/apply:os.getcwd []\n- a: 2\n")
    assert rows[0].damage is not None
    assert rows[1].value == {"a": 2}


def test_references_work_but_do_not_explode(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "- a: &x [one]\n  b: *x\n")
    assert rows[0].value == {"a": ["one"], "b": ["one"]}
    bomb = "- a0: &a0 [x]\n" + "".join(
        f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
    )
    rows = _rows(tmp_path, bomb + "- b: 1\n- &self [*self]\n")
    assert rows[0].damage is not None
    assert rows[1].value == {"b": 1}
    assert rows[2].damage is not None


def test_a_key_given_twice_is_said(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, "- {a: 1, a: 2}")
    assert row.value == {"a": 2}
    assert row.notes[0].field == "a"


def test_a_last_row_that_stops_in_mid_sentence_is_marked(tmp_path: Path) -> None:
    whole = "".join(f"- a: It is {n}.\n" for n in range(4))
    *before, last = _rows(tmp_path, whole + "- a: It goes on and\n")
    assert not any(row.notes for row in before)
    assert last.notes[0].field == "a"
    assert "middle of a sentence" in str(last.notes[0].rule)


def test_rows_that_are_no_sentences_are_not_marked(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "".join(f"- a: word {n}\n" for n in range(9)))
    assert not any(row.notes for row in rows)


def test_documents_are_rows(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "a: 1\n---\na: 2\n")
    assert [row.value for row in rows] == [{"a": 1}, {"a": 2}]
    assert not rows[0].listed


@pytest.mark.parametrize("text", ["", "# nothing\n", "hello", "---\n"])
def test_no_rows_at_all(tmp_path: Path, text: str) -> None:
    with pytest.raises(TransferError, match=r"“rows\.yaml” is .*\.$"):
        _rows(tmp_path, text)


def test_what_is_no_text_is_damage(tmp_path: Path) -> None:
    (row,) = _rows(tmp_path, "\x01\x02")
    assert row.damage is not None


def test_broken_bytes_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "rows.yaml"
    path.write_bytes("- a: 你好世界".encode() + b"\xff\n- a: x\n")
    first, second = yaml_rows(path)
    assert first.value == {"a": "你好世界\ufffd"}
    assert first.notes
    assert not second.notes
