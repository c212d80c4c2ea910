"""Hugging Face `datasets` loads every export; pandas and openpyxl open the tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

datasets = pytest.importorskip("datasets")
pandas = pytest.importorskip("pandas")

Export = Callable[..., Path]
ALL, ANSWERED, CHOSEN, JUDGED = 31, 30, 6, 6
ROWS = [
    ("out.json", "alpaca", ALL),
    ("out.jsonl", "alpaca", ALL),
    ("out.json", "sharegpt", ANSWERED),
    ("out.jsonl", "openai-chat", ANSWERED),
    ("out.jsonl", "openai-dpo", CHOSEN),
    ("out.jsonl", "trl-dpo", CHOSEN),
    ("out.json", "llamafactory-dpo", CHOSEN),
    ("out.jsonl", "trl-kto", JUDGED),
    ("out.json", "llamafactory-kto", JUDGED),
    ("out.jsonl", "dolly", ALL),
    ("out.jsonl", "self-instruct", ALL),
    ("out.jsonl", "jsonl", ALL),
    ("out.task.json", "sni", ALL),
    ("out.task-v1.json", "sni-v1", ALL),
]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    datasets.disable_progress_bars()


def _load(kind: str, path: Path, tmp_path: Path) -> object:
    return datasets.load_dataset(
        kind, data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
    )


@pytest.mark.parametrize(("name", "format_name", "count"), ROWS)
def test_rows(
    name: str, format_name: str, count: int, export: Export, tmp_path: Path
) -> None:
    path = export(name, format=format_name)
    found = _load("json", path, tmp_path)
    assert len(found) == count  # type: ignore[arg-type]  # a Dataset


@pytest.mark.parametrize(
    ("name", "kind"),
    [("out.csv", "csv"), ("out.parquet", "parquet")],
)
def test_tables(name: str, kind: str, export: Export, tmp_path: Path) -> None:
    found: object = _load(kind, export(name), tmp_path)
    assert len(found) == ALL  # type: ignore[arg-type]  # a Dataset
    assert found[0]["instruction"].startswith("用一句话概括第 0 条")  # type: ignore[index]


def test_rows_of_ones_own(export: Export, tmp_path: Path) -> None:
    pattern = '{"q": {{ instruction|tojson }}, "a": {{ output|tojson }}}'
    found = _load("json", export("own.jsonl", row_template=pattern), tmp_path)
    assert found.column_names == ["q", "a"]  # type: ignore[attr-defined]
    assert len(found) == ALL  # type: ignore[arg-type]


def test_the_folder(export: Export, tmp_path: Path) -> None:
    path = export("instructions.dataset.md", format="huggingface")
    found = datasets.load_dataset(str(path.parent), cache_dir=str(tmp_path / "cache"))
    assert {name: len(part) for name, part in found.items()} == {"train": ALL}
    assert found["train"][0]["tags"] == ["通知", "short"]


def test_a_split_folder(export: Export, tmp_path: Path) -> None:
    options = {"test": 0.2, "validation": 0.1, "seed": 1}
    path = export("x.dataset.md", format="huggingface", **options)
    found = datasets.load_dataset(str(path.parent), cache_dir=str(tmp_path / "cache"))
    counts = {name: len(part) for name, part in found.items()}
    assert counts == {"train": 22, "validation": 3, "test": 6}


def test_pandas_and_openpyxl(export: Export) -> None:
    frames = [
        pandas.read_csv(export("out.csv"), keep_default_na=False),
        pandas.read_csv(export("out.tsv"), sep="\t", keep_default_na=False),
        pandas.read_excel(export("out.xlsx"), keep_default_na=False),
        pandas.read_parquet(export("out.parquet")),
    ]
    for frame in frames:
        assert len(frame) == ALL
        assert frame["instruction"].iloc[-1] == "Write a haiku."
        assert "明天停水" in frame["input"].iloc[0]
    import openpyxl

    book = openpyxl.load_workbook(export("out.xlsx"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.data_type == "f"], "no formula"
