"""Rows of a file by a pattern: the sandbox of templates, with JSON."""

import json

import pytest

from instrstudio.domain.errors import TemplateError
from instrstudio.domain.task import Example
from instrstudio.templates import limits
from instrstudio.templates.row_text import NAMES, check, row_text

VALUES = {
    "number": 3,
    "instruction": 'Say "a"\n<b>.',
    "tags": ("x", "y"),
    "examples": (Example(input="i", output="o"),),
    "history": (("u", "a"),),
}


def test_json_is_exact_and_on_one_line() -> None:
    pattern = (
        '{"q": {{ instruction|tojson }}, "t": {{ tags|tojson }}, '
        '"e": {{ examples|tojson }}, "h": {{ history|tojson }}, "n": {{ number }}}'
    )
    text = row_text(pattern, VALUES)
    assert "\n" not in text
    assert json.loads(text) == {
        "q": 'Say "a"\n<b>.',
        "t": ["x", "y"],
        "e": [{"input": "i", "output": "o"}],
        "h": [["u", "a"]],
        "n": 3,
    }


def test_white_space_stays() -> None:
    assert row_text("  {{ number }} ", VALUES) == "  3 "
    assert row_text("{% for e in examples %}{{ e.input }};{% endfor %}", VALUES) == "i;"


def test_a_long_text_may_be_written_twice() -> None:
    long = '"' * 50_000
    text = row_text("{{ instruction|tojson }}", {"instruction": long})
    assert json.loads(text) == long


@pytest.mark.parametrize(
    "pattern",
    [
        "{{ instruction" + "|tojson" * 40 + " }}",
        "{{ secret }}",
        "{{ secret|tojson }}",
        "{{ range|tojson }}",
        "{{ instruction.__class__|tojson }}",
    ],
)
def test_nothing_grows_or_escapes(pattern: str) -> None:
    with pytest.raises(TemplateError):
        row_text(pattern, {"instruction": '"' * 100})


def test_names_are_checked_beforehand() -> None:
    assert check("{{ instruction }} {{ secret }}") == {"secret"}
    assert check("".join("{{ " + name + " }}" for name in NAMES)) == frozenset()
    with pytest.raises(TemplateError):
        check("{{ instruction")
    assert limits.JSON_LIMIT > limits.OUTPUT_LIMIT
