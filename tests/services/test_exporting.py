"""Exports by plan: what is chosen is counted, what is lost is said, parts are whole."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.errors import InvalidInput, TemplateError, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.domain.template import Template
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import duplicates, exporting, library, templating, versions
from instrstudio.services.workspace import Workspace


def _record(text: str, **fields: object) -> Record:
    example = Example(input="in", output="out")
    record = Record(instruction=text, examples=(example,))
    return replace(record, **fields)  # type: ignore[arg-type]  # fields of a record


def _add(workspace: Workspace, records: Sequence[Record]) -> list[int]:
    found = workspace.store.records.insert(records, label="Add")
    return [at for at in found.ids if at is not None]


def _export(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
) -> exporting.ExportReport:
    return run(exporting.export(workspace, target, plan, ids))


def _texts(path: Path) -> list[str]:
    return [row["instruction"] for row in json.loads(path.read_text("utf-8"))]


def test_filters_are_counted(tmp_path: Path, empty_workspace: Workspace) -> None:
    records = [
        _record("Good and free.", licence="MIT"),
        _record("Good, no licence."),
        _record("Bad and free.", licence="mit"),
        _record("Unrated and free.", licence="mit "),
        _record("Shipped.", licence="MIT", source=Source(kind="starter")),
    ]
    _add(empty_workspace, records)
    ratings = empty_workspace.store.ratings
    for record, values in zip(records, [(5, 4), (5,), (2, 1)], strict=False):
        for at, value in enumerate(values):
            ratings.put(record.content_hash, f"p{at}", "overall", value)
    target = tmp_path / "out.json"
    plan = ExportPlan(least_rating=4, licences=("MIT",))
    report = _export(empty_workspace, target, plan)
    assert _texts(target) == ["Good and free."]
    assert report.survey is not None
    assert report.survey.chosen == 4
    assert report.survey.left_out == {"licence": 1, "rating": 2}
    both = ExportPlan(licences=("none", "MIT"), with_starter=True)
    assert _export(empty_workspace, target, both).written == 5


def test_what_says_the_same_is_written_once(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    ids = _add(
        empty_workspace,
        [
            _record("Sum it up."),
            _record("sum it up!"),
            _record("Sum it up.", examples=(Example(input="x", output="y"),)),
            _record("Another one."),
        ],
    )
    target = tmp_path / "out.json"
    found = {
        same: _export(empty_workspace, target, ExportPlan(same=same), ids).written
        for same in ("", "text", "instruction")
    }
    assert found == {"": 4, "text": 3, "instruction": 2}
    assert _texts(target) == ["Sum it up.", "Another one."]
    near = [
        _record("Write a short letter to the town about the broken lamp, please."),
        _record("Write a short letter to the town about the broken lamp."),
    ]
    ids = _add(empty_workspace, near)
    report = _export(empty_workspace, target, ExportPlan(same="near"), ids)
    assert (report.written, _texts(target)) == (1, [near[0].instruction])


def test_a_split_shows_its_parts_and_leaks_nothing(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    samples = [(Example(input=str(n), output="o"),) for n in range(3)]
    records = [_record(f"Task {n}.", examples=e) for n in range(20) for e in samples]
    _add(empty_workspace, records)
    plan = ExportPlan(validation=0.1, test=0.2, seed=3)
    report = _export(empty_workspace, tmp_path / "out.json", plan)
    assert {p.name: n for p, n in report.files.items()} == {
        "out.train.json": 42,
        "out.validation.json": 6,
        "out.test.json": 12,
    }
    parts = [set(_texts(path)) for path in report.files]
    assert len(set.union(*parts)) == 20 == sum(map(len, parts))
    again = _export(empty_workspace, tmp_path / "two.json", plan)
    assert [p.read_bytes() for p in again.files] == [
        p.read_bytes() for p in report.files
    ]
    assert sorted(p.name for p in tmp_path.glob(".*")) == []


@pytest.mark.parametrize("seed", range(4))
def test_a_split_keeps_what_is_nearly_the_same_together(
    seed: int, tmp_path: Path, empty_workspace: Workspace
) -> None:
    tail = "letter to the town about the lamp that has been broken for a week"
    near = [f"Write a short {tail}.", f"Write a short {tail}, please."]
    records = [_record(text) for text in near]
    records += [_record(f"{n} " * 5 + "is told to somebody else") for n in range(9)]
    ids = _add(empty_workspace, records)
    fork, _ = versions.fork(empty_workspace, ids[2])
    library.edit(empty_workspace, replace(fork, instruction="Quite another thing."))
    together = [set(near), {records[2].instruction, "Quite another thing."}]

    def parts(near_together: bool = True) -> list[set[str]]:
        plan = ExportPlan(test=0.5, seed=seed, near_together=near_together)
        report = _export(empty_workspace, tmp_path / "out.json", plan)
        assert report.written == 12
        return [set(_texts(path)) for path in report.files]

    found = parts()
    assert all(any(family <= part for part in found) for family in together)
    if seed == 0:
        assert found != parts(near_together=False)


@pytest.mark.parametrize("plan", [ExportPlan(test=0.5), ExportPlan(same="near")])
def test_what_is_nearly_the_same_is_looked_for_once(
    plan: ExportPlan,
    tmp_path: Path,
    empty_workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tail = "letter to the town about the lamp that has been broken for a week"
    texts = [f"Write a short {tail}.", f"Write a short {tail}, please.", "Else."]
    _add(empty_workspace, [_record(text) for text in texts])
    looked: list[int] = []
    find = duplicates.find

    def counted(*args: Any, **options: Any) -> Any:
        looked.append(1)
        return find(*args, **options)

    monkeypatch.setattr(duplicates, "find", counted)
    target = tmp_path / "out.json"
    first = run(exporting.preview(empty_workspace, target, plan)).survey
    assert first.alike is not None
    assert [list(ids) for ids in first.alike.families()] == [[1, 2]]
    again = replace(plan, seed=3)
    shown = run(exporting.preview(empty_workspace, target, again, alike=first.alike))
    report = run(exporting.export(empty_workspace, target, plan, None, first.alike))
    assert report.survey == first
    assert (len(looked), shown.survey.kept) == (1, first.kept)
    _add(empty_workspace, [_record("New.")])
    run(exporting.preview(empty_workspace, target, plan, alike=first.alike))
    assert len(looked) == 2


def test_a_part_of_a_folder_has_its_own_folder(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    _add(empty_workspace, [_record(f"Task {n}.") for n in range(4)])
    plan = ExportPlan(format="llamafactory", test=0.25)
    _export(empty_workspace, tmp_path / "dataset_info.json", plan)
    found = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*_sft.json"))
    assert found == ["test/instrstudio_sft.json", "train/instrstudio_sft.json"]


def test_a_data_set_has_its_parts_in_one_folder(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    _add(empty_workspace, [_record(f"Task {n}.") for n in range(4)])
    plan = ExportPlan(format="huggingface", test=0.25, validation=0.25)
    target = tmp_path / "x.dataset.md"
    shown = run(exporting.preview(empty_workspace, target, plan))
    report = _export(empty_workspace, target, plan)
    assert report.files == shown.files == {target: 4}
    assert sorted(
        path.name.split("-")[0] for path in (tmp_path / "data").iterdir()
    ) == [
        "test",
        "train",
        "validation",
    ]
    card = target.read_text("utf-8")
    assert card == (tmp_path / "README.md").read_text("utf-8")
    assert "path: data/validation-*.parquet" in card


def test_what_a_format_cannot_hold_is_said_before(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    _add(
        empty_workspace,
        [_record("Full.", tags=("a",), system="s"), _record("Bare.", examples=())],
    )
    target = tmp_path / "out.jsonl"
    plan = ExportPlan(format="openai-chat")
    shown = run(exporting.preview(empty_workspace, target, plan))
    assert not target.exists()
    refused = {str(why): count for why, count in shown.survey.refused.items()}
    assert refused == {"The record has no output, so nobody answers": 1}
    assert shown.survey.lost["tags"] == 1
    assert "system" not in shown.survey.lost
    assert shown.files == {target: 1}
    assert json.loads(shown.first)["messages"][1]["content"] == "Full.\nin"
    report = _export(empty_workspace, target, plan)
    assert report.survey == shown.survey
    assert target.read_text("utf-8") == shown.first


def test_nothing_to_write_says_why(tmp_path: Path, empty_workspace: Workspace) -> None:
    target = tmp_path / "out.jsonl"
    with pytest.raises(TransferError, match="no record of yours"):
        _export(empty_workspace, target, ExportPlan())
    _add(empty_workspace, [_record("Bare.", examples=())])
    with pytest.raises(TransferError, match="so nobody answers"):
        _export(empty_workspace, target, ExportPlan(format="openai-chat"))
    with pytest.raises(TransferError, match="rating and licence"):
        _export(empty_workspace, target, ExportPlan(licences=("MIT",)))
    with pytest.raises(TransferError, match="no own template"):
        _export(empty_workspace, target, ExportPlan(format="promptsource"))


def test_the_projects_templates_are_written(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    own = Template(
        id="mine", name="Mine", task_type="", language="en", pattern="Do {{ input }}."
    )
    templating.save(empty_workspace, own)
    target = tmp_path / "own.templates.yaml"
    report = _export(empty_workspace, target, ExportPlan())
    assert report.written == 1
    assert "Do {{ input }}." in target.read_text("utf-8")


def test_rows_of_ones_own(tmp_path: Path, empty_workspace: Workspace) -> None:
    _add(empty_workspace, [_record('Say "a".', tags=("x", "y")), _record("Say <b>.")])
    pattern = (
        '{"n": {{ number }}, "q": {{ instruction|tojson }}, "e": {{ examples|tojson }},'
        '{% if tags %} "t": {{ tags|tojson }},{% endif %} "o": "{{ output }}"}'
    )
    target = tmp_path / "rows.anything"
    plan = ExportPlan(row_template=pattern)
    shown = run(exporting.preview(empty_workspace, target, plan, rows=1))
    assert len(shown.first.splitlines()) == 1
    report = _export(empty_workspace, target, plan)
    first, second = (json.loads(x) for x in target.read_text("utf-8").splitlines())
    assert first == {
        "n": 1,
        "q": 'Say "a".',
        "e": [{"input": "in", "output": "out"}],
        "t": ["x", "y"],
        "o": "out",
    }
    assert (second["q"], second["n"], "t" in second) == ("Say <b>.", 2, False)
    assert (report.written, report.drops) == (2, ())


@pytest.mark.parametrize(
    ("pattern", "error", "said"),
    [
        ("{{ instruction", TemplateError, "never closed"),
        ("{{ secret }}", InvalidInput, "no “secret”"),
        ("{{ instruction.__class__ }}", TemplateError, "unsafe|undefined|cannot"),
        ("{{ ''.join(['a'] * 9999999) }}", TemplateError, "numbers only"),
        ("{% include 'x' %}", TemplateError, "not used"),
        (
            "{% for a in range(999) %}{% for b in range(999) %}{{ a }}"
            "{% endfor %}{% endfor %}",
            TemplateError,
            "rounds|Stopped after",  # whichever bound a slow machine meets first
        ),
    ],
)
def test_a_row_template_cannot_do_harm(
    pattern: str,
    error: type[Exception],
    said: str,
    tmp_path: Path,
    empty_workspace: Workspace,
) -> None:
    _add(empty_workspace, [_record("Say it.")])
    target = tmp_path / "rows.txt"
    with pytest.raises(error, match=said):
        _export(empty_workspace, target, ExportPlan(row_template=pattern))
    assert not list(tmp_path.glob("*rows*"))
