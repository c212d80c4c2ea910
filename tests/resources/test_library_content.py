"""The shipped starter library: form, languages, pairs, slots and sanity of content."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from instrstudio import resources
from instrstudio.domain.language import language_of, normalised
from instrstudio.domain.task import TASK_TYPES

KEYS = [
    "pair",
    "language",
    "task_type",
    "title",
    "task_description",
    "examples",
    "instruction",
    "constraints",
    "tags",
]
MAIN_TYPES = TASK_TYPES[:6]
HAN = "\u4e00-\u9fff"
SLOT = re.compile(r"\[([^\[\]\n]{1,30})\]")


def files() -> list[Path]:
    return sorted(resources.path("library").glob("*.jsonl"))


def read() -> list[dict[str, Any]]:
    """Return all rows of all files."""
    lines = (
        line
        for file in files()
        for line in file.read_text(encoding="utf-8").split("\n")
        if line
    )
    return [json.loads(line) for line in lines]


ROWS = read()


def name(row: dict[str, Any]) -> str:
    return f"{row['pair']}-{row['language']}"


each_row = pytest.mark.parametrize("row", ROWS, ids=name)


def test_one_file_for_each_task_type() -> None:
    assert {file.stem for file in files()} == set(TASK_TYPES)
    for file in files():
        text = file.read_text(encoding="utf-8")
        kinds = {json.loads(line)["task_type"] for line in text.splitlines()}
        assert kinds == {file.stem}


def test_every_task_type_has_enough_pairs() -> None:
    pairs = Counter(row["task_type"] for row in ROWS if row["language"] == "zh")
    for task_type in TASK_TYPES:
        assert pairs[task_type] >= (25 if task_type in MAIN_TYPES else 14), task_type
    assert pairs.total() >= 190


def test_both_languages_of_each_pair_are_there() -> None:
    members = defaultdict(list)
    for row in ROWS:
        members[row["pair"]].append((row["language"], row["task_type"]))
    for pair, found in members.items():
        assert sorted(language for language, _type in found) == ["en", "zh"], pair
        assert len({task_type for _language, task_type in found}) == 1, pair


@pytest.mark.parametrize("key", ["instruction", "title", "task_description"])
def test_nothing_is_said_twice(key: str) -> None:
    known = Counter((row["language"], normalised(row[key])) for row in ROWS)
    assert [text for text, times in known.items() if times > 1] == []


@each_row
def test_keys_and_kinds(row: dict[str, Any]) -> None:
    assert list(row) == KEYS
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", row["pair"])
    for key in ("title", "task_description", "instruction"):
        assert row[key] == row[key].strip() != ""
    assert 1 <= len(row["tags"]) <= 3
    assert len(row["title"]) <= 40
    for text in (*row["tags"], *row["constraints"]):
        assert text == text.strip() != ""
    for example in row["examples"]:
        assert list(example) == ["input", "output"]


@each_row
def test_language_is_the_one_it_says(row: dict[str, Any]) -> None:
    assert language_of(row["instruction"]) == row["language"]
    assert language_of(row["task_description"]) == row["language"]
    assert language_of(row["title"]) == row["language"]


@each_row
def test_slots_are_named_and_are_the_only_square_brackets(row: dict[str, Any]) -> None:
    instruction = row["instruction"]
    slots = SLOT.findall(instruction)
    assert instruction.count("[") == instruction.count("]") == len(slots) <= 3
    assert all(slot == slot.strip() != "" for slot in slots)
    assert len(set(slots)) == len(slots)


@each_row
def test_sample_has_an_input_where_there_is_a_slot(row: dict[str, Any]) -> None:
    assert row["examples"]
    for example in row["examples"]:
        assert bool(example["input"]) == bool(SLOT.search(row["instruction"]))
        assert len(example["input"]) <= 400
        assert 0 < len(example["output"]) <= 1400


@each_row
def test_constraints_stand_in_the_instruction(row: dict[str, Any]) -> None:
    assert len(row["constraints"]) <= 4
    for constraint in row["constraints"]:
        assert constraint.casefold() in row["instruction"].casefold()
        assert len(constraint) <= 60


@each_row
def test_length_is_that_of_an_instruction(row: dict[str, Any]) -> None:
    shortest, longest = (40, 320) if row["language"] == "zh" else (120, 800)
    assert shortest <= len(row["instruction"]) <= longest
    assert len(row["task_description"]) <= 80


@each_row
def test_instruction_does_not_give_the_sample_away(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        if len(example["output"]) > 12:  # a bare label is among those listed
            assert example["output"] not in row["instruction"]
        if example["input"]:
            assert example["input"] not in row["instruction"]


@pytest.mark.parametrize("row", [r for r in ROWS if r["language"] == "zh"], ids=name)
def test_chinese_is_set_as_chinese(row: dict[str, Any]) -> None:
    for text in (row["title"], row["task_description"], row["instruction"]):
        assert not re.search(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", text), text
        assert not re.search(f"[{HAN}][,;:?!()]", text), text
