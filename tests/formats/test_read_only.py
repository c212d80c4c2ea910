"""Files that are only read: prompts by role, Instruction Induction, other JSON rows."""

import json
from pathlib import Path

import pytest
from file_records import items_of

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record
from instrstudio.domain.task import Example
from instrstudio.formats.awesome_prompts import PLUGIN as AWESOME
from instrstudio.formats.csv_table import PLUGIN as CSV
from instrstudio.formats.instruction_induction import PLUGIN as INDUCTION
from instrstudio.formats.json_columns import PLUGIN as COLUMNS


def test_prompts_by_role_from_csv(tmp_path: Path) -> None:
    path = tmp_path / "prompts.csv"
    path.write_text('act,prompt,for_devs\nPoet,"Write\n""odes"".",TRUE\n')
    assert AWESOME.recognises(path) == 0.9 > CSV.recognises(path)
    (item,) = items_of(list(AWESOME.read(path)))
    assert isinstance(item, Record)
    assert (item.title, item.instruction) == ("Poet", 'Write\n"odes".')
    assert item.extra == {"for_devs": "TRUE"}


def test_prompts_by_role_from_json(tmp_path: Path) -> None:
    path = tmp_path / "prompts.json"
    path.write_text('[{"act": "诗人", "prompt": "写诗"}]')
    assert AWESOME.recognises(path) == 0.9
    (item,) = items_of(list(AWESOME.read(path)))
    assert isinstance(item, Record)
    assert (item.title, item.instruction) == ("诗人", "写诗")


def _benchmark(folder: Path) -> tuple[Path, Path]:
    annotations = folder / "annotations" / "antonyms.json"
    samples = folder / "raw" / "induce" / "antonyms.json"
    for path in (annotations, samples):
        path.parent.mkdir(parents=True)
    annotations.write_text('{"annotations": ["Write the opposite.", "Antonym?"]}')
    listed = {str(n): {"input": f"a{n}", "output": f"b{n}"} for n in range(1, 9)}
    about = {"metadata": {"num_examples": 8}, "examples": listed}
    samples.write_text(json.dumps(about))
    return annotations, samples


def test_both_files_of_a_task_tell_the_same(tmp_path: Path) -> None:
    annotations, samples = _benchmark(tmp_path)
    for path in (annotations, samples):
        assert INDUCTION.recognises(path) == 0.9
        rows = list(INDUCTION.read(path))
        first, second = items_of(rows)
        assert isinstance(first, Record)
        assert first.instruction == "Write the opposite."
        assert first.title == "antonyms"
        assert first.examples[0] == Example(input="a1", output="b1")
        assert len(first.examples) == 5
        assert second != first
        assert list(INDUCTION.read(path, 1)) == rows[1:]


def test_samples_alone_are_no_instruction(tmp_path: Path) -> None:
    annotations, samples = _benchmark(tmp_path)
    annotations.unlink()
    (row,) = INDUCTION.read(samples)
    assert row.skipped is not None
    assert row.skipped.faults[0].field == "annotations"


@pytest.mark.parametrize(
    ("row", "instruction", "output"),
    [
        ({"prompt": "p", "completion": "c"}, "p", "c"),
        ({"input": "问", "target": "答", "type": "nli"}, "问", "答"),
        ({"question": "q", "answer": 7}, "q", "7"),
    ],
)
def test_rows_of_other_shapes(
    row: dict[str, object], instruction: str, output: str, tmp_path: Path
) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"{json.dumps(row)}\n" * 2)
    assert COLUMNS.recognises(path) > 0.3
    item, _ = items_of(list(COLUMNS.read(path)))
    assert isinstance(item, Record)
    assert item.instruction == instruction
    assert item.examples == (Example(output=output),)


def test_a_mapping_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text('[{"x": "do", "y": "done"}, {"y": "only"}]')
    first, second = COLUMNS.with_mapping({"x": "instruction", "y": "output"}).read(path)
    assert len(first.items) == 1
    assert second.skipped is not None
    assert COLUMNS.guess(path) == {}
    assert COLUMNS.recognises(path) == 0


@pytest.mark.parametrize("found", [AWESOME, INDUCTION, COLUMNS])
def test_nothing_is_written(found: object, tmp_path: Path) -> None:
    assert getattr(found, "writes", True) is False
    for plugin in (AWESOME, INDUCTION, COLUMNS):
        assert plugin.refusal(Record(instruction="i")) is not None
        with pytest.raises(TransferError, match="only read"):
            list(plugin.write([Record(instruction="i")], tmp_path / "x"))
