"""Natural Instructions of version 1, written; version 2 reads them again."""

import json
from dataclasses import replace
from pathlib import Path

from file_records import RECORDS, items_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.sni import PLUGIN as SNI
from instrstudio.formats.sni_v1 import PLUGIN

TASK = Record(
    instruction="把句子写短。",
    examples=tuple(Example(input=f"i{n}", output=f"o{n}") for n in range(5)),
    constraints=("no lists", "be kind", "be short"),
    title="Shorter",
    tags=("rewriting",),
    source=Source(kind=""),
    extra={"Negative Examples": [{"input": "a", "output": "b"}], "explanations": ["w"]},
)


def test_the_sections(tmp_path: Path) -> None:
    target = tmp_path / "one.task-v1.json"
    assert list(PLUGIN.write([TASK], target)) == [1]
    task = json.loads(target.read_text("utf-8"))
    assert (task["Definition"], task["Title"]) == ("把句子写短。", "Shorter")
    assert task["Things to Avoid"] == "no lists"
    assert task["Emphasis & Caution"] == "be kind\nbe short"
    shown = task["Examples"]
    assert [e["reason"] for e in shown["Positive Examples"]] == ["w"]
    assert shown["Negative Examples"] == [{"input": "a", "output": "b"}]
    assert task["Instances"][0] == {"input": "i1", "output": ["o1"]}
    assert (len(task["Instances"]), task["URL"]) == (4, ["-"])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(RECORDS, min_size=1, max_size=3))
def test_version_2_reads_what_is_kept(records: list[Record], tmp_path: Path) -> None:
    target = tmp_path / "out.task-v1.json"
    written = [record for record in records if PLUGIN.refusal(record) is None]
    assert list(PLUGIN.write(records, target)) == list(range(1, len(written) + 1))
    if not written:
        return
    again = items_of(list(SNI.read(target)))
    assert len(again) == len(written)
    for record, read in zip(written, again, strict=True):
        assert isinstance(read, Record)
        assert (read.instruction, read.examples) == (
            record.instruction,
            record.examples,
        )
        if record.title:
            assert read.title == record.title


def test_what_is_lost_is_said() -> None:
    assert PLUGIN.lost(TASK) == ()
    lost = PLUGIN.lost(replace(TASK, system="s", licence="MIT"))
    assert set(lost) == {"system", "licence"}
    assert PLUGIN.recognises(Path(__file__)) == 0
