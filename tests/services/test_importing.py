"""Imports by plan, and templates that come in."""

import json
from pathlib import Path

import pytest

from instrstudio.domain.errors import InvalidInput, NotFound, TransferError
from instrstudio.domain.job import run
from instrstudio.domain.record import Record
from instrstudio.domain.transfer_plan import ExportPlan, ImportPlan
from instrstudio.services import (
    import_preview,
    library,
    templating,
    transfer,
    transfer_presets,
)
from instrstudio.services.workspace import Workspace

TEMPLATES = """\
dataset: mine
templates:
  one: !Template
    answer_choices: null
    id: 1111-one
    jinja: "Say it short: {{ input }} ||| {{ label }}"
    metadata: !TemplateMetadata
      languages:
      - en
    name: short
    reference: ''
  two: !Template
    id: ''
    jinja: "说 {{ input }}"
    name: ''
    metadata: !TemplateMetadata {}
"""


def test_templates_become_ours_in_one_step(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = tmp_path / "templates.yaml"
    path.write_text(TEMPLATES, encoding="utf-8")
    dry = run(transfer.import_files(empty_workspace, [path], dry_run=True))
    assert not empty_workspace.store.templates.all()
    report = run(transfer.import_files(empty_workspace, [path]))
    assert dry.as_dict() == report.as_dict()
    assert (report.read, report.added, report.duplicates) == (2, 2, 0)
    assert report.templates[0] == "1111-one"
    assert report.templates[1].startswith("imported-")
    found = templating.find(empty_workspace, "1111-one")
    assert (found.name, found.pattern, found.origin) == (
        "short",
        "Say it short: {{ input }}",
        "project",
    )
    again = run(transfer.import_files(empty_workspace, [path]))
    assert (again.added, again.duplicates, again.templates) == (0, 2, ())
    assert str(library.undo_label(empty_workspace)) == "Import “templates.yaml”"
    assert library.undo(empty_workspace)
    assert not empty_workspace.store.templates.all()
    assert library.redo(empty_workspace)
    assert len(empty_workspace.store.templates.all()) == 2


def _table(folder: Path) -> Path:
    path = folder / "t.csv"
    path.write_text(
        "Q,A,lic\nSay one.,1,MIT\nsay one,2,GPL\nSay two.,3,\n", encoding="utf-8"
    )
    return path


def test_columns_licences_and_marks(tmp_path: Path, empty_workspace: Workspace) -> None:
    path = _table(tmp_path)
    columns = {"Q": "instruction", "A": "output", "lic": "licence"}
    plan = ImportPlan(
        format="csv",
        columns=columns,
        licences=("mit", "cc0"),
        licence="CC0",
        tags=("t",),
    )
    dry = run(transfer.import_files(empty_workspace, [path], dry_run=True, plan=plan))
    report = run(transfer.import_files(empty_workspace, [path], plan=plan))
    assert dry.as_dict() == report.as_dict()
    assert (report.read, report.added, len(report.skipped)) == (3, 2, 1)
    assert (report.skipped[0].row, report.skipped[0].faults[0].field) == (2, "licence")
    records = empty_workspace.store.records.page(report.ids)
    assert [(r.licence, r.tags) for r in records] == [("MIT", ("t",)), ("CC0", ("t",))]
    assert records[0].examples[0].output == "1"


def test_what_says_the_same_comes_in_once(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = _table(tmp_path)
    columns = {"Q": "instruction", "A": "output"}
    plan = ImportPlan(format="csv", columns=columns, same="instruction")
    report = run(transfer.import_files(empty_workspace, [path], plan=plan))
    assert (report.read, report.added, report.duplicates) == (3, 2, 1)
    more = run(transfer.import_files(empty_workspace, [path], plan=plan))
    assert (more.added, more.duplicates) == (0, 3)


@pytest.mark.parametrize("together", [True, False])
def test_another_choice_with_the_same_answer_is_said(
    together: bool, tmp_path: Path, empty_workspace: Workspace
) -> None:
    rows = [
        {"prompt": "Name a prime.", "chosen": "Two.", "rejected": "Four."},
        {"prompt": "Name a prime.", "chosen": "Two.", "rejected": "Four."},
        {"prompt": "Name a prime.", "chosen": "Two.", "rejected": "Six."},
        {"prompt": "Name another.", "chosen": "Three.", "rejected": "Six."},
    ]
    path = tmp_path / "rows.jsonl"
    if not together:
        path.write_text(json.dumps(rows[0]), encoding="utf-8")
        run(transfer.import_files(empty_workspace, [path], "trl-dpo"))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    dry = run(transfer.import_files(empty_workspace, [path], "trl-dpo", dry_run=True))
    report = run(transfer.import_files(empty_workspace, [path], "trl-dpo"))
    assert dry.as_dict() == report.as_dict()
    counts = (report.read, report.added, report.duplicates)
    assert counts == ((4, 2, 1) if together else (4, 1, 2))
    (entry,) = report.skipped
    assert (entry.row, entry.faults[0].field) == (3, "rejected")
    assert "other fields" in str(entry.faults[0].rule)


def test_a_format_without_columns_says_so(
    tmp_path: Path, empty_workspace: Workspace
) -> None:
    path = tmp_path / "rows.json"
    path.write_text('[{"instruction": "a", "output": "b"}]', encoding="utf-8")
    plan = ImportPlan(format="alpaca", columns={"a": "b"})
    with pytest.raises(TransferError, match="no columns"):
        run(transfer.import_files(empty_workspace, [path], plan=plan))


def test_a_preview_shows_columns_and_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("指令,回答,Mine\na,b,c\n,d,e\n", encoding="utf-8")
    shown = import_preview.preview(path, ImportPlan())
    assert shown.format == "csv"
    assert shown.columns == {"指令": "instruction", "回答": "output"}
    assert [len(row.items) for row in shown.rows] == [1, 0]
    chosen = ImportPlan(columns={"Mine": "instruction"})
    again = import_preview.preview(path, chosen, rows=1)
    assert again.columns == {"Mine": "instruction"}
    (row,) = again.rows
    (item,) = row.items
    assert isinstance(item, Record)
    assert (item.instruction, item.extra) == ("c", {"指令": "a", "回答": "b"})
    other = tmp_path / "rows.json"
    other.write_text('[{"instruction": "a", "output": "b"}]', encoding="utf-8")
    assert import_preview.preview(other, ImportPlan()).columns is None


def test_presets_stay_in_the_project(empty_workspace: Workspace) -> None:
    into = ImportPlan(columns={"Q": "instruction"}, tags=("a", "b"), same="text")
    out = ExportPlan(least_rating=3.5, licences=("MIT",), test=0.1, seed=4)
    transfer_presets.save(empty_workspace, "mine", into)
    transfer_presets.save(empty_workspace, "mine", out)
    transfer_presets.save(empty_workspace, "plain", ExportPlan())
    assert transfer_presets.import_plan(empty_workspace, "mine") == into
    assert transfer_presets.export_plan(empty_workspace, "mine") == out
    assert transfer_presets.names(empty_workspace, "export") == ("mine", "plain")
    kept = empty_workspace.store.settings.get("transfer_presets")
    assert json.loads(json.dumps(kept)) == kept
    transfer_presets.delete(empty_workspace, "export", "mine")
    assert transfer_presets.names(empty_workspace, "export") == ("plain",)
    assert transfer_presets.names(empty_workspace, "import") == ("mine",)
    with pytest.raises(NotFound, match="plain"):
        transfer_presets.export_plan(empty_workspace, "mine")
    with pytest.raises(InvalidInput, match="no name"):
        transfer_presets.save(empty_workspace, " ", into)


@pytest.mark.parametrize(
    "data",
    [
        {"test": "a lot"},
        {"test": 0.5, "validation": 0.5},
        {"test": -0.1},
        {"same": "nearly"},
        {"licences": "MIT"},
        {"licences": [1]},
        {"with_starter": 1},
        {"seed": 1.5},
        {"seed": True},
        {"least_rating": "good"},
    ],
)
def test_a_preset_that_cannot_be_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        ExportPlan.from_mapping(data)


def test_a_preset_of_a_newer_program_is_read() -> None:
    assert ExportPlan.from_mapping({"test": 0, "moon": 1}) == ExportPlan()
    assert ImportPlan.from_mapping({"columns": {"a": "b"}}).columns == {"a": "b"}
    refused: list[dict[str, object]] = [
        {"columns": {"a": 1}},
        {"columns": []},
        {"same": "near"},
    ]
    for wrong in refused:
        with pytest.raises(InvalidInput):
            ImportPlan.from_mapping(wrong)
