"""An export that was cut off goes on; its bytes are those of one that was not."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instrstudio.domain.errors import TransferError
from instrstudio.domain.job import Cancelled, Progress, run
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import aside, exporting, library, unfinished
from instrstudio.services.exporting import ExportReport
from instrstudio.services.workspace import Workspace

ROWS = 120
AFTER = 40
FORMATS = {
    "a.jsonl": "jsonl",
    "b.json": "alpaca",
    "c.yaml": "alpaca",
    "d.jsonl.gz": "sharegpt",
    "e.csv": "csv",
    "f.tsv": "csv",
    "g.md": "markdown",
    "h.txt": "text",
    "i.json": "sni",
    "j.parquet": "parquet",
    "k.xlsx": "xlsx",
    "l.dataset.md": "huggingface",
    "m.json": "llamafactory",
    "n.promptfoo.yaml": "promptfoo",
}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is worth keeping small, so that tests are quick."""
    monkeypatch.setattr(unfinished, "WORTH_KEEPING", 20)
    monkeypatch.setattr(unfinished, "_EVERY", 10)
    monkeypatch.setattr(exporting, "_EVERY", 10)
    monkeypatch.setattr("instrstudio.formats.frame.arrow_table._GROUP", 10)


@pytest.fixture
def filled(empty_workspace: Workspace) -> Workspace:
    records = [
        Record(
            instruction=f"Do {n}, 做。\nAnd more.",
            examples=(Example(input="=1+1", output=f"out {n}"),) * (1 + n % 2),
            history=(("q", "a"),) if n % 3 else (),
            tags=("t",),
        )
        for n in range(ROWS)
    ]
    empty_workspace.store.records.insert(records, label="Add")
    return empty_workspace


def _export(
    workspace: Workspace,
    target: Path,
    plan: ExportPlan,
    ids: Sequence[int] | None = None,
    stop_at: int = 10**9,
) -> ExportReport:
    written = 0

    def note(event: Progress) -> None:
        nonlocal written
        if not str(event.message):
            written = event.done

    job = exporting.export(workspace, target, plan, ids)
    return run(job, note, lambda: written >= stop_at)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _kept(workspace: Workspace) -> list[Path]:
    root = workspace.index_root
    return [*root.with_name(f"{root.name}-exports").glob("*")]


@pytest.mark.parametrize(("name", "format"), FORMATS.items())
def test_a_cancelled_export_goes_on(
    name: str, format: str, tmp_path: Path, filled: Workspace
) -> None:
    plan = ExportPlan(format=format)
    for folder in ("whole", "cut"):
        (tmp_path / folder).mkdir()
    whole = _export(filled, tmp_path / "whole" / name, plan)
    assert (whole.written, whole.begun, whole.anew) == (ROWS, 0, False)
    target = tmp_path / "cut" / name
    cut = _export(filled, target, plan, stop_at=AFTER)
    assert (cut.cancelled, cut.written, cut.files) == (True, AFTER, {})
    assert _tree(tmp_path / "cut") == {}, "no file appears before it is whole"
    again = _export(filled, target, plan)
    assert (again.cancelled, again.written, again.begun) == (False, ROWS, AFTER)
    assert _tree(tmp_path / "cut") == _tree(tmp_path / "whole")
    assert _kept(filled) == [], "nothing is kept of an export that is done"


def test_rows_of_a_template_go_on(tmp_path: Path, filled: Workspace) -> None:
    plan = ExportPlan(row_template="{{ number }}: {{ instruction }}")
    _export(filled, tmp_path / "whole.txt", plan)
    _export(filled, tmp_path / "cut.txt", plan, stop_at=AFTER)
    assert _export(filled, tmp_path / "cut.txt", plan).begun == AFTER
    assert (tmp_path / "cut.txt").read_bytes() == (tmp_path / "whole.txt").read_bytes()


@pytest.mark.parametrize("format", ["alpaca", "parquet", "huggingface"])
def test_parts_that_are_whole_are_not_written_again(
    format: str, tmp_path: Path, filled: Workspace
) -> None:
    plan = ExportPlan(format=format, validation=0.3, test=0.2, seed=1)
    for folder in ("whole", "cut"):
        (tmp_path / folder).mkdir()
    _export(filled, tmp_path / "whole" / "out", plan)
    target = tmp_path / "cut" / "out"
    cut = _export(filled, target, plan, stop_at=90)
    assert cut.cancelled
    before = {path: path.stat().st_mtime_ns for path in cut.files}
    again = _export(filled, target, plan)
    assert (again.written, again.begun) == (ROWS, cut.written)
    assert _tree(tmp_path / "cut") == _tree(tmp_path / "whole")
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert len(before) == (0 if format == "huggingface" else 1)


def test_a_part_that_was_changed_since_is_written_again(
    tmp_path: Path, filled: Workspace
) -> None:
    plan = ExportPlan(format="alpaca", test=0.5, seed=1)
    target = tmp_path / "out.json"
    cut = _export(filled, target, plan, stop_at=90)
    (part,) = cut.files
    whole = part.read_bytes()
    part.write_bytes(b"[]")
    assert not _export(filled, target, plan).cancelled
    assert part.read_bytes() == whole


def _edited(workspace: Workspace) -> None:
    record = workspace.store.records.page([1])[0]
    library.edit(workspace, replace(record, instruction="Another."))


def _rated(workspace: Workspace) -> None:
    record = workspace.store.records.page([1])[0]
    workspace.store.ratings.put(record.content_hash, "p", "overall", 3)


@pytest.mark.parametrize("change", [_edited, _rated])
def test_another_library_begins_anew(
    change: Callable[[Workspace], None], tmp_path: Path, filled: Workspace
) -> None:
    plan, target = ExportPlan(format="jsonl"), tmp_path / "out.jsonl"
    _export(filled, target, plan, stop_at=AFTER)
    change(filled)
    again = _export(filled, target, plan)
    assert (again.begun, again.anew) == (0, True)
    _export(filled, tmp_path / "whole.jsonl", plan)
    assert target.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("plan", "ids"),
    [
        (ExportPlan(format="alpaca", same="text"), None),
        (ExportPlan(format="alpaca"), range(1, 100)),
    ],
)
def test_other_wishes_begin_anew(
    plan: ExportPlan, ids: Any, tmp_path: Path, filled: Workspace
) -> None:
    target = tmp_path / "out.json"
    _export(filled, target, ExportPlan(format="alpaca"), stop_at=AFTER)
    again = _export(filled, target, plan, ids)
    assert (again.begun, again.anew) == (0, True)
    elsewhere = _export(filled, tmp_path / "two.json", plan, ids)
    assert (elsewhere.begun, elsewhere.anew) == (0, False)


@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_what_is_not_sound_is_written_again(
    damage: str, tmp_path: Path, filled: Workspace
) -> None:
    plan, target = ExportPlan(format="alpaca"), tmp_path / "out.json"
    _export(filled, tmp_path / "whole.json", plan)
    _export(filled, target, plan, stop_at=AFTER)
    (folder,) = _kept(filled)
    grown = folder / "0"
    data = bytearray(grown.read_bytes())
    if damage == "flip":
        data[30] ^= 1
        grown.write_bytes(data)
    elif damage == "cut":
        grown.write_bytes(data[:-1])
    else:
        grown.unlink()
    assert _export(filled, target, plan).begun == 0
    assert target.read_bytes() == (tmp_path / "whole.json").read_bytes()


def test_what_was_written_after_the_position_is_cut_off(
    tmp_path: Path, filled: Workspace
) -> None:
    plan, target = ExportPlan(format="alpaca"), tmp_path / "out.json"
    _export(filled, tmp_path / "whole.json", plan)
    _export(filled, target, plan, stop_at=AFTER)
    (folder,) = _kept(filled)
    with (folder / "0").open("ab") as grown:
        grown.write(b"half a ro")
    assert _export(filled, target, plan).begun == AFTER
    assert target.read_bytes() == (tmp_path / "whole.json").read_bytes()


def test_the_records_are_not_counted_again(
    tmp_path: Path, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, target = ExportPlan(format="alpaca", query="do"), tmp_path / "out.json"
    cut = _export(filled, target, plan, stop_at=AFTER)
    monkeypatch.setattr(exporting, "survey", None)
    again = _export(filled, target, plan)
    assert cut.survey is not None
    assert again.survey is not None
    assert again.survey.as_dict() == cut.survey.as_dict()
    assert again.begun == AFTER


def test_of_a_small_export_and_a_failed_one_nothing_is_kept(
    tmp_path: Path, filled: Workspace
) -> None:
    plan = ExportPlan(format="alpaca")
    with pytest.raises(Cancelled):
        _export(filled, tmp_path / "a.json", plan, ids=range(1, 15), stop_at=10)
    assert _kept(filled) == []
    (tmp_path / "dataset_info.json").write_text("no list", encoding="utf-8")
    with pytest.raises(TransferError):
        _export(filled, tmp_path / "b.json", ExportPlan(format="llamafactory"))
    assert _kept(filled) == []
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_two_at_the_same_export_do_not_disturb_each_other(
    tmp_path: Path, filled: Workspace
) -> None:
    plan, target = ExportPlan(format="alpaca"), tmp_path / "out.json"
    first = exporting.export(filled, target, plan)
    for event in first:
        if not str(event.message) and event.done >= AFTER:
            break
    second = _export(filled, target, plan)
    assert (second.written, second.begun) == (ROWS, 0)
    whole = target.read_bytes()
    target.unlink()
    assert run(first).written == ROWS
    assert target.read_bytes() == whole
    assert _kept(filled) == []


_KILLED = """
import os, signal, sys
from pathlib import Path
from instrstudio.domain.transfer_plan import ExportPlan
from instrstudio.services import exporting, unfinished
from instrstudio.services.workspace import Workspace
unfinished.WORTH_KEEPING, unfinished._EVERY, exporting._EVERY = 20, 10, 10
import instrstudio.formats.frame.arrow_table as table
table._GROUP = 10
project, target, format = sys.argv[1:]
with Workspace.open(Path(project)) as workspace:
    plan = ExportPlan(format=format)
    for event in exporting.export(workspace, Path(target), plan):
        if not str(event.message) and event.done >= 50:
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(
    ("name", "format"), [("a.json", "alpaca"), ("b.parquet", "parquet")]
)
def test_a_killed_export_goes_on(
    name: str, format: str, tmp_path: Path, filled: Workspace
) -> None:
    plan = ExportPlan(format=format)
    _export(filled, tmp_path / f"whole-{name}", plan)
    target = tmp_path / name
    arguments = [str(filled.project.folder), str(target), format]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, *arguments], check=False, timeout=120
    )
    assert done.returncode == -9
    assert not target.exists()
    again = _export(filled, target, plan)
    assert (again.written, again.anew) == (ROWS, False)
    assert AFTER <= again.begun < ROWS
    assert target.read_bytes() == (tmp_path / f"whole-{name}").read_bytes()


def test_an_export_in_a_process_of_its_own_goes_on(
    tmp_path: Path, filled: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child counts by its own measure, so this one is of many records."""
    monkeypatch.setattr(aside, "BIG_EXPORT", 100)
    more = [Record(instruction=f"More {n}") for n in range(8_000)]
    filled.store.records.insert(more, label="Add")
    plan, target = ExportPlan(format="jsonl"), tmp_path / "out.jsonl"
    written = 0

    def note(event: Progress) -> None:
        nonlocal written
        if not str(event.message):
            written = event.done

    job = aside.export(filled, target, plan)
    cut = run(job, note, lambda: written >= 1_000)
    assert cut.cancelled
    assert 1_000 <= cut.written < 8_120
    assert not target.exists()
    again = run(aside.export(filled, target, plan))
    assert (again.begun, again.written) == (cut.written, 8_120)
    assert len(target.read_bytes().splitlines()) == 8_120
