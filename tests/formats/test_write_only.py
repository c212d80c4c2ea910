"""promptfoo and the Hugging Face hub: what is written, and what it must not do."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from file_records import TEXT, items_of
from hypothesis import given, settings

from instrstudio.domain.errors import TransferError
from instrstudio.domain.record import Record, Source
from instrstudio.domain.task import Example
from instrstudio.formats.huggingface import PLUGIN as HUGGINGFACE
from instrstudio.formats.parquet import PLUGIN as PARQUET
from instrstudio.formats.promptfoo import PLUGIN as PROMPTFOO
from instrstudio.formats.promptfoo import literal

RECORDS = [
    Record(
        instruction="Fill {{ name }} in.",
        examples=(Example(input="file:///etc/passwd", output="x"), Example(input="b")),
        language="en",
        licence="MIT",
        source=Source(kind=""),
    ),
    Record(instruction="写", licence="MIT", tags=("t",), source=Source(kind="")),
]


def test_a_test_for_each_sample(tmp_path: Path) -> None:
    target = tmp_path / "c.promptfoo.yaml"
    assert list(PROMPTFOO.write(RECORDS, target)) == [1, 2]
    made = yaml.safe_load(target.read_text(encoding="utf-8"))
    assert made["providers"] == ["echo"]
    assert made["prompts"] == ["{{instruction}}\n\n{{input}}"]
    assert len(made["tests"]) == 3
    first = made["tests"][0]
    assert first["vars"]["instruction"] == 'Fill {{ "{" }}{ name }} in.'
    assert not first["vars"]["input"].startswith("file:")
    assert first["assert"][0]["weight"] == 0
    assert "assert" not in made["tests"][1]
    assert PROMPTFOO.lost(RECORDS[1]) == ("tags", "licence")


def _rendered(text: str) -> str:
    """Return what Nunjucks makes of texts in double quotes between braces."""
    return re.sub(r'\{\{ "(.)" \}\}', r"\1", text)


@settings(max_examples=40, deadline=None)
@given(text=TEXT)
def test_a_text_survives_the_file(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.getbasetemp() / "c.promptfoo.yaml"
    list(PROMPTFOO.write([Record(instruction=f"i{text}")], target))
    (test,) = yaml.safe_load(target.read_text(encoding="utf-8"))["tests"]
    assert test["vars"]["instruction"] == literal(f"i{text}")


@given(text=TEXT)
def test_a_text_renders_to_itself(text: str) -> None:
    made = literal(text)
    rest = re.sub(r'\{\{ "." \}\}', "", made)
    assert not re.search(r"\{[{%#]", rest)
    assert _rendered(made) == text


def test_the_folder_of_a_data_set(tmp_path: Path) -> None:
    target = tmp_path / "README.md"
    assert list(HUGGINGFACE.write(RECORDS, target)) == [1, 2]
    card = target.read_text(encoding="utf-8")
    head = yaml.safe_load(card.split("---\n")[1])
    assert head["license"] == "mit"
    assert head["language"] == ["en", "zh"]
    assert head["size_categories"] == ["n<1K"]
    assert "2 instructions" in card
    (data,) = (tmp_path / "data").iterdir()
    assert items_of(list(PARQUET.read(data))) == RECORDS
    pattern = head["configs"][0]["data_files"][0]["path"]
    assert list(tmp_path.glob(pattern)) == [data]
    again = [replace(RECORDS[0], licence="")]
    assert list(HUGGINGFACE.write(again, target)) == [1]
    assert items_of(list(PARQUET.read(data))) == again


def test_a_card_of_somebody_else_stays(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("mine")
    with pytest.raises(TransferError, match="did not write"):
        list(HUGGINGFACE.write(RECORDS, readme))
    assert readme.read_text() == "mine"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("found", [PROMPTFOO, HUGGINGFACE])
def test_nothing_is_read(found: object, tmp_path: Path) -> None:
    assert getattr(found, "reads", True) is False
    for plugin in (PROMPTFOO, HUGGINGFACE):
        assert plugin.recognises(tmp_path) == 0
        with pytest.raises(TransferError, match="only written"):
            list(plugin.read(tmp_path))
        assert plugin.refusal(Record(instruction=" ")) is not None
