"""What a format says it keeps, it keeps: written and read again, for all formats."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from file_records import RECORDS, Item, items_of, written_and_read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.alpaca import PLUGIN as ALPACA
from instrstudio.formats.dolly import PLUGIN as DOLLY
from instrstudio.formats.frame.row_format import RowFormat
from instrstudio.formats.llamafactory_dpo import PLUGIN as LLAMAFACTORY_DPO
from instrstudio.formats.llamafactory_kto import PLUGIN as LLAMAFACTORY_KTO
from instrstudio.formats.openai_chat import PLUGIN as OPENAI_CHAT
from instrstudio.formats.openai_dpo import PLUGIN as OPENAI_DPO
from instrstudio.formats.own_jsonl import PLUGIN as OWN
from instrstudio.formats.self_instruct import PLUGIN as SELF_INSTRUCT
from instrstudio.formats.sharegpt import PLUGIN as SHAREGPT
from instrstudio.formats.sni import PLUGIN as SNI
from instrstudio.formats.trl_dpo import PLUGIN as TRL_DPO
from instrstudio.formats.trl_kto import PLUGIN as TRL_KTO

FORMATS: tuple[RowFormat, ...] = (
    ALPACA,
    DOLLY,
    LLAMAFACTORY_DPO,
    LLAMAFACTORY_KTO,
    OPENAI_CHAT,
    OPENAI_DPO,
    OWN,
    SELF_INSTRUCT,
    SHAREGPT,
    SNI,
    TRL_DPO,
    TRL_KTO,
)


def _id(value: object) -> str:
    return str(getattr(value, "name", value))


def _fitting(found: RowFormat) -> Record:
    """Return a record of which the format loses nothing."""
    full = Record(
        instruction="对以下内容进行摘要：\r\n\r\n[内容] “引用” 😀",
        examples=(Example(input="=1+1\n{}", output="no"),),
        system="s",
        history=(("u", "a"),),
        source=Source(kind=""),
    )
    bare = replace(full, system="", history=())
    shapes = [full, bare]
    shapes += [replace(s, examples=(Example(output="no"),)) for s in shapes]
    shapes += [
        replace(s, extra=extra)
        for s in shapes
        for extra in ({"rejected": "maybe"}, {"label": False})
    ]
    fitting = (s for s in shapes if not found.refusal(s) and not found.lost(s))
    return next(fitting)


@pytest.mark.parametrize("found", FORMATS, ids=_id)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(RECORDS, min_size=1, max_size=3), data=st.data())
def test_nothing_kept_is_lost(
    found: RowFormat, records: list[Record], data: st.DataObject, tmp_path: Path
) -> None:
    suffix = data.draw(st.sampled_from(found.suffixes))
    target = tmp_path / f"out{suffix}"
    expressible = [r for r in records if found.refusal(r) is None]
    if not expressible:
        assert list(found.write(records, target)) == []
        return
    rows = written_and_read(found, list[Item](records), target)
    assert len(rows) == len(expressible)
    assert not any(row.skipped or row.repaired for row in rows)
    again = items_of(rows)
    for record, read in zip(expressible, again, strict=True):
        assert isinstance(read, Record)
        if not found.lost(record):
            assert read == record
        assert not found.lost(read)
    second = target.with_name(f"again{suffix}")
    list(found.write(again, second))
    assert second.read_bytes() == target.read_bytes()


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_a_very_long_record(found: RowFormat, tmp_path: Path) -> None:
    record = replace(_fitting(found), instruction="长 text\n" * 30_000)
    target = tmp_path / f"out{found.suffixes[0]}"
    rows = written_and_read(found, [record, record], target)
    assert items_of(rows) == [record, record]


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_half_a_character_is_said(found: RowFormat, tmp_path: Path) -> None:
    record = replace(_fitting(found), instruction="a\ud800b")
    assert found.lost(record) == ("halves of characters",)
    target = tmp_path / f"out{found.suffixes[0]}"
    rows = written_and_read(found, [record], target)
    (item,) = items_of(rows)
    assert isinstance(item, Record)
    assert item.instruction == "a\ufffdb"


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_every_encoding_and_packed(found: RowFormat, tmp_path: Path) -> None:
    record = _fitting(found)
    suffix = found.suffixes[0]
    plain = tmp_path / f"out{suffix}"
    list(found.write([record], plain))
    text = plain.read_bytes().decode()
    assert not text.startswith("\ufeff")
    for encoding in ("utf-8-sig", "gb18030", "utf-16", "utf-16-le"):
        other = tmp_path / f"{encoding}{suffix}"
        other.write_bytes(text.encode(encoding))
        assert items_of(list(found.read(other))) == [record]
        assert found.recognises(other) > 0.5
    packed = tmp_path / f"out{suffix}.gz"
    packed.write_bytes(gzip.compress(text.encode("gb18030")))
    rows = list(found.read(packed))
    assert items_of(rows) == [record]
    assert rows[-1].share == 1
    assert found.recognises(packed) > 0.5


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_its_own_format_is_the_surest(found: RowFormat, tmp_path: Path) -> None:
    record = _fitting(found)
    target = tmp_path / "rows.dat.json"
    list(found.write([record] * 3, target))
    sure = {other.name: other.recognises(target) for other in FORMATS}
    others = [sure[name] for name in sure if name != found.name]
    if found is not OWN:  # written by its suffix: a list is Alpaca's
        assert sure[found.name] > max(others)


@pytest.mark.parametrize("found", FORMATS, ids=_id)
def test_what_cannot_be_written_is_said(found: RowFormat, tmp_path: Path) -> None:
    nothing = Record(instruction="i")
    good = _fitting(found)
    fault = found.refusal(nothing)
    target = tmp_path / f"out{found.suffixes[0]}"
    counts = list(found.write([nothing, good], target))
    assert counts == ([1] if fault else [1, 2])
    if fault:
        assert fault.rule
        assert fault.repair
    assert set(found.keeps).isdisjoint(found.drops)
    assert set(found.lost(replace(good, tags=("t",)))) <= set(found.drops)
