"""An entry of the catalogue is read strictly, and found by its words."""

from typing import Any

import pytest

from instrstudio.domain.catalogue import Entry
from instrstudio.domain.errors import InvalidInput

BOTH = {"en": "Short texts", "zh": "短文"}


def table(**changed: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": "short",
        "name": "Short",
        "languages": ["zh"],
        "rows": 10,
        "licence": "MIT",
        "shippable": "yes",
        "format": "alpaca",
        "url": "https://example.org",
        "about": BOTH,
        "why": BOTH,
        "get": BOTH,
        "files": ["*.json"],
        "fields": ["text"],
    }
    return given | changed


def test_an_entry_is_read_and_shown_in_a_language() -> None:
    entry = Entry.from_mapping(table(columns={"text": "input"}))
    assert entry.is_importable
    assert entry.columns == {"text": "input"}
    assert entry.as_dict("zh")["about"] == "短文"
    assert entry.as_dict()["about"] == "Short texts"
    assert not Entry.from_mapping(table(format="")).is_importable


def test_all_words_must_stand_somewhere_in_any_case() -> None:
    entry = Entry.from_mapping(table())
    assert entry.matches(["SHORT", "mit"])
    assert entry.matches(["短文"])
    assert entry.matches([])
    assert not entry.matches(["short", "news"])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", ""),
        ("name", 3),
        ("languages", "zh"),
        ("rows", -1),
        ("rows", "ten"),
        ("shippable", "maybe"),
        ("about", {"en": "only"}),
        ("columns", {"a": 1}),
        ("columns", []),
        ("files", [1]),
        ("url", None),
    ],
)
def test_what_is_broken_is_named(key: str, value: object) -> None:
    with pytest.raises(InvalidInput, match=f"“{key}”"):
        Entry.from_mapping(table(**{key: value}))
