"""Tables: every field has a column, nothing runs as a formula, and nothing is lost."""

import csv
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from file_records import RECORDS, TEXT, items_of, written_and_read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.csv_table import PLUGIN as CSV
from instrstudio.formats.csv_table import CsvTable
from instrstudio.formats.frame.columns import COLUMNS, guessed
from instrstudio.formats.frame.formulas import neutralised, restored
from instrstudio.formats.frame.table_format import TableFormat
from instrstudio.formats.parquet import PLUGIN as PARQUET
from instrstudio.formats.xlsx import PLUGIN as XLSX

TABLES: Sequence[TableFormat] = (CSV, PARQUET, XLSX)

FULL = Record(
    instruction="=HYPERLINK(1)",
    examples=(Example(input="+1", output="-2"), Example(input="@x", output="'=y")),
    system="s\r\nt",
    history=(("u", "a"),),
    constraints=("c",),
    title="标题",
    tags=("a, b", "c"),
    task_type="classification",
    language="zh",
    task_description="d",
    source=Source(kind="crawl", name="n", url="u", retrieved="2026-01-01"),
    licence="MIT",
    method="manual",
    parent=3,
    pair="p",
    created="2026-01-01T00:00:00Z",
    updated="2026-01-02T00:00:00Z",
    archived=True,
    extra={"k": [1, None, {"x": "y"}]},
)


def _id(value: object) -> str:
    return str(getattr(value, "name", value))


@pytest.mark.parametrize("found", TABLES, ids=_id)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(RECORDS, min_size=1, max_size=4), data=st.data())
def test_nothing_is_lost(
    found: TableFormat, records: list[Record], data: st.DataObject, tmp_path: Path
) -> None:
    suffix = data.draw(st.sampled_from(found.suffixes))
    rows = written_and_read(found, [*records], tmp_path / f"out{suffix}")
    assert items_of(rows) == records
    assert not any(row.skipped or row.repaired for row in rows)


@pytest.mark.parametrize("found", TABLES, ids=_id)
def test_every_field_has_a_column(found: TableFormat, tmp_path: Path) -> None:
    target = tmp_path / f"out{found.suffixes[0]}"
    rows = written_and_read(found, [FULL, replace(FULL, title="x")], target)
    assert items_of(rows) == [FULL, replace(FULL, title="x")]
    assert found.drops == ()
    assert found.lost(FULL) == ()
    assert found.recognises(target) == 0.75
    assert list(found.read(target, 1)) == rows[1:]


@given(text=TEXT)
def test_a_neutralised_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = neutralised(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert restored(cell) == text


def test_no_cell_of_a_file_runs(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    list(CSV.write([FULL], target))
    with target.open(encoding="utf-8", newline="") as file:
        _, cells = csv.reader(file)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_mark_for_excel(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    marked = CsvTable()
    marked.mark = True
    list(marked.write([FULL], target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert items_of(list(CSV.read(target))) == [FULL]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (["Prompt", "Completion"], {"Prompt": "instruction", "Completion": "output"}),
        (
            ["指令", "输入", "输出", "其他"],
            {"指令": "instruction", "输入": "input", "输出": "output"},
        ),
        (["input", "target"], {"input": "instruction", "target": "output"}),
        (["act", "prompt"], {"act": "title", "prompt": "instruction"}),
        (["a", "b"], {}),
        (
            ["instruction", "prompt", "Task Type"],
            {"instruction": "instruction", "Task Type": "task_type"},
        ),
    ],
)
def test_the_mapping_is_guessed(header: list[str], fields: dict[str, str]) -> None:
    assert guessed(header) == fields


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_peoples_tables(delimiter: str, end: str, tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    lines = [
        ["question", "answer", "mood"],
        ['"a, b; c"', "2", "ok"],
        ['"x ""y"""', "", ""],
    ]
    text = end.join(delimiter.join(line) for line in lines) + end
    path.write_text(text, encoding="gb18030", newline="")
    first, second = items_of(list(CSV.read(path)))
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.instruction == "a, b; c"
    assert first.examples == (Example(output="2"),)
    assert first.extra == {"mood": "ok"}
    assert second.instruction == 'x "y"'
    assert second.examples == ()


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\ndo,done\n")
    (row,) = CSV.read(path)
    assert row.skipped is not None
    assert row.skipped.faults[0].field == "instruction"
    assert CSV.recognises(path) == 0
    (item,) = items_of(
        list(CSV.with_mapping({"a": "instruction", "b": "output"}).read(path))
    )
    assert isinstance(item, Record)
    assert item.examples == (Example(output="done"),)
    assert CSV.mapping is None


def test_odd_rows_are_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('prompt,tags\none\n\ntwo,"x; y",more\n,t\n5" disk,\n"three\nlast,')
    rows = list(CSV.read(path))
    one, two, empty, disk, open_ = rows
    assert [row.repaired is not None for row in rows] == [
        True,
        True,
        False,
        False,
        False,
    ]
    (record,) = two.items
    assert isinstance(record, Record)
    assert record.tags == ("x", "y")
    assert record.extra == {"…": ["more"]}
    assert empty.skipped is not None
    assert (empty.skipped.row, empty.skipped.line) == (3, 5)
    assert disk.items
    assert open_.skipped is not None
    assert "line 7" in str(open_.skipped.faults[0].rule)
    assert one.items


def test_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("\n\n")
    with pytest.raises(TransferError, match="is empty"):
        list(CSV.read(path))
    path.write_bytes(bytes(3000))
    with pytest.raises(TransferError, match="no table"):
        list(CSV.read(path))
    assert set(COLUMNS) >= {"instruction", "extra"}


@pytest.mark.parametrize("found", TABLES, ids=_id)
def test_half_a_character_is_said(found: TableFormat, tmp_path: Path) -> None:
    record = replace(FULL, instruction="a\ud800b")
    assert found.lost(record) == ("halves of characters",)
    target = tmp_path / f"out{found.suffixes[0]}"
    (item,) = items_of(written_and_read(found, [record], target))
    assert isinstance(item, Record)
    assert item.instruction == "a\ufffdb"


@pytest.mark.parametrize("found", TABLES, ids=_id)
def test_a_very_long_record(found: TableFormat, tmp_path: Path) -> None:
    record = replace(FULL, instruction="长 text\n" * 30_000)
    target = tmp_path / f"out{found.suffixes[0]}"
    fault = found.refusal(record)
    rows = written_and_read(found, [record, FULL], target)
    assert (fault is not None) == (found is XLSX)
    assert items_of(rows) == ([FULL] if fault else [record, FULL])


def test_a_workbook_holds_texts_only(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "out.xlsx"
    list(XLSX.write([FULL], target))
    sheet = load_workbook(target).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sheet["A2"].value == "=HYPERLINK(1)"


def test_other_peoples_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["指令", "输出", "n"])
    sheet.append(["写", 7, 1.0])
    sheet.append([])
    sheet.append(["再写", None, None])
    path = tmp_path / "t.xlsx"
    book.save(path)
    first, second = XLSX.read(path)
    (record,) = first.items
    assert isinstance(record, Record)
    assert record.examples == (Example(output="7"),)
    assert record.extra == {"n": 1.0}
    assert second.share == 1
    assert XLSX.recognises(path) == 0.75


def test_other_peoples_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    rows = [{"prompt": f"p{n}", "tags": ["a", "b"], "n": n} for n in range(600)]
    pq.write_table(pa.Table.from_pylist(rows), path)
    found = list(PARQUET.read(path))
    (record,) = found[-1].items
    assert isinstance(record, Record)
    assert (record.instruction, record.tags) == ("p599", ("a", "b"))
    assert record.extra == {"n": 599}
    assert PARQUET.recognises(path) == 0.6
    assert list(PARQUET.read(path, 598)) == found[598:]


def test_asking_whether_a_text_is_a_workbook_loads_no_library(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"instruction": "Sort."}\n')
    code = (
        "import pathlib, sys; from instrstudio.formats.xlsx import PLUGIN;"
        f"sure = PLUGIN.recognises(pathlib.Path({str(path)!r}));"
        "print(sure, 'openpyxl' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["0.0", "False"]


@pytest.mark.parametrize("found", [PARQUET, XLSX], ids=_id)
def test_what_only_looks_like_it_is_refused(found: TableFormat, tmp_path: Path) -> None:
    path = tmp_path / f"bad{found.suffixes[0]}"
    for content in (b"", b"PK\x03\x04 no", b"PAR1 no PAR1", b"text"):
        path.write_bytes(content)
        assert found.recognises(path) == 0
        with pytest.raises(TransferError, match="no sound"):
            list(found.read(path))
