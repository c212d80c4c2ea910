"""Markdown and plain text: our own files and other people's."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from file_records import RECORDS, items_of, written_and_read
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.markdown import PLUGIN as MARKDOWN
from instrstudio.formats.plain_text import PLUGIN as TEXT

FORMATS: tuple[RowFormat, ...] = (MARKDOWN, TEXT)
BARE = Record(
    instruction="写\r\n---\n\\---\n## no head\n```instruction\n", source=Source(kind="")
)


def _id(value: object) -> str:
    return str(getattr(value, "name", value))


@pytest.mark.parametrize("found", FORMATS, ids=_id)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(RECORDS, min_size=1, max_size=4))
def test_nothing_kept_is_lost(
    found: RowFormat, records: list[Record], tmp_path: Path
) -> None:
    # without a mark, NULs are what UTF-16 is known by
    assume(not any("\0" in record.instruction for record in records))
    target = tmp_path / f"out{found.suffixes[0]}"
    rows = written_and_read(found, [*records], target)
    assert len(rows) == len(records)
    assert not any(row.skipped or row.repaired for row in rows)
    for record, read in zip(records, items_of(rows), strict=True):
        assert isinstance(read, Record)
        assert read.instruction == record.instruction
        if not found.lost(record):
            assert read == record


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_marks_in_the_text_are_text(found: RowFormat, tmp_path: Path) -> None:
    target = tmp_path / f"out{found.suffixes[0]}"
    rows = written_and_read(found, [BARE, BARE], target)
    assert items_of(rows) == [BARE, BARE]
    assert found.recognises(target) > 0.5
    assert list(found.read(target, 1)) == rows[1:]
    packed = tmp_path / f"out{found.suffixes[0]}.gz"
    packed.write_bytes(gzip.compress(target.read_bytes()))
    assert items_of(list(found.read(packed))) == [BARE, BARE]


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_half_a_character_and_a_long_text(found: RowFormat, tmp_path: Path) -> None:
    half = replace(BARE, instruction="a\ud800b")
    long = replace(BARE, instruction="长 text\n" * 30_000)
    assert found.lost(half) == ("halves of characters",)
    target = tmp_path / f"out{found.suffixes[0]}"
    first, second = items_of(written_and_read(found, [half, long], target))
    assert isinstance(first, Record)
    assert first.instruction == "a\ufffdb"
    assert second == long


def test_markdown_of_other_people_is_one_instruction(tmp_path: Path) -> None:
    path = tmp_path / "summarize.md"
    path.write_text("# IDENTITY\r\n\r\nYou sum up.\n\n- one\n", newline="")
    (row,) = MARKDOWN.read(path)
    (record,) = row.items
    assert isinstance(record, Record)
    assert record.instruction == "# IDENTITY\n\nYou sum up.\n\n- one"
    assert record.title == "summarize"
    assert MARKDOWN.recognises(path) == 0.3


def test_an_open_fence_and_a_broken_one_are_said(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    list(MARKDOWN.write([replace(BARE, tags=("t",)), BARE], target))
    text = target.read_bytes().decode()
    target.write_text(text.replace('"tags"', "tags").rstrip("`\n"), newline="")
    first, second = MARKDOWN.read(target)
    assert first.skipped is not None
    assert first.skipped.faults[0].field == "record"
    assert second.skipped is not None
    assert "never closed" in str(second.skipped.faults[0].rule)


def test_one_instruction_a_line(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes("写诗\n\n  翻译  \r\n".encode("gb18030"))
    rows = list(TEXT.read(path))
    assert [getattr(item, "instruction", "") for item in items_of(rows)] == [
        "写诗",
        "翻译",
    ]
    assert TEXT.recognises(path) == 0.2


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_nothing_and_noise_are_refused(found: RowFormat, tmp_path: Path) -> None:
    path = tmp_path / f"x{found.suffixes[0]}"
    for content in (b"", b" \n\n", bytes(range(256))):
        path.write_bytes(content)
        assert found.recognises(path) == 0
        with pytest.raises(TransferError):
            list(found.read(path))


def test_samples_and_system_have_fences(tmp_path: Path) -> None:
    record = replace(
        BARE,
        system="s",
        examples=(Example(input="a", output="b\n"), Example(output="c")),
        title="Own title",
        archived=True,
    )
    target = tmp_path / "out.md"
    assert items_of(written_and_read(MARKDOWN, [record], target)) == [record]
    text = target.read_bytes().decode()
    assert "## Own title\n" in text
    assert "\n```output\nb\n\n```\n" in text
