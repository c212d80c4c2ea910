"""What every format that reads and writes must bear: packing, encodings, long texts."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.domain.ports import Format
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.template import Slot, Template
from instrstudio.formats.reading import opening
from instrstudio.services import file_formats, plugins

BOTH = [found for found in plugins.formats() if found.reads and found.writes]
BINARY = {"xlsx", "parquet"}
MANY_FILES = {"llamafactory"}
LONG = "长 text 😀\r\n=1+1 " * 12_000
"""More than 200,000 characters."""


def _id(found: Format) -> str:
    return found.name


def _items(found: Format, text: str) -> list[Record | Template]:
    """Return two items of which the format loses nothing; both say `text`."""
    template = Template(
        id="t",
        name="name",
        task_type="",
        language="zh",
        pattern=f"{text.replace('{', '')} {{{{ text }}}}",
        slots=(Slot(name="text"),),
        origin="project",
    )
    full = Record(
        instruction=text,
        examples=(Example(input="@b {}\n", output="no"),),
        source=Source(kind=""),
    )
    shapes: list[Record | Template] = [
        replace(full, examples=examples, extra=extra)
        for examples in (full.examples, (Example(output="no"),), ())
        for extra in ({}, {"rejected": "maybe"}, {"label": False})
    ]
    refusal = getattr(found, "refusal", lambda _item: None)
    lost = getattr(found, "lost", lambda _item: ())
    shapes = [s for s in (*shapes, template) if not refusal(s) and not lost(s)]
    return [shapes[0], shapes[0]] if shapes else []


def _read(found: Format, path: Path) -> list[object]:
    rows = list(found.read(path))
    assert not any(row.skipped or row.repaired for row in rows)
    return [item for row in rows for item in row.items]


def test_every_format_says_what_it_is() -> None:
    said = [str(file_formats.about(found.name)) for found in plugins.formats()]
    assert all(said)
    assert len(set(said)) == len(said)
    assert file_formats.about("nothing") == ""


@pytest.mark.parametrize("found", BOTH, ids=_id)
def test_a_packed_file_is_read_in_place(found: Format, tmp_path: Path) -> None:
    if found.name in MANY_FILES:
        pytest.skip("a folder of files is not packed")
    plain = tmp_path / f"out{found.suffixes[0]}"
    items = _items(found, "请翻译：\n😀 =1")
    list(found.write(items, plain))
    packed = plain.with_name(f"{plain.name}.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert found.recognises(packed) > 0.5
    assert _read(found, packed) == items


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "found", [f for f in BOTH if f.name not in BINARY | MANY_FILES], ids=_id
)
def test_every_text_is_read_in_every_encoding(
    found: Format, encoding: str, tmp_path: Path
) -> None:
    plain = tmp_path / f"plain{found.suffixes[0]}"
    items = _items(found, "请翻译下面的句子：\n今天停水，明天恢复。")
    list(found.write(items, plain))
    other = tmp_path / f"other{found.suffixes[0]}"
    other.write_bytes(plain.read_bytes().decode("utf-8-sig").encode(encoding))
    assert found.recognises(other) > 0.5
    assert _read(found, other) == items


@pytest.mark.parametrize("found", BOTH, ids=_id)
def test_a_very_long_text_comes_back_or_is_refused(
    found: Format, tmp_path: Path
) -> None:
    target = tmp_path / f"out{found.suffixes[0]}"
    items = _items(found, LONG)
    if not items:
        assert found.name == "xlsx", "a cell holds 32,767 characters"
        return
    list(found.write(items, target))
    assert _read(found, target) == items


@pytest.mark.parametrize("name", sorted(BINARY))
def test_what_is_packed_is_looked_at_before_it_is_unpacked(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = (one for one in BOTH if one.name == name)
    other = tmp_path / f"other.{name}.gz"
    other.write_bytes(gzip.compress(b"x" * 100))
    with pytest.raises(TransferError, match="something else"):
        list(found.read(other))
    assert found.recognises(other) == 0
    plain, packed = tmp_path / f"out.{name}", tmp_path / f"out.{name}.gz"
    list(found.write(_items(found, "a"), plain))
    packed.write_bytes(gzip.compress(plain.read_bytes())[:-9])
    with pytest.raises(TransferError, match="damaged"):
        list(found.read(packed))
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    monkeypatch.setattr(opening, "LARGEST", 100)
    with pytest.raises(TransferError, match="more than 4 GB"):
        list(found.read(packed))
