"""The file doctor: every problem named, and a repaired file that has none."""

import gzip
import json
import tracemalloc
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrstudio.domain.checkup import LEFT_OUT, MENDED, NOTED, Checkup, Finding
from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import run
from instrstudio.formats.checking import inspecting
from instrstudio.services import doctor

WILD = Path(__file__).parents[3] / "shared" / "data" / "wild"


def _json(path: Path, rows: Sequence[object]) -> Path:
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return path


def _looked(
    path: Path, name: str = "", repair: Path | None = None
) -> tuple[list[Finding], Checkup]:
    """Return all findings and their sum."""
    events: list[object] = []
    found = run(doctor.check(path, name, repair), events.append)
    return [event for event in events if isinstance(event, Finding)], found


def test_every_problem_has_place_rule_and_repair(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [
        '{"instruction": "a", "output": "1"}',
        '{"instruction": "b", "output": 5}',
        '{"instruction": "", "output": "x"}',
        '{"instruction": "c", "output": }',
        '{"instruction": "a", "output": "1"}',
        '{"instruction": "d", "output": null}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    findings, found = _looked(path)
    said = [(f.line, f.field, f.rule, f.effect, f.silent) for f in findings]
    assert said == [
        (2, "output", "not-a-text", MENDED, False),
        (2, "output", "llamafactory-no-answer", MENDED, True),
        (3, "instruction", "instruction-empty", LEFT_OUT, False),
        (4, "", "json-invalid", LEFT_OUT, False),
        (5, "", "duplicate-row", LEFT_OUT, False),
        (6, "output", "llamafactory-no-answer", LEFT_OUT, True),
    ]
    assert all(f.what and f.repair and f.file == "rows.jsonl" for f in findings)
    assert (found.rows, found.sound, found.mended, found.left_out) == (6, 1, 1, 4)
    assert (found.problems, found.silent, found.is_clean) == (6, 2, False)
    assert found.by_rule["llamafactory-no-answer"] == 2
    assert sum(found.by_rule.values()) == len(findings)


def test_what_was_said_before_is_named(tmp_path: Path) -> None:
    rows = [{"instruction": text, "output": "x"} for text in "abcbab"]
    findings, _ = _looked(_json(tmp_path / "rows.json", rows))
    said = [(f.row, str(f.what)) for f in findings]
    before = "The row says the same as row {}"
    assert said == [(4, before.format(2)), (5, before.format(1)), (6, before.format(2))]


def test_what_was_said_in_another_file_has_a_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        _json(tmp_path / f"{name}.json", [{"instruction": "a", "output": "x"}])
    entries = {name: {"file_name": f"{name}.json"} for name in ("one", "two")}
    path = tmp_path / "dataset_info.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    findings, found = _looked(path)
    assert [(f.row, f.rule, f.file) for f in findings] == [
        (2, "duplicate-row", "dataset_info.json")
    ]
    assert "what one before says" in str(findings[0].what)
    assert (found.rows, found.sound) == (2, 1)


def test_a_repaired_file_keeps_sound_rows_to_the_letter(tmp_path: Path) -> None:
    sound = {"output": "1", "instruction": "a", "own": [1, None, {"k": "ü"}]}
    rows = [sound, {"instruction": "b", "output": 5, "own": 7.5}, {"output": "x"}]
    path = _json(tmp_path / "rows.json", rows)
    before = path.read_bytes()
    target = tmp_path / "mended.json"
    _, found = _looked(path, repair=target)
    kept = json.loads(target.read_text(encoding="utf-8"))
    assert kept == [sound, {"instruction": "b", "output": "5", "own": 7.5}]
    assert list(kept[0]) == list(sound)
    assert (found.repaired, found.written, found.written_as) == (target, 2, "alpaca")
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.glob("*.json")) == [
        "mended.json",
        "rows.json",
    ]


def test_a_conversation_out_of_order_becomes_questions_and_answers(
    tmp_path: Path,
) -> None:
    turns = [
        {"from": "human", "value": "one"},
        {"from": "human", "value": "two"},
        {"from": "gpt", "value": "three"},
    ]
    called = [
        {"from": "human", "value": "one"},
        {"from": "function_call", "value": "{}"},
        {"from": "observation", "value": "r"},
        {"from": "gpt", "value": "three"},
    ]
    path = _json(
        tmp_path / "rows.json",
        [{"conversations": turns, "id": "7"}, {"conversations": called}],
    )
    findings, found = _looked(path, repair=tmp_path / "mended.json")
    assert found.silent == 1
    assert [f.effect for f in findings if f.row == 2] == [NOTED]
    first, second = json.loads((tmp_path / "mended.json").read_text("utf-8"))
    assert [t["value"] for t in first["conversations"]] == ["two", "three"]
    assert first["id"] == "7"
    assert second == {"conversations": called}


@pytest.mark.parametrize(
    ("encoding", "rule"),
    [
        ("utf-8-sig", "byte-order-mark"),
        ("gb18030", "encoding-not-utf8"),
        ("utf-16", "encoding-not-utf8"),
    ],
)
def test_an_encoding_is_a_problem_of_the_file(
    encoding: str, rule: str, tmp_path: Path
) -> None:
    row = {"instruction": "缩短下面的句子，不要改变意思。" * 5, "output": "好。"}
    path = tmp_path / "rows.json"
    path.write_bytes(json.dumps([row], ensure_ascii=False).encode(encoding))
    target = tmp_path / "mended.json"
    findings, found = _looked(path, repair=target)
    assert [(f.row, f.rule) for f in findings] == [(0, rule)]
    assert (found.sound, found.is_clean) == (1, False)
    assert json.loads(target.read_text(encoding="utf-8")) == [row]
    assert _looked(target)[1].is_clean


def test_a_mark_is_no_problem_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("instruction,output\na,b\n", encoding="utf-8-sig")
    assert _looked(path)[1].is_clean


def test_a_table_is_repaired_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("instruction,output\na,b\nc\n,x\n=1+1,d\n", encoding="utf-8")
    target = tmp_path / "mended.csv"
    findings, found = _looked(path, repair=target)
    assert [f.rule for f in findings] == ["cell-count", "instruction-empty"]
    assert (found.written, found.written_as) == (3, "csv")
    again = _looked(target)[1]
    assert (again.rows, again.problems) == (3, 0)


@pytest.mark.parametrize("way", ["same", "link"])
def test_the_file_itself_is_never_overwritten(way: str, tmp_path: Path) -> None:
    path = _json(tmp_path / "rows.json", [{"instruction": "a", "output": 1}])
    before, target = path.read_bytes(), path
    if way == "link":
        target = tmp_path / "link.json"
        target.symlink_to(path)
    with pytest.raises(TransferError, match="overwrite"):
        _looked(path, repair=target)
    assert path.read_bytes() == before


def test_nothing_is_left_when_reading_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    lines = "".join(
        json.dumps({"instruction": f"say {n}", "output": str(n)}) + "\n"
        for n in range(20_000)
    )
    path.write_bytes(gzip.compress(lines.encode())[:-200])
    with pytest.raises(TransferError, match="damaged"):
        _looked(path, "alpaca", repair=tmp_path / "out.json")
    assert [p.name for p in tmp_path.glob("*json*")] == ["rows.jsonl.gz"]


def test_a_packed_repaired_file_is_packed(tmp_path: Path) -> None:
    path = _json(tmp_path / "rows.json", [{"instruction": "a", "output": 1}])
    _looked(path, repair=tmp_path / "out.jsonl.gz")
    text = gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()).decode()
    assert json.loads(text) == {"instruction": "a", "output": "1"}


def test_a_folder_of_files_goes_to_another_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [{"instruction": "a", "output": "b"}, {"instruction": "c"}]
    _json(tmp_path / "in" / "rows.json", rows)
    path = tmp_path / "in" / "dataset_info.json"
    path.write_text('{"mine": {"file_name": "rows.json"}}', encoding="utf-8")
    findings, found = _looked(path)
    assert [(f.file, f.rule) for f in findings] == [
        ("rows.json", "llamafactory-no-answer")
    ]
    assert found.silent == 1
    with pytest.raises(TransferError, match="overwrite"):
        _looked(path, repair=tmp_path / "in" / "other.json")


def test_only_so_many_rows_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "MOST_COMPARED", 2)
    row = {"instruction": "a", "output": "b"}
    path = _json(tmp_path / "rows.json", [row, row, row])
    _, found = _looked(path)
    assert (found.compared, found.left_out, found.sound) == (2, 1, 2)


def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "MOST_COMPARED", 0)

    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for n in range(rows):
                row = {"instruction": f"say {n} " + "x" * 500, "output": n}
                file.write(json.dumps(row) + "\n")
        tracemalloc.start()
        try:
            for _event in doctor.check(path, "alpaca", tmp_path / f"{rows}.out.json"):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(50)  # what is loaded once
    small, large = peak(400), peak(4_000)
    assert large < small + 200_000, "a tenth of the file"


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 9),
    st.floats(),
    st.text(max_size=6),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=2),
)
ROLES = ("human", "gpt", "system", "observation", "function_call", "user")
TURN = st.fixed_dictionaries({"from": st.sampled_from(ROLES), "value": VALUES})
ROWS = {
    "alpaca": st.fixed_dictionaries(
        {"instruction": VALUES},
        optional={"output": VALUES, "history": VALUES, "system": VALUES, "x": VALUES},
    ),
    "sharegpt": st.fixed_dictionaries(
        {"conversations": st.lists(TURN, max_size=5)},
        optional={"system": VALUES, "x": VALUES},
    ),
    "llamafactory-dpo": st.fixed_dictionaries(
        {"instruction": VALUES, "chosen": VALUES, "rejected": VALUES}
    ),
    "llamafactory-kto": st.fixed_dictionaries(
        {"conversations": st.lists(TURN, max_size=4), "kto_tag": VALUES}
    ),
}


@pytest.mark.parametrize("name", ROWS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_repaired_is_clean(
    name: str, data: st.DataObject, tmp_path: Path
) -> None:
    rows: list[Mapping[str, object]] = data.draw(st.lists(ROWS[name], min_size=2))
    path = _json(tmp_path / "rows.json", [*rows, {"not": "a row"}])
    target = tmp_path / "mended.json"
    findings, found = _looked(path, name, repair=target)
    assert found.rows == found.sound + found.mended + found.left_out == len(rows) + 1
    left = {f.row for f in findings if f.effect == LEFT_OUT}
    assert len(left) == found.left_out
    kept = json.loads(target.read_text(encoding="utf-8"))
    assert len(kept) == found.written == found.rows - found.left_out
    if kept:
        again = _looked(target, name)[1]
        assert (again.problems, again.silent) == (0, 0)
        assert again.sound == len(kept)


@pytest.mark.skipif(not WILD.exists(), reason="the wild files are not here")
@pytest.mark.parametrize("kind", ["alpaca", "sharegpt", "chat"])
def test_wild_files(kind: str, tmp_path: Path) -> None:
    paths = [
        p for p in sorted((WILD / kind).rglob("*")) if p.suffix in (".json", ".jsonl")
    ]
    small = [path for path in paths if path.stat().st_size < 300_000][:4]
    assert small
    for path in small:
        try:
            target = tmp_path / path.name
            _, found = _looked(path, repair=target)
        except TransferError:
            continue
        if found.written:
            assert _looked(target, found.format)[1].problems == 0, path
