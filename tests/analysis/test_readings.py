"""How much of what people write is read right, over two sets of descriptions.

The rules were mended with the known ones at hand; the held-out ones were written before
and only counted. Where a line is silent about fields, topic and role there is none.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from instrstudio.analysis.profile import profile_of
from instrstudio.domain.language import language_of
from instrstudio.domain.profile import Phrase
from instrstudio.domain.task import TASK_TYPES, Task

FLOOR = 0.78
FOLDER = Path(__file__).parent / "readings"
SILENT: dict[str, object] = {"fields": [], "topic": "", "role": ""}


def readings(name: str) -> list[dict[str, object]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def said(value: object) -> object:
    """The words of one or several phrases; anything else is itself."""
    if isinstance(value, tuple):
        return [phrase.text for phrase in value]
    return value.text if isinstance(value, Phrase) else value


def misread(reading: Mapping[str, object]) -> dict[str, object]:
    """What was read off a description and is none of what is accepted."""
    profile = profile_of(Task(description=str(reading["text"])))
    wrong: dict[str, object] = {}
    for name, accepted in (SILENT | dict(reading)).items():
        if name == "text":
            continue
        value = getattr(profile, name)
        got = said(value)
        if isinstance(accepted, list) and not isinstance(value, tuple):
            good = got in accepted
        else:
            good = got == accepted
        if not good:
            wrong[name] = got
    return wrong


@pytest.mark.parametrize("reading", readings("known"), ids=lambda r: ascii(r["text"]))
def test_a_known_description_is_read_right(reading: Mapping[str, object]) -> None:
    assert misread(reading) == {}


def test_most_of_what_was_held_out_is_read_right() -> None:
    rows = readings("held_out")
    right = [row for row in rows if not misread(row)]
    assert len(right) >= FLOOR * len(rows)


def test_no_description_is_in_both_sets() -> None:
    known = {row["text"] for row in readings("known")}
    assert not known & {row["text"] for row in readings("held_out")}


@pytest.mark.parametrize("name", ["known", "held_out"])
def test_a_set_has_every_type_in_both_languages(name: str) -> None:
    found = {
        (language_of(str(row["text"])), str(row["task_type"])) for row in readings(name)
    }
    assert found >= {(a, b) for a in ("zh", "en") for b in TASK_TYPES}


def test_a_wrong_reading_is_counted() -> None:
    row: dict[str, object] = {"text": "写一首关于秋天的诗", "task_type": "translation"}
    assert misread(row) == {"task_type": "text_generation", "topic": "秋天"}
